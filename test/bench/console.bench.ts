/** The console in a real browser: how long a person waits for the first view, the next conversation, a message, a step of a replay. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Measurement, rate, scaled } from '../../libs/embedded-eventstore/bench';
import { EventStore } from '../../libs/event-store';
import { ReadModels } from '../../libs/read-models';
import { type Kit, kitOf, openBrowser } from '../console/kit';
import { startStack } from '../support/stack';
import { allCaughtUp } from '../support/tables';
import { dialogue } from './history';
import { lean } from './http';
import { fillInbox } from './inbox.bench';

const HOUR_MS = 3_600_000;
const SHOP = 'demo-shop';
const BUYER = 'bench-buyer';
/** Conversations that can be opened, due before all that are only in the list. */
const READ = 110;
const TABS = 50;
/** A person presses keys so fast at most. */
const BETWEEN_KEYS_MS = 150;

/** In the page: `shown(is)` is the instant at which something is painted, `keyed(is)` how long that takes from the next key. */
const WATCH = `
  const painted = (done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  });
  window.shown = (is) => new Promise((done, fail) => {
    setTimeout(() => fail(new Error('not shown within 20 seconds: ' + is)), 20_000);
    const observer = new MutationObserver(() => look());
    const look = () => {
      if (!is()) return;
      observer.disconnect();
      painted(done);
    };
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
  window.keyed = (is) => new Promise((done, fail) => {
    const pressed = ({ timeStamp }) => void window.shown(is).then((at) => done(at - timeStamp), fail);
    window.addEventListener('keydown', pressed, { capture: true, once: true });
  });
  window.text = (at) => document.querySelector(at)?.textContent;
`;

export async function benchConsole(): Promise<Measurement[]> {
  const [stack, browser] = await Promise.all([startStack({ run: ['api', 'projector'] }), openBrowser()]);
  const models = ReadModels.connect(stack.databaseUrl, { poolSize: 1 });
  const store = EventStore.connect({ url: stack.eventStoreUrl });
  const http = lean(stack.url, await stack.token({ sub: BUYER, role: 'buyer' }), 16);
  try {
    await fillInbox(models, SHOP, scaled(100_000), Date.now() + 100 * HOUR_MS);
    const read = Array.from({ length: READ }, (_, at) =>
      dialogue(SHOP, 3, { at: Date.now() - HOUR_MS + at * 1_000, subject: `Where is parcel ${at}?`, buyer: BUYER }),
    );
    await rate(READ, 8, async (at) => void (await store.append(read[at].stream, read[at].events, 'no-stream')));
    const long = dialogue(SHOP, 2_500, { at: Date.now() - 1_000 * HOUR_MS, every: 600_000, answered: true });
    for (let from = 0; from < long.events.length; from += 500)
      await store.append(long.stream, long.events.slice(from, from + 500), from === 0 ? 'no-stream' : from - 1);
    await allCaughtUp(store, models, 120_000);
    await models.query('VACUUM ANALYZE');
    const kit = kitOf(stack, browser, 0);
    const ids = read.map(({ stream }) => stream.slice('conversation-'.length));
    const post = (id: string, body: string) => http.send('POST', `/v1/conversations/${id}/messages`, { body });
    return [
      await firstView(kit),
      await nextConversation(kit, ids),
      await buyersMessage(kit, ids[0], (body) => post(ids[0], body)),
      await manyTabs(kit, ids[0], (body) => post(ids[0], body)),
      await manyChanges(kit, (at) => post(ids[at % READ], `And what about parcel ${at}?`)),
      ...(await replaying(kit, long)),
    ];
  } finally {
    http.close();
    await browser.close();
    await Promise.all([models.close(), store.close()]);
    await stack.stop();
  }
}

/** A page of somebody who is signed in, with the watch in it. */
async function watched(kit: Kit, role: 'seller' | 'admin', at: string): Promise<Page> {
  const page = await kit.open(role);
  await page.addInitScript(WATCH);
  await page.goto(`${kit.stack.url}/console/${at}`);
  return page;
}

/** How long it takes from a key until another text stands somewhere, and what else is wanted is there. */
async function keyed(page: Page, key: string, where: string, also = ''): Promise<number> {
  // What waits for the key is there before it.
  await page.evaluate(`{
    const before = text('${where}');
    window.took = keyed(() => ![undefined, before].includes(text('${where}'))${also});
  } void 0`);
  await page.keyboard.press(key);
  return (await page.evaluate('window.took')) as number;
}

/** From the address to the rows of the queue, nothing of the page kept in the browser. */
async function firstView(kit: Kit): Promise<Measurement> {
  const page = await kit.open('seller');
  const cdp = await page.context().newCDPSession(page);
  await page.addInitScript(`${WATCH}; window.rows = window.shown(() => document.querySelector('.rows li'))`);
  const took: number[] = [];
  for (let round = 0; round < 7; round++) {
    await cdp.send('Network.clearBrowserCache');
    await page.goto(`${kit.stack.url}/console/inbox`);
    took.push((await page.evaluate('window.rows')) as number);
  }
  await page.context().close();
  return { ...figure(took), name: 'first view with 100,000 conversations', value: at(took, 0.5), bound: ['≤', 1_000, 500] };
}

async function nextConversation(kit: Kit, ids: readonly string[]): Promise<Measurement> {
  const page = await watched(kit, 'seller', `inbox/${ids[0]}`);
  await page.locator('.timeline .message').first().waitFor();
  const took: number[] = [];
  for (let count = 1; count < Math.min(ids.length, 45); count++) {
    await pause(BETWEEN_KEYS_MS);
    took.push(await keyed(page, 'j', '.conversation h1', " && document.querySelector('.timeline .message')"));
  }
  await page.context().close();
  return { ...figure(took), name: 'key to next conversation shown, p95', value: at(took, 0.95), bound: ['≤', 100, 50] };
}

/** From before it is sent until it is seen in the conversation that is open. */
async function buyersMessage(kit: Kit, id: string, post: (body: string) => Promise<unknown>): Promise<Measurement> {
  const page = await watched(kit, 'seller', `inbox/${id}`);
  await page.locator('.timeline .message').first().waitFor();
  const took: number[] = [];
  for (let count = 0; count < scaled(100); count++) {
    await pause(BETWEEN_KEYS_MS);
    const body = `Is it number ${count}?`;
    const seen = page.evaluate(
      `shown(() => text('.timeline li:last-child .body') === ${JSON.stringify(body)}).then(() => Date.now())`,
    ) as Promise<number>;
    const sent = Date.now();
    await post(body);
    took.push((await seen) - sent);
  }
  await page.context().close();
  return { ...figure(took), name: "a buyer's message visible, p95", value: at(took, 0.95), bound: ['≤', 500, 200] };
}

/** The same in the last of fifty tabs, which have one stream of changes. */
async function manyTabs(kit: Kit, id: string, post: (body: string) => Promise<unknown>): Promise<Measurement> {
  const first = await watched(kit, 'seller', `inbox/${id}`);
  await first.locator('.connection.live').waitFor();
  let streams = 0;
  first.context().on('request', (one) => void (one.url().includes('/v1/changes/stream') && streams++));
  const tabs: Page[] = [];
  while (tabs.length < Math.max(20, scaled(TABS - 1))) {
    const tab = await first.context().newPage();
    await tab.addInitScript(WATCH);
    await tab.goto(first.url());
    await tab.locator('.timeline .message').first().waitFor();
    tabs.push(tab);
  }
  const took: number[] = [];
  for (let count = 0; count < 10; count++) {
    const body = `Do all of them see number ${count}?`;
    const seen = tabs.map((tab) =>
      tab.evaluate(`shown(() => text('.timeline li:last-child .body') === '${body}').then(() => Date.now())`),
    ) as Promise<number>[];
    const sent = Date.now();
    await post(body);
    took.push(Math.max(...(await Promise.all(seen))) - sent);
  }
  // Before they close, one after the other: each is the one that leads for a moment.
  const product = `${1 + streams} streams of changes`;
  await first.context().close();
  const name = `the same in the last of ${tabs.length + 1} tabs`;
  return {
    ...{ name, product, baseline: 'one a browser', unit: 'ms' },
    ...{ value: at(took, 0.5), bound: ['≤', 5_000, 1_000] },
  };
}

/** What the page holds after many changes, to what it held after a tenth of them. */
async function manyChanges(kit: Kit, change: (at: number) => Promise<unknown>): Promise<Measurement> {
  const page = await watched(kit, 'seller', 'inbox');
  await page.locator('.rows li').first().waitFor();
  const cdp = await page.context().newCDPSession(page);
  const megabytes = async () => {
    // What comes in is taken in first.
    await pause(3_000);
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  };
  const count = scaled(10_000);
  await rate(count / 10, 8, change);
  const before = await megabytes();
  await rate(count - count / 10, 8, (index) => change(index));
  const after = await megabytes();
  await page.context().close();
  return {
    name: 'memory after 10,000 live changes, to 1,000',
    product: `${after.toFixed(1)} MB`,
    baseline: `${before.toFixed(1)} MB`,
    value: after / before,
    unit: '×',
    bound: ['≤', 1.2, 1.05],
  };
}

/** From the reason given to the picture, and from a key to the picture of another moment. */
async function replaying(kit: Kit, { stream, events }: ReturnType<typeof dialogue>): Promise<Measurement[]> {
  const name = `of ${Math.round(events.length / 1_000) * 1_000} events`;
  const opened: number[] = [];
  const early: number[] = [];
  const stepped: number[] = [];
  const address = `replay/${stream.slice('conversation-'.length)}`;
  const opens = async (at: string) => {
    const page = await watched(kit, 'admin', at);
    await page.getByRole('textbox').first().fill('bench');
    return { page, took: await keyed(page, 'Enter', '.replay-said li') };
  };
  for (let round = 0; round < 3; round++) {
    const first = await opens(`${address}?revision=100`);
    early.push(first.took);
    await first.page.context().close();
    const { page, took } = await opens(address);
    opened.push(took);
    await page.locator('.replay-strip').waitFor();
    await page.getByRole('slider').first().focus();
    const keys = ['ArrowLeft', 'Home', 'ArrowRight', 'End', 'PageDown', 'ArrowLeft', 'PageUp'];
    for (const key of keys)
      for (let count = 0; count < (key.startsWith('Arrow') ? 25 : key.startsWith('Page') ? 8 : 1); count++) {
        await pause(30);
        stepped.push(await keyed(page, key, '.replay-strip p span'));
      }
    await page.context().close();
  }
  return [
    { ...figure(opened), name: `a replay ${name} opens`, value: at(opened, 0.5), bound: ['≤', 2_000, 1_000] },
    { ...figure(early), name: `the hundredth event of it`, value: at(early, 0.5), bound: ['≤', 1_000, 500] },
    { ...figure(stepped), name: `a step of a replay ${name}, p95`, value: at(stepped, 0.95), bound: ['≤', 50, 16] },
  ];
}

/** The value below which this share of them is. */
const at = (list: readonly number[], share: number): number =>
  [...list].sort((one, other) => one - other)[Math.ceil(list.length * share) - 1];

const figure = (took: readonly number[]) => ({
  product: `median ${at(took, 0.5).toFixed(0)} ms`,
  baseline: `the longest ${at(took, 1).toFixed(0)} ms`,
  unit: 'ms',
});
