import { digestOf, disclosureOf, isSealedField, readDisclosure } from './disclosure';
import { Malformed } from './note';

describe('disclosures (RFC 9901)', () => {
  it('hashes the text of a disclosure as it stands: the example of the RFC', () => {
    expect(digestOf('WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0')).toBe(
      'uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY',
    );
  });

  it('reads what another program wrote, blanks and all', () => {
    expect(readDisclosure('WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0')).toEqual({
      salt: '6qMQvRL5haj',
      name: 'family_name',
      value: 'Möbius',
    });
  });

  it.each(['', 'ž 😀 \n "', 12, null, [{ quote: 'x' }], { a: 'b' }])('keeps %j', (value) => {
    expect(readDisclosure(disclosureOf('c2FsdHNhbHRzYWx0c2FsdA', 'body', value))).toEqual({
      salt: 'c2FsdHNhbHRzYWx0c2FsdA',
      name: 'body',
      value,
    });
  });

  it.each([
    ['no base64url', 'WyJ+Il0=', 'base64url without padding'],
    ['padding', `${disclosureOf('salt', 'body', 'x')}=`, 'base64url without padding'],
    ['no JSON', Buffer.from('salt').toString('base64url'), 'JSON in UTF-8'],
    ['no UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]).toString('base64url'), 'JSON in UTF-8'],
    ['no list', Buffer.from('{}').toString('base64url'), 'a list of salt, name and value'],
    ['two parts', Buffer.from('["a","b"]').toString('base64url'), 'a list of salt, name and value'],
    ['a salt that is no text', Buffer.from('[1,"b","c"]').toString('base64url'), 'a list of salt, name and value'],
    ['a name that is no text', Buffer.from('["a",1,"c"]').toString('base64url'), 'a list of salt, name and value'],
    ['nothing', '', 'JSON in UTF-8'],
  ])('refuses %s', (_, disclosure, why) => {
    expect(() => readDisclosure(disclosure)).toThrow(Malformed);
    expect(() => readDisclosure(disclosure)).toThrow(why);
  });

  it('takes for a sealed field what has just a sealed text and a digest', () => {
    expect(isSealedField({ sealed: 'a', digest: 'b' })).toBe(true);
    for (const other of [
      {},
      { sealed: 'a' },
      { digest: 'b' },
      { sealed: 1, digest: 'b' },
      { sealed: 'a', digest: null },
      { sealed: 'a', digest: 'b', more: 1 },
    ])
      expect(isSealedField(other)).toBe(false);
  });
});
