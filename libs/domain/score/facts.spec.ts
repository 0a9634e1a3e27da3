/** R2.16, R3.3, R7: what of a conversation counts in the score, and from when. */
import { CloseConversation } from '../conversation/closing';
import { ContestAnswer } from '../conversation/contested-answers';
import type { ConversationCommand } from '../conversation/conversation';
import { ExcuseObligation, RevokeExcuse } from '../conversation/excuses';
import {
  admin,
  asks,
  buyer,
  clock,
  DAY,
  DUE,
  HOUR,
  keeps,
  MONDAY,
  obligation,
  opens,
  replies,
  run,
  seller,
  stamp,
  system,
  t,
} from '../conversation/given';
import { ReleaseMessage } from '../conversation/messages';
import { RemindOfUpdate } from '../conversation/missing-updates';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded } from '../conversation/no-reply-needed';
import type { Stage, StageFacts } from '../conversation/stage-facts';
import { UpdateStatus } from '../conversation/stages';
import { answerFact, type Fact, isStepEvent, stepFact } from './facts';

const LATE = DUE + 1;
const factOf = (commands: ConversationCommand[], message = 'm1') => {
  const found = run([opens(), ...commands]).state.obligations.get(message);
  return found && answerFact(found);
};
const excuses = (at: number) => new ExcuseObligation('c1', stamp(admin, at), clock, 'm1', 'flood');
const revokes = (at: number) => new RevokeExcuse('c1', stamp(admin, at), clock, 'm1', 'no flood');
const declares = (at: number) => new DeclareNoReplyNeeded('c1', stamp(seller, at), clock, 'm1', 'thanks');
const closes = (at: number, who = buyer) => new CloseConversation('c1', stamp(who, at), clock);

describe('an obligation in the score', () => {
  it.each<[string, ConversationCommand[], Fact]>([
    ['nobody answered yet: missed from the first late instant on', [], { countsAt: LATE, good: false }],
    ['answered: in time from then on', [replies(MONDAY + HOUR)], { countsAt: MONDAY + HOUR, good: true, countedMs: HOUR }],
    ['answered in the last instant', [replies(DUE)], { countsAt: DUE, good: true, countedMs: DAY }],
    ['answered too late: missed since it was late', [replies(LATE)], { countsAt: LATE, good: false, countedMs: DAY + 1 }],
    ['overdue, as the timekeeper said an hour later', [keeps(DUE + HOUR)], { countsAt: LATE, good: false }],
    ['withdrawn before', [closes(MONDAY + HOUR)], { good: false }],
    ['withdrawn when it was late', [closes(DUE + HOUR)], { countsAt: LATE, good: false }],
    ['closed by the seller, and open', [closes(MONDAY + HOUR, seller)], { countsAt: LATE, good: false }],
    ['no reply needed', [declares(MONDAY + HOUR)], { good: false }],
    ['no reply needed, said too late', [declares(DUE + HOUR)], { countsAt: LATE, good: false }],
    [
      'contested: the time between is not counted',
      [declares(MONDAY + HOUR), new ContestNoReplyNeeded('c1', stamp(buyer, MONDAY + 3 * HOUR), clock, 'm1')],
      { countsAt: LATE + 2 * HOUR, good: false },
    ],
    ['excused', [keeps(DUE + HOUR), excuses(DUE + 2 * HOUR)], { good: false }],
    ['excused and answered in time', [excuses(MONDAY), replies(MONDAY + HOUR)], { good: false }],
    [
      'excused, and not after all',
      [keeps(DUE + HOUR), excuses(DUE + 2 * HOUR), revokes(DUE + 3 * HOUR)],
      { countsAt: LATE, good: false },
    ],
    [
      'answered by what was held and is released: from when it was submitted',
      [
        replies(MONDAY + HOUR, { held: 'contact' }),
        keeps(DUE + HOUR),
        new ReleaseMessage('c1', stamp(admin, DUE + 2 * HOUR), clock, 'r1'),
      ],
      { countsAt: MONDAY + HOUR, good: true, countedMs: HOUR },
    ],
  ])('%s', (_, commands, fact) => {
    expect(factOf(commands)).toEqual(fact);
  });

  it('a holding reply answers in time; its promise counts by its own date, and has no answer time', () => {
    const promises = replies(MONDAY + HOUR, { promisedBy: '2025-06-18' });
    const end = t('2025-06-19T00:00');
    expect(factOf([promises])).toEqual({ countsAt: MONDAY + HOUR, good: true, countedMs: HOUR });
    expect(factOf([promises], 'r1')).toEqual({ countsAt: end + 1, good: false });
    const kept = [promises, replies(MONDAY + 40 * HOUR, { id: 'r2' })];
    expect(factOf(kept, 'r1')).toEqual({ countsAt: MONDAY + 40 * HOUR, good: true });
  });

  it('what did not answer is another obligation; the first keeps its result', () => {
    const contested = [replies(MONDAY + HOUR), new ContestAnswer('c1', stamp(buyer, MONDAY + 2 * HOUR), clock, 'r1')];
    expect(factOf(contested)).toMatchObject({ good: true, countedMs: HOUR });
    expect(factOf(contested, 'r1')).toEqual({ countsAt: LATE + 2 * HOUR, good: false });
  });

  it('each message counts; of nights and weekends only what is counted', () => {
    const friday = t('2025-06-20T15:00');
    const answered = [asks(friday, 'm2'), replies(t('2025-06-23T09:00'))];
    expect(factOf(answered, 'm2')).toEqual({ countsAt: t('2025-06-23T09:00'), good: true, countedMs: 18 * HOUR });
  });

  it('imported history counts nowhere', () => {
    const answered = { imported: true, status: 'answered', endedAt: MONDAY, countedMs: 0 } as const;
    expect(answerFact(obligation('m1', MONDAY, 1, answered))).toEqual({ good: false });
    expect(answerFact(obligation('m1', MONDAY, 1, { imported: true }))).toEqual({ good: false });
  });
});

describe('a step that has to follow', () => {
  const tells = (at: number, id: string, stage: Stage, facts: StageFacts = {}) =>
    new UpdateStatus('c1', stamp(seller, at), clock, { id, stage, facts });
  const reminds = (at: number) => new RemindOfUpdate('c1', stamp(system, at), clock, 'u1');
  const returned = tells(MONDAY, 'u1', 'return-received');
  const stepOf = (commands: ConversationCommand[], update = 'u1') =>
    run([opens(), ...commands]).history.reduce<Fact | undefined>(
      (fact, event) => (isStepEvent(event) && event.data.update === update ? stepFact(fact, event) : fact),
      undefined,
    );
  const [first, second] = [t('2025-06-19T10:00'), t('2025-06-24T10:00')];

  it.each<[string, ConversationCommand[], Fact]>([
    ['is not decided yet', [returned], { good: false }],
    ['followed', [returned, tells(MONDAY + HOUR, 'u2', 'repair-started')], { countsAt: MONDAY + HOUR, good: true }],
    ['was missing once', [returned, reminds(first)], { good: false }],
    [
      'was missing once, and followed',
      [returned, reminds(first), tells(first + HOUR, 'u2', 'repair-started')],
      { countsAt: first + HOUR, good: true },
    ],
    ['was missing twice', [returned, reminds(first), reminds(second)], { countsAt: second, good: false }],
    [
      'was missing twice, and followed: missed all the same',
      [returned, reminds(first), reminds(second), tells(second + HOUR, 'u2', 'repair-started')],
      { countsAt: second, good: false },
    ],
    ['nobody waits for', [returned, closes(MONDAY + HOUR), reminds(first)], { good: false }],
  ])('%s', (_, commands, fact) => {
    expect(stepOf(commands)).toEqual(fact);
  });

  it('a stage that ends a case is followed by none', () => {
    const paid = tells(MONDAY, 'u1', 'refund-issued', { amount: '1.00', currency: 'EUR' });
    expect(stepOf([paid])).toBeUndefined();
  });
});
