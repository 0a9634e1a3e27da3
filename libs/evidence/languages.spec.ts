/** The renderings in each language: every event there is, as a browser and pdftotext show it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES, type Language, PRODUCT_REASONS, type Shape, STREAMS } from '../domain';
import { FIELD_WORDS } from './field-words';
import { HashedFile } from './hashed-file';
import { html } from './html';
import { LEFT_OUT_CODES, leftOutIn, OWN_WORDS } from './own-words';
import { pdf } from './pdf';
import { type Happened, Showing, type Shown } from './shown';
import { EVIDENCE_WORDS } from './shown-words';

const ID = '0b8f6a0e-3c1d-4f0b-9a5e-7d2f4f1f9a61';
/** Each event with each of its values: the first that its shape finds nothing wrong with. */
const SAMPLES: readonly unknown[] = [
  'x1',
  ID,
  '2026-06-01T22:30:00.000Z',
  '2026-06-05',
  'ab'.repeat(32),
  7,
  true,
  [ID],
  ['cd'.repeat(32)],
  [{ field: 'body', kind: 'marketing', from: 2, to: 9 }],
];
const GIVEN: Readonly<Record<string, unknown>> = { market: 'de', field: 'attachments.x1.name', countedMs: 93_784_000 };
const WRITTEN: Readonly<Record<Language, string>> = {
  en: '“Where is it?” €5',
  de: 'Größe „Ärger“ Straße',
  pl: 'Zażółć gęślą jaźń',
  cs: 'Příliš žluťoučký kůň',
  sk: 'Kŕdeľ šťastných ďatľov',
  fr: 'Où çà, l’œuvre «Ÿ»',
  it: 'Perché? Così è già',
  es: '¿Dónde está? ¡Mañana!',
  nl: 'Coördinatie, één, geïnd',
  ro: 'Țară și ăâî şţ',
  hu: 'Árvíztűrő tükörfúrógép',
};
const EVERYWHERE = 'Ζητώ απάντηση, жду ответа 📦';

/** What a reader of each language has to find, written by another hand than the tables. */
const FOUND: Readonly<Record<Language, readonly string[]>> = {
  en: ['Evidence package', 'Index', 'Page 1', 'LATE REPLY', 'OVERDUE', 'VIOLATION: Late reply', 'Buyer', 'Due: ', 'Text: '],
  de: [
    'Beweispaket',
    'Verzeichnis',
    'Seite 1',
    'VERSPÄTETE ANTWORT',
    'ÜBERFÄLLIG',
    'VERSTOSS: ',
    'Käufer',
    'Fällig: ',
    'Betreff: ',
  ],
  pl: [
    'Pakiet dowodowy',
    'Spis',
    'Strona 1',
    'SPÓŹNIONA ODPOWIEDŹ',
    'PO TERMINIE',
    'NARUSZENIE: ',
    'Kupujący',
    'Termin: ',
    'Treść: ',
  ],
  cs: [
    'Důkazní balíček',
    'Rejstřík',
    'Strana 1',
    'POZDNÍ ODPOVĚĎ',
    'PO LHŮTĚ',
    'PORUŠENÍ: ',
    'Kupující',
    'Termín: ',
    'Předmět: ',
  ],
  sk: [
    'Dôkazný balík',
    'Register',
    'Strana 1',
    'NESKORÁ ODPOVEĎ',
    'PO LEHOTE',
    'PORUŠENIE: ',
    'Kupujúci',
    'Termín: ',
    'Predmet: ',
  ],
  fr: [
    'Dossier de preuves',
    'Index',
    'Page 1',
    'RÉPONSE TARDIVE',
    'EN RETARD',
    'INFRACTION: ',
    'Acheteur',
    'Échéance: ',
    'Objet: ',
  ],
  it: [
    'Fascicolo di prove',
    'Indice',
    'Pagina 1',
    'RISPOSTA TARDIVA',
    'IN RITARDO',
    'VIOLAZIONE: ',
    'Acquirente',
    'Scadenza: ',
    'Testo: ',
  ],
  es: [
    'Paquete de pruebas',
    'Índice',
    'Página 1',
    'RESPUESTA TARDÍA',
    'FUERA DE PLAZO',
    'INFRACCIÓN: ',
    'Comprador',
    'Vence: ',
    'Asunto: ',
  ],
  nl: ['Bewijspakket', 'Overzicht', 'Pagina 1', 'LAAT ANTWOORD', 'TE LAAT', 'OVERTREDING: ', 'Koper', 'Uiterlijk: ', 'Tekst: '],
  ro: [
    'Pachet de probe',
    'Cuprins',
    'Pagina 1',
    'RĂSPUNS ÎNTÂRZIAT',
    'DEPĂȘIT',
    'ÎNCĂLCARE: ',
    'Cumpărător',
    'Termen: ',
    'Subiect: ',
  ],
  hu: [
    'Bizonyítékcsomag',
    'Tartalom',
    'Oldal 1',
    'KÉSEDELMES VÁLASZ',
    'KÉSEDELMES',
    'SZABÁLYSÉRTÉS: ',
    'Vevő',
    'Határidő: ',
    'Szöveg: ',
  ],
};

const SHAPES = Object.entries(STREAMS.conversation.events) as readonly (readonly [
  Happened['type'],
  { readonly data: Shape<object> },
])[];

const partsOf = (shape: Shape<unknown>): (readonly [name: string, part: Shape<unknown>])[] =>
  Object.entries(shape.fields ?? {}).flatMap(([name, part]) => [[name, part] as const, ...(part.written ? [] : partsOf(part))]);

function sampleOf(shape: Shape<unknown>, language: Language, variant: number): object {
  const value = ([name, part]: readonly [string, Shape<unknown>]): unknown => {
    if (part.written) return `${WRITTEN[language]} ${EVERYWHERE}`;
    if (part.fields) return sampleOf(part, language, variant);
    if (part.values) return part.values[variant % part.values.length];
    return [GIVEN[name], ...SAMPLES].find((one) => one !== undefined && part.fault(one, '') === undefined);
  };
  const fields = Object.entries(shape.fields ?? {}).filter(([name]) => name !== 'screened');
  return Object.fromEntries(fields.map((field) => [field[0], value(field)]));
}

/** Two conversations with every event, in one of them each as often as it has different values. */
function happened(language: Language): Happened[] {
  const conversations = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  const roles = ['buyer', 'seller', 'admin', 'compliance', 'system', 'operator', 'platform'];
  return conversations.flatMap((conversation, at) => {
    let revision = 0;
    return SHAPES.flatMap(([type, { data }]) => {
      const variants = Math.max(1, ...partsOf(data).map(([, { values }]) => values?.length ?? 0));
      return Array.from({ length: at > 0 || type === 'ConversationOpened' ? 1 : variants }, (_, variant) => {
        const when = new Date(Date.parse('2026-01-31T23:30:00.000Z') + revision * 86_400_000).toISOString();
        const hash = createHash('sha256').update(`${conversation} ${revision}`).digest('hex');
        const sample = sampleOf(data, language, variant);
        expect([type, data.fault(sample, type)]).toEqual([type, undefined]);
        const metadata = { at: when, actor: 'x1', role: roles[revision % roles.length] };
        const id = `${hash.slice(0, 8)}-0000-4000-8000-${hash.slice(8, 20)}`;
        return {
          id,
          stream: `conversation-${conversation}`,
          type,
          data: sample,
          revision: revision++,
          hash,
          metadata,
        } as unknown as Happened;
      });
    });
  });
}

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'languages-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Both renderings of all of it as text, and what was shown. */
async function rendered(
  language: Language,
): Promise<{ page: string; pages: readonly string[]; paper: string; shown: readonly Shown[] }> {
  const into = join(directory, language);
  const begin = (name: string) => HashedFile.begin(into, name);
  const words = EVIDENCE_WORDS[language];
  const told = {
    ...{ id: 'ev-1', selection: `${words.conversations}: 2`, asOf: '2026-07-01T12:00:00.000Z', purpose: 'x1', reason: 'x1' },
    ...{ requestedBy: `${words.roles.compliance} x1`, requestedAt: '2026-07-01T12:00:00.000Z' },
  };
  const renderings = [await html(begin, told, language), await pdf(begin, told, language)];
  const showing = new Showing(language, undefined);
  const shown = happened(language).map((event) => showing.show(event));
  for (const one of shown) for (const rendering of renderings) await rendering.add({ shown: one });
  for (const rendering of renderings) await rendering.end();
  const source = readFileSync(join(into, 'conversation.html'), 'utf8').replace(/<style>.*?<\/style>/, '');
  const page = source.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  const pages = pagesOf(join(into, 'report.pdf'));
  return { page, pages, paper: pages.join(' '), shown };
}

/** What pdftotext finds, page by page. */
const pagesOf = (file: string): string[] => {
  const pages = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f');
  return pages.slice(0, -1).map((text) => text.replace(/\s+/g, ' '));
};

const lettersIn = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []));
const tableOf = (language: Language): string[] => {
  const strings = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap((inner) => strings(inner));
  const { roles, ...words } = EVIDENCE_WORDS[language];
  const { monitor: _, ...people } = roles;
  return [...strings(words), ...strings(people), ...strings(FIELD_WORDS[language])];
};

describe.each(LANGUAGES)('a package in %s', (language) => {
  let made: Awaited<ReturnType<typeof rendered>>;
  beforeAll(async () => {
    made = await rendered(language);
  });

  it('has its words, and the letters of every people, on paper and on the page', () => {
    for (const rendering of [made.paper, made.page]) {
      const text = rendering.replace(/\s+/g, ' ').replace(/<[^>]*>/g, '');
      for (const word of [...FOUND[language].filter((one) => !/ 1$/.test(one)), WRITTEN[language], EVERYWHERE])
        expect(text).toContain(word);
      expect(/undefined|\[object|\[U\+|[{"]/.exec(text)?.[0]).toBeUndefined();
    }
  });

  it('has no word of another language, and none of those that programs use', () => {
    const own = lettersIn(tableOf(language));
    const names = SHAPES.flatMap(([, { data }]) => partsOf(data)).flatMap(([name, { values = [] }]) => [
      name,
      ...values.filter((value) => !/monitor|\//.test(value)),
    ]);
    const compound = names.filter((name) => /[A-Z-]/.test(name) && !name.startsWith('SHA'));
    const others = [...lettersIn([...tableOf('en'), ...names])].filter((word) => !own.has(word));
    for (const rendering of [made.paper, made.page.replace(/<[^>]*>/g, ' ')]) {
      let text = rendering.replace(/(?:image|application|video|text)\/ ?\w+/g, ' ');
      for (const written of [WRITTEN[language], EVERYWHERE]) text = text.replaceAll(written, ' ');
      text = text.replace(/\b[0-9a-f][0-9a-f-]{5,}/g, ' ');
      const said = lettersIn([text]);
      expect(others.filter((word) => word.length > 1 && said.has(word))).toEqual([]);
      expect(compound.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text))).toEqual([]);
    }
  });

  it('has beside each event its times, its id and its hash, and marks what was late or wrong', () => {
    const words = EVIDENCE_WORDS[language];
    const paper = made.paper.replace(new RegExp(`ev-1 · ${words.page} \\d+`, 'g'), '').replaceAll(' ', '');
    const articles = new Map(
      [...made.page.matchAll(/<article id="e([^"]*)">(.*?)<\/article>/gs)].map(([, id, article]) => [id, article]),
    );
    expect(articles.size).toBe(made.shown.length);
    let reached = 0;
    for (const { id, hash, times, title, role, revision, marks, type } of made.shown) {
      const article = (articles.get(id) as string).replace(/<[^>]*>/g, '');
      const head = `${revision}. ${title}: ${words.roles[role]} x1`;
      const foot = `${words.event} ${id} · ${words.hash} ${hash}`;
      for (const part of [head, ...marks, ...times, foot]) expect(article).toContain(part);
      for (const part of [head, marks.join(' · '), `${times[0]} · ${times[1]}`, foot]) {
        const place = paper.indexOf(part.replaceAll(' ', ''), reached);
        expect([part, place >= reached]).toEqual([part, true]);
        reached = place;
      }
      const marked: Readonly<Record<string, string>> = {
        ReplyObligationOverdue: words.overdue,
        ReplyObligationAnswered: words.late,
      };
      if (type in marked) expect(marks).toEqual([marked[type]]);
      if (type === 'ViolationRecorded') expect(marks[0]).toMatch(new RegExp(`^${words.violation}: \\p{L}`, 'u'));
    }
    // A summer's and a winter's hour.
    for (const time of [
      '2026-01-31 23:30:00 UTC · 2026-02-01 00:30:00 UTC+01:00 Europe/Berlin',
      '2026-06-01 22:30:00 UTC (2026-06-02 00:30:00 UTC+02:00 Europe/Berlin)',
    ])
      expect(paper).toContain(time.replaceAll(' ', ''));
    expect(made.paper).toContain(': 26:03:04');
  });

  it('has numbers on its pages, and an index that leads to them', () => {
    const words = EVIDENCE_WORDS[language];
    expect(made.pages.length).toBeGreaterThan(5);
    for (const [at, text] of made.pages.entries()) expect(text).toContain(`ev-1 · ${words.page} ${at + 1}`);
    expect(made.paper).toContain(FOUND[language].find((one) => / 1$/.test(one)));
    const index = made.paper.slice(made.paper.lastIndexOf(` ${words.index} `));
    for (const conversation of new Set(made.shown.map((one) => one.conversation))) {
      const at = made.pages.findIndex((text) => text.includes(`${words.conversation} ${conversation}`)) + 1;
      expect(index).toContain(`${conversation} … ${words.page} ${at}`);
      expect(made.page).toMatch(new RegExp(`<li><a href="#e[^"]+">${words.conversation} ${conversation}</a>`));
    }
  });

  it('has words of its own for each field and value, few of them as in English', () => {
    const { fields, values } = FIELD_WORDS[language];
    for (const [name, { values: all = [], written, fields: parts }] of SHAPES.flatMap(([, { data }]) => partsOf(data))) {
      if (['screened', 'at', 'conversation', 'wakeAt', 'key', 'thumbnail', 'to'].includes(name) || (parts && !written)) continue;
      expect([name, (fields as Record<string, string>)[name]]).toEqual([name, expect.stringMatching(/\S/)]);
      const known: Record<string, string> = { ...EVIDENCE_WORDS[language].roles, ...EVIDENCE_WORDS[language].kinds, ...values };
      for (const value of all)
        if (!value.includes('/')) expect([value, known[value]]).toEqual([value, expect.stringMatching(/\S/)]);
    }
    if (language === 'en') return;
    const english = tableOf('en');
    const same = tableOf(language).filter((word, at) => word === english[at]);
    expect(same.length).toBeLessThan(english.length / 8);
  });
});

it('erased and restricted texts read so in the language of the package, and nothing is told of those that are not to be shown', () => {
  const [, message] = happened('de');
  const show = (language: Language, disclose: readonly string[] | undefined, body: string) =>
    new Showing(language, disclose).show({ ...message, data: { ...message.data, body } } as Happened).texts[0][1];
  expect(LANGUAGES.map((language) => show(language, undefined, '[erased on 2026-03-04]'))).toEqual(
    LANGUAGES.map((language) => FIELD_WORDS[language].gone['erased on'].replace('{day}', '2026-03-04')),
  );
  expect(show('de', ['body'], '[restricted since 2026-03-04]')).toBe('[eingeschränkt seit 2026-03-04]');
  expect(show('de', [], '[erased on 2026-03-04]')).toBe('[nicht offengelegt]');
});

it('what the product left out, or did by itself, is told in words of each language', () => {
  for (const language of LANGUAGES) {
    const { leftOut, reasons, readme } = OWN_WORDS[language];
    const { leftOut: said, reasons: given, readme: lines } = OWN_WORDS.en;
    expect([language, leftOut.length, reasons.length, readme.length]).toEqual([
      language,
      said.length,
      given.length,
      lines.length,
    ]);
    for (const list of [leftOut, reasons, readme]) expect(list.filter((one) => one.trim() === '')).toEqual([]);
    for (const [list, english] of [
      [leftOut, said],
      [reasons, given],
      [readme, lines],
    ])
      if (language !== 'en') expect([language, list.filter((one, at) => one === english[at])]).toEqual([language, []]);
    for (const code of LEFT_OUT_CODES) {
      const { what, why } = leftOutIn(language, code, '2026-03-02T10:11:12.000Z');
      expect([code, what.includes('2026'), /[{}]/.test(what + why)]).toEqual([code, code.startsWith('later'), false]);
    }
  }
  expect(OWN_WORDS.en.reasons).toEqual(Object.values(PRODUCT_REASONS));
});

it('what the platform looked at is told in words of each language, what that was about as it is', () => {
  const looked = (language: Language, what: string) =>
    new Showing(language, []).show({
      ...happened('de')[1],
      ...{ type: 'HistoryAccessed', data: { role: 'admin', by: 'root', reason: 'x', what, at: '2026-03-01T09:00:00.000Z' } },
    } as Happened);
  const told = (language: Language, what: string) =>
    looked(language, what).told.find(([label]) => label === FIELD_WORDS[language].fields.what)?.[1];
  expect(told('de', 'replay')).toBe('Schritt für Schritt');
  expect(told('de', 'replay as the buyer saw it')).toBe('Schritt für Schritt: wie der Käufer es sah');
  expect(told('pl', `explanation of ${ID}`)).toBe(`dlaczego odpowiedź była należna: ${ID}`);
  expect(told('hu', `evidence ${ID}`)).toBe(`bizonyíték készítése: ${ID}`);
  expect(told('de', 'something of old')).toBe('something of old');
  expect(looked('de', 'search').facts).toContainEqual(['what', 'search']);
  const kinds = ['messages', 'timeline', 'history', 'inbox', 'clock', 'search', 'attachment', 'replay as the seller saw it'];
  for (const language of LANGUAGES.filter((one) => one !== 'en')) {
    const words = kinds.map((what) => told(language, what));
    expect([language, words]).toEqual([language, kinds.map(() => expect.stringMatching(/^\p{L}[^|]*$/u))]);
    // A file is one in Italian, too.
    const same = words.filter((word, at) => word === told('en', kinds[at]));
    expect([language, same.length]).toEqual([language, same.length > 1 ? 0 : same.length]);
  }
});

it('reasons that the product gave are told in the language of the package, what a person said as it is', () => {
  const dismissed = (language: Language, reason: string) =>
    new Showing(language, []).show({
      ...happened('de')[1],
      ...{ type: 'ViolationDismissed', data: { violation: 'v1', reason, by: 'root', at: '2026-03-01T09:00:00.000Z' } },
    } as Happened);
  const told = (reason: string, language: Language = 'de') =>
    dismissed(language, reason).told.find(([label]) => label === FIELD_WORDS[language].fields.reason)?.[1];
  expect(told(PRODUCT_REASONS.released)).toBe('die Nachricht wurde freigegeben');
  expect(told(`${PRODUCT_REASONS.corrected}: Reformationstag`)).toBe('Kalender berichtigt: Reformationstag');
  expect(told(`${PRODUCT_REASONS.excused}: strike`, 'pl')).toBe('usprawiedliwione: strike');
  expect(told('excusedly')).toBe('excusedly');
  // On record, and for programs, it stands as it was.
  expect(dismissed('de', PRODUCT_REASONS.released).facts).toContainEqual(['reason', PRODUCT_REASONS.released]);
});
