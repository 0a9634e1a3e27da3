import { isKnown } from './told';

describe('what is told whole (R1.6)', () => {
  const facts = { name: 'A', parts: [{ id: 1, more: { a: 1, b: null } }, 2] };
  const known = (said: object, state: object) => isKnown({ facts: said }, state as never);

  it('is news where nothing was told', () => {
    expect(known(facts, {})).toBe(false);
    expect(isKnown({ facts, importedAt: 0 }, {})).toBe(false);
  });

  it('is none where the same was told, whatever the order of its fields', () => {
    expect(known(facts, { told: { parts: [{ more: { b: null, a: 1 }, id: 1 }, 2], name: 'A' } })).toBe(true);
    expect(known({ ...facts, gone: undefined }, { told: facts })).toBe(true);
  });

  it.each([
    ['another value', { ...facts, name: 'B' }],
    ['a field more', { ...facts, more: 1 }],
    ['a field less', { name: 'A' }],
    ['a part less', { ...facts, parts: [facts.parts[0]] }],
    ['parts in another order', { ...facts, parts: [...facts.parts].reverse() }],
    ['nothing for something', { ...facts, parts: null }],
    ['an object for a list', { ...facts, parts: { ...facts.parts } }],
    ['another field deep inside', { ...facts, parts: [{ id: 1, more: { a: 1, c: null } }, 2] }],
  ])('is news with %s', (_, said) => {
    expect(known(said, { told: facts })).toBe(false);
    expect(known(facts, { told: said })).toBe(false);
  });

  it('is none as history below what was told since, and news above other history (R1.4)', () => {
    const said = { facts: { name: 'B' }, importedAt: 0 };
    expect(isKnown(said, { told: { name: 'A' } })).toBe(true);
    expect(isKnown(said, { told: { name: 'A' }, imported: true })).toBe(false);
    expect(isKnown(said, { told: { name: 'B' }, imported: true })).toBe(true);
    expect(isKnown({ facts: { name: 'B' } }, { told: { name: 'A' }, imported: true })).toBe(false);
  });
});
