import { RecentWrites } from './recent-writes';

describe('what was written recent', () => {
  const parties = { buyer: 'b', seller: 's' };
  const [buyer, seller, admin] = [
    { role: 'buyer', sub: 'b' },
    { role: 'seller', sub: 'x', seller: 's' },
    { role: 'admin', sub: 'a' },
  ] as const;

  it('is expected by both parties and the platform, for a second, and by nobody else', () => {
    const recent = new RecentWrites();
    recent.note(7n, parties, 0);
    for (const reader of [buyer, seller, admin]) {
      expect(recent.of(reader, 999)).toBe(7n);
      expect(recent.of(reader, 1_000)).toBeUndefined();
    }
    expect(recent.of({ role: 'buyer', sub: 's' }, 0)).toBeUndefined();
    expect(recent.of({ role: 'seller', sub: 'b', seller: 'b' }, 0)).toBeUndefined();
  });

  it('of no conversation is expected by the platform only', () => {
    const recent = new RecentWrites();
    recent.note(7n, undefined, 0);
    expect([buyer, seller, admin].map((reader) => recent.of(reader, 1))).toEqual([undefined, undefined, 7n]);
  });

  it('never falls back behind what was there before', () => {
    const recent = new RecentWrites();
    recent.note(7n, parties, 0);
    recent.note(5n, parties, 500);
    expect(recent.of(seller, 1_400)).toBe(7n);
  });
});
