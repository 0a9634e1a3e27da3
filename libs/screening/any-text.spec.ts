/** R5.1 What holds for any text, whoever writes it in whatever language, by the rules of this release. */
import fc from 'fast-check';
import { LANGUAGES } from './language-pack';
import { ACTIONS, ruleSet } from './rule-set';
import { actionOf, type ScreenedMessage, screen } from './screen';
import { normalise } from './view';

const RULES = ruleSet();
const CASES = { numRuns: fc.readConfigureGlobal().numRuns ?? 300 };

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    ...[
      '0151 234',
      ' 56 789',
      'null eins ',
      ' at ',
      '(at)',
      '@gmx',
      '.de ',
      ' punkt ',
      'www.',
      'whatsapp ',
      'insta: ',
      'DE89 3704 0044 ',
    ],
    ...[
      '0532 0130 00',
      '12,50 €',
      'deine nummer ',
      'gib mir ',
      'call me ',
      'idiot ',
      '. ',
      '\n',
      '+49 ',
      'a b c d ',
      '1l o',
      '#123',
      '½',
      '㎞',
    ],
    ...['ﷺ', 'ﬁ', 'e\u0301', '😀', '\ud83d', '\u200b', '\u202e', 'а', 'İ', '中', '０１５１', '1\ufe0f\u20e3'],
  ),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const message: fc.Arbitrary<ScreenedMessage> = fc.record({
  text,
  role: fc.constantFrom('seller' as const, 'buyer' as const),
  language: fc.constantFrom(...LANGUAGES, 'de-AT', 'de en', 'xx', ''),
  before: fc.option(fc.array(text, { maxLength: 4 }), { nil: undefined }),
  asked: fc.option(text, { nil: undefined }),
  order: fc.option(fc.record({ numbers: fc.array(text), address: text, state: fc.constantFrom('paid', 'cancelled') }), {
    nil: undefined,
  }),
});

describe('any text', () => {
  it('is screened without a throw, the same each time, and what is found are places of it in order', () => {
    fc.assert(
      fc.property(message, (any) => {
        const screened = screen(any, RULES);
        expect(screen(structuredClone(any), RULES)).toEqual(screened);
        let last = 0;
        for (const { from, to, score } of screened.findings) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(any.text.length);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThan(1);
          last = from;
        }
      }),
      CASES,
    );
  });

  it('has the hardest action of what was found in it, and passes where nothing was', () => {
    fc.assert(
      fc.property(message, (any) => {
        const { action, findings } = screen(any, RULES);
        const actions = findings.map((finding) => actionOf(finding, any, RULES));
        expect(action).toBe(ACTIONS.findLast((one) => actions.includes(one)) ?? 'pass');
        expect(actions).not.toContain('pass');
        if (any.role === 'buyer') expect(action).not.toBe('hold');
      }),
      CASES,
    );
  });

  it('beside contact data moves their place, and nothing else', () => {
    const noise = fc
      .array(
        fc.constantFrom('ﷺ', '㎞', 'ﬃ', '½', 'é', 'e\u0301', 'z\u0335\u0322', '😀', '𝔵', '\u200b', '\u00ad', '\ud800', '中', ' '),
      )
      .map((signs) => signs.join(''));
    const data = fc.constantFrom(
      'max@gmx.de',
      'max (at) gmx punkt de',
      '+49 151 23456789',
      '０１５１ ２３４５６７８９',
      'www.x-shop.de',
    );
    fc.assert(
      fc.property(noise, data, noise, (before, contact, after) => {
        const whole = `${before} ja ${contact} ja ${after}`;
        const { findings } = screen({ text: whole, role: 'seller', language: 'de' }, RULES);
        expect(findings.map(({ from, to }) => whole.slice(from, to))).toContain(contact);
      }),
      CASES,
    );
  });
});

it('reads of what a sign stands for no more than tells a number', () => {
  expect(normalise('½ ⑽ ﷺ ﬃ').text).toBe('1⁄2 (10 صلى ffi');
});
