import { AT, history, projected, type Told } from '../shared/given';
import { precision } from './precision.projection';

const reviewed = (confirmed: boolean, language = 'de'): Told => [
  'RuleReviewed',
  { rule: 'ask.number', language, confirmed },
  { role: 'system' },
  'screening-ask.number',
];
const demoted: Told = [
  'RuleDemoted',
  { rule: 'ask.number', language: 'de', reviews: 2, confirmed: 1, lowerBound: 0.1 },
  { role: 'system' },
  'screening-ask.number',
];
const restored: Told = [
  'RuleRestored',
  { rule: 'ask.number', language: 'de', reason: 'mended', by: 'root' },
  { role: 'admin' },
  'screening-ask.number',
];
const row = { rule: 'ask.number', language: 'de', reviews: 2, confirmed: 1, demoted: null, restored: null };
const rows = (...told: Told[]) => projected(precision, history(...told)).precision_rules;

describe('how often rules are right', () => {
  const both = [reviewed(true), reviewed(false)];
  it('is counted by language', () =>
    expect(rows(...both, reviewed(true, 'pl'))).toEqual([row, { ...row, language: 'pl', reviews: 1, confirmed: 1 }]));

  it('tells what a rule was demoted with, and counts on', () => {
    const with_ = { at: AT, reviews: 2, confirmed: 1, lowerBound: 0.1 };
    expect(rows(...both, demoted)).toEqual([{ ...row, demoted: with_ }]);
    expect(rows(...both, demoted, reviewed(true))).toEqual([{ ...row, reviews: 3, confirmed: 2, demoted: with_ }]);
  });

  it('tells who let it act again, and counts anew', () => {
    const by = { at: AT, by: 'root', reason: 'mended' };
    expect(rows(...both, demoted, restored)).toEqual([{ ...row, reviews: 0, confirmed: 0, restored: by }]);
    expect(rows(...both, demoted, restored, reviewed(true))).toEqual([{ ...row, reviews: 1, confirmed: 1, restored: by }]);
    expect(rows(...both, demoted, restored, demoted)[0]).toMatchObject({ restored: null, demoted: { reviews: 2 } });
  });
});
