import { DEFAULT_RULES, ruleSet } from './rule-set';
import { readRules, writtenRules } from './rule-set-file';

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
    ['lowers.ask.refusal', '1', 'lowers.ask.refusal has to be a number'],
    ['allow', ['a', 1], 'allow[1] has to be text'],
    ['versions', [], 'versions has to be an object'],
  ])('with another %s is refused by its field', (path, value, fault) => {
    expect(() => readRules(written(path, value))).toThrow(fault);
  });

  it('is JSON', () => {
    expect(() => readRules('{')).toThrow('JSON');
    expect(() => readRules('[]')).toThrow('a rule set has to be an object');
  });
});
