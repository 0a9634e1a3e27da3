import { type Actor, ROLES, type Stamp } from '../people';
import { Rejection } from '../rejection';
import { type Profile, type ProfileFacts, profiles, RecordSeller } from './profile';

const shop: Actor = { id: 'shop-system', role: 'platform' };
const stamp = (actor = shop): Stamp => ({
  ...{ actor, at: Date.parse('2026-03-02T09:00:00Z'), commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});
const facts: ProfileFacts = { name: 'Kettles', markets: ['de'], languages: ['de'], members: [{ id: 'anna', role: 'agent' }] };
const tells = (more: Partial<ProfileFacts> = {}, importedAt?: number, actor = shop) =>
  new RecordSeller('s1', stamp(actor), { ...facts, ...more }, importedAt);
const recorded = (more: object = {}) => ({
  type: 'SellerRecorded',
  data: { seller: 's1', ...facts, by: 'shop-system', at: '2026-03-02T09:00:00.000Z', ...more },
});
const asTold = (...commands: RecordSeller[]): Profile =>
  commands.reduce((state, command) => profiles.decide(command, state).reduce(profiles.evolve, state), profiles.initial());

describe('a seller (R1.6)', () => {
  it('is told whole, its last word holds, and the same again is nothing', () => {
    expect(profiles.decide(tells(), profiles.initial())).toEqual([recorded()]);
    expect(profiles.decide(tells({ members: [] }), asTold(tells()))).toEqual([recorded({ members: [] })]);
    expect(asTold(tells(), tells({ members: [] }))).toEqual({ told: { ...facts, members: [] } });
    expect(profiles.decide(tells(), asTold(tells()))).toEqual([]);
  });

  it('of history is marked with its own time, and never above what was told since', () => {
    const marked = recorded({ name: 'Old', imported: true, at: '1970-01-01T00:00:00.000Z' });
    expect(profiles.decide(tells({ name: 'Old' }, 0), profiles.initial())).toEqual([marked]);
    expect(asTold(tells({ name: 'Old' }, 0))).toEqual({ told: { ...facts, name: 'Old' }, imported: true });
    expect(profiles.decide(tells({ name: 'Old' }, 0), asTold(tells()))).toEqual([]);
  });

  it('is told by the platform and the helpdesk itself, by nobody else', () => {
    for (const role of ROLES) {
      const decided = () => profiles.decide(tells({}, undefined, { id: 'shop-system', role }), profiles.initial());
      if (role === 'platform' || role === 'system') expect(decided()).toHaveLength(1);
      else expect(decided).toThrow(new Rejection('forbidden', 'a system of the platform tells of sellers'));
    }
  });

  it('stays as it is by what a key alone answered', () =>
    expect(profiles.evolve(asTold(tells()), { type: 'CommandAcknowledged', data: { command: 'RecordSeller', at: '' } })).toEqual({
      told: facts,
    }));
});
