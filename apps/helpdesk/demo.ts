/** An empty installation filled with a lively day, through the API as everybody uses it: something to look at in the console. */
import { randomUUID } from 'node:crypto';
import type { TokenClaims } from '../../libs/config';
import { DAY_MS } from '../../libs/domain';

/** What one buyer lives through, told in the language of the market. */
interface Scene {
  readonly market: string;
  readonly buyer: string;
  readonly topic: 'question' | 'order' | 'shipping' | 'return' | 'withdrawal' | 'complaint' | 'warranty' | 'claim';
  readonly subject: string;
  readonly asks: string;
  readonly order?: { readonly title: string; readonly price: string; readonly currency: string };
  readonly next?: readonly Step[];
  /** Asked days ago, where there is a clock that can be set. */
  readonly early?: true;
}

type Step =
  | { readonly reply: string; readonly promised?: true }
  | { readonly asks: string }
  | { readonly status: string; readonly facts?: object }
  | { readonly note: string }
  | { readonly do: 'contest' | 'no-reply-needed' | 'contest-no-reply' | 'close' | 'take' };

const euro = (title: string, price: string) => ({ title, price, currency: 'EUR' });
const inDays = (days: number, now: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10);

const scenes = (now: number): readonly Scene[] => [
  {
    market: 'de',
    buyer: 'anna',
    topic: 'shipping',
    subject: 'Wo ist mein Paket?',
    asks: 'Meine Bestellung sollte am Montag kommen. Wann kommt sie an? Und kann ich sie noch umleiten?',
    order: euro('Wanderschuh, Größe 41', '129.90'),
  },
  {
    market: 'de',
    buyer: 'bernd',
    topic: 'complaint',
    subject: 'Falsche Farbe',
    asks: 'Der Pullover ist blau statt grün. Was kann ich tun?',
    order: euro('Pullover, grün', '59.00'),
    next: [{ do: 'take' }, { note: 'Im Lager nachfragen, ob noch grüne da sind.' }],
  },
  {
    market: 'at',
    buyer: 'clara',
    topic: 'return',
    subject: 'Rücksendung',
    asks: 'Wie sende ich die Jacke zurück? Ist der Versand kostenlos?',
    order: euro('Regenjacke', '89.00'),
    next: [
      { reply: 'Sie können die Jacke mit dem Etikett aus Ihrem Konto zurücksenden, der Versand ist kostenlos.' },
      { status: 'return-received' },
      { status: 'refund-issued', facts: { amount: '89.00', currency: 'EUR' } },
      { do: 'close' },
    ],
  },
  {
    market: 'pl',
    buyer: 'dorota',
    topic: 'warranty',
    subject: 'Uszkodzony ekspres',
    asks: 'Ekspres przestał działać po dwóch tygodniach. Czy mogę go oddać do naprawy?',
    order: { title: 'Ekspres do kawy', price: '899.00', currency: 'PLN' },
    next: [
      { reply: 'Tak, proszę odesłać ekspres. Naprawimy go bezpłatnie.' },
      { status: 'return-received' },
      { status: 'repair-started' },
    ],
  },
  {
    market: 'pl',
    buyer: 'edward',
    topic: 'order',
    subject: 'Zmiana adresu',
    asks: 'Czy można jeszcze zmienić adres dostawy?',
    early: true,
  },
  {
    market: 'cz',
    buyer: 'filip',
    topic: 'question',
    subject: 'Velikost bot',
    asks: 'Jsou boty spíše větší, nebo menší? Nosím 43.',
    next: [{ reply: 'Ověříme to.' }, { do: 'contest' }],
  },
  {
    market: 'sk',
    buyer: 'gabika',
    topic: 'shipping',
    subject: 'Kedy príde zásielka?',
    asks: 'Kedy mi príde zásielka?',
    order: euro('Stanový set', '210.00'),
    next: [
      { status: 'shipped', facts: { carrier: 'GLS', trackingNumber: '90210077', estimatedDelivery: inDays(3, now) } },
      { reply: 'Zásielka je na ceste, príde do troch dní.' },
    ],
  },
  {
    market: 'fr',
    buyer: 'helene',
    topic: 'claim',
    subject: 'Colis endommagé',
    asks: 'Le colis est arrivé écrasé et la lampe est cassée. Que proposez-vous ?',
    order: euro('Lampe de bureau', '45.50'),
    next: [{ reply: 'Nous vérifions avec le transporteur et revenons vers vous.', promised: true }],
  },
  {
    market: 'it',
    buyer: 'irene',
    topic: 'withdrawal',
    subject: 'Recesso',
    asks: 'Vorrei recedere dall’acquisto. Mi può scrivere a irene@example.org?',
    order: euro('Zaino', '79.00'),
  },
  {
    market: 'es',
    buyer: 'jorge',
    topic: 'order',
    subject: 'Factura',
    asks: '¿Me pueden enviar la factura?',
    next: [{ reply: 'Escríbame a tienda@example.com o al +34 612 345 678 y se la mando más barata sin la plataforma.' }],
  },
  {
    market: 'nl',
    buyer: 'koen',
    topic: 'question',
    subject: 'Bedankt!',
    asks: 'Bedankt voor de snelle hulp!',
    next: [{ do: 'no-reply-needed' }],
  },
  {
    market: 'ro',
    buyer: 'larisa',
    topic: 'shipping',
    subject: 'Unde este coletul?',
    asks: 'Coletul nu a ajuns. Unde este?',
    early: true,
    next: [{ do: 'take' }],
  },
  {
    market: 'hu',
    buyer: 'marta',
    topic: 'complaint',
    subject: 'Hiányzó alkatrész',
    asks: 'A csomagból hiányzik egy csavar. Küldenek másikat?',
    order: { title: 'Polc', price: '24990', currency: 'HUF' },
    next: [{ do: 'no-reply-needed' }, { do: 'contest-no-reply' }],
  },
  {
    market: 'ie',
    buyer: 'niamh',
    topic: 'question',
    subject: 'Is it waterproof?',
    asks: 'Is the jacket waterproof? And does it come in red?',
    next: [{ reply: 'It is waterproof up to ten metres of water column.' }, { asks: 'And in red?' }],
  },
  {
    market: 'be',
    buyer: 'olivier',
    topic: 'order',
    subject: 'Commande en double',
    asks: 'J’ai commandé deux fois par erreur. Pouvez-vous annuler une commande ?',
    early: true,
    next: [{ reply: 'C’est fait, une commande est annulée.' }],
  },
];

/** The same time on that day, or on the Monday behind its weekend: on days that do not count nothing is called late. */
function weekdayFrom(at: number): number {
  const day = new Date(at).getUTCDay();
  return at + (day === 6 ? 2 : day === 0 ? 1 : 0) * DAY_MS;
}

type Ask = (who: TokenClaims, method: string, path: string, body?: object) => Promise<Record<string, unknown>>;

/** Fills it; returns how many conversations there are now. Throws where something is there already, and for what is refused. */
export async function demo(
  address: string,
  sign: (claims: TokenClaims) => Promise<string>,
  say: (line: string) => void,
): Promise<number> {
  const tokens = new Map<string, string>();
  const ask: Ask = async (who, method, path, body) => {
    const name = `${who.role} ${who.sub}`;
    const token = tokens.get(name) ?? (await sign(who));
    tokens.set(name, token);
    const answer = await fetch(address + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      throw new Error(`${address} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`);
    });
    const said = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(`${method} ${path}: ${said.code}, ${said.detail}`);
    return said;
  };
  const admin: TokenClaims = { sub: 'demo-admin', role: 'admin' };
  const { all: there } = await ask(admin, 'GET', '/v1/inbox/counts');
  if (there !== 0) throw new Error(`there are ${there} conversations already: the demo fills an empty installation only`);
  const clock = await ask(admin, 'GET', '/v1/test-clock').catch(() => undefined);
  const now = Date.parse(String(clock?.now ?? new Date().toISOString()));
  const members = [AGENT.sub, 'demo-colleague'].map((id) => ({ id, role: 'agent' }));
  // Dates that are announced lie ahead, also of a clock that is put forward.
  const then = clock ? weekdayFrom(now + 6 * DAY_MS) : now;
  const all = scenes(then);
  const markets = [...new Set(all.map(({ market }) => market))];
  await ask(PLATFORM, 'PUT', '/v1/sellers/demo-shop', { name: 'Demo shop', markets, languages: ['de', 'pl', 'en'], members });
  const saved = { name: 'Danke', language: 'de', body: 'Vielen Dank für Ihre Nachricht zu {order}. ' };
  await ask(AGENT, 'PUT', `/v1/saved-replies/${randomUUID()}`, saved);
  const opened = new Map<Scene, Opened>();
  const early = all.filter((scene) => scene.early);
  for (const scene of early) opened.set(scene, await begin(ask, scene, all.indexOf(scene)));
  if (clock) {
    await ask(admin, 'PUT', '/v1/test-clock', { now: new Date(then).toISOString() });
  } else say('Nothing is late yet: time passes by itself, or with HELPDESK_TEST_CLOCK=1 at once.');
  for (const [index, scene] of all.entries()) await goOn(ask, then, scene, opened.get(scene) ?? (await begin(ask, scene, index)));
  return all.length;
}

interface Opened {
  readonly buyer: TokenClaims;
  readonly conversation: string;
  readonly message: string;
}
const AGENT: TokenClaims = { sub: 'demo-agent', role: 'seller', seller: 'demo-shop' };
const PLATFORM: TokenClaims = { sub: 'demo-platform', role: 'platform' };

/** The order is told, and the buyer asks. */
async function begin(ask: Ask, scene: Scene, index: number): Promise<Opened> {
  // Some are those of who signs in as the demo buyer.
  const buyer: TokenClaims = { sub: index % 4 === 3 ? 'demo-buyer' : scene.buyer, role: 'buyer' };
  const number = scene.order && `A-${10_001 + index}`;
  if (number && scene.order)
    await ask(PLATFORM, 'PUT', `/v1/orders/${number}`, {
      buyer: buyer.sub,
      seller: 'demo-shop',
      state: 'paid',
      market: scene.market,
      items: [{ title: scene.order.title, quantity: 1, price: scene.order.price }],
      amount: scene.order.price,
      currency: scene.order.currency,
      deliveryAddress: 'Musterweg 1\n12345 Musterstadt',
    });
  const { market, topic, subject, asks } = scene;
  const body = { market, seller: 'demo-shop', topic, subject, ...(number && { order: number }), message: { body: asks } };
  const { conversation, message } = await ask(buyer, 'POST', '/v1/conversations', body);
  return { buyer, conversation: String(conversation), message: String(message) };
}

/** What follows. */
async function goOn(ask: Ask, now: number, scene: Scene, { buyer, conversation, message }: Opened): Promise<void> {
  const path = `/v1/conversations/${conversation}`;
  let last = message;
  for (const step of scene.next ?? []) {
    if ('reply' in step) {
      const promisedBy = step.promised && inDays(2, now);
      const { message: reply } = await ask(AGENT, 'POST', `${path}/messages`, {
        body: step.reply,
        ...(promisedBy && { promisedBy }),
      }).catch(async (refusal: Error) => {
        if (!promisedBy || !/promise/.test(refusal.message)) throw refusal;
        return ask(AGENT, 'POST', `${path}/messages`, { body: step.reply });
      });
      last = String(reply);
    } else if ('asks' in step) await ask(buyer, 'POST', `${path}/messages`, { body: step.asks });
    else if ('status' in step)
      await ask(AGENT, 'POST', `${path}/status-updates`, { stage: step.status, facts: step.facts ?? {} });
    else if ('note' in step) await ask(AGENT, 'POST', `${path}/notes`, { body: step.note });
    else if (step.do === 'take') await ask(AGENT, 'POST', `${path}/assignment`, { assignee: AGENT.sub });
    else if (step.do === 'close') await ask(buyer, 'POST', `${path}/close`, {});
    else if (step.do === 'contest') await ask(buyer, 'POST', `${path}/messages/${last}/unanswered`, {});
    else if (step.do === 'no-reply-needed')
      await ask(AGENT, 'POST', `${path}/messages/${message}/no-reply-needed`, { reason: 'thanks' });
    else if (step.do === 'contest-no-reply') await ask(buyer, 'POST', `${path}/messages/${message}/contest`, {});
  }
}
