/** A shadow run: what another rule set would have done with the messages on record. It reads the event store and writes nothing. */
import { LRUCache } from 'lru-cache';
import {
  type ConversationEvent,
  conversation,
  type DataOf,
  EARLIER,
  knownOfOrder,
  languageOf,
  languagesIn,
  type OrderEvent,
  type OrderFacts,
  orderStreamId,
  orders,
} from '../../libs/domain';
import type { EventStore } from '../../libs/event-store';
import {
  ACTIONS,
  type Action,
  actionOf,
  type Finding,
  KINDS,
  type Kind,
  type RuleSet,
  type ScreenedMessage,
  screen,
  type Writer,
} from '../../libs/screening';

/** No more of an earlier text is looked at, and no more conversations are kept in mind than some: the rest is read again. */
const LONGEST_KEPT = 2_000;
const CONVERSATIONS_KEPT = 2_000;
const LOOKED_THROUGH = 60;
const EXAMPLES = 3;
const BESIDE = 20;

/** What is done with messages because of one kind, and where the two differ. */
export interface Compared {
  language: string;
  kind: Kind;
  /** messages by action, by the rules of this release and by the others */
  now: Record<Action, number>;
  shadow: Record<Action, number>;
  /** messages that the others treat harder, milder, or alike for other places or rules */
  harder: number;
  milder: number;
  changed: number;
  examples: Example[];
}

/** A message that the two treat differently, with the places they differ in. */
export interface Example {
  conversation: string;
  message: string;
  now: Action;
  shadow: Action;
  findings: { by: 'now' | 'shadow'; rule: string; score: number; excerpt: string }[];
}

/** What a shadow run came to. */
export interface ShadowRun {
  now: string;
  shadow: string;
  messages: number;
  different: number;
  compared: Compared[];
}

/** What is kept in mind of a conversation. */
interface Thread {
  readonly opening: Pick<DataOf<'ConversationOpened'>, 'market' | 'buyer' | 'seller' | 'order'> | undefined;
  /** the last texts of both, the latest last */
  readonly said: Said[];
}

interface Said {
  readonly from: string;
  readonly at: number;
  readonly body: string;
  readonly held: boolean;
}

/**
 * Screens every message of a party on record by two rule sets, with what stood around it. Memory is constant, however many there
 * are. `onProgress` is told how far it is, 0 to 1. Throws where it is interrupted, or the store is away.
 */
export async function shadowRun(
  store: EventStore,
  now: RuleSet,
  shadow: RuleSet,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ShadowRun> {
  const compared = new Map<string, Compared>();
  const threads = new Threads(store);
  const run = { now: now.hash, shadow: shadow.hash, messages: 0, different: 0 };
  const head = Number(await store.head());
  for await (const { type, data, stream, revision, position } of store.readAll<ConversationEvent>()) {
    signal.throwIfAborted();
    if (Number(position) > head) break;
    onProgress(head <= 0 ? 1 : Number(position) / head);
    if (type !== 'MessageSent' && type !== 'MessageHeld') continue;
    const { from, at, body, language } = data;
    const thread = await threads.before(stream, revision);
    if (from !== 'admin') {
      const message = await threads.around(thread, { text: body, role: from, language, at: Date.parse(at) });
      run.messages += 1;
      const place = { conversation: stream.slice(conversation.category.length + 1), message: data.message };
      if (compare(message, place, now, shadow, compared)) run.different += 1;
    }
    threads.say(stream, thread, { from, at: Date.parse(at), body: body.slice(0, LONGEST_KEPT), held: type === 'MessageHeld' });
  }
  const order = ({ language, kind }: Compared): string => `${language} ${KINDS.indexOf(kind)}`;
  return { ...run, compared: [...compared.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1)) };
}

/** What stands around messages: the last texts and how the conversation began, the newest conversations from memory. */
class Threads {
  readonly #known = new LRUCache<string, Thread>({ max: CONVERSATIONS_KEPT });
  readonly #orders = new LRUCache<string, { facts: OrderFacts | undefined }>({ max: CONVERSATIONS_KEPT });

  constructor(private readonly store: EventStore) {}

  /** What was said in a conversation before a revision. */
  async before(stream: string, revision: number): Promise<Thread> {
    const known = this.#known.get(stream);
    if (known) return known;
    const opened = await this.store.oneOf<ConversationEvent, 'ConversationOpened'>(stream, 'ConversationOpened');
    const said: Said[] = [];
    const newest = { direction: 'backwards', from: revision - 1, maxCount: LOOKED_THROUGH } as const;
    if (revision > 0)
      for await (const { type, data } of this.store.read<ConversationEvent>(stream, newest))
        if (type === 'MessageSent' || type === 'MessageHeld')
          said.unshift({
            from: data.from,
            at: Date.parse(data.at),
            body: data.body.slice(0, LONGEST_KEPT),
            held: type === 'MessageHeld',
          });
    const opening = opened && pick(opened);
    const thread = { opening, said: [] };
    for (const one of said) keep(thread.said, one);
    this.#known.set(stream, thread);
    return thread;
  }

  say(stream: string, thread: Thread, said: Said): void {
    keep(thread.said, said);
    this.#known.set(stream, thread);
  }

  /** A text with what stands around it, as it is screened before it is sent. */
  async around(
    { opening, said }: Thread,
    { text, role, language, at }: { text: string; role: Writer; language: string | undefined; at: number },
  ): Promise<ScreenedMessage> {
    return {
      text,
      role,
      language: languagesIn(opening?.market, language),
      before: said
        .filter((one) => one.from === role && at - one.at <= EARLIER.withinMs)
        .map(({ body }) => body)
        .slice(-EARLIER.messages),
      asked: said.findLast((one) => one.from !== role && !one.held)?.body,
      order: knownOfOrder(opening, opening?.order === undefined ? undefined : await this.#order(opening.order)),
    };
  }

  /** An order as it was told last. */
  async #order(number: string): Promise<OrderFacts | undefined> {
    const known = this.#orders.get(number);
    if (known) return known.facts;
    const stream = `${orders.category}-${orderStreamId(number)}`;
    const facts = await this.store.oneOf<OrderEvent, 'OrderRecorded'>(stream, 'OrderRecorded', 'backwards');
    this.#orders.set(number, { facts });
    return facts;
  }
}

const pick = ({ market, buyer, seller, order }: DataOf<'ConversationOpened'>) => ({ market, buyer, seller, order });

/** Adds what was said; of each side the last few are enough. */
function keep(said: Said[], one: Said): void {
  said.push(one);
  const ofSide = said.filter(({ from, held }) => from === one.from && held === one.held);
  if (ofSide.length > EARLIER.messages) said.splice(said.indexOf(ofSide[0]), 1);
}

/** Counts what two rule sets do with a message; true where they differ. */
function compare(
  message: ScreenedMessage,
  place: Pick<Example, 'conversation' | 'message'>,
  now: RuleSet,
  shadow: RuleSet,
  compared: Map<string, Compared>,
): boolean {
  const [before, after] = [screen(message, now).findings, screen(message, shadow).findings];
  let differs = false;
  for (const kind of KINDS) {
    const [was, is] = [before, after].map((findings) => findings.filter((finding) => finding.kind === kind));
    const actions = { now: hardest(was, message, now), shadow: hardest(is, message, shadow) };
    const language = languageOf(message.language) || 'unknown';
    const counted = countedIn(compared, language, kind);
    counted.now[actions.now] += 1;
    counted.shadow[actions.shadow] += 1;
    const harder = ACTIONS.indexOf(actions.shadow) - ACTIONS.indexOf(actions.now);
    if (harder === 0 && named(was) === named(is)) continue;
    differs = true;
    if (harder > 0) counted.harder += 1;
    else if (harder < 0) counted.milder += 1;
    else counted.changed += 1;
    if (counted.examples.length >= EXAMPLES) continue;
    const shown = (by: 'now' | 'shadow', findings: readonly Finding[], others: readonly Finding[]) =>
      findings
        .filter((finding) => harder !== 0 || !named(others).includes(named([finding])))
        .map(({ rule, score, from, to }) => ({ by, rule, score, excerpt: excerptOf(message.text, from, to) }));
    counted.examples.push({ ...place, ...actions, findings: [...shown('now', was, is), ...shown('shadow', is, was)] });
  }
  return differs;
}

function countedIn(compared: Map<string, Compared>, language: string, kind: Kind): Compared {
  const key = `${language} ${kind}`;
  const none = (): Record<Action, number> => ({ pass: 0, flag: 0, mask: 0, hold: 0 });
  const counted = compared.get(key) ?? {
    ...{ language, kind, now: none(), shadow: none(), harder: 0, milder: 0, changed: 0, examples: [] },
  };
  compared.set(key, counted);
  return counted;
}

function hardest(findings: readonly Finding[], message: ScreenedMessage, rules: RuleSet): Action {
  const actions = findings.map((finding) => actionOf(finding, message, rules));
  return ACTIONS.findLast((action) => actions.includes(action)) ?? 'pass';
}

const named = (findings: readonly Finding[]): string => findings.map(({ rule, from, to }) => `${rule} ${from}-${to};`).join('');

/** The words found and some beside them, in one line. */
function excerptOf(text: string, from: number, to: number): string {
  return text
    .slice(Math.max(0, from - BESIDE), to + BESIDE)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim();
}

/** A shadow run as text: a line for each language and kind in which anything was found, and examples of what differs. */
export function shadowText({ now, shadow, messages, different, compared }: ShadowRun): string {
  const lines = [`now     ${now}`, `shadow  ${shadow}`, `${messages} messages, ${different} treated differently`];
  const found = compared.filter(
    (one) => one.now.pass + one.shadow.pass < 2 * ACTIONS.reduce((sum, action) => sum + one.now[action], 0),
  );
  if (found.length > 0) {
    const row = (language: string, kind: string, ...cells: (string | number)[]): string =>
      [language.padEnd(8), kind.padEnd(18), ...cells.map((cell) => String(cell).padStart(15))].join(' ').trimEnd();
    lines.push('', row('language', 'kind', 'held', 'masked', 'flagged', 'harder', 'milder', 'changed'));
    for (const one of found) {
      const both = (action: Action): string => `${one.now[action]} → ${one.shadow[action]}`;
      lines.push(row(one.language, one.kind, both('hold'), both('mask'), both('flag'), one.harder, one.milder, one.changed));
    }
    for (const { language, kind, examples } of found)
      for (const { conversation: id, message, now: was, shadow: is, findings } of examples) {
        lines.push('', `${language} ${kind}: ${was} → ${is}, message ${message} of conversation ${id}`);
        for (const { by, rule, score, excerpt } of findings)
          lines.push(`  ${by.padEnd(6)} ${rule} ${score.toFixed(2)}  ${excerpt}`);
      }
  }
  return `${lines.join('\n')}\n`;
}
