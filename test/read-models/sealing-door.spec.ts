/** R9 An erasure is before a text in the log or behind it, whichever process either comes from, and whatever of them is slow, cut off or killed. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { AttachmentFiles, FileErased } from '../../libs/attachments';
import { blobsIn } from '../../libs/blobs';
import { loadSealing } from '../../libs/config';
import { conversation, type PersonCommand, people, RequestErasure, UploadAttachment } from '../../libs/domain';
import { CommandHandling, type EventStore, type NewEvent, StoreUnavailable } from '../../libs/event-store';
import { caughtUpWithLedger, fileKeys, type ReadModels } from '../../libs/read-models';
import { dialogue } from '../bench/history';
import { UnreliableLine } from '../event-store/unreliable-line';
import { beside } from '../support/beside';
import { eventually, type Stack, startStack } from '../support/stack';
import { stampOf } from '../support/stamp';

const AT = '2026-01-05T09:00:00.000Z';

describe('the door of sealing', () => {
  let stack: Stack;
  /** Between the first process and the store. */
  let line: UnreliableLine;
  let writer: { readonly store: EventStore; readonly models: ReadModels };
  let eraser: typeof writer;
  beforeAll(async () => {
    stack = await startStack({ run: [] });
    line = await UnreliableLine.to(Number(new URL(stack.eventStoreUrl.replace('esdb', 'http')).port));
    writer = beside({ ...stack, eventStoreUrl: line.url });
    eraser = beside(stack);
  });
  afterAll(async () => {
    for (const { store, models } of [writer, eraser]) await Promise.all([store.close(), models.close()]);
    await line.close();
    await stack.stop();
  });

  const classes = { conversation: { version: '0', days: 0, ground: 'none' } } as RequestErasure['facts']['classes'];
  const erasing = (person: string): PersonCommand =>
    new RequestErasure(
      person,
      stampOf({ id: 'cleo', role: 'compliance' }, Date.parse(AT)),
      { reason: 'asked', ground: 'GDPR art. 17' },
      {
        known: true,
        since: true,
        written: { conversation: 0 },
        classes: { ...classes, order: classes.conversation, conduct: classes.conversation },
      },
    );
  const erase = (person: string) => new CommandHandling(eraser.store).handle(people, erasing(person));
  const carryOut = () =>
    caughtUpWithLedger({ ...eraser, signal: new AbortController().signal, onTrouble: (trouble) => expect(trouble).toBe('') });

  /** Somebody who writes in a conversation, always by the first process. */
  const somebody = () => {
    const person = `anna-${randomUUID()}`;
    const conversation = randomUUID();
    const stream = `conversation-${conversation}`;
    const said = (body: string): NewEvent => {
      const id = randomUUID();
      const by = { actor: person, role: 'buyer', origin: 'test', at: AT, schema: '1' };
      const about = { $correlationId: id, $causationId: id, commandId: id, commandHash: 'h', ...by };
      const screened = { ruleSet: 'r', versions: {}, findings: [] };
      const data = { message: id, from: 'buyer', author: person, body, screened, at: AT };
      return { id, type: 'MessageSent', data, metadata: about };
    };
    const write = (body: string) => writer.store.append(stream, [said(body)], 'any');
    const read = async (): Promise<string[]> => {
      eraser.store.forget();
      const bodies: string[] = [];
      for await (const { data } of eraser.store.read(stream)) bodies.push((data as { body: string }).body);
      return bodies;
    };
    return { person, write, read };
  };
  const ERASED = '[erased on 2026-01-05]';
  const lockedBy = async (mode: 'ShareLock' | 'ExclusiveLock', granted: boolean) => {
    const rows = await eraser.models.query<{ pid: number }>(
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 7351003 AND mode = $1 AND granted = $2",
      [mode, granted],
    );
    return rows.length > 0 && rows;
  };

  it('R9 what is on its way is stored before the erasure, and erased by it; what comes after it is not, whenever keys are deleted', async () => {
    const { person, write, read } = somebody();
    await write('before');
    line.freeze();
    const onItsWay = write('on its way');
    const erasure = erase(person);
    await eventually('who erases to wait', () => lockedBy('ExclusiveLock', false));
    line.thaw();
    const [{ position }, { position: end }] = await Promise.all([onItsWay, erasure]);
    expect(position < end).toBe(true);
    // Nobody has deleted a key yet.
    await write('after');
    expect(await read()).toEqual(['before', 'on its way', 'after']);
    await carryOut();
    expect(await read()).toEqual([ERASED, ERASED, 'after']);
    await write('later');
    expect(await read()).toEqual([ERASED, ERASED, 'after', 'later']);
    await erase(person);
    await carryOut();
    expect(await read()).toEqual([ERASED, ERASED, ERASED, ERASED]);
  });

  it('R9 whether the lock is still shared is asked once, however many come after a while of nothing', async () => {
    const { write, read } = somebody();
    await write('before');
    const now = performance.now.bind(performance);
    const later = jest.spyOn(performance, 'now').mockImplementation(() => now() + 6_000);
    const asked = jest.spyOn(pg.Client.prototype, 'query');
    try {
      await Promise.all(Array.from({ length: 20 }, (_, nth) => write(`after ${nth}`)));
      expect(asked.mock.calls.filter(([text]) => String(text) === 'SELECT 1')).toHaveLength(1);
    } finally {
      later.mockRestore();
      asked.mockRestore();
    }
    expect(await read()).toHaveLength(21);
  });

  it('R9 who is killed between closing keys and recording it has erased nothing, and the next who erases does', async () => {
    const { person, write, read } = somebody();
    await write('before');
    const far = beside({ ...stack, eventStoreUrl: 'esdb://127.0.0.1:1?tls=false' });
    const id = randomUUID();
    const by = { actor: 'cleo', role: 'compliance', origin: 'test', at: AT, schema: '1' };
    const metadata = { $correlationId: id, $causationId: id, commandId: id, commandHash: 'h', ...by };
    const data = { person, classes: ['conversation'], what: 'everything', at: AT };
    const failing = far.store.append(`person-${person}`, [{ id, type: 'PersonErased', data, metadata }], 'any');
    const refused = expect(failing).rejects.toThrow(StoreUnavailable);
    await eventually('keys to be closed', async () => {
      const rows = await eraser.models.query('SELECT FROM person_keys WHERE person = $1 AND closed', [person]);
      return rows.length > 0;
    });
    await Promise.all([far.store.close(), far.models.close()]);
    await refused;
    await write('between');
    await carryOut();
    expect(await read()).toEqual(['before', 'between']);
    await erase(person);
    await carryOut();
    expect(await read()).toEqual([ERASED, ERASED]);
  });

  it('R9 who lost the database while a text was on its way does not say that it is stored', async () => {
    const { person, write, read } = somebody();
    await write('before');
    line.freeze();
    const onItsWay = write('on its way');
    const unsaid = expect(onItsWay).rejects.toThrow(StoreUnavailable);
    const [{ pid }] = (await eventually('who writes to be inside', () => lockedBy('ShareLock', true))) as { pid: number }[];
    await eraser.models.query('SELECT pg_terminate_backend($1)', [pid]);
    await erase(person);
    line.thaw();
    await unsaid;
    await carryOut();
    await write('after');
    expect(await read()).toEqual([ERASED, ERASED, 'after']);
  });

  describe('files', () => {
    let directory: string;
    let files: AttachmentFiles;
    beforeAll(() => {
      directory = mkdtempSync(join(tmpdir(), 'helpdesk-files-'));
      files = new AttachmentFiles(
        blobsIn({ directory }),
        fileKeys(writer.models, loadSealing({ HELPDESK_DATA: stack.dataDir }).service),
      );
    });
    afterAll(() => rmSync(directory, { recursive: true }));

    /** A conversation of somebody, who uploads to it. */
    const uploading = async () => {
      const person = `anna-${randomUUID()}`;
      const { stream, events } = dialogue('shop', 1, { buyer: person });
      await writer.store.appendNew(stream, events);
      const id = stream.slice('conversation-'.length);
      const stamp = () => stampOf({ id: person, role: 'buyer' }, Date.now());
      const kept = async (content: string) => {
        const place = { conversation: id, attachment: randomUUID() };
        const key = await files.keep(place, 'content', person, [Buffer.from(content)]);
        const sha256 = createHash('sha256').update(content).digest('hex');
        return { ...place, sha256, size: content.length, key };
      };
      const told = ({ conversation: _, ...file }: Awaited<ReturnType<typeof kept>>) => {
        const upload = { ...file, name: 'invoice.txt', mediaType: 'text/plain' as const, scan: 'none' as const };
        return new CommandHandling(writer.store).handle(conversation, new UploadAttachment(id, stamp(), upload));
      };
      const contentOf = async (file: Awaited<ReturnType<typeof kept>>) => {
        const bytes: Buffer[] = [];
        for await (const some of files.content(file)) bytes.push(some);
        return Buffer.concat(bytes).toString();
      };
      const names = async () => {
        eraser.store.forget();
        const all: string[] = [];
        for await (const { type, data } of eraser.store.read(stream))
          if (type === 'AttachmentUploaded') all.push((data as { name: string }).name);
        return all;
      };
      return { person, kept, told, contentOf, names };
    };

    it('R9 whose author is erased while they come are not taken, and sent again they are readable; what was taken before is erased whole', async () => {
      const { person, kept, told, contentOf, names } = await uploading();
      const before = await kept('before');
      await told(before);
      const onItsWay = await kept('on its way');
      await erase(person);
      // Nobody has deleted a key yet.
      await expect(told(onItsWay)).rejects.toThrow(StoreUnavailable);
      const after = await kept('after');
      await told(after);
      expect(await names()).toEqual(['invoice.txt', 'invoice.txt']);
      await carryOut();
      expect(await names()).toEqual([ERASED, 'invoice.txt']);
      await eventually('the keys to be forgotten', () =>
        contentOf(before).then(
          () => false,
          (error) => error instanceof FileErased,
        ),
      );
      await expect(contentOf(onItsWay)).rejects.toThrow(FileErased);
      expect(await contentOf(after)).toBe('after');
    });
  });

  it('R9 a table of keys from before the erasure is ended all the same', async () => {
    const { person, write, read } = somebody();
    await write('before');
    await eraser.models.query('CREATE TABLE keys_before AS TABLE person_keys');
    await eraser.models.query('CREATE TABLE ledger_before AS TABLE person_key_ledger');
    await erase(person);
    await carryOut();
    await eraser.models.query('TRUNCATE person_keys, person_key_ledger');
    await eraser.models.query('INSERT INTO person_keys TABLE keys_before');
    await eraser.models.query('INSERT INTO person_key_ledger TABLE ledger_before');
    expect(await read()).toEqual(['before']);
    await carryOut();
    expect(await read()).toEqual([ERASED]);
  });
});
