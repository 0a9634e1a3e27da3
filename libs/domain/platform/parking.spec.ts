import type { Role, Stamp } from '../people';
import { Rejection } from '../rejection';
import { ParkEvent, type Parking, type ParkingCommand, type ParkingEvent, parking, RetryEvent } from './parking';

const AT = '2026-01-05T09:00:00.000Z';
const stamp = (role: Role): Stamp => ({
  ...{ actor: { id: 'root', role }, at: Date.parse(AT), commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});
const parks = (position: string, before: readonly bigint[], role: Role = 'admin') =>
  new ParkEvent('inbox', stamp(role), position, 'broken', before);
const retries = (position: string, role: Role = 'admin') => new RetryEvent('inbox', stamp(role), position, 'mended');
const stateAfter = (...commands: ParkingCommand[]): Parking =>
  commands.reduce(
    (state, command) =>
      parking.decide(command, state).reduce((before, event) => parking.evolve(before, event, { metadata: { at: AT } }), state),
    parking.initial(),
  );
const event = (type: ParkingEvent['type'], position: string, reason: string) => ({
  ...{ type, data: { projection: 'inbox', position, reason, by: 'root' } },
});

describe('an event that a follower cannot take', () => {
  it('is parked where it stands, once', () => {
    expect(parking.decide(parks('7', [7n, 9n]), parking.initial())).toEqual([event('EventParked', '7', 'broken')]);
    expect(parking.decide(parks('7', []), stateAfter(parks('7', [7n])))).toEqual([]);
    expect(stateAfter(parks('7', [7n])).get(7n)).toEqual({ parked: true, by: 'root', reason: 'broken', at: AT });
  });

  it('is not left out where the follower does not stand', () => {
    const refusal = (where: string) =>
      new Rejection('not-standing', `inbox does not stand before 8, but before ${where}`, 'position');
    expect(() => parking.decide(parks('8', [7n, 9n]), parking.initial())).toThrow(refusal('7 and 9'));
    expect(() => parking.decide(parks('8', []), parking.initial())).toThrow(refusal('no event'));
  });

  it('is taken after all where it was parked, and may be parked again', () => {
    const parked = stateAfter(parks('7', [7n]));
    expect(parking.decide(retries('7'), parked)).toEqual([event('EventRetried', '7', 'mended')]);
    const retried = stateAfter(parks('7', [7n]), retries('7'));
    expect(retried.get(7n)).toEqual({ parked: false, by: 'root', reason: 'mended', at: AT });
    expect(parking.decide(retries('7'), retried)).toEqual([]);
    expect(parking.decide(parks('7', [7n], 'system'), retried)).toHaveLength(1);
    expect(() => parking.decide(retries('8'), parked)).toThrow(
      new Rejection('not-parked', 'inbox did not pass over an event at 8', 'position'),
    );
    const acknowledged = { type: 'CommandAcknowledged', data: { command: 'c', at: AT } } as const;
    expect(parking.evolve(parked, acknowledged, { metadata: { at: AT } })).toBe(parked);
  });

  it('is for nobody else to decide on', () => {
    for (const role of ['buyer', 'seller', 'compliance', 'platform', 'monitor'] as const) {
      expect(() => parking.decide(parks('7', [7n], role), parking.initial())).toThrow('ParkEvent is not for');
      expect(() => parking.decide(retries('7', role), stateAfter(parks('7', [7n])))).toThrow('RetryEvent is not for');
    }
    expect(() => parking.decide(retries('7', 'system'), stateAfter(parks('7', [7n])))).toThrow('RetryEvent is not for');
    expect(parking.category).toBe('projection');
  });
});
