import { CloseConversation } from './closing';
import type { DataOf } from './conversation';
import {
  admin,
  answered,
  asked,
  buyer,
  clock,
  event,
  given,
  MONDAY,
  opened,
  opening,
  opens,
  owed,
  replied,
  replies,
  rule,
  run,
  seller,
  stamp,
  utc,
} from './given';
import { foundIn } from './masking';
import { ReleaseMessage } from './messages';
import { OpenConversation } from './opening';
import { ConfirmViolation, DismissViolation, RejectMessage } from './reviews';
import type { Screened, ScreenedFinding } from './screening';
import { UpdateStatus } from './stages';

const AT = MONDAY + 1;
const REVIEWED = MONDAY + 10;
const found = (more: Partial<ScreenedFinding> = {}): ScreenedFinding => ({
  ...{ field: 'body', kind: 'external-contact', rule: 'contact.email', from: 0, to: 5, score: 0.5, why: 'x', action: 'flag' },
  ...more,
});
const screened = (...findings: ScreenedFinding[]): Screened => ({ ruleSet: 'f00', versions: { engine: '1' }, findings });
const HELD = found({ score: 0.97, action: 'hold' });
const held = (...more: ScreenedFinding[]) => replies(AT, { held: 'contact.email', screened: screened(HELD, ...more) });
const heldEvent = (...more: ScreenedFinding[]) => {
  const said = { message: 'r1', from: 'seller', author: 'anna', body: 'On its way.', reason: 'contact.email' } as const;
  return event('MessageHeld', { ...said, screened: screened(HELD, ...more), at: utc(AT) });
};
const suspected = (
  revision: number,
  {
    message = 'r1',
    kind = 'external-contact',
    of = 'seller',
    ...more
  }: Partial<DataOf<'ViolationRecorded'>> & { message?: string | null } = {},
  evidence: object = {},
) =>
  event('ViolationRecorded', {
    ...{ violation: `${kind}-c1-${revision}`, kind, of, source: 'screening', status: 'suspected' },
    evidence: {
      ...(message !== null && { message }),
      ...{ revision, field: 'body', place: { from: 0, to: 5 }, rule: 'contact.email' },
      ...evidence,
    },
    ...{ by: 'screening', at: utc(AT), ...more },
  });
const sends = (...findings: ScreenedFinding[]) => replies(AT, { screened: screened(...findings) });
const releases = new ReleaseMessage('c1', stamp(admin, REVIEWED), clock, 'r1');
const rejects = new RejectMessage('c1', stamp(admin, REVIEWED), 'r1', 'A telephone number.');
const dismissed = (violation: string, rule = 'contact.email') => {
  const found = { rule, language: 'de' };
  return event('ViolationDismissed', { violation, found, reason: 'the message was released', by: 'root', at: utc(REVIEWED) });
};
const released = event('MessageReleased', { message: 'r1', from: 'seller', submittedAt: utc(AT), by: 'root', at: utc(REVIEWED) });

describe('what screening found (R5.2, R5.4)', () => {
  rule('R5.4 stands in the event of the message, also that nothing was found', () =>
    given(opens())
      .when(sends())
      .yields(replied(AT, { screened: screened() }), answered('m1', AT, 1)),
  );
  rule('R5.2 is a suspected violation behind the message, which is delivered and answers', () =>
    given(opens())
      .when(sends(found()))
      .yields(replied(AT, { screened: screened(found()) }), suspected(3), answered('m1', AT, 1)),
  );
  rule('R5.2 is one for each kind, with the surest place as evidence', () => {
    const sure = found({ rule: 'contact.phone', from: 6, to: 9, score: 0.6 });
    const offer = found({ kind: 'off-platform-deal', rule: 'en.deal' });
    given(opens())
      .when(sends(found(), sure, offer))
      .yields(
        replied(AT, { screened: screened(found(), sure, offer) }),
        suspected(3, {}, { place: { from: 6, to: 9 }, rule: 'contact.phone' }),
        suspected(3, { kind: 'off-platform-deal' }, { rule: 'en.deal' }),
        answered('m1', AT, 1),
      );
  });
  rule('R5.2 may be in a subject, too, and is of the side that wrote it', () => {
    const subject = screened(found({ field: 'subject' }));
    const message = { id: 'm1', body: 'Hello?', screened: screened(found()) };
    given()
      .when(new OpenConversation('c1', stamp(buyer, AT), clock, { ...opening, screened: subject }, message))
      .yields(
        event('ConversationOpened', { ...(opened.data as DataOf<'ConversationOpened'>), screened: subject, at: utc(AT) }),
        suspected(0, { message: null, of: 'buyer' }, { field: 'subject' }),
        asked('m1', AT, { screened: screened(found()) }),
        suspected(2, { message: 'm1', of: 'buyer' }),
        owed('m1', AT),
      );
  });
  rule('R5.2 may be in the reason of a closing and in the facts of a stage', () => {
    const reason = screened(found({ field: 'reason' }));
    given(opens())
      .when(new CloseConversation('c1', stamp(seller, AT), clock, 'a@b.de', reason))
      .yields(
        event('ConversationClosed', { role: 'seller', reason: 'a@b.de', screened: reason, by: 'anna', at: utc(AT) }),
        suspected(3, { message: null }, { field: 'reason' }),
      );
    const facts = screened(found({ field: 'facts.reason' }));
    const update = { id: 'u1', stage: 'delayed', facts: { newDate: '2025-07-01', reason: 'a@b.de' }, screened: facts } as const;
    const { last } = run([opens(), new UpdateStatus('c1', stamp(seller, AT), clock, update)]);
    expect(last.slice(0, 2)).toEqual([
      event('StatusUpdated', {
        update: 'u1',
        stage: 'delayed',
        facts: update.facts,
        by: 'anna',
        screened: facts,
        wakeAt: expect.anything(),
        at: utc(AT),
      }),
      suspected(3, { message: null }, { field: 'facts.reason' }),
    ]);
  });
  rule('R5.3 keeps no text in the state', () => {
    const state = given(opens())
      .when(held())
      .yields(heldEvent(), suspected(3, {}, { held: true }));
    expect(JSON.stringify([...state.messages, state.opened])).not.toContain('f00');
  });
  it('is told with its words, wherever in the event they stand', () => {
    const data = {
      body: 'Hello a@b.de',
      facts: { reason: 'b@c.de x' },
      screened: screened(found({ from: 6, to: 12 }), found({ field: 'facts.reason', to: 6 })),
    };
    expect(foundIn(data).map(({ words }) => words)).toEqual(['a@b.de', 'b@c.de']);
    expect(foundIn({ body: 'x' })).toEqual([]);
  });
});

describe('a decision on what screening found (R5.2)', () => {
  const decides = (Command: typeof ConfirmViolation | typeof DismissViolation) =>
    new Command('c1', stamp(admin, REVIEWED), 'external-contact-c1-3', 'So it is.');
  const decided = (language: string) => ({ found: { rule: 'contact.email', language } });
  rule('R5.2 names its rule, and the language of the message as it says, or of the market', () => {
    for (const [said, language] of [
      [{}, 'de'],
      [{ language: 'fr' }, 'fr'],
      [{ language: 'pt-BR' }, 'pt'],
    ] as const)
      for (const [Command, type] of [
        [ConfirmViolation, 'ViolationConfirmed'],
        [DismissViolation, 'ViolationDismissed'],
      ] as const)
        for (const held of [undefined, 'contact.email']) {
          const message = replies(AT, { screened: screened(found()), ...said, ...(held && { held }) });
          expect(run([opens(), message, decides(Command)]).last).toMatchObject([{ type, data: decided(language) }]);
        }
  });
});

describe('what a message is held for (R5.3)', () => {
  const offer = found({ kind: 'off-platform-deal', rule: 'en.deal' });
  rule('R5.3 is suspected, and the message answers nothing', () =>
    given(opens())
      .when(held())
      .yields(heldEvent(), suspected(3, {}, { held: true })),
  );
  rule('R2.12 R5.3 is none where a reviewer releases the message, nor is what else was found in it', () =>
    given(opens(), held(offer))
      .when(releases)
      .yields(
        released,
        answered('m1', AT, 1),
        dismissed('external-contact-c1-3'),
        dismissed('off-platform-deal-c1-3', 'en.deal'),
      ),
  );
  rule('R5.3 is confirmed where a reviewer rejects the message; what else was found in it waits', () =>
    given(opens(), held(offer))
      .when(rejects)
      .yields(
        event('MessageRejected', { message: 'r1', from: 'seller', reason: 'A telephone number.', by: 'root', at: utc(REVIEWED) }),
        event('ViolationConfirmed', {
          violation: 'external-contact-c1-3',
          found: { rule: 'contact.email', language: 'de' },
          reason: 'A telephone number.',
          by: 'root',
          at: utc(REVIEWED),
        }),
      ),
  );
  rule('R5.2 is not decided twice', () => {
    const confirms = new ConfirmViolation('c1', stamp(admin, REVIEWED), 'external-contact-c1-3', 'It is one.');
    given(opens(), held(), confirms)
      .when(releases)
      .yields(released, answered('m1', AT, 1));
    const { last } = run([opens(), held(), confirms, rejects]);
    expect(last.map(({ type }) => type)).toEqual(['MessageRejected']);
  });
  rule('R5.3 is void where its side sends another in its place', () => {
    const [reason, at] = ['another message was sent in its place', utc(REVIEWED)];
    given(opens(), held(offer))
      .when(replies(REVIEWED, { id: 'r2', replaces: 'r1' }))
      .yields(
        event('MessageRejected', { message: 'r1', from: 'seller', reason, replacedBy: 'r2', by: 'anna', at }),
        event('ViolationVoided', { violation: 'external-contact-c1-3', reason, at }),
        event('ViolationVoided', { violation: 'off-platform-deal-c1-3', reason, at }),
        replied(REVIEWED, { message: 'r2', replaces: 'r1' }),
        answered('m1', REVIEWED, 10, { by: 'r2' }),
      );
  });
  rule('R5.5 is beside what was reported of it', () => {
    const { last } = run([opens(), sends(found()), rejects].slice(0, 2));
    expect(last).toHaveLength(3);
  });
});
