/** A conversation walked through in a terminal, forwards and backwards, or printed whole: folded by the domain's own functions. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { emitKeypressEvents } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import {
  type ConversationEvent,
  conversation,
  emptyScene,
  evolveScene,
  isSameStep,
  LENSES,
  type Lens,
  type Picture,
  pictureOf,
  RecordAccess,
  type ReplayCause,
  type ReplayChange,
  type ReplayEvent,
  type ReplayStep,
  replayEventOf,
  takeStep,
  throughLens,
} from '../../libs/domain';
import type { EventStore } from '../../libs/event-store';
import { Dispatch, type ProductClock } from '../../libs/product-clock';

const PAGE = 10;
const RULE = '─'.repeat(72);
const HELP = '← → a step · page ten · home end · number and enter: to that revision · l other eyes · q';

/** What is replayed, and who looks. */
export interface Look {
  readonly id: string;
  readonly reason: string;
  readonly by: string;
  readonly revision?: number;
}

/** The whole record of a conversation; who looked at it and why stands behind it (R1.3). Throws where there is none of this id. */
export async function recordOf(
  store: EventStore,
  clock: ProductClock,
  { id, reason, by, revision }: Look,
): Promise<ReplayEvent[]> {
  const events: ReplayEvent[] = [];
  for await (const event of store.read<ConversationEvent>(`${conversation.category}-${id}`)) events.push(replayEventOf(event));
  if (events.length === 0) throw new Error(`there is no conversation ${id}`);
  const commandId = randomUUID();
  const stamp = {
    ...{ actor: { id: by, role: 'operator' as const }, at: clock.now(), commandId, commandHash: commandId },
    ...{ origin: 'command line', correlationId: commandId },
  };
  const access = { reason, what: 'replay', ...(revision !== undefined && { revision }) };
  await new Dispatch(store, clock).handle(conversation, new RecordAccess(id, stamp, access));
  return events;
}

type Events = readonly [ReplayEvent, ...ReplayEvent[]];

/** A conversation at one of its steps, as a lens shows it. */
export interface Stood {
  readonly step: ReplayStep;
  readonly picture: Picture | undefined;
  /** Which step of how many. */
  readonly number: number;
  readonly of: number;
  readonly lens: Lens;
}

/** Walks the steps of a record by keys. */
export class Walk {
  #lens: Lens;
  #steps: Events[];
  #at: number;
  #typed = '';

  constructor(
    private readonly record: readonly ReplayEvent[],
    private readonly clock: Parameters<typeof pictureOf>[2],
    { lens = 'platform', revision }: { readonly lens?: Lens; readonly revision?: number } = {},
  ) {
    this.#lens = lens;
    this.#steps = this.#seen();
    this.#at = this.#steps.length - 1;
    if (revision !== undefined) this.#goTo(revision);
  }

  /** What was typed of a revision so far. */
  get typed(): string {
    return this.#typed;
  }

  /** Goes where a key leads; false: away. */
  press(key: string): boolean {
    const last = this.#steps.length - 1;
    const to = {
      left: this.#at - 1,
      right: this.#at + 1,
      pageup: this.#at - PAGE,
      pagedown: this.#at + PAGE,
      home: 0,
      end: last,
    };
    const typed = this.#typed;
    this.#typed = '';
    if (key in to) this.#at = Math.min(last, Math.max(0, to[key as keyof typeof to]));
    else if (/^\d$/.test(key)) this.#typed = `${typed}${key}`.slice(0, 9);
    else if (key === 'backspace') this.#typed = typed.slice(0, -1);
    else if (key === 'return' && typed !== '') this.#goTo(Number(typed));
    else if (key === 'l') this.#otherEyes();
    return key !== 'q';
  }

  /** The step where it stands, and what there was then. */
  stood(): Stood {
    const scene = emptyScene();
    for (const events of this.#steps.slice(0, this.#at)) for (const event of events) evolveScene(scene, event);
    const step = takeStep(scene, this.#steps[this.#at]);
    const picture = pictureOf(scene, this.#lens, this.clock, Date.parse(scene.at));
    return { step, picture, number: this.#at + 1, of: this.#steps.length, lens: this.#lens };
  }

  /** The steps up to here, and then how it stood. */
  *whole(): Generator<ReplayStep, Stood> {
    const scene = emptyScene();
    for (const events of this.#steps.slice(0, this.#at + 1)) yield takeStep(scene, events);
    return this.stood();
  }

  /** The step that made an event, or where no lens shows that, the one before. */
  #goTo(revision: number): void {
    const behind = this.#steps.findIndex(([first]) => first.revision > revision);
    this.#at = Math.max(0, behind < 0 ? this.#steps.length - 1 : behind - 1);
  }

  #otherEyes(): void {
    const [{ revision }] = this.#steps[this.#at];
    this.#lens = LENSES[(LENSES.indexOf(this.#lens) + 1) % LENSES.length];
    this.#steps = this.#seen();
    this.#goTo(revision);
  }

  #seen(): Events[] {
    const steps: [ReplayEvent, ...ReplayEvent[]][] = [];
    const lens = throughLens(this.#lens, 'en');
    for (const event of this.record) {
      const seen = lens(event);
      if (!seen) continue;
      const step = steps.at(-1);
      if (step && isSameStep(step[0], seen)) step.push(seen);
      else steps.push([seen]);
    }
    return steps;
  }
}

/** A step in words: what it was, what it changed, what led to it, and its events. */
export function stepText({ from, to, at, role, actor, told, changes, causes, events }: ReplayStep): string {
  const lines = [
    `${from === to ? from : `${from}–${to}`}  ${at}  ${role} ${actor}`,
    `  ${told}`,
    ...changes.map((change) => `  ${changeText(change)}`),
    ...causes.map((cause) => `  because of ${causeText(cause)}`),
    ...events.map(
      ({ revision, type, causes: own }) =>
        `    ${revision} ${type}${own.length > 0 ? ` ← ${own.map(causeText).join(', ')}` : ''}`,
    ),
  ];
  return lines.map(plain).join('\n');
}

const changeText = ({ of, id, field, before, after }: ReplayChange): string =>
  `${[of, id].filter(Boolean).join(' ')}: ${field} ${before ?? '–'} → ${after ?? '–'}`;

const causeText = ({ what, id, revision }: ReplayCause): string =>
  revision === undefined ? `${what} ${id}` : `${what} ${id} (${revision})`;

/** How it stood, in words. */
export function pictureText(picture: Picture): string {
  const { status, caredForBy, assignee, market, seller, buyer, order, topic, subject, readUpTo, leftOut } = picture;
  const unshown = Object.entries(leftOut).filter(([, count]) => count > 0);
  const lines = [
    `${subject}`,
    `${status} · ${topic} · ${market} · buyer ${buyer} · seller ${seller}${order === null ? '' : ` · order ${order}`}`,
    [
      assignee !== null && `assigned to ${assignee}`,
      caredForBy !== 'seller' && `cared for by the ${caredForBy}`,
      ...Object.entries(readUpTo).map(([side, revision]) => `${side} had read up to ${revision}`),
    ]
      .filter(Boolean)
      .join(' · '),
    ...picture.messages.flatMap(({ at, kind, from, author, body = '[too long ago to be shown]', held, rejected, masked }) => [
      `${at}  ${kind === 'note' ? 'note of ' : ''}${from} ${author}${rejected ? ' [rejected]' : held ? ' [held]' : ''}${masked ? ' [masked]' : ''}`,
      ...body.split(/\r?\n/).map((line) => `  ${line}`),
    ]),
    ...picture.statusUpdates.map(({ at, stage, by }) => `${at}  stage ${stage}, told by ${by}`),
    ...picture.obligations.map(
      ({ message, state, dueAt, countedMs, allowanceMs, excused }) =>
        `answer to ${message}: ${state}${excused ? ' (excused)' : ''}, due ${dueAt}, counted ${hours(countedMs)} of ${hours(allowanceMs)}`,
    ),
    ...picture.violations.map(({ kind, status: decided, at, source }) => `${at}  violation ${kind}, ${decided}, by ${source}`),
    ...unshown.map(([what, count]) => `${count} older ${what} are not shown`),
  ];
  return lines
    .filter((line) => line !== '')
    .map(plain)
    .join('\n');
}

const hours = (ms: number | null): string =>
  ms === null ? '?' : `${Math.floor(ms / 3_600_000)} h ${Math.floor((ms % 3_600_000) / 60_000)} min`;

/** Without what a terminal would obey: people wrote it. */
const plain = (line: string): string => line.replace(/\p{Cc}|\p{Bidi_Control}/gu, '·');

/** Prints all steps up to where the walk stands, and how it stood then. */
export async function printWhole(walk: Walk, print: (text: string) => Promise<void>): Promise<void> {
  const steps = walk.whole();
  for (;;) {
    const { done, value } = steps.next();
    if (!done) {
      await print(stepText(value));
      continue;
    }
    if (value.picture) await print(`${RULE}\n${pictureText(value.picture)}`);
    return;
  }
}

/** One screen of a walk, of so many lines and columns. */
export function screenText(walk: Walk, rows: number, columns: number): string {
  const { step, picture, number, of, lens } = walk.stood();
  const head = `step ${number} of ${of} · seen by: ${lens}${walk.typed && ` · to revision ${walk.typed}`}`;
  const lines = [head, RULE, ...stepText(step).split('\n'), RULE, ...(picture ? pictureText(picture).split('\n') : [])];
  const shown = lines.length > rows - 1 ? [...lines.slice(0, rows - 2), `… ${lines.length - rows + 2} more lines`] : lines;
  return [...shown, HELP].map((line) => [...line].slice(0, columns).join('')).join('\n');
}

/** Shows where the walk stands and lets keys lead it, until it is left. */
export async function walkThrough(walk: Walk, input: ReadStream, output: WriteStream): Promise<void> {
  const show = () => output.write(`\x1b[H\x1b[2J${screenText(walk, output.rows, output.columns)}`);
  emitKeypressEvents(input);
  input.setRawMode(true);
  output.write('\x1b[?1049h');
  output.on('resize', show);
  try {
    for (;;) {
      show();
      const [, { name = '', ctrl = false }] = (await once(input, 'keypress')) as [unknown, { name?: string; ctrl?: boolean }];
      if ((ctrl && name === 'c') || !walk.press(name)) return;
    }
  } finally {
    output.off('resize', show);
    output.write('\x1b[?1049l');
    input.setRawMode(false);
    input.pause();
  }
}
