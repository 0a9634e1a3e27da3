import { DEAL_EVIDENCE } from './deal-evidence';
import { familiesIn } from './families';
import { HINT_EVIDENCE } from './hint-evidence';
import { LANGUAGES } from './language-pack';

describe('the families of a deal that a text says', () => {
  it('are told for each two sentences that follow each other, whatever they weigh', () => {
    const [first, second, third, ...rest] = familiesIn('Sie zahlen bar. Das geht nicht. Danke Ihnen. Hallo.', 'de');
    expect(first).toEqual(expect.arrayContaining(['pay', 'cash']));
    expect(first).not.toContain('not');
    expect(second).toEqual(expect.arrayContaining(['pay', 'cash', 'not']));
    expect([third, ...rest].flat()).not.toContain('pay');
  });

  it('are families of the evidence, and none where nothing is said', () => {
    const known = Object.keys(DEAL_EVIDENCE.families);
    for (const language of LANGUAGES) {
      expect(
        familiesIn('PayPal 20 % Bitcoin.', language)
          .flat()
          .filter((name) => !known.includes(name)),
      ).toEqual([]);
      expect(familiesIn('PayPal 20 % Bitcoin.', language).flat()).toEqual(expect.arrayContaining(['paypal', 'percent', 'odd']));
      expect(familiesIn('', language)).toEqual([]);
    }
  });

  it('are those of a hint where a hint is asked for', () => {
    const said = familiesIn('Sie wissen ja, wo Sie uns finden.', 'de', 'hints').flat();
    expect(said).toEqual(expect.arrayContaining(['guess', 'findUs']));
    expect(said.filter((name) => !(name in HINT_EVIDENCE.families))).toEqual([]);
  });

  it('are those of one language', () => {
    expect(familiesIn('Sie zahlen bar.', 'hu').flat()).not.toContain('pay');
  });
});
