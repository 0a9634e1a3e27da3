import {
  ClaimReview,
  CloseConversation,
  type ConversationCommand,
  DismissViolation,
  MarkRead,
} from '../conversation/conversation';
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
  opening,
  opens,
  replies,
  run,
  seller,
  stamp,
  t,
  utc,
} from '../conversation/given';
import { ReleaseMessage } from '../conversation/messages';
import { AddNote } from '../conversation/notes';
import { OpenConversation } from '../conversation/opening';
import type { Screened } from '../conversation/screening';
import type { Stamp } from '../people';
import type { ReplayEvent } from './event';
import { throughLens } from './lens';
import { type Picture, pictureOf } from './picture';
import { copyOf, emptyScene, evolveScene } from './scene';
import { isSameStep, type ReplayStep, takeStep } from './steps';
import { spokenInstant } from './words';

const found = (action: 'mask' | 'hold', from = 0, to = 6): Screened => ({
  ...{ ruleSet: 'f00', versions: {} },
  findings: [{ field: 'body', kind: 'external-contact', rule: 'contact.phone', from, to, score: 0.9, why: 'x', action }],
});

/** The record that these commands leave, each a command of its own. */
function record(...commands: ConversationCommand[]): ReplayEvent[] {
  const told: ReplayEvent[] = [];
  for (const [index, command] of commands.entries()) {
    const { history } = run(commands.slice(0, index + 1));
    const { actor, at, causationId } = command.stamp as Stamp;
    for (const event of history.slice(told.length))
      told.push({
        ...{ ...event, id: `e${event.revision}`, at: utc(at), recorded: utc(at), actor: actor.id, role: actor.role },
        ...{ command: `k${index}`, origin: 'api 10.0.0.0', ...(causationId !== undefined && { causation: causationId }) },
      } as ReplayEvent);
  }
  return told;
}

function replayed(events: readonly ReplayEvent[], lens: 'buyer' | 'seller' | 'platform' = 'platform') {
  const scene = emptyScene();
  const steps: ReplayStep[] = [];
  const seen = throughLens(lens, 'en');
  const groups: [ReplayEvent, ...ReplayEvent[]][] = [];
  for (const event of events.flatMap((one) => seen(one) ?? [])) {
    const last = groups.at(-1);
    if (last && isSameStep(last[0], event)) last.push(event);
    else groups.push([event]);
  }
  for (const group of groups) steps.push(takeStep(scene, group));
  const at = Date.parse(events.at(-1)?.at ?? '');
  return { steps, scene, picture: pictureOf(scene, lens, clock, at), told: steps.map(({ told }) => told) };
}

const closes = (at: number) => new CloseConversation('c1', stamp(buyer, at), clock, 'thanks');
const dialogue = () =>
  record(
    opens(),
    keeps(MONDAY + 18 * HOUR),
    keeps(DUE + 1),
    replies(DUE + HOUR, { seenRevision: 2 }),
    new MarkRead('c1', stamp(buyer, DUE + 2 * HOUR), 3),
    closes(DUE + 3 * HOUR),
  );

describe('a step', () => {
  it('is a command told in one sentence, with what changed and what led to it', () => {
    const { steps, told } = replayed(dialogue());
    expect(told).toEqual([
      'buyer opened a conversation (shipping) and asked; an answer is due Tuesday 10:00 Europe/Berlin',
      'the answer due Tuesday 10:00 Europe/Berlin was reminded of',
      'the answer due Tuesday 10:00 Europe/Berlin is overdue; late-reply is established',
      'seller answered; answered late, after 25 h 0 min counted',
      'buyer read up to event 3',
      'buyer closed the conversation',
    ]);
    const obligation = { of: 'obligation', id: 'm1' };
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [3, 3],
      [4, 5],
      [6, 7],
      [8, 8],
      [9, 9],
    ]);
    expect(steps[0].changes).toEqual([
      ...[
        ['conversation', 'status', 'open', 0],
        ['conversation', 'caredForBy', 'seller', 0],
      ].map(([of, field, after, revision]) => ({ of, field, before: null, after, revision })),
      { of: 'message', id: 'm1', field: 'state', before: null, after: 'delivered', revision: 2 },
      { ...obligation, field: 'status', before: null, after: 'open', revision: 2 },
      { ...obligation, field: 'dueAt', before: null, after: utc(DUE), revision: 2 },
      { ...obligation, field: 'calendar', before: null, after: clock.current('de').ref.version, revision: 2 },
    ]);
    expect(steps[0].causes).toEqual([]);
    expect(steps[3].changes).toEqual([
      { of: 'message', id: 'r1', field: 'state', before: null, after: 'delivered', revision: 6 },
      { ...obligation, field: 'status', before: 'overdue', after: 'answered-late', revision: 7 },
      { ...obligation, field: 'answeredBy', before: null, after: 'r1', revision: 7 },
      { ...obligation, field: 'countedMs', before: null, after: DAY + HOUR, revision: 7 },
      { ...obligation, field: 'endedAt', before: null, after: utc(DUE + HOUR), revision: 7 },
    ]);
    // The reply is due to the question; what it ends is due to the reply, in the step itself.
    expect(steps[3].causes).toEqual([
      { what: 'message', id: 'm1', revision: 1 },
      { what: 'obligation', id: 'm1', revision: 2 },
    ]);
    expect(steps[3].events[1].causes).toContainEqual({ what: 'message', id: 'r1', revision: 6 });
    expect(steps[2].causes).toContainEqual({ what: 'obligation', id: 'm1', revision: 2 });
    expect(steps[4].changes).toEqual([{ of: 'reading', id: 'buyer', field: 'upTo', before: 1, after: 3, revision: 8 }]);
    expect(steps[5].changes).toEqual([
      { of: 'conversation', field: 'status', before: 'open', after: 'closed', revision: 9 },
      { of: 'conversation', field: 'closedBy', before: null, after: 'buyer', revision: 9 },
    ]);
  });

  it('names what led to its command, here or elsewhere', () => {
    const by = { ...stamp(admin, DUE), causationId: 'e1' };
    const [, here] = replayed(record(opens(), new ClaimReview('c1', { ...by, causationId: 'e1' }, 'm1'))).steps;
    expect(here.causes[0]).toEqual({ what: 'event', id: 'e1', revision: 1 });
    const [, other] = replayed(record(opens(), new ClaimReview('c1', { ...by, causationId: 'k0' }, 'm1'))).steps;
    expect(other.causes[0]).toEqual({ what: 'command', id: 'k0', revision: 2 });
    const [, elsewhere] = replayed(record(opens(), new ClaimReview('c1', { ...by, causationId: 'far' }, 'm1'))).steps;
    expect(elsewhere.events[0].causes[0]).toEqual({ what: 'elsewhere', id: 'far' });
  });

  it('says instants as people do: midnight is the end of a day, and what is a week away has its date', () => {
    const said = (at: number, from = MONDAY) => spokenInstant(utc(at), utc(from), 'Europe/Berlin');
    expect(said(t('2025-06-17T00:00'))).toBe('Monday 24:00 Europe/Berlin');
    expect(said(t('2025-06-22T09:05'))).toBe('Sunday 09:05 Europe/Berlin');
    expect(said(t('2025-06-23T09:05'))).toBe('Monday 2025-06-23 09:05 Europe/Berlin');
    expect(said(MONDAY, t('2025-06-24T00:00'))).toBe('Monday 2025-06-16 10:00 Europe/Berlin');
  });
});

describe('a picture', () => {
  it('is the conversation at that moment, its clock counted until then and explained by its calendar', () => {
    const events = dialogue();
    const at = (revision: number) => replayed(events.slice(0, revision + 1)).picture;
    expect(at(2)).toMatchObject({
      ...{ status: 'open', closed: null, readUpTo: { buyer: 1, seller: -1 }, violations: [] },
      messages: [{ id: 'm1', body: 'Where is it?', from: 'buyer', revision: 1, questions: [expect.anything()] }],
      obligations: [{ message: 'm1', state: 'open', countedMs: 0, remainingMs: DAY, endedAt: null, zone: 'Europe/Berlin' }],
    });
    expect(at(3)?.obligations).toMatchObject([{ state: 'reminded', countedMs: 18 * HOUR, remainingMs: 6 * HOUR }]);
    expect(at(5)).toMatchObject({
      obligations: [{ state: 'overdue', late: true, calendar: clock.current('de').ref }],
      violations: [{ kind: 'late-reply', status: 'established', revision: 5 }],
    });
    expect(at(2)?.obligations[0].days.map(({ reason }) => reason)).toEqual(['business-day', 'business-day']);
    expect(at(9)).toMatchObject({
      ...{ status: 'closed', closed: { role: 'buyer', reason: 'thanks' }, readUpTo: { buyer: 3, seller: 2 } },
      ...{ obligations: [{ state: 'answered-late', answeredBy: 'r1' }], leftOut: { messages: 0, obligations: 0 } },
    });
    expect(replayed([]).picture).toBeUndefined();
  });

  it('of much shows the newest, and all that is open, and says what it left out', () => {
    const many = record(
      opens(),
      ...[1, 2, 3, 4].map((n) => asks(MONDAY + n, `m${n + 1}`)),
      replies(MONDAY + HOUR, { seenRevision: 4 }),
    );
    const { scene } = replayed(many);
    const limits = { messages: 3, text: 1_000, obligations: 4, violations: 1 };
    const shown = pictureOf(scene, 'platform', clock, MONDAY, limits);
    expect(shown?.messages.map(({ id }) => id)).toEqual(['m4', 'm5', 'r1']);
    expect(shown?.obligations.map(({ message, state }) => [message, state])).toEqual([
      ['m1', 'answered'],
      ['m3', 'open'],
      ['m4', 'open'],
      ['m5', 'open'],
    ]);
    expect(shown?.leftOut).toEqual({ messages: 3, obligations: 1, violations: 0 });
    const short = pictureOf(scene, 'platform', clock, MONDAY, { ...limits, text: 17 });
    expect(short?.messages.map(({ id }) => id)).toEqual(['m5', 'r1']);
  });

  it('folded again from what was handed out, as JSON, is the same', () => {
    const events = dialogue().flatMap((one) => throughLens('buyer', 'en')(one) ?? []);
    const again = JSON.parse(JSON.stringify(events)) as ReplayEvent[];
    expect(replayed(again).steps).toEqual(replayed(events).steps);
  });
});

describe('a lens', () => {
  const note = (by: typeof seller) => new AddNote('c1', stamp(by, MONDAY), { id: `n-${by.id}`, body: `of ${by.id}` });
  const shown = (events: readonly ReplayEvent[], lens: 'buyer' | 'seller' | 'platform') => JSON.stringify(replayed(events, lens));

  it('shows no step of what had nothing to do, which is on record for its key alone', () => {
    const [first, ...others] = dialogue();
    const data = { command: 'MarkRead', at: first.at };
    const about = { id: 'x', recorded: first.at, at: first.at, actor: 'b1', origin: 'api 10.0.0.0' };
    const acknowledged = (role: 'buyer' | 'seller') =>
      ({ ...about, type: 'CommandAcknowledged', data, role, command: `ack-${role}`, revision: 99 }) as ReplayEvent;
    const [last] = others.splice(-1);
    const read = [first, ...others, acknowledged('buyer'), acknowledged('seller'), last];
    for (const lens of ['buyer', 'seller', 'platform'] as const)
      expect(replayed(read, lens).told).toEqual(replayed([first, ...others, last], lens).told);
  });

  it('shows each side its own notes only, and the platform all (R1.3)', () => {
    const events = record(opens(), note(seller), note(admin));
    expect(replayed(events, 'buyer').picture?.messages.map(({ id }) => id)).toEqual(['m1']);
    expect(replayed(events, 'seller').picture?.messages.map(({ id }) => id)).toEqual(['m1', 'n-anna']);
    expect(replayed(events).picture?.messages.map(({ id }) => id)).toEqual(['m1', 'n-anna', 'n-root']);
    expect(shown(events, 'buyer')).not.toMatch(/of anna|of root|10\.0\.0\.0/);
    expect(shown(events, 'seller')).not.toMatch(/of root|10\.0\.0\.0/);
  });

  it('shows a masked place to its author and the platform only (R5.3)', () => {
    const events = record(opens(), asks(MONDAY + 1, 'm2', { body: '123456 call', screened: found('mask') }));
    expect(shown(events, 'seller')).not.toMatch(/123456|contact\.phone/);
    expect(replayed(events, 'seller').picture?.messages[1]).toMatchObject({
      body: '[contact details removed] call',
      masked: true,
    });
    for (const lens of ['buyer', 'platform'] as const)
      expect(replayed(events, lens).picture?.messages[1]).toMatchObject({
        ...{ body: '123456 call', findings: [{ rule: 'contact.phone' }] },
      });
    // What is suspected of a buyer is not the seller's to know.
    expect(replayed(events, 'seller').picture?.violations).toEqual([]);
    expect(replayed(events).picture?.violations).toHaveLength(1);
  });

  it('shows a held message to its side, and to the other when it is released (R5.3)', () => {
    const hold = replies(MONDAY + 1, { held: 'contact', screened: found('hold') });

    const release = new ReleaseMessage('c1', stamp(admin, MONDAY + HOUR), clock, 'r1');
    const before = record(opens(), hold);
    expect(shown(before, 'buyer')).not.toContain('On its way');
    expect(replayed(before, 'seller').picture?.messages[1]).toMatchObject({ id: 'r1', held: true });
    const after = record(opens(), hold, release);
    expect(replayed(after, 'buyer').picture?.messages[1]).toMatchObject({ id: 'r1', body: 'On its way.', revision: 5 });
    expect(replayed(after, 'buyer').picture?.messages[1]).not.toHaveProperty('held');
    expect(shown(after, 'buyer')).not.toContain('contact.phone');
    expect(replayed(after).told.at(-1)).toMatch(/^admin released the held message of the seller and dismissed external-contact/);
  });

  it('shows what screening says of a seller to it, and what a reviewer dismissed to the platform', () => {
    const said = replies(MONDAY + 1, { screened: found('mask') });
    const suspected = record(opens(), said);
    const { violation } = replayed(suspected).picture?.violations[0] ?? {};
    const events = record(opens(), said, new DismissViolation('c1', stamp(admin, MONDAY + 2), violation ?? '', 'a number'));
    expect(replayed(events, 'seller').picture?.violations).toMatchObject([{ status: 'suspected' }]);
    expect(replayed(events, 'buyer').picture?.violations).toEqual([]);
    expect(replayed(events).picture?.violations).toMatchObject([{ status: 'dismissed', decided: { reason: 'a number' } }]);
  });

  it('shows a mask until it is lifted, and from then on what was under it (R5.3)', () => {
    const subject = {
      ...opening,
      subject: '123456 lamp',
      screened: { ...found('mask'), findings: [{ ...found('mask').findings[0], field: 'subject' }] },
    };
    const begins = new OpenConversation('c1', stamp(buyer, MONDAY), clock, subject, { id: 'm1', body: 'Hello?' });
    const masked = asks(MONDAY + 1, 'm2', { body: '123456 call', screened: found('mask') });
    const reason = { ...found('mask'), findings: [{ ...found('mask').findings[0], field: 'reason' }] };
    const close = new CloseConversation('c1', stamp(buyer, MONDAY + 2), clock, '123456 ok', reason);
    const told = [begins, masked, close];
    const dismissals = run(told).history.flatMap(({ type, data }) =>
      type === 'ViolationRecorded' ? [new DismissViolation('c1', stamp(admin, MONDAY + 3), data.violation, 'a model')] : [],
    );
    const texts = (events: readonly ReplayEvent[], lens: 'buyer' | 'seller' | 'platform') => {
      const { subject, messages, closed, masked } = replayed(events, lens).picture as Picture & { closed: { reason: string } };
      return { texts: [subject, messages[1].body, closed.reason], masked, message: messages[1], closed };
    };
    const before = record(...told);
    const after = record(...told, ...dismissals);
    const whole = ['123456 lamp', '123456 call', '123456 ok'];
    expect(texts(before, 'seller').texts).toEqual(whole.map((text) => text.replace('123456', '[contact details removed]')));
    expect(texts(after, 'seller')).toMatchObject({ texts: whole, masked: undefined });
    for (const one of [texts(after, 'seller').message, texts(after, 'seller').closed]) expect(one).not.toHaveProperty('masked');
    expect(shown(after, 'seller')).not.toMatch(/contact\.phone|external-contact-c1/);
    for (const lens of ['buyer', 'platform'] as const)
      expect(texts(after, lens).message).toMatchObject({ body: whole[1], findings: [{ action: 'flag' }] });
    expect(replayed(after, 'seller').told.at(-1)).toBe('the other side reads what was masked for it');
  });

  it('shows what a side has read to that side and the platform only', () => {
    expect(shown(dialogue(), 'seller')).not.toContain('ConversationRead');
    for (const lens of ['buyer', 'platform'] as const) expect(shown(dialogue(), lens)).toContain('ConversationRead');
  });

  it('of a moment and its copy, one folded on leaves the other as it was', () => {
    const events = dialogue();
    const at = (revision: number) => {
      const scene = emptyScene();
      for (const event of events.slice(0, revision + 1)) evolveScene(scene, event);
      return scene;
    };
    for (let revision = 0; revision < events.length; revision++) {
      const scene = at(revision);
      const copy = copyOf(scene);
      expect(copy).toEqual(at(revision));
      for (const event of events.slice(revision + 1)) evolveScene(copy, event);
      expect(scene).toEqual(at(revision));
      expect(copy).toEqual(at(events.length));
    }
  });

  it('folds no further than it is given', () => {
    const scene = emptyScene();
    for (const event of dialogue().slice(0, 3)) evolveScene(scene, event);
    expect(scene.rules.revision).toBe(2);
  });
});
