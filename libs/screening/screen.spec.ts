import fc from 'fast-check';
import { LANGUAGES } from './language-pack';
import { PACKS } from './languages';
import { allowing, DEFAULT_RULES, type RuleSetData, ruleSet } from './rule-set';
import { actionOf, type ScreenedMessage, screen } from './screen';

/** German and English with as many words as these examples need: what the packs know is their own matter. */
const DATA: RuleSetData = {
  ...DEFAULT_RULES,
  packs: {
    ...PACKS,
    de: {
      ...PACKS.de,
      numbers: {
        null: '0',
        eins: '1',
        zwei: '2',
        drei: '3',
        vier: '4',
        fünf: '5',
        sechs: '6',
        sieben: '7',
        acht: '8',
        neun: '9',
        zwanzig: '20',
      },
      repeats: { doppel: 2 },
      symbols: {
        at: ['at', 'ät'],
        dot: ['punkt', 'dot'],
        dash: ['strich', 'minus'],
        underscore: ['unterstrich'],
        slash: [],
        plus: ['plus'],
      },
      patterns: {
        ask: [{ rule: 'ask.number', pattern: 'gib mir (?:bitte )?deine nummer', score: 0.9 }],
        hint: [],
        deal: [{ rule: 'deal.direct', pattern: 'direkt überweisen', score: 0.9 }],
        marketing: [],
        abuse: [{ rule: 'abuse.idiot', pattern: 'idiot(?:en)?', score: 0.8 }],
      },
      context: {
        ...PACKS.de.context,
        refusal: [{ rule: 'refusal.not', pattern: 'dürfen (?:hier )?nicht', score: 1 }],
        orderNumber: [{ rule: 'order', pattern: 'bestell(?:ung|nummer)', score: 1 }],
        productFeature: [{ rule: 'watch', pattern: 'uhr', score: 1 }],
      },
      nearby: {
        messenger: [{ rule: 'messenger', pattern: 'whatsapp|telegram|insta(?:gram)?', score: 1 }],
        contactVerb: [{ rule: 'call', pattern: 'ruf(?:en)?|erreichbar', score: 1 }],
        phoneNoun: [{ rule: 'phone', pattern: 'handy|telefon|tel', score: 1 }],
        mailNoun: [{ rule: 'mail', pattern: 'mail', score: 1 }],
      },
    },
  },
};
const RULES = ruleSet(DATA);
const DEFAULT = ruleSet();

const screened = (text: string, more: Partial<ScreenedMessage> = {}) =>
  screen({ text, role: 'seller', language: 'de', ...more }, RULES);
/** What is found, cut from the original. */
const cuts = (text: string, more: Partial<ScreenedMessage> = {}) =>
  screened(text, more).findings.map(({ from, to }) => text.slice(from, to));

describe('R5.1 contact data as people write it', () => {
  it.each([
    ['Schreib an Max.Mueller+shop@GMX.de, dann geht es schneller.', ['Max.Mueller+shop@GMX.de']],
    ['siehe https://Shop-Mueller.example.com/angebot?id=3.', ['https://Shop-Mueller.example.com/angebot?id=3']],
    ['bei www.mueller-shop.at nachsehen', ['www.mueller-shop.at']],
    ['mueller-shop.com hat es', ['mueller-shop.com']],
    ['(wa.me/4915123456789)', ['wa.me/4915123456789']],
    ['Mein Insta: max.mueller_92', ['max.mueller_92']],
    ['00420 777 123 456', ['00420 777 123 456']],
    ['telegram: otto#1234', ['otto#1234']],
    ['schreib an otto.m@firma', ['otto.m@firma']],
    ['telegram @maxi_shop', ['@maxi_shop']],
    ['ruf an: +49 (0)151 2345 6789 danke', ['+49 (0)151 2345 6789']],
    ['0151/23456789', ['0151/23456789']],
    ['Tel. 030-901820', ['030-901820']],
    ['Bestellung 4711-22, Handy 0160 1234567', ['0160 1234567']],
  ])('%s', (text, expected) => expect(cuts(text)).toEqual(expected));

  it.each([
    ['pl', '601 234 567', ['601 234 567']],
    ['cs', '602 123 456', ['602 123 456']],
    ['fr', '06 12 34 56 78', ['06 12 34 56 78']],
    ['fr', '06.12.34.56.78', ['06.12.34.56.78']],
    ['fr', '04.11.10.09.12', ['04.11.10.09.12']],
    ['fr', '06-12-11-10-09', ['06-12-11-10-09']],
    ['fr', '01/23/45/67/89', ['01/23/45/67/89']],
    ['it', '333 1234567', ['333 1234567']],
    ['es', '612 34 56 78', ['612 34 56 78']],
    ['hu', '06 20 123 4567', ['06 20 123 4567']],
    ['ro', '0721 234 567', ['0721 234 567']],
    ['nl', '06-12345678', ['06-12345678']],
    ['sk', '0905 123 456', ['0905 123 456']],
    ['en', '07400 123456', ['07400 123456']],
  ])('a telephone number in %s: %s', (language, text, expected) => expect(cuts(text, { language })).toEqual(expected));

  it.each([
    ['null eins fünf eins zwei drei vier fünf sechs sieben acht', ['null eins fünf eins zwei drei vier fünf sechs sieben acht']],
    ['null eins fünf eins doppel zwei 34 56 sieben', ['null eins fünf eins doppel zwei 34 56 sieben']],
    ['nulleinsfünfeinszweidreivierfünfsechssieben', ['nulleinsfünfeinszweidreivierfünfsechssieben']],
    ['o151 234 56 78l', ['o151 234 56 78l']],
    ['0️⃣1️⃣5️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣', ['0️⃣1️⃣5️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣']],
    ['０１５１２３４５６７８９', ['０１５１２３４５６７８９']],
    ['0 1 5 1 2 3 4 5 6 7 8', ['0 1 5 1 2 3 4 5 6 7 8']],
    ['0151*234*56*789', ['0151*234*56*789']],
    ['max (at) mueller punkt de', ['max (at) mueller punkt de']],
    ['lager ät holzwerk minus bayer punkt at', ['lager ät holzwerk minus bayer punkt at']],
    ['max [ät] gmx [dot] de', ['max [ät] gmx [dot] de']],
    ['max @ gmail . com', ['max @ gmail . com']],
    ['max unterstrich m at web punkt de', ['max unterstrich m at web punkt de']],
    ['max@gmail,com', ['max@gmail,com']],
    ['m a x @ g m x . d e', ['m a x @ g m x . d e']],
    ['m​ax@g­mx.de', ['m​ax@g­mx.de']],
    ['mаx@gmаil.com', ['mаx@gmаil.com']],
    ['komm zu w h a t s a p p', ['w h a t s a p p']],
    ['mueller-shop punkt com', ['mueller-shop punkt com']],
    ['karl[arroba]gmx[punto]es', ['karl[arroba]gmx[punto]es']],
    ['jan małpa wp pl', ['jan małpa wp pl']],
    ['01s1 234567B9', ['01s1 234567B9']],
    ['null eins fünf eins doppel die zwei 34 56 sieben', ['null eins fünf eins doppel die zwei 34 56 sieben']],
    ['max.m(a)mueller(punkt)de', ['max.m(a)mueller(punkt)de']],
  ])('however it is hidden: %s', (text, expected) => expect(cuts(text)).toEqual(expected));

  it('words of numbers may be written as one, however short the first is', () => {
    const text = 'nulla hat húsz öthatnyolckettő kilenc egy';
    expect(cuts(text, { language: 'hu' })).toEqual([text]);
  });

  it('a word behind a comma is not what a number before it counts', () => {
    const found = (text: string) => screen({ text, role: 'buyer', language: 'cs' }, DEFAULT).findings.map(({ rule }) => rule);
    expect(found('kurýr ať volá na 608 214 973, zvonek nefunguje')).toEqual(['contact.phone']);
    expect(found('je to 608 214 973 zvonek')).toEqual([]);
  });

  it('a price, size or time before a comma is not what is counted behind it, but what is numbered may be named there', () => {
    const found = (text: string) => screen({ text, role: 'buyer', language: 'nl' }, DEFAULT).findings.map(({ rule }) => rule);
    expect(found('ben thuis vanaf 4 uur, 06-41 88 20 53 voor de bezorger')).toEqual(['contact.phone']);
    expect(found('vanaf 4 uur 06-41 88 20 53')).toEqual([]);
    expect(found('het serienummer, 06-41 88 20 53')).toEqual([]);
  });

  it.each([
    ['de', 'laden [punkt] de', 'laden [punkt] de'],
    ['de', 'laden (.) de', 'laden (.) de'],
    ['es', 'tienda {punto} es', 'tienda {punto} es'],
    ['de', 'w w w . l a d e n . d e / x', 'w w w . l a d e n . d e / x'],
  ])('%s: %s is one address, whatever word its ending is', (language, text, cut) => {
    const { findings } = screen({ text: `mira ${text}`, role: 'seller', language }, DEFAULT);
    expect(findings.map(({ rule, from, to }) => [rule, `mira ${text}`.slice(from, to)])).toEqual([['contact.link', cut]]);
  });

  it.each([
    ['es', 'ese punto es bueno'],
    ['de', 'in jedem punkt de facto'],
    ['de', 'a / b / c / d'],
  ])('%s: %s is none', (language, text) => expect(screen({ text, role: 'seller', language }, DEFAULT).findings).toEqual([]));

  it('letters with slashes between are a word, not a path', () => {
    const text = 'Du bist ein i / d / i / o / t';
    expect(screen({ text, role: 'seller', language: 'de' }, DEFAULT).findings.map(({ kind }) => kind)).toContain(
      'abusive-language',
    );
  });

  it('a number that is split over messages is found by its end', () => {
    expect(cuts('345 67 89', { before: ['meine Nummer', '0151 2'] })).toEqual(['345 67 89']);
    expect(cuts('345 67 89')).toEqual([]);
    expect(cuts('345 67 89', { before: ['es kostet 120 Euro', 'und wiegt 3 kg'] })).toEqual([]);
  });

  it.each<[string, string, string[], string[]]>([
    ['with its country', '345 67 89', ['+49 151 2'], ['345 67 89']],
    ['of another country', '55 01 23', ['+1 212 5'], ['55 01 23']],
    ['of too few digits', '34', ['08912'], []],
    ['over four messages', '445', ['0151', '22', '33'], ['445']],
    ['over more than four', '445', ['01', '51', '22', '33'], []],
    ['behind a price', '12,50 €', ['0151 234 5'], []],
    ['beside a long text', '345 67 89 ist die Nummer der Sendung, die gestern kam', ['0151 2'], []],
    ['behind a long text', '345 67 89', ['0151 2 ist die Nummer der Sendung, die gestern kam'], []],
    ['behind a very long one', '345 67 89', [`0151 2${' '.repeat(400)}`], []],
  ])('a number that is split: %s', (_, text, before, expected) => expect(cuts(text, { before })).toEqual(expected));

  it('what is asked for is expected', () => {
    const text = '30 901820';
    expect(cuts(text)).toEqual([]);
    expect(cuts(text, { asked: 'Gib mir deine Nummer' })).toEqual([text]);
  });
});

describe('numbers and names that are no contact', () => {
  it.each([
    'Lieferung am 12.03.2025 oder 13.03., zwischen 14:30 und 16:00 Uhr, spätestens 2025-03-14.',
    'Der Preis ist 1.299,00 €, mit Versand 1 304,90 EUR, also 49 € mehr.',
    'Maße: 120 x 80 x 75 cm, 1200x600, 20.000 mAh, 220-240 V, 12,5 kg',
    'EAN 4006381333931, ISBN 978-3-16-148410-0, 4006381333931',
    'Sendung 1Z5R89390357567127, RR123456785DE, RB 123 456 785 GB, 00340434161094042557, JJD000390007882536191',
    'Bestellung 0151234567 ist da, Rechnung Nr. 2025-0151234567',
    'Bestellnummer: 0170 1234567',
    'Seriennr. SN 01512345678, IMEI 490154203237518',
    'iPhone 15 Pro Max 256GB, WH-1000XM4, Typ 4711-0815-22',
    'ok.Es geht so.Die Lieferung z.B. morgen bzw.übermorgen',
    'Verfolgen unter https://www.dhl.de/de/privatkunden.html?piececode=00340434161094042557',
    'Die Uhr zeigt WhatsApp und Telegram an.',
    'Ich nehme 2 @ 5 €.',
    'Am 15.03. und 16.04. bin ich da. Danke.es passt',
    'An diesem Punkt de facto fertig. Look at this. Punkt.',
    'eins, zwei, drei: fertig. Zwanzig fünf.',
    'Wir dürfen hier nicht schreiben: gib mir deine Nummer.',
    'Funk auf 446.00625 oder 27,18512 MHz, Netz 192.168.178.21, Akte 345/2024',
    'Die Datei log_20250612_0151234567 und @media, @Override, @angular/core',
    'PLZ 80331 München, Hauptstraße 12, 2. OG, Packstation 123, Postnummer 12345678',
  ])('%s', (text) => expect(screened(text)).toEqual({ action: 'pass', findings: [] }));

  // Of UUIDs drawn by lot one in twenty looked like a telephone number.
  it.each([
    'O-591b7b19-0c79-4659-8a24-e41f1c32c9ef',
    'Bild 32C9FC3A-B488-4527-89B1-CDA802A981C3.jpg',
    'Die Datei 0b19914f-9eb6-43c0-a147-0e98d29fb2c3 geht nicht auf',
    'sha1 88903b2d1b098b7b02305b34b54cd0d35c5f95cd',
    'sha256 14c89c53a71d486bc1efcc437bfadeb9b0b22b5b6178038d19e5d8ab74e6c105',
  ])('a name that a program gave: %s', (text) => {
    for (const language of ['de', 'en', 'fr', 'none that is known'])
      expect(screen({ text, role: 'buyer', language }, DEFAULT)).toEqual({ action: 'pass', findings: [] });
  });

  it.each([
    ['of another form', 'O-591b7b19-0c79-0659-8a24-e41f1c32c9ef', '591b7b19'],
    ['in the name of a host', 'a@88903b2d1b098b7b02305b34b54cd0d35c5f95cd.de', 'a@88903b2d1b098b7b02305b34b54cd0d35c5f95cd.de'],
    ['that is a wallet', '0x88903b2d1b098b7b02305b34b54cd0d35c5f95cd', '0x88903b2d1b098b7b02305b34b54cd0d35c5f95cd'],
    ['with a number behind', '88903b2d1b098b7b02305b34b54cd0d35c5f95cd 0151 23456789', '0151 23456789'],
  ])('but not one %s', (_, text, cut) => {
    const [first] = screen({ text, role: 'seller', language: 'de' }, DEFAULT).findings;
    expect(text.slice(first?.from, first?.to)).toContain(cut);
  });

  it("the order's own numbers and allowed hosts are none", () => {
    expect(cuts('Nummer 0151 23456789 bitte')).toHaveLength(1);
    expect(cuts('Nummer 0151 23456789 bitte', { order: { numbers: ['0151 23456789'] } })).toEqual([]);
    const allowing_ = ruleSet(allowing(['market.example.com'], DATA));
    const hosts = [
      'https://help.market.example.com/a',
      'https://evilmarket.example.com',
      'market.example.com.evil.com',
      'a@market.example.com',
    ];
    const found = hosts.map((text) => screen({ text, role: 'seller', language: 'de' }, allowing_).findings.length);
    expect(found).toEqual([0, 1, 1, 0]);
  });
});

describe('accounts, deals and abuse', () => {
  it.each([
    ['IBAN DE89 3704 0044 0532 0130 00 danke', 'off-platform-deal', 'DE89 3704 0044 0532 0130 00'],
    ['an GB82WEST12345698765432', 'off-platform-deal', 'GB82WEST12345698765432'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'off-platform-deal', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
    ['Du kannst direkt überweisen.', 'off-platform-deal', 'direkt überweisen'],
    ['So ein Idiot!', 'abusive-language', 'So ein Idiot'],
    ['Gib mir bitte deine Nummer', 'external-contact', 'Gib mir bitte deine Nummer'],
  ])('%s', (text, kind, cut) => {
    expect(screened(text).findings.map((each) => [each.kind, text.slice(each.from, each.to)])).toEqual([[kind, cut]]);
  });

  it('what leads to contact data is no finding of its own, what is said twice in a row is one', () => {
    expect(cuts('Gib mir deine Nummer, meine ist 0151 23456789')).toEqual(['0151 23456789']);
    const twice = 'direkt überweisen, ja, direkt überweisen';
    expect(cuts(`Du kannst ${twice}.`)).toEqual([twice]);
  });

  it.each([
    ['cs', '2000145399/0800', '2000145398/0800'],
    ['cs', '19-2000145399/0800', '18-2000145399/0800'],
    ['sk', '2000145399/0900', '2000145399/0999'],
    ['cs', '2000145399/2010', '51/2010'],
    ['cs', '000051/0800', '0000000/0800'],
    ['pl', '61 1090 1014 0000 0712 1981 2874', '62 1090 1014 0000 0712 1981 2874'],
    ['hu', '11773016-11111018-00000000', '11773016-11111019-00000000'],
    ['hu', '11773016-11111018', '11773017-11111018'],
    ['es', '2100 0418 45 0200051332', '2100 0418 45 0200051333'],
    ['nl', '539-0075470-34', '539-0075470-35'],
    ['fr', '20041 01005 0500013M026 06', '20041 01005 0500013M026 07'],
    ['it', 'X 05428 11101 000000123456', 'Y 05428 11101 000000123456'],
  ])('an account as it is written at home, in %s: %s, not %s', (language, right, wrong) => {
    const rules = (text: string) => screened(text, { language }).findings.map(({ rule }) => rule);
    expect(rules(right)).toEqual(['deal.account']);
    expect(rules(wrong)).not.toContain('deal.account');
  });

  it('an account whose check digits are wrong is none, a word inside another neither', () => {
    expect(cuts('DE88 3704 0044 0532 0130 00')).toEqual([]);
    expect(cuts('die Idiotie')).toEqual([]);
  });
});

describe('what many words say beside what is found otherwise', () => {
  const said = (de: string) => Object.fromEntries(LANGUAGES.map((language) => [language, language === 'de' ? de : ''])) as never;
  const evidence = (intent: 'deal' | 'hint', score: number) => ({
    rule: `${intent}-weighed`,
    intent,
    base: 1,
    families: { way: { of: 'way', weight: 1 } },
    together: [],
    needs: ['way'],
    least: 0,
    scores: { least: score, step: 0, most: score },
  });
  const weighing = (score: number) =>
    ruleSet({ ...DATA, concepts: { words: { way: said('ohne') }, rules: [], evidence: evidence('deal', score) } });
  const rulesIn = (text: string, score: number) =>
    screen({ text, role: 'seller', language: 'de' }, weighing(score)).findings.map(({ rule }) => rule);

  it('is no deal where it leads to a contact that is asked for, unless it is sure', () => {
    expect(rulesIn('so ohne, gib mir deine nummer', 0.7)).toEqual(['de.ask.number']);
    expect(rulesIn('gib mir deine nummer: ohne', 0.7)).toEqual(['de.ask.number']);
    expect(rulesIn('so ohne, gib mir deine nummer', 0.75)).toEqual(['de.deal-weighed']);
    expect(rulesIn('so ohne das da, gib mir deine nummer', 0.7)).toEqual(['de.deal-weighed', 'de.ask.number']);
    expect(rulesIn('so ohne', 0.7)).toEqual(['de.deal-weighed']);
  });

  it('is nothing where its sentence refuses, unless it is sure', () => {
    expect(rulesIn('wir dürfen nicht ohne', 0.71)).toEqual([]);
    expect(rulesIn('wir dürfen nicht ohne', 0.72)).toEqual(['de.deal-weighed']);
    expect(rulesIn('wir dürfen nicht. ohne', 0.71)).toEqual(['de.deal-weighed']);
  });

  it('is a hint where hints are weighed, and no hint beside a deal', () => {
    const concepts = { words: { way: said('ohne') }, rules: [], hints: evidence('hint', 0.7) };
    const hints = (text: string, more: object = {}) =>
      screen({ text, role: 'seller', language: 'de' }, ruleSet({ ...DATA, concepts: { ...concepts, ...more } })).findings.map(
        ({ kind, rule }) => `${kind} ${rule}`,
      );
    expect(hints('so ohne')).toEqual(['external-contact de.hint-weighed']);
    expect(hints('so ohne. und dann ohne')).toEqual(['external-contact de.hint-weighed']);
    expect(hints('so ohne', { evidence: evidence('deal', 0.75) })).toEqual(['off-platform-deal de.deal-weighed']);
  });

  it('is none, whatever a rule finds, in a sentence that speaks against it', () => {
    const doubting = (doubts: number) => ({
      words: { way: said('ohne') },
      rules: [],
      evidence: { ...evidence('deal', 0.7), doubts },
    });
    const rules = (text: string, doubts: number) =>
      screen({ text, role: 'seller', language: 'de' }, ruleSet({ ...DATA, concepts: doubting(doubts) })).findings.map(
        ({ rule }) => rule,
      );
    expect(rules('direkt überweisen ohne', 2)).toEqual(['de.deal.direct']);
    expect(rules('direkt überweisen ohne', 2.1)).toEqual([]);
    expect(rules('direkt überweisen. so ohne', 2.1)).toEqual(['de.deal.direct']);
    expect(rules('ohne. direkt überweisen', 2.1)).toEqual([]);
    expect(rules('ohne das, gib mir deine nummer', 2.1)).toEqual(['de.ask.number']);
  });

  it('is found with what asks for a contact in the same words, as far as both go', () => {
    const concepts = { words: { way: said('nummer,danach') }, rules: [], hints: evidence('hint', 0.7) };
    const ask = [{ rule: 'ask-number', pattern: 'gib mir (?:bitte )?deine nummer', score: 0.9 }];
    const { de } = DATA.packs;
    const packs = { ...DATA.packs, de: { ...de, patterns: { ...de.patterns, ask } } };
    const places = (text: string) =>
      screen({ text, role: 'seller', language: 'de' }, ruleSet({ ...DATA, packs, concepts })).findings.map(({ from, to }) =>
        text.slice(from, to),
      );
    expect(places('gib mir deine nummer und danach')).toEqual(['gib mir deine nummer und danach']);
    expect(places('danach: gib mir deine nummer jetzt')).toEqual(['danach: gib mir deine nummer']);
  });

  it('is nothing where a rule finds the same', () => {
    expect(rulesIn('direkt überweisen ohne', 0.7)).toEqual(['de.deal.direct']);
  });
});

describe('R5.3 what is done', () => {
  it('holds what a seller surely gives away, masks what is likely, never holds a buyer', () => {
    const mail = 'schreib an max@gmx.de';
    expect(screened(mail).action).toBe('hold');
    expect(screened(mail, { role: 'buyer' }).action).toBe('mask');
    expect(screened('@maxi_shop').action).toBe('flag');
    expect(screened('So ein Idiot!').action).toBe('mask');
    expect(screened('Guten Tag').action).toBe('pass');
  });

  it('weighs an offer outside harder where the order is cancelled, and by a seller only', () => {
    const offer = (score: number, role: 'seller' | 'buyer', state?: string) =>
      actionOf({ kind: 'off-platform-deal', score }, { role, ...(state && { order: { state } }) }, RULES);
    const scores = [0.39, 0.4, 0.5, 0.65, 0.8, 0.9];
    const usual = ['pass', 'flag', 'flag', 'mask', 'mask', 'hold'];
    for (const state of [undefined, 'placed', 'paid', 'shipped', 'delivered'])
      expect([state, scores.map((score) => offer(score, 'seller', state))]).toEqual([state, usual]);
    const cancelled = ['pass', 'flag', 'mask', 'mask', 'hold', 'hold'];
    expect(scores.map((score) => offer(score, 'seller', 'cancelled'))).toEqual(cancelled);
    expect(scores.map((score) => offer(score, 'buyer', 'cancelled'))).toEqual(['pass', 'flag', 'flag', 'mask', 'mask', 'mask']);
    const contact = { kind: 'external-contact', score: 0.8 } as const;
    expect(actionOf(contact, { role: 'seller', order: { state: 'cancelled' } }, RULES)).toBe('mask');
  });

  it('a rule set is named by its content and cannot be changed', () => {
    expect(ruleSet(DATA).hash).toBe(RULES.hash);
    expect(ruleSet(allowing(['x.com'], DATA)).hash).not.toBe(RULES.hash);
    expect(() => Object.assign(RULES.thresholds.seller, { marketing: {} })).toThrow(TypeError);
  });
});

describe('hostile texts', () => {
  const HOSTILE = [
    '1 '.repeat(4_000),
    'a@'.repeat(10_000),
    '😀'.repeat(10_000),
    '\ud800'.repeat(5_000),
    'z\u0335\u0322\u0321'.repeat(3_000),
    '\u202e1510 5432\u202c moc.liamg@xam',
    'ﷺ'.repeat(2_000),
    '㎏'.repeat(3_000),
    `${'x '.repeat(1_999)}max@gmx.de ${'y '.repeat(3_000)}0151 23456789`,
    'İİİ max@gmx.de',
    '',
  ];

  it.each(HOSTILE)('never throw, and every place is one: %#', (text) => {
    for (const language of ['de', 'en', 'xx'])
      for (const { from, to } of screen({ text, role: 'buyer', language }, RULES).findings) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }
  });

  it('what stands deep in a long text is found once, where it is', () => {
    const text = `${'x '.repeat(1_990)}max@gmx.de ${'y '.repeat(3_000)}0151 23456789`;
    expect(cuts(text)).toEqual(['max@gmx.de', '0151 23456789']);
  });

  it('an address is found at its place whatever stands around it', () => {
    const noise = fc.string({
      unit: fc.constantFrom('ß', 'İ', '😀', 'ﬁ', 'é', 'e\u0301', '\u200b', '\u00ad', '½', ' ', '\ud800', '中', '\u202e'),
    });
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        const text = `${before} max@gmx.de ${after}`;
        expect(cuts(text)).toEqual(['max@gmx.de']);
      }),
    );
  });

  it('a host whose name goes on behind a known end is read once', () => {
    expect(screened('it is so.no.xyzq').action).toBe('pass');
  });

  it('no text at all makes it throw', () => {
    const pieces = fc.constantFrom(
      '0151 ',
      'null ',
      'at ',
      '@',
      '.',
      'punkt ',
      'de',
      '(',
      'whatsapp ',
      '€',
      '12',
      '\n',
      'doppel ',
      'plus ',
      '\udc00',
      'o',
      'l ',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces })), (text) => {
        for (const { from, to } of screened(text, { before: [text], asked: text }).findings)
          expect(text.slice(from, to)).not.toBe('');
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 500 },
    );
  });
});
