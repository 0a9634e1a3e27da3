/** R9: a legal hold outranks retention, which outranks erasure; what is blocked is restricted, and erased when nothing blocks it. */
import { DAY_MS, iso } from '../clock';
import type { Stamp } from '../people';
import {
  CompleteErasure,
  type PersonCommand,
  type PersonEvent,
  PlaceHold,
  people,
  personStreamId,
  RecordExport,
  ReleaseHold,
  RequestErasure,
} from './person';

const NOW = Date.parse('2026-03-02T09:00:00.000Z');
const at = (days = 0): string => iso(NOW + days * DAY_MS);
const [H1, H2] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const by = (role: Stamp['actor']['role'], days = 0): Stamp => ({
  ...{ actor: { id: 'cleo', role }, at: NOW + days * DAY_MS, commandId: 'c', commandHash: 'h', origin: 'spec' },
  correlationId: 'c',
});
const why = { reason: 'asked', ground: 'GDPR art. 17' };
const court = { reason: 'a lawsuit', ground: 'court order' };
const none = { version: '0', days: 0, ground: 'none' };
const erase = (days = 0, written: object = { conversation: NOW }, kept = 0, more: object = {}) =>
  new RequestErasure('anna', by('compliance', days), why, {
    ...{ known: true, since: true, written, ...more },
    classes: { conversation: kept ? { version: '1', days: kept, ground: '§ 257 HGB' } : none, order: none, conduct: none },
  });
const hold = (id: string, until?: number, days = 0) =>
  new PlaceHold('anna', by('compliance', days), {
    ...{ id, ...court },
    ...(until !== undefined && { until: NOW + until * DAY_MS }),
  });
const release = (id: string, days = 0) => new ReleaseHold('anna', by('compliance', days), id, 'settled');
const complete = (days: number) => new CompleteErasure('anna', by('system', days));

/** What the last of these commands makes. */
const told = (...commands: readonly PersonCommand[]): readonly PersonEvent[] => {
  let [state, last] = [people.initial(), [] as readonly PersonEvent[]];
  for (const command of commands) {
    last = people.decide(command, state);
    state = last.reduce(people.evolve, state);
  }
  return last;
};
const requested = (days = 0) => ({ type: 'ErasureRequested', data: { person: 'anna', ...why, by: 'cleo', at: at(days) } });
const refused = (because: string, days = 0) => ({
  type: 'ErasureRefused',
  data: { person: 'anna', ...why, by: 'cleo', at: at(days), why: because },
});
const erased = (what: string, days = 0, classes = ['conversation']) => ({
  type: 'PersonErased',
  data: { person: 'anna', classes, what, at: at(days) },
});
const restricted = (days: number, one: object, wakeAt?: number) => ({
  type: 'PersonRestricted',
  data: {
    ...{ person: 'anna', classes: [{ class: 'conversation', ...one }], at: at(days) },
    ...(wakeAt !== undefined && { wakeAt: at(wakeAt) }),
  },
});
const byHold = { because: 'hold', ground: 'court order' };
const byLaw = { because: 'retention', ground: '§ 257 HGB', until: at(30), retainUntil: at(30), retainGround: '§ 257 HGB' };

describe('the erasure of a person', () => {
  it('is at once where nothing blocks it, of what was written, and again each time', () => {
    expect(told(erase())).toEqual([requested(), erased('everything')]);
    expect(told(erase(), erase(1))).toEqual([requested(1), erased('everything', 1)]);
    expect(told(erase(0, { order: NOW, conduct: NOW }))).toEqual([requested(), erased('everything', 0, ['order', 'conduct'])]);
    expect(told(erase(0, {}))).toEqual([requested()]);
  });

  it('of somebody nobody knows is refused, on record', () => {
    expect(told(erase(0, {}, 0, { known: false }))).toEqual([refused('unknown')]);
  });

  it('of what was erased, and of what waits already, is refused, on record, while nothing was done since', () => {
    const nothingSince = (days: number, kept = 0) => erase(days, { conversation: NOW }, kept, { since: false });
    expect(told(nothingSince(0))).toEqual([requested(), erased('everything')]);
    expect(told(erase(), nothingSince(1))).toEqual([refused('erased', 1)]);
    expect(told(erase(), nothingSince(1), nothingSince(2))).toEqual([refused('erased', 2)]);
    expect(told(hold(H1), erase(), nothingSince(1))).toEqual([refused('held', 1)]);
    const waiting = erase(0, { conversation: NOW }, 30);
    expect(told(waiting, nothingSince(1, 30))).toEqual([refused('kept', 1)]);
    // What keeps it is another now, or nothing is.
    expect(told(waiting, hold(H1, undefined, 1), nothingSince(2, 30))).toEqual([refused('held', 2)]);
    expect(told(waiting, nothingSince(1, 40))[1]).toMatchObject({
      type: 'PersonRestricted',
      data: { classes: [{ until: at(40) }] },
    });
    expect(told(waiting, nothingSince(31, 30))).toEqual([requested(31), erased('everything', 31)]);
    expect(told(waiting, complete(30), nothingSince(31, 30))).toEqual([refused('erased', 31)]);
    expect(told(hold(H1), erase(), erase(1))).toEqual([requested(1), restricted(1, byHold)]);
    // A part that was erased does not speak for the rest.
    const some = { conversation: NOW, order: NOW };
    expect(told(erase(0, some, 30), erase(1, some, 30, { since: false }))).toEqual([refused('kept', 1)]);
  });

  it('waits for what has to be kept, and completes once, at its instant', () => {
    expect(told(erase(0, { conversation: NOW }, 30))).toEqual([requested(), restricted(0, byLaw, 30)]);
    const waiting = erase(0, { conversation: NOW }, 30);
    expect(told(waiting, complete(29.999))).toEqual([]);
    expect(told(waiting, complete(30))).toEqual([erased('restricted', 30)]);
    expect(told(waiting, complete(30), complete(31))).toEqual([]);
    // What was kept for longer than it has to be is erased at once.
    expect(told(erase(31, { conversation: NOW }, 30))).toEqual([requested(31), erased('everything', 31)]);
  });

  it('waits for a hold, without an end or with one', () => {
    const held = { type: 'HoldPlaced', data: { person: 'anna', hold: H1, ...court, by: 'cleo', at: at() } };
    expect(told(hold(H1))).toEqual([held]);
    expect(told(hold(H1), erase())).toEqual([requested(), restricted(0, byHold)]);
    expect(told(hold(H1), erase(), complete(1_000))).toEqual([]);
    const released = { type: 'HoldReleased', data: { person: 'anna', hold: H1, reason: 'settled', by: 'cleo', at: at(5) } };
    expect(told(hold(H1), erase(), release(H1, 5))).toEqual([released, erased('restricted', 5)]);
    expect(told(hold(H1), erase(), release(H1, 5), release(H1, 6))).toEqual([]);
    expect(told(hold(H1, 10), erase())).toEqual([requested(), restricted(0, { ...byHold, until: at(10) }, 10)]);
    expect(told(hold(H1, 10), erase(), complete(10))).toEqual([erased('restricted', 10)]);
    expect(told(hold(H1, 10), erase(11))).toEqual([requested(11), erased('everything', 11)]);
  });

  it('waits for the last of several, and says which law is behind a hold', () => {
    const both = { ...byHold, until: at(30), retainUntil: at(30), retainGround: '§ 257 HGB' };
    expect(told(hold(H1, 10), erase(0, { conversation: NOW }, 30))).toEqual([requested(), restricted(0, both, 30)]);
    const [first, second, waiting] = [hold(H1, 10), hold(H2, 20), erase()];
    expect(told(first, second, waiting)).toEqual([requested(), restricted(0, { ...byHold, until: at(20) }, 20)]);
    expect(told(first, second, waiting, release(H2, 5)).slice(1)).toEqual([restricted(5, { ...byHold, until: at(10) }, 10)]);
    expect(told(hold(H1), erase(0, { conversation: NOW }, 30), release(H1, 5)).slice(1)).toEqual([restricted(5, byLaw, 30)]);
    // One that is placed meanwhile holds what is not erased yet.
    const waits = erase(0, { conversation: NOW }, 30);
    const unending = { ...byHold, retainUntil: at(30), retainGround: '§ 257 HGB' };
    expect(told(waits, hold(H1, undefined, 1)).slice(1)).toEqual([restricted(1, unending)]);
    expect(told(waits, hold(H1, undefined, 1), complete(31))).toEqual([restricted(31, byHold)]);
  });

  it('erases what is free, and what else when it is', () => {
    const waiting = erase(0, { conversation: NOW, order: NOW }, 30);
    expect(told(waiting)).toEqual([requested(), erased('everything', 0, ['order']), restricted(0, byLaw, 30)]);
  });

  it('refuses what makes no sense, and who may not', () => {
    expect(() => told(hold(H1, 0))).toThrow('later than now');
    expect(() => told(release(H1))).toThrow('no such hold');
    expect(told(hold(H1), hold(H1))).toEqual([]);
    for (const role of ['buyer', 'seller', 'admin', 'platform'] as const) {
      for (const command of [erase(), hold(H1), release(H1), new RecordExport('anna', by(role), why), complete(1)])
        expect(() => told(Object.assign(command, { stamp: by(role) }))).toThrow('not for the role');
    }
    expect(() => told(Object.assign(complete(1), { stamp: by('compliance') }))).toThrow('not for the role');
  });

  it('is of the stream of that person, whatever the name', () => {
    expect(complete(1).id).toBe('anna');
    expect(new CompleteErasure('auth0|a b/c', by('system')).id).toBe(personStreamId('auth0|a b/c'));
    expect(personStreamId('auth0|a b/c')).toBe('auth0%7Ca%20b%2Fc');
  });
});
