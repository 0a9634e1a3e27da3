import { CountReview, type Stamp } from '../../libs/domain';
import { precisionReaction } from './precision';
import type { Given } from './reaction';

describe('what reviewers decide (R5.2)', () => {
  const stamp = { at: 0 } as Stamp;
  const given = { stamp: () => stamp } as unknown as Given;
  const said = (type: 'ViolationConfirmed' | 'ViolationDismissed', found?: object) =>
    precisionReaction.on[type]?.({ stream: 'conversation-c-1', data: { violation: 'v1', found } } as never, given);
  const counts = (confirmed: boolean) => [
    new CountReview('ask.number', stamp, { language: 'de', conversation: 'c-1', violation: 'v1', confirmed }),
  ];

  it('is counted with the rule that had found it', () => {
    const found = { rule: 'ask.number', language: 'de' };
    expect(said('ViolationConfirmed', found)).toEqual(counts(true));
    expect(said('ViolationDismissed', found)).toEqual(counts(false));
  });

  it('is counted with none where people had reported it', () => {
    expect(said('ViolationConfirmed')).toEqual([]);
    expect(said('ViolationDismissed')).toEqual([]);
  });
});
