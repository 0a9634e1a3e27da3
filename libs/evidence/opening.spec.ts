import { openingOf } from './opening';

const sealed = { sealed: 'x', digest: 'y' };

describe('what a package opens of an event', () => {
  it('is what was asked for, and the rest is told by its name', () => {
    const readable = new Map([
      ['body', 'b'],
      ['facts.reason', 'r'],
    ]);
    const data = { body: sealed, facts: { reason: sealed, amount: '7.00' }, subject: sealed };
    expect(openingOf(data, readable, ['body'])).toEqual({
      disclosures: [{ path: 'body', disclosure: 'b' }],
      ...{ closed: ['reason'], open: [], isWithheld: false, unreadable: 1 },
    });
    expect(openingOf(data, new Map())).toEqual({ disclosures: [], closed: [], open: [], isWithheld: false, unreadable: 3 });
  });

  it('leaves recorded data out where a text stands in them that was not asked for', () => {
    const data = { body: 'Hello', language: 'de', message: { subject: 'Lamp' } };
    expect(openingOf(data, new Map(), ['body', 'subject'])).toMatchObject({ open: ['body', 'subject'], isWithheld: false });
    expect(openingOf(data, new Map(), ['body'])).toMatchObject({ isWithheld: true, unreadable: 0 });
  });
});
