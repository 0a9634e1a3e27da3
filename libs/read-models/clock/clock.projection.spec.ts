import { AT, asks, BUYER, history, NOW, opens, parties, projected, stranger, type Told, touched } from '../shared/given';
import { clock } from './clock.projection';

describe('the clock', () => {
  const HOUR = 3_600_000;
  const calendar = { market: 'de', version: '1', tzdata: 'x' };
  const owed = { message: 'm1', kind: 'reply', receivedAt: AT, allowanceHours: 24, dueAt: AT, overdueAfter: AT, calendar };
  const opened: Told = ['ReplyObligationOpened', owed];
  const elsewhere: Told = ['ReplyObligationOpened', owed, BUYER, 'market-de'];
  const reminded: Told = ['ReplyObligationReminded', { message: 'm1', countedMs: 18 * HOUR, dueAt: AT }];
  const answered: Told = ['ReplyObligationAnswered', { message: 'm1', by: 'r1', countedMs: HOUR, late: false }];
  const shown = (...told: Told[]) => projected(clock, history(...told));

  it('has each obligation in columns, with the parties of its conversation', () => {
    const row = {
      ...{ conversation: 'c1', ...parties, message: 'm1', kind: 'reply', revision: 2, state: 'open', is_open: true },
      ...{ imported: false, received_at: NOW, due_at: NOW, overdue_after: NOW, allowance_ms: 24 * HOUR, calendar, pauses: [] },
      ...{ level: 0, reminded: false, overdue: false, excused: false, declared_at: null, counted_ms: null, answered_by: null },
      ended_at: null,
    };
    const conversationRows = { clock_conversations: [{ conversation: 'c1', ...parties }] };
    expect(shown(opens(), asks('m1'), opened)).toEqual({ ...conversationRows, clock_obligations: [row] });
    expect(shown(opens(), asks('m1'), opened, reminded, answered)).toEqual({
      ...conversationRows,
      clock_obligations: [
        {
          ...{ ...row, state: 'answered', is_open: false, reminded: true, counted_ms: HOUR, answered_by: 'r1', ended_at: NOW },
        },
      ],
    });
  });

  it('has none of conversations, nor of messages, that it does not know', () => {
    expect(shown(opened, stranger)).toEqual({ clock_conversations: [], clock_obligations: [] });
    expect(shown(opens(), answered).clock_obligations).toEqual([]);
    expect(shown(elsewhere).clock_obligations).toEqual([]);
  });

  it('touches an obligation, and the parties where it opens', () => {
    expect(touched(clock, history(opens(), asks('m1'), opened, answered, stranger, elsewhere))).toEqual([
      ['ConversationOpened'],
      ['MessageSent'],
      ['ReplyObligationOpened', 'clock_obligations c1 m1', 'clock_conversations c1'],
      ['ReplyObligationAnswered', 'clock_obligations c1 m1'],
      ['CalendarCorrected'],
      ['ReplyObligationOpened'],
    ]);
  });
});
