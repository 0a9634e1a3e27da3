/** R6.3: statements of reasons as text in every language the product writes in. */
import { LANGUAGES, type Sanction } from '../../../libs/domain';
import { statementText } from './statement-text';

const removal: Sanction = {
  ...{ id: 's1.3', step: 'removal', state: 'imposed', at: '2026-01-05T09:00:00.000Z' },
  decision: { by: 'root', at: '2026-01-06T09:00:00.000Z', reason: 'Three deals.', withoutNotice: 'Fraud.' },
} as never;
const grounds = {
  ...{ rule: 'R6.2', rules: '2026-1', points: 24, threshold: 40, jump: { kind: 'off-platform-deal', times: 3 } },
  violations: [
    {
      ...{ conversation: 'c-1', violation: 'v-1', kind: 'off-platform-deal', source: 'screening', message: 'm-1' },
      ...{ place: { from: 3, to: 9 }, rule: 'deal-de', points: 8, occurredAt: '2026-01-04T08:30:00.000Z' },
    },
    {
      ...{ conversation: 'c-2', violation: 'v-2', kind: 'off-platform-deal', source: 'report', points: 16 },
      occurredAt: '2026-01-04T08:31:00.000Z',
    },
  ],
  found: 'both',
};
const timed = { scope: 'everything', effectiveAt: '2026-01-06T09:00:00.000Z', appealUntil: '2026-07-06T09:00:00.000Z' };
const imposed = { ...removal, grounds, statement: { ...grounds, ...timed, decided: 'by-a-person' } } as unknown as Sanction;

describe('R6.3 a statement of reasons as text', () => {
  it('has facts and evidence, rule, scope, duration, how it was found and decided, and how to appeal', () => {
    expect(statementText(imposed, 'en')).toBe(
      `Statement of reasons s1.3: permanent removal
Facts and evidence:
- 2026-01-04 08:30 UTC; deal outside of the platform; Points: 8; screening (deal-de); message m-1; characters 3–9; conversation c-1
- 2026-01-04 08:31 UTC; deal outside of the platform; Points: 16; report; conversation c-2
Points: 24 (this step is reached at: 40; 3 × deal outside of the platform)
Rule: R6.2 (version 2026-1)
Effect: you can write nothing any more and your offers are not shown; open conversations are taken over by the platform
Duration: from 2026-01-06 09:00 UTC, without end
How the facts were found: automatically and after reports
How it was decided: by a person
Reasons given: Three deals.
Why without notice: Fraud.
How to appeal: You can appeal until 2026-07-06 09:00 UTC: in the Helpdesk under “My standing”, open “Appeal” at this decision and say why. Another person than the one who decided decides on it.`,
    );
  });

  it('says until when, where it ends, and nothing of a decision that nobody made', () => {
    const { decision: _, ...rest } = imposed;
    const statement = { ...imposed.statement, endsAt: '2026-01-20T09:00:00.000Z', decided: 'automatically' };
    const text = statementText({ ...rest, statement } as Sanction, 'de');
    expect(text).toMatch('Dauer: ab 2026-01-06 09:00 UTC, bis 2026-01-20 09:00 UTC');
    expect(text).toMatch('Wie entschieden wurde: automatisch\nWiderspruch: ');
  });

  it('is there for nothing that was not imposed', () => {
    expect(statementText({ ...imposed, statement: undefined } as never, 'en')).toBeUndefined();
  });

  it.each(LANGUAGES)('in %s has every part, in words of its own', (language) => {
    const lines = (statementText(imposed, language) as string).split('\n');
    expect(lines).toHaveLength(13);
    expect(lines.join()).not.toMatch(/undefined|[{}]/);
    for (const part of ['s1.3', 'm-1', '3–9', 'c-1', 'deal-de', '24', '40', 'R6.2', '2026-1', 'Three deals.', 'Fraud.'])
      expect(lines.join()).toContain(part);
    expect(lines.at(-1)).toContain('2026-07-06 09:00 UTC');
    // A route is for programs, which have the description of the API.
    expect(lines.join()).not.toMatch(/POST|\/v1\//);
    if (language !== 'en') expect(lines[0]).not.toBe(statementText(imposed, 'en')?.split('\n')[0]);
  });
});
