/** A conversation of ten thousand long messages, read by four at once in every way there is: what the api weighs, and how long it hears nobody. */
import { type Measurement, scaled } from '../../libs/embedded-eventstore/bench';
import { beside } from '../support/beside';
import { residentMegabytes } from '../support/process';
import { type Stack, startStack } from '../support/stack';
import { allCaughtUp } from '../support/tables';
import { dialogue } from './history';

const MESSAGES = 10_000;
const CHARACTERS = 10_000;
const READERS = 4;
const LOOK_MS = 20;

const WORDS = 'The parcel should have come on Monday, and nobody at the shop answers the phone. ';
const BODY = WORDS.repeat(Math.ceil(CHARACTERS / WORDS.length)).slice(0, CHARACTERS);

export async function benchReading(): Promise<Measurement[]> {
  const stack = await startStack({ run: ['api', 'projector'], env: { EVENT_LOOP_PRECISION_MS: '10' } });
  const { store, models } = beside(stack);
  try {
    const { stream, events } = dialogue('shop', scaled(MESSAGES), { body: BODY });
    await store.appendNew(stream, events);
    await allCaughtUp(store, models, 600_000);
    const id = stream.slice(13);
    const { message } = events[events.length - 1].data as { message: string };
    const admin = await stack.token({ sub: 'root', role: 'admin' });
    const agent = await stack.token({ sub: 'agent', role: 'seller', seller: 'shop' });
    const conversation = `/v1/conversations/${id}`;
    const why = 'reason=bench';
    const lines = { accept: 'application/x-ndjson' };
    const last = Buffer.from(JSON.stringify(['history', events.length - 10])).toString('base64url');
    const steps = Buffer.from(JSON.stringify(['steps', events.length - 10])).toString('base64url');
    const preview = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversations: [id] }),
    };
    const ways: [name: string, path: string, token: string, more?: RequestInit][] = [
      ['history', `${conversation}/history?${why}`, admin],
      ['history, its end', `${conversation}/history?${why}&cursor=${last}`, admin],
      ['history in lines', `${conversation}/history?${why}`, admin, { headers: lines }],
      ['explanation', `${conversation}/obligations/${message}/explanation?${why}`, admin],
      ['replay', `${conversation}/replay?${why}`, admin],
      ['replay, its end', `${conversation}/replay?${why}&cursor=${steps}`, admin],
      ['replay in lines', `${conversation}/replay?${why}`, admin, { headers: lines }],
      ['the conversation', `${conversation}?${why}`, admin],
      ['questions', `${conversation}/questions?${why}`, admin],
      ['messages', `${conversation}/messages?${why}&limit=100`, admin],
      ['timeline', `${conversation}/timeline?limit=100`, agent],
      ['audit', '/v1/audit?limit=100', admin],
      ['changes', '/v1/changes?limit=100', agent],
      ['evidence preview', '/v1/evidence/preview', admin, preview],
    ];
    const measured: Measurement[] = [];
    for (const [name, path, token, more] of ways) measured.push(...(await readBy(stack, name, path, token, more)));
    return measured;
  } finally {
    await Promise.all([store.close(), models.close()]);
    await stack.stop();
  }
}

/** What the api weighs at most, and the longest it was busy with one thing, while so many read. */
async function readBy(stack: Stack, name: string, path: string, token: string, more: RequestInit = {}): Promise<Measurement[]> {
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, residentMegabytes(stack.api.pid));
  }, LOOK_MS);
  await longestBusy(stack);
  const began = performance.now();
  try {
    const headers = { ...more.headers, authorization: `Bearer ${token}` };
    const bytes = await Promise.all(
      Array.from({ length: READERS }, async () => {
        const answer = await fetch(`${stack.url}${path}`, { ...more, headers });
        if (!answer.ok || !answer.body) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        let count = 0;
        for await (const part of answer.body) count += (part as Uint8Array).length;
        return count;
      }),
    );
    const took = `${(bytes[0] / 1e6).toFixed(1)} MB each in ${((performance.now() - began) / 1_000).toFixed(1)} s`;
    const busy = await longestBusy(stack);
    return [
      {
        name: `${name}: memory of the api`,
        product: took,
        baseline: `${READERS} readers`,
        value: most,
        unit: 'MB',
        bound: ['≤', 300],
      },
      { name: `${name}: the longest its loop stands`, product: '', baseline: '', value: busy, unit: 'ms', bound: ['≤', 50] },
    ];
  } finally {
    clearInterval(looking);
  }
}

/** Milliseconds the api's loop stood at most since it was asked last. */
async function longestBusy({ url }: Stack): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return 1_000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]);
}
