/** R6.4: conversations of a removed seller are the platform's, and go back. */
import { CloseConversation } from './closing';
import { ContestAnswer } from './contested-answers';
import { admin, asks, buyer, clock, HOUR, MONDAY, opens, replies, rule, run, seller, stamp, system } from './given';
import { HandBack, TakeOver } from './keeping';
import { ReleaseMessage, SendMessage } from './messages';
import { ContestNoReplyNeeded, DeclareNoReplyNeeded } from './no-reply-needed';

const takes = (at: number) => new TakeOver('c1', stamp(system, at));
const gives = (at: number) => new HandBack('c1', stamp(system, at));
const told = (...commands: Parameters<typeof run>[0]) => run(commands).history.map(({ type }) => type);
const lastOf = (...commands: Parameters<typeof run>[0]) => {
  const before = told(...commands.slice(0, -1)).length;
  return told(...commands).slice(before);
};
const platformSays = (at: number) => new SendMessage('c1', stamp(admin, at), clock, { id: 'a1', body: 'We see to it.' });

describe('R6.4 a conversation of a removed seller', () => {
  rule('is taken over once, with what is open and not late excused', () => {
    expect(lastOf(opens(), asks(MONDAY + HOUR, 'b1'), takes(MONDAY + 2 * HOUR))).toEqual([
      ...['ConversationTakenOver', 'ReplyObligationExcused', 'ReplyObligationExcused'],
    ]);
    expect(lastOf(opens(), takes(MONDAY + HOUR), takes(MONDAY + 2 * HOUR))).toEqual([]);
  });

  rule('stays late where it was late before', () => {
    expect(lastOf(opens(), takes(MONDAY + 25 * HOUR))).toEqual(['ConversationTakenOver']);
  });

  rule('is left alone where nothing is open', () => {
    const closed = new CloseConversation('c1', stamp(buyer, MONDAY + HOUR), clock);
    expect(lastOf(opens(), closed, takes(MONDAY + 2 * HOUR))).toEqual([]);
  });

  rule('has what is asked later open and excused, and answered by the platform', () => {
    const before = [opens(), takes(MONDAY + HOUR), asks(MONDAY + 2 * HOUR, 'b1')];
    expect(lastOf(...before)).toEqual(['MessageSent', 'ReplyObligationOpened', 'ReplyObligationExcused']);
    expect(lastOf(...before, platformSays(MONDAY + 3 * HOUR))).toEqual([
      ...['MessageSent', 'ReplyObligationAnswered', 'ReplyObligationAnswered'],
    ]);
    expect(lastOf(opens(), platformSays(MONDAY + HOUR))).toEqual(['MessageSent']);
  });

  rule('excuses by the platform what a buyer asks, contests or has asked while held', () => {
    const by = (...commands: Parameters<typeof run>[0]) =>
      run(commands).last.flatMap((one) => (one.type === 'ReplyObligationExcused' ? [[one.data.message, one.data.by]] : []));
    const taken = [opens(), takes(MONDAY + HOUR)];
    expect(by(...taken, asks(MONDAY + 2 * HOUR, 'b1'))).toEqual([['b1', 'platform']]);
    const declared = new DeclareNoReplyNeeded('c1', stamp(seller, MONDAY), clock, 'm1', 'thanks');
    const contests = new ContestNoReplyNeeded('c1', stamp(buyer, MONDAY + 2 * HOUR), clock, 'm1');
    expect(by(opens(), declared, takes(MONDAY + HOUR), contests)).toEqual([['m1', 'platform']]);
    const unanswered = new ContestAnswer('c1', stamp(buyer, MONDAY + 2 * HOUR), clock, 'r1');
    expect(by(opens(), replies(MONDAY), takes(MONDAY + HOUR), unanswered)).toEqual([['r1', 'platform']]);
    const releases = new ReleaseMessage('c1', stamp(admin, MONDAY + 2 * HOUR), clock, 'b1');
    expect(by(opens(), asks(MONDAY, 'b1', { held: 'review' }), takes(MONDAY + HOUR), releases)).toEqual([['b1', 'platform']]);
  });

  rule('goes back once, and is the seller’s to answer again', () => {
    const before = [opens(), takes(MONDAY + HOUR), gives(MONDAY + 2 * HOUR)];
    expect(lastOf(...before)).toEqual(['ConversationHandedBack']);
    expect(lastOf(...before, gives(MONDAY + 3 * HOUR))).toEqual([]);
    expect(lastOf(...before, asks(MONDAY + 3 * HOUR, 'b1'))).toEqual(['MessageSent', 'ReplyObligationOpened']);
    expect(lastOf(...before, platformSays(MONDAY + 3 * HOUR))).toEqual(['MessageSent']);
    expect(lastOf(...before, replies(MONDAY + 3 * HOUR, { id: 's1' }))).toEqual(['MessageSent', 'ReplyObligationAnswered']);
  });
});
