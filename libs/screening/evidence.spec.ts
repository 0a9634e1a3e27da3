import { CONCEPT_RULES, MEANINGS_OF_TWO } from './concept-rules';
import { Concepts, type WordsOfLanguages } from './concepts';
import { DEAL_EVIDENCE } from './deal-evidence';
import { DEAL_WEIGHTS } from './deal-weights';
import type { Evidence } from './evidence';
import { HINT_EVIDENCE } from './hint-evidence';
import { HINT_WEIGHTS } from './hint-weights';
import { LANGUAGES } from './language-pack';
import { WORDS } from './languages/words';
import { ruleSet } from './rule-set';
import { screen } from './screen';
import { tokensOf } from './tokens';

const words = (de: string) => Object.fromEntries(LANGUAGES.map((language) => [language, language === 'de' ? de : ''])) as never;
const KNOWN: WordsOfLanguages = { pay: words('zahl~'), cash: words('bar'), less: words('billiger'), no: words('nicht') };
const EVIDENCE: Evidence = {
  rule: 'deal-weighed',
  intent: 'deal',
  base: -3,
  families: {
    act: { of: 'pay|cash', weight: 1 },
    less: { of: 'less', weight: 1.5 },
    no: { of: 'no', weight: -2 },
  },
  together: [['act', 'less', 1]],
  needs: ['act'],
  least: 0,
  scores: { least: 0.6, step: 0.1, most: 0.8 },
};
const found = (text: string, more: Partial<Evidence> = {}) =>
  new Concepts(KNOWN, [], ['de'], [], [{ ...EVIDENCE, ...more }])
    .find(text, tokensOf(text))
    .map(({ from, to, rule, weighed }) => [text.slice(from, to), Math.round(rule.score * 100) / 100, weighed]);

describe('R5.1 what many words say together', () => {
  it('is their sum, with what two say more that stand together', () => {
    expect(found('du zahlst es billiger so')).toEqual([['zahlst es billiger', 0.65, ['act', 'less']]]);
    expect(found('du zahlst es billiger so', { together: [] })).toEqual([]);
    expect(found('du zahlst bar')).toEqual([]);
  });

  it('is no more for what is said twice, or by two words of a family', () => {
    expect(found('zahlst bar billiger, billiger')).toEqual([['zahlst bar billiger, billiger', 0.65, ['act', 'less']]]);
  });

  it('is less for what speaks against it, and no surer than it may be', () => {
    expect(found('zahl nicht billiger')).toEqual([]);
    expect(found('zahl billiger', { base: 9 })).toEqual([['zahl billiger', 0.8, ['act', 'less']]]);
  });

  it('is said in two sentences that follow each other, not in three', () => {
    expect(found('ja, billiger. und zahl dann.')).toEqual([['billiger. und zahl', 0.65, ['act', 'less']]]);
    expect(found('ja, billiger. gut so. und zahl dann.')).toEqual([]);
    expect(found('billiger nicht. und zahl dann.')).toEqual([]);
  });

  it('begins where a sentence says enough alone', () => {
    expect(found('ja, billiger. zahl billiger.').map(([text]) => text)).toEqual(['zahl billiger']);
  });

  it('is doubted of a sentence where that speaks against it, beside the one before and the one behind', () => {
    const doubted = (text: string) =>
      new Concepts(KNOWN, [], ['de'], [], [{ ...EVIDENCE, doubts: -4 }])
        .find(text, tokensOf(text))
        .flatMap(({ from, to, doubts }) => (doubts ? [text.slice(from, to)] : []));
    expect(doubted('nicht so.')).toEqual(['nicht so']);
    expect(doubted('gut so.')).toEqual([]);
    expect(doubted('zahl nicht so.')).toEqual([]);
    expect(doubted('nicht so. zahl billiger.')).toEqual([]);
    expect(doubted('zahl billiger. nicht so.')).toEqual([]);
    expect(doubted('zahl billiger. gut so. nicht so. gut dann. zahl billiger.')).toEqual(['nicht so']);
    expect(found('nicht so.', { doubts: -5 })).toEqual([]);
  });

  it('is nothing without what it needs', () => {
    expect(found('billiger', { base: 9 })).toEqual([]);
    expect(found('bar', { base: 9 })).toEqual([['bar', 0.8, ['act']]]);
  });
});

const MEANINGS = [...Object.keys(WORDS), ...MEANINGS_OF_TWO.map(({ meaning }) => meaning)];

describe.each([
  ['a deal', DEAL_EVIDENCE, DEAL_WEIGHTS],
  ['a hint', HINT_EVIDENCE, HINT_WEIGHTS],
])('the evidence of %s', (_name, evidence, weights) => {
  const families = Object.keys(evidence.families);

  it('names meanings that there are, each in one family', () => {
    const named = Object.values(evidence.families).flatMap(({ of }) => of.split('|'));
    expect(named.filter((name) => !MEANINGS.includes(name))).toEqual([]);
    expect(named.filter((name, at) => named.indexOf(name) !== at)).toEqual([]);
    expect(CONCEPT_RULES.map(({ rule }) => rule)).not.toContain(evidence.rule);
  });

  it('has a weight for each family and no others', () => {
    expect(Object.keys(weights.families).sort()).toEqual([...families].sort());
    expect(weights.together.flatMap(([one, other]) => [one, other]).filter((name) => !families.includes(name))).toEqual([]);
    expect(evidence.needs.filter((name) => !families.includes(name))).toEqual([]);
  });
});

describe('what is weighed of a message', () => {
  const RULES = ruleSet();
  const kinds = (text: string, language: string) =>
    screen({ text, role: 'seller', language }, RULES).findings.map(({ kind, rule }) => `${kind} ${rule.split('.')[1]}`);

  it.each([
    ['de', 'Bitte anders: Sie kommen in die Werkstatt, 70 auf die Hand, und wir lassen die Plattform weg.'],
    ['en', 'Their cut is steep, so we could halve it if you came to my workshop with cash.'],
    ['nl', 'De ene helft hier betalen, de andere helft in een envelop.'],
    ['hu', 'Jobb ár, ha a raktárunkban készpénzben fizet, és nem kell jutalékot adni.'],
  ])('finds what no rule names, %s: %s', (language, text) => {
    expect(kinds(text, language).some((kind) => kind.startsWith('off-platform-deal'))).toBe(true);
  });

  it.each([
    ['de', 'Auf dem Klebeband am Karton ist alles aufgedruckt, damit kommt man direkt bei uns raus.'],
    ['en', 'Zoom in on the shop sign in the picture and you can guess how to find us.'],
    ['it', "Guardi bene l'insegna nella foto, dice tutto per trovarci."],
    ['en', 'Hold on to the booklet, it gets you past the queue if you ever have a question.'],
    ['fr', "Qui connaît notre enseigne et la ville n'a pas besoin de ces messages."],
    ['pl', 'Jesteśmy jedynym zegarmistrzem w mieście, każdy nas zna i łatwo nas znaleźć.'],
  ])('hints where no rule names it, %s: %s', (language, text) => {
    expect(kinds(text, language)).toEqual(['external-contact hint-weighed']);
  });

  it.each([
    ['de', 'Schauen Sie auf das dritte Foto, da steht die Größe.'],
    ['en', "There's a sign with your name in the photo, is that included?"],
    ['cs', 'Kód si prosím zapamatujte, na kartičce je jen jednou.'],
    ['nl', 'De retour is voor onze rekening, het label vindt u in uw account.'],
    ['ro', 'Restul comenzii pleacă separat, factura e în al doilea colet.'],
    ['sk', 'Fotky môžete nahrať priamo tu, e-mail netreba.'],
    ['nl', 'Plaatjes kunt u gewoon hier toevoegen, mailen is niet nodig.'],
    ['de', 'Antworten Sie bitte hier, außerhalb dürfen wir mit Ihnen nicht in Kontakt treten.'],
    ['de', 'Geben Sie bitte niemandem Ihre Handynummer, danach fragen wir nie.'],
  ])('is clean where it is about the order, %s: %s', (language, text) => {
    expect(kinds(text, language)).toEqual([]);
  });

  it('is not weighed where nobody knows the language', () => {
    const text = 'Their cut is steep, so we could halve it if you came to my workshop with cash.';
    expect(kinds(text, 'en')).toEqual(['off-platform-deal deal-weighed']);
    expect(kinds(text, 'xx').filter((kind) => kind.endsWith('weighed'))).toEqual([]);
  });
});
