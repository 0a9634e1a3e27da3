/** Brings old conversations in: each line one stream, under ids that follow from the line, so that a second run adds nothing. */
import { hash } from 'node:crypto';
import { createReadStream, type Stats, statSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import {
  type Clockwork,
  type ConversationEvent,
  conversation,
  type ImportedDialogue,
  importedHistory,
  OutsideCalendar,
} from '../../../libs/domain';
import { type EventMetadata, type EventStore, type NewEvent, RevisionConflict, uuidV5 } from '../../../libs/event-store';
import type { Dispatch } from '../../../libs/product-clock';
import { BadLine, readDialogue } from './dialogue';
import { type Line, linesOf } from './lines';

const IN_FLIGHT = 32;
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** What an import did. `position` is where its last event stands. */
export interface Imported {
  conversations: number;
  messages: number;
  /** Conversations that were there already, unchanged. */
  known: number;
  /** Lines left out. */
  bad: number;
  position: bigint;
}

/** What an import needs; `say` gets one line of text for each line of the file that is left out. */
export interface Importing {
  readonly store: EventStore;
  readonly clock: Clockwork & { now(): number };
  /** Records the calendars used. */
  readonly commands: Dispatch;
  readonly by: string;
  readonly say: (line: string) => void;
  /** Ends it after what is on its way. */
  readonly signal: AbortSignal;
}

/** Imports a file, several lines at a time, in memory that does not grow with it. Interrupted (it throws), it is simply run again. */
export async function importFile(path: string, importing: Importing): Promise<Imported> {
  const size = sizeOf(path);
  const told: Imported = { conversations: 0, messages: 0, known: 0, bad: 0, position: 0n };
  const bar = new SingleBar({
    format: 'importing {bar} {percentage}% | {conversations} conversations, {messages} messages | {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 200,
    // Into a file or a pipe a line now and then.
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  const left = (line: Line, reason: string) => {
    told.bad++;
    // Where a bar stands, the line takes its place; the bar comes again below.
    importing.say(`${process.stderr.isTTY ? '\r\u001b[K' : ''}line ${line.number}: ${reason}`);
  };
  const take = async (line: Line) => {
    if (line.text === undefined) return left(line, line.fault ?? '');
    try {
      const dialogue = readDialogue(line.text, importing.clock.now());
      const { added, position } = await write(dialogue, importing);
      if (added) {
        told.conversations++;
        told.messages += dialogue.messages.length;
      } else told.known++;
      if (position > told.position) told.position = position;
    } catch (error) {
      // The first and the last hours of the years read belong to others in some zones.
      if (!(error instanceof BadLine || error instanceof OutsideCalendar)) throw error;
      left(line, error.message);
    }
  };
  bar.start(size, 0, told);
  const running = new Set<Promise<void>>();
  let failure: unknown;
  try {
    for await (const line of linesOf(createReadStream(path), MAX_LINE_BYTES)) {
      const one: Promise<void> = take(line)
        .catch((error) => {
          failure ??= error;
        })
        .finally(() => running.delete(one));
      running.add(one);
      if (running.size >= IN_FLIGHT) await Promise.race(running);
      if (failure || importing.signal.aborted) break;
      bar.update(line.end, told);
    }
    await Promise.all(running);
    if (failure) throw failure;
    if (importing.signal.aborted)
      throw new Error(`interrupted after ${told.conversations} conversations; the same command again goes on from there`);
    bar.update(size, told);
  } finally {
    bar.stop();
  }
  return told;
}

/** Bytes of the file to import. Throws where it is none. */
function sizeOf(path: string): number {
  let found: Stats;
  try {
    found = statSync(path);
  } catch (error) {
    throw new Error(`FILE: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (found.isDirectory()) throw new Error(`FILE: ${path} is a directory`);
  return found.size;
}

/** Writes one conversation; `added` is false when it was there. Throws BadLine when something else stands under its id. */
async function write(
  dialogue: ImportedDialogue,
  { store, clock, commands, by }: Importing,
): Promise<{ added: boolean; position: bigint }> {
  const stream = `${conversation.category}-${dialogue.conversation}`;
  const commandId = uuidV5('import', dialogue.conversation);
  const metadata: EventMetadata = {
    $correlationId: commandId,
    $causationId: commandId,
    commandId,
    commandHash: 'import',
    actor: by,
    role: 'system',
    origin: 'import',
    at: new Date(clock.now()).toISOString(),
    schema: store.codec.schema,
  };
  // Another content under the same id is not the same import: it meets the first one as a conflict.
  const content = hash('sha256', JSON.stringify(dialogue), 'base64url');
  const history = await commands.recording(() => importedHistory(dialogue, clock));
  const events = history.map(
    (event, index): NewEvent<ConversationEvent> =>
      ({ id: uuidV5(`event ${index} of ${content}`, dialogue.conversation), ...event, metadata }) as NewEvent<ConversationEvent>,
  );
  let there = 0;
  for await (const event of store.read(stream, { from: events.length - 1, maxCount: 1 }))
    if (event.id === events[events.length - 1].id) there++;
  if (there) return { added: false, position: 0n };
  try {
    const { position } = await store.appendNew(stream, events);
    return { added: true, position };
  } catch (error) {
    if (error instanceof RevisionConflict)
      throw new BadLine(`id: conversation ${dialogue.conversation} is there already, with other content`);
    throw error;
  }
}
