import { BadLine, readDialogue } from './dialogue';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const line = (body: string) =>
  JSON.stringify({
    id: 'one',
    market: 'de',
    buyer: 'buyer-1',
    seller: 'old-shop',
    order: null,
    topic: 'question',
    subject: 'Zebra',
    messages: [{ from: 'buyer', at: '2026-01-02T08:00:00Z', body }],
  });

describe('the text of an imported message', () => {
  it.each(['a\nb', 'a\r\n\r\nb', 'a\tb'])('is kept as it was written: %j', (body) => {
    expect(readDialogue(line(body), NOW).messages[0].body).toBe(body);
  });

  it.each(['a\rb', 'a\n\r', 'a\r', 'a\u0007', 'a\u0085'])('has no other control characters: %j', (body) => {
    expect(() => readDialogue(line(body), NOW)).toThrow(new BadLine('messages[0].body: has control characters'));
  });
});
