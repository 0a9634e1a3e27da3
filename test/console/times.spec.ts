/** Times that a field gives are those of the zone that is said beside it. */
import { instantOf } from '../../apps/console/src/shared/zoned';

it.each([
  ['2027-01-15T10:00', 'Europe/Berlin', '2027-01-15T09:00:00.000Z'],
  ['2027-07-15T10:00', 'Europe/Berlin', '2027-07-15T08:00:00.000Z'],
  ['2027-07-15T10:00', 'America/La_Paz', '2027-07-15T14:00:00.000Z'],
  ['2027-07-15T10:00', 'UTC', '2027-07-15T10:00:00.000Z'],
  // Around the nights in which clocks are set.
  ['2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59:00.000Z'],
  ['2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
  ['2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
  ['2027-10-31T03:00', 'Europe/Berlin', '2027-10-31T02:00:00.000Z'],
  // An hour that is left out is that of the clock that was not set yet.
  ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
  ['', 'Europe/Berlin', ''],
])('%s in %s is %s', (local, zone, at) => {
  expect(instantOf(local, zone)).toBe(at);
});
