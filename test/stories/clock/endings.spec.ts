/** How obligations end without an answer, and how they begin again: no reply needed, closing, follow-ups, excuses. */
import type { DateTime } from 'luxon';
import { type Asked, ClockStory, expectShownAsTold, HOUR } from './clock-story';

describe('endings', () => {
  let story: ClockStory;
  let monday: DateTime;
  beforeAll(async () => {
    story = await ClockStory.shared();
  });
  beforeEach(async () => {
    monday = await story.plainMonday();
    await story.goTo(monday.set({ hour: 10 }));
  });
  afterAll(() => story.stop());

  const says = (asked: Asked, body: object = {}) => asked.agent.post(`${asked.path}/messages`, { body: 'It is so.', ...body });
  const OVERDUE = ['ReplyObligationOpened', 'ReplyObligationReminded', 'ReplyObligationOverdue', 'ViolationRecorded'];
  const at = (day: number, hour: number, minute = 0) => monday.plus({ days: day }).set({ hour, minute });

  it('R2.10 no reply needed stops the clock and the buyer sees it; contested, the time in between is not counted', async () => {
    const asked = await story.asks();
    await story.goTo(at(0, 16));
    const declared = await asked.agent
      .post(`${asked.path}/messages/${asked.message}/no-reply-needed`, { reason: 'thanks' })
      .expect(200);
    const position = declared.headers['x-position'];
    expect((await story.shown(asked, { by: asked.buyer, position })).state).toBe('no-reply-needed');
    await story.goTo(at(3, 9));
    await story.timekeeperLooked();
    await story.tells(asked, ['ReplyObligationOpened', 'NoReplyNeededDeclared']);

    const contested = await asked.buyer.post(`${asked.path}/messages/${asked.message}/contest`, {}).expect(200);
    expect(contested.body.events).toEqual(['NoReplyNeededContested']);
    // Six hours had been counted: 18 remain from Thursday 09:00 on.
    expect(Math.abs(Date.parse(contested.body.obligation.dueAt) - at(4, 3).toMillis())).toBeLessThan(10_000);
    const shown = await story.shown(asked, { position: contested.headers['x-position'] });
    expect(shown.state).toBe('open');
    expect(Math.abs(shown.counted.seconds - 6 * 3_600)).toBeLessThan(10);
    // The 18th counted hour is Thursday 21:00, the 24th Friday 03:00.
    await story.goTo(at(3, 21, 1));
    await story.tells(asked, [
      'ReplyObligationOpened',
      'NoReplyNeededDeclared',
      'NoReplyNeededContested',
      'ReplyObligationReminded',
    ]);
    await story.goTo(at(4, 3, 1));
    const told = await story.tells(asked, [
      'ReplyObligationOpened',
      'NoReplyNeededDeclared',
      'NoReplyNeededContested',
      'ReplyObligationReminded',
      'ReplyObligationOverdue',
      'ViolationRecorded',
    ]);
    expect(told[4].data.countedMs).toBeLessThan(24 * HOUR + 120_000);
  });

  it('R2.10 R2.13 whoever was reminded before the contest is not reminded again', async () => {
    const asked = await story.asks();
    await story.goTo(at(1, 5));
    await story.tells(asked, ['ReplyObligationOpened', 'ReplyObligationReminded']);
    await asked.agent.post(`${asked.path}/messages/${asked.message}/no-reply-needed`, { reason: 'duplicate' }).expect(200);
    await story.goTo(at(2, 5));
    const contested = await asked.buyer.post(`${asked.path}/messages/${asked.message}/contest`, {}).expect(200);
    expect((await story.shown(asked, { position: contested.headers['x-position'] })).state).toBe('reminded');
    const inbox = await asked.agent.get('/v1/inbox').set('X-Min-Position', contested.headers['x-position']).expect(200);
    expect(inbox.body.items[0].oldestObligation).toMatchObject({ message: asked.message, state: 'reminded' });
    await story.goTo(at(2, 9, 30));
    await story.timekeeperLooked();
    const told = ['ReplyObligationOpened', 'ReplyObligationReminded', 'NoReplyNeededDeclared', 'NoReplyNeededContested'];
    await story.tells(asked, told);
    await story.goTo(at(2, 10, 5));
    await story.tells(asked, [...told, 'ReplyObligationOverdue', 'ViolationRecorded']);
  });

  it('R2.11 the buyer’s closing withdraws, the seller’s and the admin’s do not', async () => {
    const [byBuyer, bySeller, byAdmin] = await Promise.all([story.asks(), story.asks(), story.asks()]);
    const closed = await byBuyer.buyer.post(`${byBuyer.path}/close`, {}).expect(200);
    expect(closed.body.events).toEqual(['ConversationClosed', 'ReplyObligationWithdrawn']);
    expect((await story.shown(byBuyer, { position: closed.headers['x-position'] })).state).toBe('withdrawn');
    await bySeller.agent.post(`${bySeller.path}/close`, {}).expect(200);
    await story.admin.post(`${byAdmin.path}/close`, {}).expect(200);
    await story.goTo(at(1, 10, 5));
    await story.tells(bySeller, OVERDUE);
    await story.tells(byAdmin, OVERDUE);
    await story.tells(byBuyer, ['ReplyObligationOpened', 'ReplyObligationWithdrawn']);
  });

  it('R2.11 the buyer’s closing withdraws also what the seller closed without answering', async () => {
    const asked = await story.asks();
    await asked.agent.post(`${asked.path}/close`, {}).expect(200);
    const { body, headers } = await asked.buyer.post(`${asked.path}/close`, {}).expect(200);
    expect(body.events).toEqual(['ConversationClosed', 'ReplyObligationWithdrawn']);
    expect((await story.shown(asked, { position: headers['x-position'] })).state).toBe('withdrawn');
    expect((await asked.buyer.post(`${asked.path}/close`, {}).expect(200)).body.events).toEqual([]);
  });

  it('R2.11 a new message reopens with a new obligation; past results stay', async () => {
    const asked = await story.asks();
    await says(asked).expect(201);
    await asked.buyer.post(`${asked.path}/close`, {}).expect(200);
    await story.goTo(at(1, 10));
    const { body } = await asked.buyer.post(`${asked.path}/messages`, { body: 'One thing more.' }).expect(201);
    expect(body.conversation).toBe(asked.conversation);
    expect(body.events).toEqual(['ConversationReopened', 'MessageSent', 'ReplyObligationOpened']);
    await story.tells(asked, ['ReplyObligationOpened', 'ReplyObligationAnswered']);
    await story.tells(asked, ['ReplyObligationOpened'], body.message);
  });

  it('R2.11 within 30 days it goes on, after 30 days a linked conversation begins; both parties meet in the same one', async () => {
    const [within, after] = await Promise.all([story.asks(), story.asks()]);
    for (const { buyer, path } of [within, after]) await buyer.post(`${path}/close`, {}).expect(200);
    await story.goTo(monday.set({ hour: 9 }).toUTC().plus({ days: 30 }));
    const same = await within.buyer.post(`${within.path}/messages`, { body: 'Still me.' }).expect(201);
    expect(same.body.conversation).toBe(within.conversation);

    await story.goTo(monday.set({ hour: 11 }).toUTC().plus({ days: 30 }));
    // R2.8: what a program writes continues nothing.
    const automatic = await after.agent.post(`${after.path}/messages`, { body: 'We are away.', automatic: true }).expect(409);
    expect(automatic.body.code).toBe('conversation-ended');
    const ended = async (position: string) =>
      (await after.buyer.get(after.path).set('X-Min-Position', position).expect(200)).body as { continuedBy: string | null };
    expect((await ended(after.position)).continuedBy).toBeNull();
    const { body, headers } = await after.buyer.post(`${after.path}/messages`, { body: 'Me again.' }).expect(201);
    expect((await ended(headers['x-position'])).continuedBy).toBe(body.conversation);
    expect(body.conversation).not.toBe(after.conversation);
    expect(body.events).toEqual(['ConversationOpened', 'MessageSent', 'ReplyObligationOpened']);
    const [opened] = await story.history(body.conversation);
    expect(opened.data).toMatchObject({ follows: after.conversation, market: 'de', seller: after.shop, buyer: after.buyer.sub });
    // R2.7: who writes from the ended one, and says what was seen there, had not seen what came after it.
    const blind = await after.agent
      .post(`${after.path}/messages`, { body: 'About your first one.', seenRevision: 2, answers: [after.message] })
      .expect(201);
    expect(blind.body).toMatchObject({ conversation: body.conversation, events: ['MessageSent'] });
    const reply = await says(after).expect(201);
    expect(reply.body).toMatchObject({ conversation: body.conversation, answered: [body.message] });
  });

  it('R2.11 what the seller closed without answering is answered there, also after 30 days', async () => {
    const asked = await story.asks();
    await asked.agent.post(`${asked.path}/close`, {}).expect(200);
    await story.goTo(monday.set({ hour: 11 }).plus({ days: 31 }));
    const { body } = await says(asked).expect(201);
    expect(body).toMatchObject({ conversation: asked.conversation, answered: [asked.message] });
  });

  it('R2.14 an admin excuses an obligation with a reason: overdue and violation are void', async () => {
    const asked = await story.asks();
    await story.goTo(at(1, 10, 5));
    await story.tells(asked, OVERDUE);
    const excused = await story.admin.post(`${asked.path}/obligations/${asked.message}/excuse`, { reason: 'outage' }).expect(200);
    expect(excused.body.events).toEqual(['ReplyObligationExcused', 'ViolationVoided']);
    const told = await story.tells(asked, [...OVERDUE, 'ReplyObligationExcused', 'ViolationVoided']);
    expect(told[4].data).toMatchObject({ reason: 'outage', by: story.admin.sub });
    const shown = await story.shown(asked, { position: excused.headers['x-position'] });
    expect(shown).toMatchObject({ state: 'overdue', excused: true });
    await story.goTo(at(3, 12));
    await story.timekeeperLooked();
    await story.tells(asked, [...OVERDUE, 'ReplyObligationExcused', 'ViolationVoided']);
    const revocation = `${asked.path}/obligations/${asked.message}/excuse/revocation`;
    await asked.agent.post(revocation, { reason: 'no outage' }).expect(403);
    const revoked = await story.admin.post(revocation, { reason: 'no outage' }).expect(200);
    expect(revoked.body.events).toEqual(['ReplyObligationExcuseRevoked', 'ViolationRecorded']);
    const again = await story.admin.post(revocation, { reason: 'no outage' }).expect(409);
    expect(again.body).toMatchObject({ code: 'not-excused', field: 'message' });
    const late = await story.shown(asked, { position: revoked.headers['x-position'] });
    expect(late).toMatchObject({ excused: false });
  });

  it('R2.1 what is shown is what the events fold to', () => expectShownAsTold(story));
});
