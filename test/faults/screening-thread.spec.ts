/** R5.3 A text over which the thread that screens hangs or ends is refused; those beside it are not, and none goes unscreened. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Person, type Stack, startStack } from '../support/stack';

/** What the engine does with every text is made to hang, to take seconds once, or to end the thread, over some. */
const BROKEN = `
  if (!require('node:worker_threads').isMainThread) {
    const { toLowerCase } = String.prototype;
    let until;
    String.prototype.toLowerCase = function () {
      while (this.includes('for ever'));
      if (this.includes('a while')) until ??= Date.now() + 4_000;
      while (Date.now() < until);
      if (this.includes('to its end')) process.exit(1);
      return toLowerCase.call(this);
    };
  }`;

describe('the thread that screens', () => {
  let stack: Stack;
  let seller: Person;
  let messages: string;
  const directory = mkdtempSync(join(tmpdir(), 'helpdesk-broken-'));

  beforeAll(async () => {
    const broken = join(directory, 'broken.js');
    writeFileSync(broken, BROKEN);
    stack = await startStack({ run: ['api'], env: { NODE_OPTIONS: `--require ${broken}` } });
    seller = await stack.as('seller', 'agent', 'shop');
    const opening = { market: 'de', seller: 'shop', topic: 'question', subject: 'a', message: { body: 'b' } };
    const { body } = await (await stack.as('buyer')).post('/v1/conversations', opening).expect(201);
    messages = `/v1/conversations/${body.conversation}/messages`;
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await stack?.stop();
  });

  const send = (body: string) => seller.post(messages, { body, language: 'en' });
  const health = async () => (await (await fetch(`${stack.url}/health/ready`)).json()) as { screening: object };

  it('that stands over a text for some seconds, as on a busy machine, goes on: nothing is refused', async () => {
    const before = (await health()).screening;
    const answers = await Promise.all(['It takes a while.', 'It is blue.'].map(send));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await health()).screening).toEqual(before);
  });

  it.each([
    ['hung', 'It takes for ever.'],
    ['ended', 'We come to its end.'],
  ])(
    'that %s: the text is refused by 422, what came with it is screened by another thread, and health tells it',
    async (how, text) => {
      const before = (await health()).screening;
      const answers = await Promise.all(['It is blue.', 'Write to a.b@gmail.com', text, 'It is red.', 'It is green.'].map(send));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 422, 201, 201]);
      expect(answers.map(({ body }) => body)).toMatchObject([{}, { held: 'contact.email' }, { code: 'not-screenable' }, {}, {}]);
      expect((await send('Write to a.b@gmail.com')).body).toMatchObject({ held: 'contact.email' });
      expect(await health()).toMatchObject({ screening: { ...before, status: 'works', [how]: 1 } });
      const metrics = await (await fetch(`${stack.url}/metrics`)).text();
      expect(metrics).toContain(`helpdesk_screening_threads_lost_total{how="${how}"} 1`);
    },
  );
});
