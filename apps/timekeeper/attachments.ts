/** What is to be done about attachments by and by: scanned again, removed where no message names them, swept away where nobody knows them. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AttachmentFiles, FileAltered, FileErased, FileLost, type Scanner, ScannerAway } from '../../libs/attachments';
import {
  type ConversationEvent,
  conversation,
  DAY_MS,
  isKept,
  RecordScan,
  RemoveAttachment,
  type Stamp,
} from '../../libs/domain';
import { type AttachmentDue, attachmentsDue } from '../../libs/read-models';
import type { Timekeeping } from './timekeeper';

const IDLE_MS = 1_000;
const PAGE = 100;
const SWEEP_EVERY_MS = 3_600_000;

/** Where attachments are, and by what they are scanned. */
export interface Attachments {
  readonly files: AttachmentFiles;
  /** Undefined where there is none any more: what waited for it goes on waiting. */
  readonly scanner: Scanner | undefined;
}

/** Numbers of one timekeeper, for its metrics. */
export interface AttachmentCounts {
  scanned: number;
  infected: number;
  removed: number;
  erased: number;
  swept: number;
  failures: number;
}

/** Keeps attachments until the signal aborts. What failed is told and done again; any number of timekeepers may run it. */
export async function keepAttachments(
  timekeeping: Timekeeping,
  attachments: Attachments,
  counts: AttachmentCounts,
  signal: AbortSignal,
): Promise<void> {
  let strangers: ReadonlySet<string> = new Set();
  let sweptAt = 0;
  for (let failures = 0; !signal.aborted; ) {
    try {
      await look(timekeeping, attachments, counts);
      if (Date.now() - sweptAt > SWEEP_EVERY_MS) {
        strangers = await sweep(timekeeping, attachments, strangers, counts);
        sweptAt = Date.now();
      }
      failures = 0;
    } catch (error) {
      failures++;
      counts.failures++;
      timekeeping.onTrouble(`attachments: ${error instanceof Error ? error.message : String(error)}`);
    }
    const pause = Math.min(30_000, IDLE_MS * 2 ** failures) * (0.75 + Math.random() / 2);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

async function look(timekeeping: Timekeeping, attachments: Attachments, counts: AttachmentCounts): Promise<void> {
  const now = timekeeping.clock.now();
  let away: unknown;
  for (const due of await attachmentsDue(timekeeping.models, now - DAY_MS, PAGE)) {
    const { conversation: id, attachment } = due;
    if (due.scan === 'erased') {
      // The file goes first: as long as nothing tells of that, it is looked at again.
      await attachments.files.delete(due);
      await handle(timekeeping, new RemoveAttachment(id, stampAt(now), attachment, 'erased'));
      counts.erased++;
      continue;
    }
    const removed = await handle(timekeeping, new RemoveAttachment(id, stampAt(now), attachment));
    if (removed.some(({ type }) => type === 'AttachmentRemoved')) {
      counts.removed++;
      await attachments.files.delete(due);
    } else if (due.scan === 'waiting' && away === undefined) {
      // A scanner that is away is so for all; what is to be removed is not held up by it.
      await scan(timekeeping, attachments, due, counts).catch((error: unknown) => {
        away = error;
      });
    }
  }
  if (away !== undefined) throw away;
}

async function scan(
  timekeeping: Timekeeping,
  { files, scanner }: Attachments,
  due: AttachmentDue,
  counts: AttachmentCounts,
): Promise<void> {
  if (!scanner) throw new ScannerAway('attachments wait for a scanner, and CLAMD names none');
  let infected: string | undefined;
  try {
    infected = await scanner.scan(files.content(due, { restricted: true }));
  } catch (error) {
    if (!(error instanceof FileLost || error instanceof FileAltered || error instanceof FileErased)) throw error;
    // What cannot be read is clean of everything; whoever asks for it is told what is wrong with it.
  }
  const events = await handle(
    timekeeping,
    new RecordScan(due.conversation, stampAt(timekeeping.clock.now()), due.attachment, infected),
  );
  if (events.length === 0) return;
  counts.scanned++;
  if (infected === undefined) return;
  counts.infected++;
  await files.delete(due);
}

/**
 * Files of which no stream says that they are to be there: left by a process that died before it told of them or removed them. They go
 * when they are met a second time, since what is coming in just now is told a moment later. Returns those met for the first time.
 */
async function sweep(
  { commands }: Timekeeping,
  { files }: Attachments,
  before: ReadonlySet<string>,
  counts: AttachmentCounts,
): Promise<ReadonlySet<string>> {
  const met = new Set<string>();
  for await (const file of files.list()) {
    const state = await commands.stateOf(conversation, file.conversation);
    if (isKept(state, file.attachment)) continue;
    if (!before.has(file.attachment)) met.add(file.attachment);
    else {
      counts.swept++;
      await files.delete(file);
    }
  }
  return met;
}

async function handle({ commands }: Timekeeping, command: RemoveAttachment | RecordScan): Promise<readonly ConversationEvent[]> {
  return (await commands.handle(conversation, command)).events as readonly ConversationEvent[];
}

function stampAt(at: number): Stamp {
  const commandId = randomUUID();
  return {
    ...{ actor: { id: 'timekeeper', role: 'system' }, at, commandId, commandHash: 'attachment' },
    ...{ origin: 'timekeeper', correlationId: commandId },
  };
}
