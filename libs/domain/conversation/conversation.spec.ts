import { conversation } from './conversation';
import { answered, event, MONDAY, obligation, owed, utc } from './given';

describe('what is known of a conversation', () => {
  it('is nothing before its first event', () => {
    expect(conversation.initial()).toEqual({
      ...{ revision: -1, contentRevision: -1, status: 'open', assignee: null, caredForBy: 'seller' },
      ...{
        messages: new Map(),
        attachments: new Map(),
        newest: new Map(),
        obligations: new Map(),
        notes: new Set(),
        masked: new Map(),
      },
      ...{ progress: { count: {}, shipped: [], delivered: [] }, updates: new Set(), awaited: new Map() },
      ...{
        readUpTo: { buyer: -1, seller: -1 },
        violations: new Map(),
        decisions: new Map(),
        lateReplies: new Map(),
        reports: new Set(),
        claims: new Map(),
        reviewed: new Map(),
      },
    });
  });

  it('is folded from any history: what is about something that never was changes nothing else', () => {
    const state = conversation.initial();
    conversation.evolve(state, answered('m1', MONDAY, 1), { revision: 1 });
    const release = { message: 'm1', from: 'seller', submittedAt: utc(MONDAY), by: 'root', at: utc(MONDAY) } as const;
    conversation.evolve(state, event('MessageReleased', release), { revision: 2 });
    expect(state).toEqual({ ...conversation.initial(), revision: 2, contentRevision: 2 });
    conversation.evolve(state, owed('m1', MONDAY), { revision: 3 });
    expect([...state.obligations]).toEqual([['m1', obligation('m1', MONDAY, 3)]]);
  });
});
