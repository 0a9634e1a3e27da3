import { uuidV5 } from './uuid-v5';

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('a name-based UUID', () => {
  it('is the one of the RFC for its example', () => {
    expect(uuidV5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('differs by name and by namespace', () => {
    expect(new Set([uuidV5('a', dns), uuidV5('b', dns), uuidV5('a', uuidV5('a', dns))]).size).toBe(3);
  });
});
