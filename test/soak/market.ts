/** A day of a marketplace: people and programs, each of whom goes on until it is over, and what was acknowledged to them. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mainOf } from '../support/compiled';
import type { Stack } from '../support/stack';
import { Apis, type Caller, type Told } from './caller';

const SHOPS = ['north', 'south', 'east'];
const MARKETS = ['de', 'fr', 'pl'];
const TOPICS = ['question', 'order', 'shipping', 'return', 'withdrawal', 'complaint', 'warranty', 'claim'];
/** A Wednesday: from here on time goes in jumps. */
const BEGINS = Date.parse('2034-03-15T09:00:00.000Z');
const HOUR = 3_600_000;

const QUESTIONS = [
  'Where is my parcel? It should have come on Monday.',
  'Is it waterproof? And when will you have it in blue?',
  'Please write to anna.schmidt@example.com, I cannot log in here.',
  'Wo bleibt meine Erstattung? Ich warte seit zwei Wochen.',
  'Thanks!',
];
const REPLIES = [
  'It is on its way and comes on Tuesday.',
  'Yes, it is waterproof.',
  'Write to me at shop@example.com, then it is cheaper.',
  'We will look into it.',
  'Die Erstattung ist heute angewiesen worden.',
];

const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
const perhaps = (share: number): boolean => Math.random() < share;

/** How fast people are: so many milliseconds between what one of them does. */
const PAUSE_MS = 120;

export class Market {
  readonly apis: Apis;
  /** Messages that were acknowledged, by conversation. */
  readonly acknowledged = new Map<string, string[]>();
  /** Positions of changes that the platform's stream told, in their order: all there were. */
  readonly heard: string[] = [];
  readonly done = { imports: 0, packages: 0, corrections: 0, decisions: 0 };
  #over = false;

  constructor(
    private readonly stack: Stack,
    others: readonly string[],
  ) {
    this.apis = new Apis([stack.url, ...others]);
  }

  /** Everybody goes on until it is over. */
  async run(until: () => boolean): Promise<void> {
    await this.#as('admin', 'root').then((admin) => admin.put('/v1/test-clock', { now: new Date(BEGINS).toISOString() }));
    const everybody = [
      ...Array.from({ length: 4 }, (_, index) => this.#going(`buyer-${index}`, (who) => this.#buys(who), 'buyer')),
      ...SHOPS.map((shop) => this.#going(`agent-${shop}`, (who) => this.#sells(who), 'seller', shop)),
      this.#going('root', (who) => this.#decides(who), 'admin'),
      this.#going('ruth', (who) => this.#corrects(who), 'admin'),
      this.#going('root', (who) => this.#lets(who), 'admin'),
      this.#going('cleo', (who) => this.#packs(who), 'compliance'),
      this.#repeat(() => this.#imports()),
      this.#listens(),
    ];
    while (!until()) await sleep(100);
    this.#over = true;
    await Promise.all(everybody);
  }

  async #going(
    sub: string,
    act: (who: Caller) => Promise<unknown>,
    role: 'buyer' | 'seller' | 'admin' | 'compliance',
    shop?: string,
  ) {
    const who = await this.#as(role, sub, shop);
    await this.#repeat(() => act(who));
  }

  async #repeat(act: () => Promise<unknown>): Promise<void> {
    while (!this.#over) {
      await act();
      await sleep(PAUSE_MS * (0.5 + Math.random()));
    }
  }

  async #as(role: 'buyer' | 'seller' | 'admin' | 'compliance', sub: string, seller?: string): Promise<Caller> {
    return this.apis.by(await this.stack.token({ role, sub, ...(seller && { seller }) }));
  }

  #keep(conversation: string, { status, body }: Told): void {
    if (status !== 201) return;
    const known = this.acknowledged.get(body.conversation ?? conversation) ?? [];
    this.acknowledged.set(body.conversation ?? conversation, [...known, body.message]);
  }

  async #buys(buyer: Caller): Promise<void> {
    const { body: inbox } = await buyer.get('/v1/inbox?limit=20');
    const known = any((inbox.items ?? []) as { conversation: string; status: string; revision: number }[]);
    if (!known || perhaps(0.3)) {
      const opening = { market: any(MARKETS), seller: any(SHOPS), topic: any(TOPICS), subject: 'About my order' };
      return this.#keep('', await buyer.post('/v1/conversations', { ...opening, message: { body: any(QUESTIONS) } }));
    }
    const path = `/v1/conversations/${known.conversation}`;
    if (perhaps(0.2)) await buyer.post(`${path}/read`, { upTo: known.revision });
    else if (perhaps(0.1)) await buyer.post(`${path}/close`, { reason: 'It came.' });
    else this.#keep(known.conversation, await buyer.post(`${path}/messages`, { body: any(QUESTIONS) }));
  }

  async #sells(agent: Caller): Promise<void> {
    await agent.get('/v1/inbox/counts');
    const { body } = await agent.get('/v1/inbox?needsReply=true&limit=10');
    const item = any((body.items ?? []) as { conversation: string; revision: number; oldestObligation: { message: string } }[]);
    if (!item) return;
    const path = `/v1/conversations/${item.conversation}`;
    const { message } = item.oldestObligation;
    const acts: readonly (() => Promise<unknown>)[] = [
      async () => this.#keep(item.conversation, await agent.post(`${path}/messages`, { body: any(REPLIES) })),
      async () =>
        this.#keep(item.conversation, await agent.post(`${path}/messages`, { body: any(REPLIES), seenRevision: item.revision })),
      () => agent.post(`${path}/status-updates`, { stage: 'return-received', facts: {}, answers: [message] }),
      () => agent.post(`${path}/messages/${message}/no-reply-needed`, { reason: 'thanks' }),
      () => agent.post(`${path}/assignment`, { assignee: perhaps(0.5) ? 'agent' : null }),
      () => agent.post(`${path}/notes`, { body: 'Called the carrier.' }),
      () => agent.get('/v1/search?q=parcel'),
    ];
    await (perhaps(0.6) ? acts[0] : any(acts))?.();
  }

  /** Reviews, and excuses of what is overdue. */
  async #decides(admin: Caller): Promise<void> {
    await admin.get('/v1/inbox/counts');
    const { body } = await admin.get('/v1/reviews?limit=5');
    const review = any((body.items ?? []) as { review: string; state: string }[]);
    if (review) {
      const decision = review.state === 'held' ? any(['release', 'reject']) : any(['confirm', 'dismiss']);
      const { status } = await admin.post('/v1/reviews/decisions', { reviews: [review.review], decision, reason: 'looked at' });
      if (status < 300) this.done.decisions++;
    }
    const { body: late } = await admin.get('/v1/clock?state=overdue&limit=5');
    const overdue = any((late.items ?? []) as { conversation: string; message: string }[]);
    if (overdue && perhaps(0.2))
      await admin.post(`/v1/conversations/${overdue.conversation}/obligations/${overdue.message}/excuse`, { reason: 'outage' });
    await sleep(5 * PAUSE_MS);
  }

  async #corrects(admin: Caller): Promise<void> {
    await sleep(20 * PAUSE_MS);
    const { body: time } = await admin.get('/v1/test-clock');
    const date = new Date(Date.parse(time.now) + (1 + Math.floor(Math.random() * 6)) * 24 * HOUR).toISOString().slice(0, 10);
    const { status } = await admin.post('/v1/markets/de/calendar-corrections', { reason: 'decree', add: { [date]: 'Mourning' } });
    if (status < 300) this.done.corrections++;
  }

  /** Time goes: a few hours every few seconds. */
  async #lets(admin: Caller): Promise<void> {
    await sleep(15 * PAUSE_MS);
    const { body: time } = await admin.get('/v1/test-clock');
    if (time.now) await admin.put('/v1/test-clock', { now: new Date(Date.parse(time.now) + 3 * HOUR).toISOString() });
  }

  async #packs(compliance: Caller): Promise<void> {
    const conversation = any([...this.acknowledged.keys()]);
    if (conversation === undefined) return;
    await compliance.get(`/v1/conversations/${conversation}/history?reason=soak`);
    await compliance.get(`/v1/conversations/${conversation}/replay?reason=soak`);
    const wanted = { conversations: [conversation], purpose: 'a court', reason: 'soak' };
    const { body } = await compliance.post('/v1/evidence', wanted);
    for (let tries = 0; body.id !== undefined && tries < 300 && !this.#over; tries++) {
      const { body: answer } = await compliance.get(`/v1/evidence/${body.id}`);
      if (answer.status === 'made') {
        this.done.packages++;
        break;
      }
      await sleep(200);
    }
    await sleep(20 * PAUSE_MS);
  }

  /** A file of old dialogues, until all of it is in. */
  async #imports(): Promise<void> {
    const file = join(this.stack.dataDir, 'import.jsonl');
    const dialogues = Array.from({ length: 5 }, () => ({
      ...{ id: randomUUID(), market: 'de', buyer: 'buyer-0', seller: any(SHOPS), order: null, topic: 'question', subject: 'Old' },
      messages: [
        { from: 'buyer', at: '2033-01-02T08:00:00Z', body: 'Is it striped?' },
        { from: 'seller', at: '2033-01-03T08:00:00Z', body: 'It is.' },
      ],
    }));
    await writeFile(file, dialogues.map((dialogue) => JSON.stringify(dialogue)).join('\n'));
    for (;;) {
      const importing = spawn(process.execPath, [mainOf('helpdesk'), 'import', file], {
        env: { ...process.env, ...this.stack.api.env },
        stdio: 'ignore',
      });
      const [code] = (await this.apis.waiting('import', once(importing, 'exit'))) as [number];
      if (code === 0) break;
      if (this.#over) return;
    }
    this.done.imports += dialogues.length;
    await sleep(60 * PAUSE_MS);
  }

  /** Follows the platform's changes from one api to the next, always from where it was. */
  async #listens(): Promise<void> {
    const token = await this.stack.token({ role: 'admin', sub: 'listener' });
    while (!this.#over) {
      const gone = new AbortController();
      const over = setInterval(() => this.#over && gone.abort(), 100);
      try {
        const answer = await fetch(`${this.apis.next()}/v1/changes/stream`, {
          headers: { authorization: `Bearer ${token}`, 'last-event-id': this.heard.at(-1) ?? '0' },
          signal: gone.signal,
        });
        if (!answer.ok || !answer.body) continue;
        let text = '';
        for await (const part of answer.body) {
          text += Buffer.from(part).toString();
          const lines = text.split('\n');
          text = lines.pop() ?? '';
          for (const line of lines) if (line.startsWith('id: ')) this.heard.push(line.slice(4));
        }
      } catch {
        // That api was killed.
      } finally {
        clearInterval(over);
        await sleep(100);
      }
    }
  }
}
