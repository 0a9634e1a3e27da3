/** What tools of lawyers read: RSMF 2.0 as its loaders check it, and vCon. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPromise } from 'yauzl';
import type { Language } from '../domain';
import type { FormRendering } from './form';
import { HashedFile } from './hashed-file';
import type { BeginFile, Told } from './package';
import { rsmf } from './rsmf';
import { type Disclose, type Happened, Showing } from './shown';
import { vcon } from './vcon';

const [ONE, OTHER] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const TOLD: Told = {
  ...{ id: 'ev-1', selection: 'two conversations', asOf: '2026-03-03T12:00:00.000Z', purpose: 'a court', reason: 'asked for' },
  ...{ requestedBy: 'compliance cleo', requestedAt: '2026-03-03T12:00:00.000Z' },
};
const BODY = 'Schreiben Sie mir an anna@example.com 📦\nדחוף';

let number = 0;
const event = (conversation: string, revision: number, at: string, who: string, type: string, data: object): Happened =>
  ({
    ...{ id: `00000000-0000-4000-8000-1${String(number++).padStart(11, '0')}`, stream: `conversation-${conversation}`, revision },
    ...{ type, data, hash: 'ab'.repeat(32), metadata: { at, actor: who, role: who === 'bea' ? 'buyer' : 'seller' } },
  }) as unknown as Happened;

const place = { from: BODY.indexOf('anna'), to: BODY.indexOf('.com') + 4 };
const found = { field: 'body', kind: 'external-contact', rule: 'contact.email', score: 0.7, why: 'x', action: 'mask' };
const screened = { ruleSet: 'f', versions: {}, findings: [{ ...found, ...place }] };
const EVENTS: readonly Happened[] = [
  event(ONE, 0, '2026-03-01T22:59:00.000Z', 'bea', 'ConversationOpened', { market: 'de', subject: 'Paket' }),
  event(ONE, 1, '2026-03-01T22:59:00.000Z', 'bea', 'MessageSent', { message: 'm1', from: 'buyer', body: BODY, screened }),
  event(ONE, 2, '2026-03-01T23:30:00.000Z', 'sam', 'MessageSent', {
    message: 'm2',
    from: 'seller',
    body: 'Ja.',
    answers: ['m1'],
  }),
  event(ONE, 3, '2026-03-02T08:00:00.000Z', 'sam', 'MessageSent', {
    message: 'm3',
    from: 'seller',
    body: 'Da.',
    answers: ['m1'],
  }),
  event(ONE, 4, '2026-03-02T08:00:00.001Z', 'sam', 'StatusUpdated', { stage: 'shipped', facts: { amount: '3.00' } }),
  event(OTHER, 0, '2026-03-01T10:00:00.000Z', 'bea', 'ConversationOpened', { market: 'de', subject: 'Rechnung' }),
];

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'forms-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

async function made(
  open: (begin: BeginFile, into: string) => Promise<FormRendering>,
  events = EVENTS,
  disclose: Disclose | 'masked' = ['body'],
  language: Language = 'en',
): Promise<{ suffix: string; documents: ReadonlyMap<string, string>; sha256: string }> {
  const into = join(directory, 'form');
  const showing = new Showing(language, disclose === 'masked' ? undefined : disclose);
  const form = await open((name) => HashedFile.begin(join(directory, 'data'), name), into);
  for (const one of events) await form.add({ shown: showing.show(one) });
  expect(await form.end()).toEqual([]);
  const { suffix, sha256, size } = form.made;
  const bytes = readFileSync(into);
  expect([createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([sha256, size]);
  if (!suffix.endsWith('.zip')) return { suffix, sha256, documents: new Map([['', bytes.toString('utf8')]]) };
  const documents = new Map<string, string>();
  const zip = await openPromise(into);
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) pieces.push(piece);
    documents.set(String(entry.fileName), Buffer.concat(pieces).toString('utf8'));
  }
  return { suffix, sha256, documents };
}

const asRsmf = (begin: BeginFile, into: string) => rsmf(begin, TOLD, 'en', into);
const asVcon = (begin: BeginFile, into: string) => vcon(begin, TOLD, 'en', into);

interface Manifest {
  readonly version: string;
  readonly participants: readonly { id: string; display: string }[];
  readonly conversations: readonly { id: string; participants: readonly string[] }[];
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly parent?: string;
    readonly participant: string;
    readonly conversation: string;
    readonly timestamp: string;
    readonly body: string;
    readonly custom: readonly { name: string; value: string }[];
  }[];
  readonly eventcollectionid: string;
}

/** A document taken apart as mail is. */
function opened(document: string): { headers: ReadonlyMap<string, string>; transcript: string; manifest: Manifest } {
  expect(document).not.toMatch(/[^\r]\n/);
  const [head, ...rest] = document.split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n\s/g, ' ').split('\r\n');
  const headers = new Map(unfolded.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  const [, boundary] = /boundary="([^"]+)"/.exec(headers.get('Content-Type') as string) as RegExpExecArray;
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`);
  expect(parts).toHaveLength(4);
  expect(parts[3]).toBe('--\r\n');
  const [text, zip] = parts.slice(1, 3).map((part) => {
    const [about, content] = part.split('\r\n\r\n');
    expect(about).toContain('Content-Transfer-Encoding: base64');
    for (const line of content.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
    return Buffer.from(content, 'base64');
  });
  writeFileSync(join(directory, 'rsmf.zip'), zip);
  expect(execFileSync('unzip', ['-Z1', join(directory, 'rsmf.zip')], { encoding: 'utf8' })).toBe('rsmf_manifest.json\n');
  const manifest = JSON.parse(
    execFileSync('unzip', ['-p', join(directory, 'rsmf.zip')], { encoding: 'utf8', maxBuffer: 64 << 20 }),
  ) as Manifest;
  return { headers, transcript: text.toString('utf8'), manifest };
}

/** What makes loaders refuse a file. */
function expectLoadable({ headers, manifest }: ReturnType<typeof opened>): void {
  const { events, participants, conversations } = manifest;
  expect([manifest.version, headers.get('X-RSMF-Version')]).toEqual(['2.0.0', '2.0.0']);
  expect(headers.get('X-RSMF-EventCount')).toBe(String(events.length));
  const times = events.map(({ timestamp }) => timestamp).sort();
  expect([headers.get('X-RSMF-BeginDate'), headers.get('X-RSMF-EndDate')]).toEqual([times[0], times[times.length - 1]]);
  const known = new Set<string>();
  for (const { id, parent, participant, conversation, timestamp, body, custom } of events) {
    expect(timestamp).toMatch(/Z$/);
    expect(body).not.toBe('');
    expect(participants.filter((one) => one.id === participant)).toHaveLength(1);
    expect(conversations.filter((one) => one.id === conversation && one.participants.includes(participant))).toHaveLength(1);
    if (parent !== undefined) expect(known.has(parent)).toBe(true);
    expect(known.has(id)).toBe(false);
    known.add(id);
    for (const { name, value } of custom) expect([typeof name, typeof value, value === '']).toEqual(['string', 'string', false]);
  }
}

describe('RSMF', () => {
  it('is a document for each conversation and day, which loads: what answers, who, when and what with its event and hash', async () => {
    const { suffix, documents } = await made(asRsmf);
    expect(suffix).toBe('rsmf.zip');
    expect([...documents.keys()]).toEqual([`${ONE}_2026-03-01.rsmf`, `${ONE}_2026-03-02.rsmf`, `${OTHER}_2026-03-01.rsmf`]);
    const [first, second, third] = [...documents.values()].map(opened);
    for (const one of [first, second, third]) expectLoadable(one);
    expect(first.manifest.events.map(({ type, body, parent }) => [type, body, parent])).toEqual([
      ['unknown', 'Conversation opened\n[not disclosed]', undefined],
      ['message', BODY, undefined],
      ['message', 'Ja.', EVENTS[1].id],
    ]);
    expect(first.manifest.events[2].custom).toEqual(
      expect.arrayContaining([
        { name: 'market time', value: '2026-03-02 00:30:00 UTC+01:00 Europe/Berlin' },
        { name: 'leaf hash', value: 'ab'.repeat(32) },
        { name: 'revision', value: '2' },
      ]),
    );
    // The question stands in the file of another day: it is named, and no parent that the file does not have.
    expect(second.manifest.events[0]).not.toHaveProperty('parent');
    expect(second.manifest.events[0].custom).toContainEqual({ name: 'answers', value: '["m1"]' });
    const collections = [first, second, third].map(({ manifest }) => manifest.eventcollectionid);
    expect(collections).toEqual([`ev-1 ${ONE}`, `ev-1 ${ONE}`, `ev-1 ${OTHER}`]);
    expect(first.transcript).toContain(
      `[2026-03-01 22:59:00 UTC] bea (Buyer): Message\r\n${BODY.replace('\n', '\r\n')}\r\nMessage: m1; From: Buyer\r\n`,
    );
    expect(first.headers.get('X-RSMF-Participants')).toBe('bea (buyer), sam (seller)');
  });

  it('is split before it has more events than loaders take', async () => {
    const many = Array.from({ length: 9_001 }, (_, at) =>
      event(ONE, at, '2026-03-01T09:00:00.000Z', 'bea', 'ConversationClosed', {}),
    );
    const { documents } = await made(asRsmf, many);
    expect([...documents.keys()]).toEqual([`${ONE}_2026-03-01.rsmf`, `${ONE}_2026-03-01_2.rsmf`]);
    const counts = [...documents.values()].map((document) => opened(document).manifest.events.length);
    expect(counts).toEqual([9_000, 1]);
  });
});

describe('vCon', () => {
  it('is a document for each conversation: what was said in its dialog, everything that happened as attachments', async () => {
    const { suffix, documents } = await made(asVcon);
    expect(suffix).toBe('vcon.zip');
    expect([...documents.keys()]).toEqual([`${ONE}.vcon`, `${OTHER}.vcon`]);
    const one = JSON.parse(documents.get(`${ONE}.vcon`) as string);
    expect(one.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([one.created_at, one.parties]).toEqual([TOLD.requestedAt, [{ name: 'bea (Buyer)' }, { name: 'sam (Seller)' }]]);
    const text = { type: 'text', mediatype: 'text/plain', encoding: 'none', application: 'helpdesk' };
    expect(one.dialog).toEqual([
      { ...text, start: '2026-03-01T22:59:00.000Z', parties: [0], body: BODY, message_id: 'm1' },
      { ...text, start: '2026-03-01T23:30:00.000Z', parties: [1, 0], body: 'Ja.', message_id: 'm2' },
      { ...text, start: '2026-03-02T08:00:00.000Z', parties: [1, 0], body: 'Da.', message_id: 'm3' },
    ]);
    expect(one.attachments.map(({ purpose, party, dialog }: Record<string, unknown>) => [purpose, party, dialog])).toEqual([
      ['ConversationOpened', 0, 0],
      ['MessageSent', 0, 0],
      ['MessageSent', 1, 1],
      ['MessageSent', 1, 2],
      ['StatusUpdated', 1, 2],
    ]);
    expect(one.attachments[4].body).toMatchObject({
      ...{ event: EVENTS[4].id, revision: 4, title: 'Status update', leafHash: 'ab'.repeat(32) },
      facts: { stage: 'shipped', 'facts.amount': '3.00' },
    });
  });
});

it('both are in the language of the package where people read them', async () => {
  const { documents } = await made((begin, into) => rsmf(begin, TOLD, 'hu', into), EVENTS.slice(0, 5), ['body'], 'hu');
  const [first] = [...documents.values()].map(opened);
  // Headers of mail are ASCII.
  const [, encoded, rest] = /^=\?utf-8\?B\?([^?]+)\?= (.*)$/.exec(first.headers.get('Subject') as string) as RegExpExecArray;
  expect(`${Buffer.from(encoded, 'base64')} ${rest}`).toBe(`Beszélgetés ${ONE}, 2026-03-01`);
  expect(first.manifest.participants).toMatchObject([{ display: 'bea (Vevő)' }, { display: 'sam (Eladó)' }]);
  const vcons = await made((begin, into) => vcon(begin, TOLD, 'hu', into), EVENTS.slice(0, 5), ['body'], 'hu');
  const one = JSON.parse([...vcons.documents.values()][0]);
  expect([one.subject, one.parties]).toEqual([`Beszélgetés ${ONE}`, [{ name: 'bea (Vevő)' }, { name: 'sam (Eladó)' }]]);
});

describe.each([
  ['rsmf', asRsmf],
  ['vcon', asVcon],
] as const)('the form %s', (name, open) => {
  const all = ({ documents }: Awaited<ReturnType<typeof made>>) =>
    [...documents.values()]
      .map((text) => (name === 'rsmf' ? opened(text).transcript + JSON.stringify(opened(text).manifest) : text))
      .join();

  it('is one document where one is enough, and none where nothing was recorded', async () => {
    const one = await made(open, EVENTS.slice(0, 3));
    expect([one.suffix, one.documents.size]).toEqual([name, 1]);
    expect((await made(open, [])).documents.size).toBe(0);
  });

  it('shows what the package shows: texts that are disclosed, masks, or neither', async () => {
    expect(all(await made(open, EVENTS, ['body']))).toContain('anna@example.com');
    const masked = all(await made(open, EVENTS, 'masked'));
    expect(masked).toContain('Schreiben Sie mir an [contact details removed] 📦');
    const none = all(await made(open, EVENTS, []));
    expect(none).toContain('[not disclosed]');
    for (const text of [masked, none]) expect(text).not.toContain('anna@example.com');
    expect(none).not.toContain('Schreiben');
  });

  it('is the same bytes again', async () => {
    expect((await made(open)).sha256).toBe((await made(open)).sha256);
  });
});
