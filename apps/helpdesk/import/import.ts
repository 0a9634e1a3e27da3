/** Brings old conversations in, and orders and sellers: each line one stream, under ids that follow from the line, so that a second run adds nothing. */
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { SingleBar } from 'cli-progress';
import {
  type Clockwork,
  type ConversationEvent,
  conversation,
  type ImportedDialogue,
  importedHistory,
  orders,
  profiles,
  type Stamp,
} from '../../../libs/domain';
import { type EventStore, type NewEvent, ownMetadata, RevisionConflict, uuidV5 } from '../../../libs/event-store';
import type { Dispatch } from '../../../libs/product-clock';
import { sizeNamed } from '../named-file';
import { BadLine, type Json, objectIn, readDialogue } from './dialogue';
import { readFact } from './fact';
import { type Line, linesOf } from './lines';

// Changing it would make a line imported before arrive a second time.
const FACTS = 'c0a7f2f5-0a5e-4c8e-9a55-1d0f3b6c7e42';

const IN_FLIGHT = 32;
const ATTEMPTS = 5;
const USES: ReadonlySet<string> = new Set(['MessageSent', 'MessageHeld', 'ConversationClosed']);
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** What an import did. `position` is where its last event stands. */
export interface Imported {
  conversations: number;
  messages: number;
  orders: number;
  sellers: number;
  /** What was there already, unchanged. */
  known: number;
  /** Lines left out. */
  bad: number;
  /** Lines of which something was odd: kept, and told. */
  odd: number;
  position: bigint;
}

/** What an import needs; `say` gets a line of text for all that is left out or odd. */
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
  const size = sizeNamed('FILE', path, 'one JSON object a line');
  const told: Imported = { conversations: 0, messages: 0, orders: 0, sellers: 0, known: 0, bad: 0, odd: 0, position: 0n };
  const bar = new SingleBar({
    format: 'importing {bar} {percentage}% | {conversations} conversations, {messages} messages | {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 200,
    // Into a file or a pipe a line now and then.
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  // Where a bar stands, the line takes its place; the bar comes again below.
  const say = (line: Line, reason: string) =>
    importing.say(`${process.stderr.isTTY ? '\r\u001b[K' : ''}line ${line.number}: ${reason}`);
  const left = (line: Line, reason: string) => {
    told.bad++;
    say(line, reason);
  };
  const take = async (line: Line) => {
    if (line.text === undefined) return left(line, line.fault ?? '');
    try {
      const { odd, added, position } = await takeIn(objectIn(line.text), importing);
      if (odd.length > 0) told.odd++;
      for (const what of odd) say(line, `kept, but ${what}`);
      if (!added) told.known++;
      for (const [what, number] of Object.entries(added ?? {}) as [Counted, number][]) told[what] += number;
      if (position > told.position) told.position = position;
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      left(line, error.message);
    }
  };
  // What is empty, or comes by a pipe, has no length to be counted down.
  bar.start(Math.max(size, 1), 0, told);
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
    bar.update(bar.getTotal(), told);
  } finally {
    bar.stop();
  }
  return told;
}

/** Bytes of the file to import. Throws where it is none. */

/** What of an import is counted by kind. */
type Counted = 'conversations' | 'messages' | 'orders' | 'sellers';

/** What a line led to: `added` undefined when all of it was there. */
interface Taken {
  readonly odd: readonly string[];
  readonly added?: Partial<Record<Counted, number>>;
  readonly position: bigint;
}

/** Takes in what a line says. Throws BadLine. */
async function takeIn(given: Json, importing: Importing): Promise<Taken> {
  const now = importing.clock.now();
  switch (given.kind) {
    case undefined:
    case 'dialogue': {
      const { dialogue, odd } = readDialogue(given, now);
      const { added, position } = await write(dialogue, importing);
      return { odd, position, ...(added && { added: { conversations: 1, messages: dialogue.messages.length } }) };
    }
    case 'order':
    case 'seller': {
      const { command, odd } = readFact(given, now);
      const told = command(stampOf(given, importing));
      const { events, repeated, position } =
        told.type === 'RecordOrder'
          ? await importing.commands.handle(orders, told)
          : await importing.commands.handle(profiles, told);
      if (events.length === 0 || repeated) return { odd, position };
      return { odd, position, added: told.type === 'RecordOrder' ? { orders: 1 } : { sellers: 1 } };
    }
    default:
      throw new BadLine('kind: is none of dialogue, order, seller');
  }
}

/** The same line is the same command, however often it is imported. */
function stampOf(given: Json, { clock, by }: Importing): Stamp {
  const commandId = uuidV5(JSON.stringify(given), FACTS);
  return {
    actor: { id: by, role: 'system' },
    at: clock.now(),
    ...{ commandId, commandHash: 'import', origin: 'import', correlationId: commandId },
  };
}

/** Writes one conversation, or what is missing of it; `added` is false when all was there. Throws BadLine when something else stands under its id. */
async function write(dialogue: ImportedDialogue, importing: Importing): Promise<{ added: boolean; position: bigint }> {
  const { store } = importing;
  const stream = `${conversation.category}-${dialogue.conversation}`;
  const events = await eventsOf(dialogue, importing);
  const last = events.length - 1;
  const own = new Set(events.map(({ id }) => id));
  for await (const { id } of store.read(stream, { from: last, maxCount: 1 }))
    if (id === events[last].id) return { added: false, position: 0n };
  let behind = -1;
  let missing: readonly NewEvent<ConversationEvent>[] = events;
  for (let attempt = 1; missing.length > 0; attempt++) {
    try {
      const { position } = await store.appendNew(stream, missing, behind);
      return { added: true, position };
    } catch (error) {
      // A part of it is there, or something else, or somebody writes in it meanwhile.
      if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
    }
    const { revision, ids, uses } = await found(store, stream);
    if (revision >= 0 && !ids.has(events[0].id))
      throw new BadLine(`id: conversation ${dialogue.conversation} is there already, with other content`);
    // What people have begun to use again is not closed behind them.
    const inUse = uses.some((id) => !own.has(id));
    behind = revision;
    missing = events.filter(({ id, type }) => !ids.has(id) && !(inUse && type === 'ConversationClosed'));
  }
  return { added: false, position: 0n };
}

/** The events of a dialogue under ids that follow from its content: another content under its id is not the same import. */
async function eventsOf(
  dialogue: ImportedDialogue,
  { store, clock, commands, by }: Importing,
): Promise<NewEvent<ConversationEvent>[]> {
  const commandId = uuidV5('import', dialogue.conversation);
  const metadata = ownMetadata(store.codec, commandId, {
    ...{ actor: by, role: 'system', origin: 'import', at: new Date(clock.now()).toISOString(), content: 'import' },
  });
  // Whether it was closed is no part of it: files imported before do not say.
  const { closedAt: _, ...said } = dialogue;
  const content = hash('sha256', JSON.stringify(said), 'base64url');
  const history = await commands.recording(() => importedHistory(dialogue, clock));
  return history.map(
    (event, index): NewEvent<ConversationEvent> =>
      ({ id: uuidV5(`event ${index} of ${content}`, dialogue.conversation), ...event, metadata }) as NewEvent<ConversationEvent>,
  );
}

/** What stands in a stream: its last revision, its events, and which of them say that people use it. */
async function found(store: EventStore, stream: string): Promise<{ revision: number; ids: Set<string>; uses: string[] }> {
  const ids = new Set<string>();
  const uses: string[] = [];
  let last = -1;
  for await (const { events, revision } of store.readBatches<ConversationEvent>(stream)) {
    last = revision;
    for (const { id, type } of events) {
      ids.add(id);
      if (USES.has(type)) uses.push(id);
    }
  }
  return { revision: last, ids, uses };
}
