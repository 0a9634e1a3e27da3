import { DEFAULT_RULES, ruleSet } from './rule-set';
import { readRules, writtenRules } from './rule-set-file';
import { SCORES } from './scores';
import { screen } from './screen';

/** The rules of this release with something else at a path. */
function written(path: string, value: unknown): string {
  const data = structuredClone(DEFAULT_RULES) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() as string;
  const at = names.reduce((object, name) => object[name] as Record<string, unknown>, data);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.stringify(data);
}
const conceptRule = (more: object) => [{ rule: 'x', intent: 'deal', score: 0.5, all: ['own'], within: 1, ...more }];
const one = (more: object) => [{ rule: 'x', pattern: 'ab', score: 0.5, ...more }];

describe('a rule set as a file', () => {
  it('is the same when it is read again, and may be changed', () => {
    expect(ruleSet(readRules(writtenRules(DEFAULT_RULES))).hash).toBe(ruleSet().hash);
    expect(ruleSet(readRules(written('weights.near', 0.2))).hash).not.toBe(ruleSet().hash);
    expect(readRules(`\ufeff${written('orderStates', {})}`).orderStates).toEqual({});
  });

  it.each<[string, unknown, string]>([
    ['packs.de', undefined, 'packs.de has to be an object'],
    ['packs.xx', {}, 'packs.xx is not known'],
    ['packs.de.numbers.eins', 'x', 'packs.de.numbers.eins has to be text of digits'],
    ['packs.de.repeats.doppel', 4, 'packs.de.repeats.doppel has to be 2 or 3'],
    ['packs.de.patterns.ask', {}, 'packs.de.patterns.ask has to be a list'],
    ['packs.de.patterns.ask', one({ pattern: '(' }), 'packs.de.patterns.ask[0].pattern has to be an expression'],
    ['packs.de.patterns.ask', one({ pattern: 'a\\p{L}*' }), 'packs.de.patterns.ask[0].pattern has to have a bound'],
    ['packs.de.patterns.ask', one({ pattern: 'a?' }), 'packs.de.patterns.ask[0].pattern has to match something'],
    ['packs.de.patterns.ask', one({ score: 2 }), 'packs.de.patterns.ask[0].score has to be a number from 0 to 1'],
    ['packs.de.patterns.ask', one({ rule: 1 }), 'packs.de.patterns.ask[0].rule has to be text'],
    ['thresholds.seller.marketing.pass', 0.1, 'thresholds.seller.marketing.pass is not known'],
    ['orderStates.cancelled.admin', {}, 'orderStates.cancelled.admin is not known'],
    ['scores.email', 2, 'scores.email has to be a number from 0 to 1'],
    ['scores.iban', undefined, 'scores.iban has to be a number from 0 to 1'],
    ['scores.mail', 0.5, 'scores.mail is not known'],
    ['lowers.ask.refusal', '1', 'lowers.ask.refusal has to be a number'],
    ['concepts.words.own.de', 1, 'concepts.words.own.de has to be text'],
    ['concepts.words.own.xx', 'a', 'concepts.words.own.xx is not known'],
    ['concepts.rules', conceptRule({ intent: 'x' }), 'concepts.rules[0].intent has to be one of ask, hint'],
    ['concepts.rules', conceptRule({ within: 51 }), 'concepts.rules[0].within has to be a whole number from 0 to 50'],
    ['concepts.rules', conceptRule({ within: -1 }), 'concepts.rules[0].within has to be a whole number from 0 to 50'],
    ['concepts.rules', conceptRule({ within: 0.5 }), 'concepts.rules[0].within has to be a whole number from 0 to 50'],
    ['concepts.rules', conceptRule({ by: 'admin' }), 'concepts.rules[0].by has to be one of buyer, seller'],
    ['concepts.rules', conceptRule({ despite: ['ask'] }), 'concepts.rules[0].despite[0] has to be one of refusal, warning'],
    ['concepts.rules', conceptRule({ none: [1] }), 'concepts.rules[0].none[0] has to be text'],
    ['concepts.pairs', [{ meaning: 'a', of: 'b', within: 1 }], 'concepts.pairs[0].of has to be a list'],
    ['concepts.pairs', [{ meaning: 'a', of: [], within: 51 }], 'concepts.pairs[0].within has to be a whole number'],
    ['concepts.evidence.intent', 'x', 'concepts.evidence.intent has to be one of'],
    ['concepts.hints.intent', 'x', 'concepts.hints.intent has to be one of'],
    ['concepts.evidence.base', Number.NaN, 'concepts.evidence.base has to be a number'],
    ['concepts.evidence.families.pay', { of: 'pay' }, 'concepts.evidence.families.pay.weight has to be a number'],
    ['concepts.evidence.together', [[1, 'a', 0]], 'concepts.evidence.together[0][0] has to be text'],
    ['concepts.evidence.together', [['a', 1, 0]], 'concepts.evidence.together[0][1] has to be text'],
    ['concepts.evidence.together', [['a', 'b', 'c']], 'concepts.evidence.together[0][2] has to be a number'],
    ['concepts.pairs', [{ meaning: 'a', of: ['b', 'c'], within: 2, unless: 1 }], 'concepts.pairs[0].unless has to be text'],
    ['concepts.evidence.together', ['ab'], 'concepts.evidence.together[0][0] has to be text'],
    ['concepts.evidence.needs', 'pay', 'concepts.evidence.needs has to be a list'],
    ['concepts.evidence.scores.most', 2, 'concepts.evidence.scores.most has to be a number from 0 to 1'],
    ['disguises.messengers', [1], 'disguises.messengers[0] has to be text'],
    ['disguises.scores.comma', 2, 'disguises.scores.comma has to be a number from 0 to 1'],
    ['allow', ['a', 1], 'allow[1] has to be text'],
    ['versions', [], 'versions has to be an object'],
  ])('with another %s is refused by its field', (path, value, fault) => {
    expect(() => readRules(written(path, value))).toThrow(fault);
  });

  it('may be without what many words say, and rules without what must not be said', () => {
    expect(readRules(written('concepts.evidence', undefined)).concepts.evidence).toBeUndefined();
    expect(readRules(written('concepts.rules', conceptRule({ by: 'seller' }))).concepts.rules).toHaveLength(1);
    expect(readRules(written('concepts.rules', conceptRule({ despite: ['refusal'] }))).concepts.rules).toHaveLength(1);
  });

  it('is named by what runs: a file of another engine is not the rules that it was', () => {
    expect(ruleSet(readRules(written('versions.engine', '0'))).hash).toBe(ruleSet().hash);
    expect(ruleSet().versions.engine).toMatch(/^\d+$/);
  });

  it('is JSON', () => {
    expect(() => readRules('{')).toThrow('JSON');
    expect(() => readRules('[]')).toThrow('a rule set has to be an object');
  });
});

/** Texts, each found with the score of a name alone: what is written there decides. */
const BY_SCORE: [name: keyof typeof SCORES, language: string, text: string, before?: string[]][] = [
  ['email', 'de', 'max@mueller.de'],
  ['emailSpelled', 'de', 'max (at) mueller punkt de'],
  ['emailApart', 'pl', 'jan małpa wp pl'],
  ['emailOpen', 'de', 'otto.m@firma'],
  ['mailbox', 'de', 'otto@gmail'],
  ['mailboxAlone', 'de', '@gmail'],
  ['linkNamed', 'de', 'www.mueller.com'],
  ['linkLong', 'de', 'mueller-laden.com'],
  ['link', 'de', 'muellerladen.com'],
  ['linkOfCountry', 'de', 'muellerladen.pl'],
  ['linkSpelled', 'de', 'muellerladen punkt com'],
  ['linkBracketed', 'de', 'muellerladen (punkt) com'],
  ['handle', 'de', 'whatsapp: otto_92'],
  ['handleAlone', 'de', '@otto_92'],
  ['messengerSpelled', 'de', 'w h a t s a p p'],
  ['iban', 'de', 'DE89370400440532013000'],
  ['account', 'cs', '19-2000145399/0800'],
  ['accountNamed', 'de', 'Konto 532013000 BLZ 37040044'],
  ['wallet', 'de', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
  ['walletByLetters', 'de', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
  ['phoneSplit', 'de', '345 67 89', ['0151 2']],
  ['phoneUnknown', 'de', '1234567'],
  ['phoneUnknownAbroad', 'de', '+999 123 456 78'],
  ['phonePossible', 'pl', '100000000'],
  ['phonePossibleTrunk', 'de', '01001234567'],
  ['phonePossibleTrunkGrouped', 'de', '0100 0001'],
  ['phonePossibleAbroad', 'de', '+49 199 123 4567'],
  ['phoneAbroad', 'de', '+49 151 2345 6789'],
  ['phoneWithoutPlus', 'de', '48601234567'],
  ['phoneMobile', 'pl', '601234567'],
  ['phoneMobileGrouped', 'pl', '601 234 567'],
  ['phoneMobileTrunk', 'de', '015123456789'],
  ['phoneMobileTrunkGrouped', 'de', '0151 23456789'],
  ['phoneLandline', 'pl', '223456789'],
  ['phoneLandlineGrouped', 'pl', '223 456 789'],
  ['phoneLandlineTrunk', 'de', '03023125678'],
  ['phoneLandlineTrunkGrouped', 'de', '030 23125678'],
  ['phoneSpelled', 'de', 'null eins fünf eins zwei drei vier fünf sechs sieben acht'],
  ['phoneSpelledLong', 'de', 'neun neun neun neun neun neun neun neun neun'],
  ['phoneSpelledWords', 'de', 'neun neun neun neun neun 99'],
  ['phoneSpelledShort', 'de', 'neun neun 99999'],
  ['phoneObfuscatedLong', 'de', '0 1 0 0 0 0 0 0 0 0'],
  ['phoneObfuscatedShort', 'de', '9 9 9 9 9 9 9 9'],
  ['phoneObfuscated', 'de', '0151*234*56*789'],
];

describe('what the engine finds is as sure as the rule set says', () => {
  const flag = { flag: 0 };
  const kinds = { 'external-contact': flag, 'off-platform-deal': flag, marketing: flag, 'abusive-language': flag };
  const rulesWith = (scores: typeof DEFAULT_RULES.scores) =>
    ruleSet(readRules(writtenRules({ ...DEFAULT_RULES, thresholds: { seller: kinds, buyer: kinds }, scores })));
  const lower = (score: number) => Math.round((score - 0.03) * 100) / 100;
  const lowered = Object.fromEntries(Object.entries(SCORES).map(([name, score]) => [name, lower(score)])) as Record<
    keyof typeof SCORES,
    number
  >;
  const [asReleased, changed] = [rulesWith(SCORES), rulesWith(lowered)];

  // What may be missing in a row is no parameter: jest would take it for what a test calls when it is done.
  it.each(BY_SCORE)('%s', (name, ...[language, text, before]) => {
    const message = { text, language, before, role: 'seller' as const };
    const [found] = screen(message, asReleased).findings;
    expect(found?.score).toBe(SCORES[name]);
    expect(screen(message, changed).findings[0]).toEqual({ ...found, score: lower(SCORES[name]) });
  });

  it('each has its example', () => {
    expect(new Set(BY_SCORE.map(([name]) => name))).toEqual(new Set(Object.keys(SCORES)));
  });

  it('and the hash with it', () => {
    expect(ruleSet({ ...DEFAULT_RULES, scores: { ...SCORES, iban: 0.94 } }).hash).not.toBe(ruleSet().hash);
  });
});
