import { digestOf, disclosureOf, readDisclosure } from './disclosure';
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
    ['no base64url', 'WyJ+Il0='],
    ['no JSON', Buffer.from('salt').toString('base64url')],
    ['no UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]).toString('base64url')],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['two parts', Buffer.from('["a","b"]').toString('base64url')],
    ['a salt that is no text', Buffer.from('[1,"b","c"]').toString('base64url')],
    ['nothing', ''],
  ])('refuses %s', (_, disclosure) => {
    expect(() => readDisclosure(disclosure)).toThrow(Malformed);
  });
});
