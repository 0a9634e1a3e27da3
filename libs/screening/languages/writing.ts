import { CONTEXTS, type LanguagePack, NEARBY, type Pattern } from '../language-pack';

/*
 * The notation of the packs. A pattern is a regular expression with signs of its own: a blank is one to three blanks, `~` any
 * ending of a word, `<20>` up to 20 characters of a sentence between two whole words, `'` any apostrophe or none, and a letter
 * with a diacritic stands for itself and for what people type without it. So neither blanks nor such letters stand in square
 * brackets.
 */

const LETTER = '[\\p{L}\\p{N}]';
const START = `(?<!${LETTER})`;
const END = `(?!${LETTER})`;

/** Letters whose bare spelling is not only the letter without its sign. */
const SPELLINGS: Record<string, string> = {
  ä: '(?:ä|ae?)',
  ö: '(?:ö|oe?)',
  ü: '(?:ü|ue?)',
  ß: '(?:ß|ss?)',
  ł: '[łl]',
  ș: '[șşs]',
  ț: '[țţt]',
  œ: '(?:œ|oe)',
};

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ß', 'ss');

const written = (source: string) =>
  source
    .normalize('NFC')
    .replace(/\n\s*/g, '')
    .replace(/<(\d+)>/g, `${END}[^.!?\\n]{0,$1}?${START}`)
    .replaceAll(' ?', '\\s{0,3}')
    .replaceAll(' ', '\\s{1,3}')
    .replaceAll('~', '\\p{L}{0,6}')
    .replaceAll("'", "['’´`]?\\s?")
    .replace(
      /[^\p{ASCII}’´]/gu,
      (letter) => SPELLINGS[letter] ?? (bare(letter) === letter ? letter : `[${letter}${bare(letter)}]`),
    );

/** Two within a sentence, whichever comes first, with at most so many characters between. */
export const both = (most: number, one: string, other: string) =>
  `(?:${one})<${most}>(?:${other})|(?:${other})<${most}>(?:${one})`;

/** What stands at the start of a clause, as an imperative does. */
export const atStart = (part: string) => `(?<=(?:^|[.!?,;:\\n()-])\\s{0,2})(?:${part})`;

/** What is a question by itself, from where a sentence begins to its sign. */
export const asQuestion = (part: string) => `(?<=(?:^|[.!?¿\\n])\\s{0,3})(?:${part})(?= ?\\?)`;

/** The rules of a group, named after it, with the group's score unless they bring their own. */
export const rules = (group: string, score: number, sources: Record<string, string | [own: number, source: string]>): Pattern[] =>
  Object.entries(sources).map(([name, source]) => {
    const [own, text] = typeof source === 'string' ? [score, source] : source;
    return { rule: `${group}-${name}`, pattern: written(text), score: own };
  });

const lists = <Name extends string>(names: readonly Name[], sources: Record<Name, string>, score: number) =>
  Object.fromEntries(
    names.map((name): [string, Pattern[]] => [name, [{ rule: name, pattern: written(sources[name]), score }]]),
  ) as Record<Name, Pattern[]>;

/** What makes text clean or claims a number, one pattern each. */
export const contexts = (sources: Record<(typeof CONTEXTS)[number], string>): LanguagePack['context'] =>
  lists(CONTEXTS, sources, 0.9);

/** What stands beside contact data, one pattern each. */
export const nearby = (sources: Record<(typeof NEARBY)[number], string>): LanguagePack['nearby'] => lists(NEARBY, sources, 0.8);

/** Numbers and their words, "0 null zero; 1 eins", with the spellings without diacritics. */
export const counted = (words: string): Record<string, string> =>
  Object.fromEntries(
    words.split(';').flatMap((line) => {
      const [digits, ...names] = line.trim().split(/\s+/);
      return names.flatMap((name) => [name, bare(name)].map((word) => [word, digits]));
    }),
  );

/** Every ten with every unit, "20 twenty; 30 thirty" and "1 one; 2 two", as the language joins them. */
export const joined = (tens: string, units: string, join: (ten: string, unit: string) => string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(counted(tens)).flatMap(([ten, tenDigits]) =>
      Object.entries(counted(units)).flatMap(([unit, unitDigits]) =>
        join(ten, unit).map((word) => [word, String(Number(tenDigits) + Number(unitDigits))]),
      ),
    ),
  );

/** Messengers and networks by their names, with the endings that languages give them; also as people misspell them. */
export const MESSENGER =
  "(?:what'?s\\W?ap{1,2}\\p{L}{0,4}|w[ua]s{1,2}ap{1,2}\\p{L}{0,3}|guas{1,2}ap\\p{L}{0,3}|wh?tsp|wsp|wpp|wh?ats?ap{1,2}\\p{L}{0,3}|wapp|telegram\\p{L}{0,4}|viber\\p{L}{0,4}|insta(?:gram\\p{L}{0,4})?|facebook\\p{L}{0,4}|fb|(?:fb |facebook )?(?<!(?:sac|tašk\\p{L}|torb\\p{L}|borsa|bolso|geant\\p{L}) )messenger\\p{L}{0,4}(?! (?:bag|tas|tasche|táska))|skype\\p{L}{0,3}|discord\\p{L}{0,3}|snapchat\\p{L}{0,3}|snap|threema|wechat\\p{L}{0,2}|imessage|facetime|tik\\W?tok\\p{L}{0,3})";

/** What messengers are called for short: too short to be told, but where somebody asks whether one has it. */
export const SHORT = '(?:wa|wp|tg|ig|mess|msgr)';

/** Shops that everybody knows: what is cheaper there is no offer. */
export const SHOPS =
  '(?:obi(?!\\p{L})|hornbach|bauhaus|toom|leroy merlin|castoram~|bricomarché|gamma|praxis|karwei|argos|tesco|ikea|lidl|aldi|kaufland|media ?markt|media ?world|saturn|fnac|darty|boulanger|conrad|euronics|unieuro|carrefour|auchan|el corte inglés|coolblue|alza|datart|emag|altex|dedeman|praktiker|decathlon|amazon)\\p{L}{0,3}';
