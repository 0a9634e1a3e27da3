import fc from 'fast-check';
import { partsOf } from './parts';

const partsIn = async (answer: object) => {
  const parts: string[] = [];
  for await (const part of partsOf(answer)) parts.push(part);
  return parts;
};

describe('an answer in parts', () => {
  it('is the JSON of the whole', async () => {
    const answers = fc.oneof(fc.dictionary(fc.string(), fc.anything({ withDate: true, maxDepth: 4 })), fc.array(fc.anything()));
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        // What has no JSON, such as a bigint, is in no answer.
        let whole: string | undefined;
        try {
          whole = JSON.stringify(answer);
        } catch {
          return;
        }
        expect((await partsIn(answer)).join('')).toBe(whole);
      }),
    );
  });

  it('lets others have their turn, however long its lists are', async () => {
    const answer = { state: { messages: Array.from({ length: 20_000 }, (_, count) => ({ count, body: 'b'.repeat(100) })) } };
    let turns = 0;
    let over = false;
    const turn = () => {
      turns++;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    // Others work all the time, too: one worker has each turn.
    const [parts] = await Promise.all([partsIn(answer), partsIn(answer), partsIn(answer)]);
    over = true;
    for (const part of parts) expect(part.length).toBeLessThan(64 * 1_024 + 200);
    expect(parts.length).toBeGreaterThan(30);
    expect(turns).toBeGreaterThan(0);
  });
});
