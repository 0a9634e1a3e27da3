import type { Role, Stamp } from '../people';
import { RecordRefusal, type Refused, refusals } from './refusals';

const NOW = Date.parse('2026-01-05T09:00:00.000Z');
const MINUTE = 60_000;
const refused: Refused = {
  what: 'GET /v1/conversations/:id/replay',
  reason: 'look',
  status: 422,
  code: 'invalid',
  field: 'asOf',
};
const stamp = (at: number, role: Role = 'admin'): Stamp => ({
  ...{ actor: { id: 'root', role }, at, commandId: 'c', commandHash: 'h', origin: 'test', correlationId: 'c' },
});
const event = (at: number, more: Partial<Refused> = {}) => ({
  type: 'AccessRefused' as const,
  data: { role: 'admin' as const, by: 'root', ...refused, ...more, at: new Date(at).toISOString() },
});
const decide = (at: number, before: ReturnType<typeof event>[] = [], more: Partial<Refused> = {}, role: Role = 'admin') =>
  refusals.decide(
    new RecordRefusal('r', stamp(at, role), { ...refused, ...more }),
    before.reduce((state, one) => refusals.evolve(state, one), refusals.initial()),
  );

describe('what was refused', () => {
  it('is recorded with who, what and why', () => {
    expect(decide(NOW)).toEqual([event(NOW)]);
    expect(decide(NOW, [], { conversation: 'c1', of: 'shop' })).toEqual([event(NOW, { conversation: 'c1', of: 'shop' })]);
  });

  it('is recorded once a minute, and another refusal beside it', () => {
    expect(decide(NOW + MINUTE - 1, [event(NOW)])).toEqual([]);
    expect(decide(NOW + MINUTE, [event(NOW)])).toEqual([event(NOW + MINUTE)]);
    for (const more of [
      { what: 'GET /v1/search' },
      { conversation: 'c2' },
      { of: 'shop' },
      { code: 'not-found' },
      { field: 'lens' },
    ])
      expect(decide(NOW + 1, [event(NOW)], more)).toEqual([event(NOW + 1, more)]);
  });

  it('is recorded a hundred times an hour at most', () => {
    const many = Array.from({ length: 100 }, (_, n) => event(NOW + n, { conversation: `c${n}` }));
    expect(decide(NOW + MINUTE, many)).toEqual([]);
    expect(decide(NOW + MINUTE, many.slice(1))).toEqual([event(NOW + MINUTE)]);
    expect(decide(NOW + 60 * MINUTE, many)).toEqual([event(NOW + 60 * MINUTE)]);
    expect(many.reduce((state, one) => refusals.evolve(state, one), refusals.initial()).last.size).toBe(100);
    expect(refusals.evolve(refusals.evolve(refusals.initial(), event(NOW)), event(NOW + 60 * MINUTE)).lately).toHaveLength(1);
  });

  it('is nothing that processes are refused', () => {
    expect(() => decide(NOW, [], {}, 'system')).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(refusals.category).toBe('refusal');
  });
});
