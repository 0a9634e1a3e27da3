/** A conversation walked through in a terminal, forwards and backwards, or printed whole: folded by the domain's own functions. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { emitKeypressEvents } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import { DateTime } from 'luxon';
import {
  type ConversationEvent,
  conversation,
  emptyScene,
  evolveScene,
  isSameStep,
  type KnownOrder,
  LENSES,
  type Lens,
  type OrderEvent,
  type OrderShown,
  orderAfter,
  orderShown,
  orderStreamId,
  orders,
  type Picture,
  pictureOf,
  REFUSAL_NAMESPACE,
  RecordAccess,
  RecordRefusal,
  type Refused,
  type ReplayCause,
  type ReplayChange,
  type ReplayEvent,
  type ReplayStep,
  refusals,
  replayEventOf,
  type StandingEvent,
  type StandingThen,
  standing,
  standingAt,
  storable,
  takeStep,
  throughLens,
  VISIBLE,
} from '../../libs/domain';
import { type EventStore, type StoredEvent, uuidV5 } from '../../libs/event-store';
import { Dispatch, type ProductClock } from '../../libs/product-clock';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST_NAME = 300;
const PAGE = 10;
const RULE = '─'.repeat(72);
const HELP = '← → a step · page ten · home end · number and enter: to that revision · l other eyes · q';

/** An instant as RFC 3339 has it, in epoch milliseconds. Throws what is wrong with the option. */
export function instantGiven(option: string, text: string): number {
  const instant = DateTime.fromISO(text, { setZone: true });
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/i.test(text) || !instant.isValid)
    throw new Error(`${option}: has to be a time with its zone (2027-03-01T12:00:00Z), is "${text}"`);
  return instant.toMillis();
}

/** What is replayed, and who looks. */
export interface Look {
  readonly id: string;
  readonly reason: string;
  readonly by: string;
  readonly revision?: number;
  /** As it stood at this instant, epoch milliseconds. */
  readonly asOf?: number;
}

/** What is on record of a conversation, of the standing of its seller, and of its order. */
export interface OnRecord {
  readonly events: readonly ReplayEvent[];
  readonly ofSeller: readonly StoredEvent<StandingEvent>[];
  readonly ofOrder: readonly StoredEvent<OrderEvent>[];
}

/**
 * The whole record of a conversation; who looked at it and why stands behind it (R1.3). Throws where no reason is to be seen, where there
 * is none of this id, and where the instant lies ahead of now or before its beginning; that is on record, too.
 */
export async function recordOf(
  store: EventStore,
  clock: ProductClock,
  { id, reason, by, revision, asOf }: Look,
): Promise<OnRecord> {
  const dispatch = new Dispatch(store, clock);
  const commandId = randomUUID();
  const stamp = {
    ...{ actor: { id: by, role: 'operator' as const }, at: clock.now(), commandId, commandHash: commandId },
    ...{ origin: 'command line', correlationId: commandId },
  };
  const refuse = async (said: string, why: Pick<Refused, 'status' | 'code' | 'field'>): Promise<never> => {
    const about = UUID.test(id) ? { conversation: id.toLowerCase() } : { of: storable(id.slice(0, LONGEST_NAME)) };
    const refused = { what: 'replay', ...about, ...(VISIBLE.test(reason) && { reason }), ...why };
    const stream = uuidV5([by, 'operator', ''].join('\n'), REFUSAL_NAMESPACE);
    await dispatch.handle(refusals, new RecordRefusal(stream, stamp, refused));
    throw new Error(said);
  };
  if (!VISIBLE.test(reason))
    return refuse('--reason: is empty, and is put on record', { status: 400, code: 'invalid', field: 'reason' });
  const events: ReplayEvent[] = [];
  for await (const event of store.read<ConversationEvent>(`${conversation.category}-${id}`)) events.push(replayEventOf(event));
  const [first] = events;
  if (!first) return refuse(`there is no conversation ${id}`, { status: 404, code: 'not-found' });
  const when = { status: 422, field: 'asOf' };
  if (asOf !== undefined && asOf > clock.now())
    return refuse('--as-of: lies ahead of now', { ...when, code: 'as-of-in-the-future' });
  if (asOf !== undefined && asOf < Date.parse(first.at))
    return refuse(`--as-of: the conversation began at ${first.at}`, { ...when, code: 'as-of-before-the-beginning' });
  const ofSeller: StoredEvent<StandingEvent>[] = [];
  const ofOrder: StoredEvent<OrderEvent>[] = [];
  if (first.type === 'ConversationOpened') {
    const { seller, order } = first.data;
    for await (const event of store.read<StandingEvent>(`${standing.category}-${seller}`)) ofSeller.push(event);
    if (order !== undefined)
      for await (const event of store.read<OrderEvent>(`${orders.category}-${orderStreamId(order)}`)) ofOrder.push(event);
  }
  const moment = {
    ...(revision !== undefined && { revision }),
    ...(asOf !== undefined && { asOf: new Date(asOf).toISOString() }),
  };
  const access = { reason, what: 'replay', ...moment };
  await dispatch.handle(conversation, new RecordAccess(id, stamp, access));
  return { events, ofSeller, ofOrder };
}

type Events = readonly [ReplayEvent, ...ReplayEvent[]];

/** A conversation at one of its steps, as a lens shows it. */
export interface Stood {
  readonly step: ReplayStep;
  readonly picture: Picture | undefined;
  /** The seller's then; undefined for a buyer's eyes. */
  readonly standing: StandingThen | undefined;
  /** As it was told then; null where none was. */
  readonly order: OrderShown | null;
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
  readonly #asOf: number | undefined;

  constructor(
    private readonly record: OnRecord,
    private readonly clock: Parameters<typeof pictureOf>[2],
    { lens = 'platform', revision, asOf }: { readonly lens?: Lens } & Pick<Look, 'revision' | 'asOf'> = {},
  ) {
    this.#lens = lens;
    this.#asOf = asOf;
    this.#steps = this.#seen();
    this.#at = this.#steps.length - 1;
    if (revision !== undefined) this.#goTo(([first]) => first.revision > revision);
    if (asOf !== undefined) this.#goTo(([first]) => Date.parse(first.at) > asOf);
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
    else if (key === 'return' && typed !== '') this.#goTo(([first]) => first.revision > Number(typed));
    else if (key === 'l') this.#otherEyes();
    return key !== 'q';
  }

  /** The step where it stands, and what there was then. */
  stood(): Stood {
    const scene = emptyScene();
    for (const events of this.#steps.slice(0, this.#at)) for (const event of events) evolveScene(scene, event);
    const step = takeStep(scene, this.#steps[this.#at]);
    const at = this.#instant(Date.parse(scene.at));
    const picture = pictureOf(scene, this.#lens, this.clock, at);
    const beside = { standing: this.#standing(at), order: picture ? this.#order(at, picture) : null };
    return { step, picture, ...beside, number: this.#at + 1, of: this.#steps.length, lens: this.#lens };
  }

  /** When it stood so: at the instant that was asked for, where that lies between this step and the next, else at the step. */
  #instant(at: number): number {
    const next = this.#steps[this.#at + 1];
    const isNow = this.#asOf !== undefined && at <= this.#asOf && (!next || Date.parse(next[0].at) > this.#asOf);
    return isNow ? (this.#asOf as number) : at;
  }

  #standing(at: number): StandingThen | undefined {
    if (this.#lens === 'buyer') return undefined;
    const state = standing.initial();
    for (const event of this.record.ofSeller) if (Date.parse(event.metadata.at) <= at) standing.evolve(state, event);
    return standingAt(state, at);
  }

  #order(at: number, parties: Picture): OrderShown | null {
    let order: KnownOrder | undefined;
    for (const event of this.record.ofOrder) if (Date.parse(event.metadata.at) <= at) order = orderAfter(order, event);
    return orderShown(order, parties, this.#lens);
  }

  /** The steps up to here, and then how it stood. */
  *whole(): Generator<ReplayStep, Stood> {
    const scene = emptyScene();
    for (const events of this.#steps.slice(0, this.#at + 1)) yield takeStep(scene, events);
    return this.stood();
  }

  /** The last step before those that lie behind what was asked for. */
  #goTo(isBehind: (events: Events) => boolean): void {
    const behind = this.#steps.findIndex(isBehind);
    this.#at = Math.max(0, behind < 0 ? this.#steps.length - 1 : behind - 1);
  }

  #otherEyes(): void {
    const [{ revision }] = this.#steps[this.#at];
    this.#lens = LENSES[(LENSES.indexOf(this.#lens) + 1) % LENSES.length];
    this.#steps = this.#seen();
    this.#goTo(([first]) => first.revision > revision);
  }

  #seen(): Events[] {
    const steps: [ReplayEvent, ...ReplayEvent[]][] = [];
    const lens = throughLens(this.#lens, 'en');
    for (const event of this.record.events) {
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
export function pictureText(picture: Picture, known: OrderShown | null = null): string {
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
    known ? orderText(known) : '',
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

/** An order as it was told then. */
const orderText = ({ state, items, amount, currency, trackingNumbers, deliveryAddress, at }: OrderShown): string =>
  [
    `the order was ${state}, told ${at}`,
    ...items.map(
      ({ title, quantity, price }) => `${quantity} × ${title}${price === undefined ? '' : ` at ${price} ${currency}`}`,
    ),
    amount !== undefined && `amount ${amount} ${currency}`,
    trackingNumbers.length > 0 && `tracking ${trackingNumbers.join(', ')}`,
    deliveryAddress !== undefined && `to ${deliveryAddress.replace(/\s*\n\s*/g, ', ')}`,
  ]
    .filter(Boolean)
    .join(' · ');

const hours = (ms: number | null): string =>
  ms === null ? '?' : `${Math.floor(ms / 3_600_000)} h ${Math.floor((ms % 3_600_000) / 60_000)} min`;

/** What the seller had coming to it then, in words. */
const standingText = ({ standing: then }: Stood): string =>
  then ? `the seller's standing: ${then.effect}, points ${then.points}` : '';

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
    if (value.picture)
      await print([RULE, pictureText(value.picture, value.order), standingText(value)].filter(Boolean).join('\n'));
    return;
  }
}

/** One screen of a walk, of so many lines and columns. */
export function screenText(walk: Walk, rows: number, columns: number): string {
  const stood = walk.stood();
  const { step, picture, order, number, of, lens } = stood;
  const head = `step ${number} of ${of} · seen by: ${lens}${walk.typed && ` · to revision ${walk.typed}`}`;
  const lines = [
    head,
    RULE,
    ...stepText(step).split('\n'),
    RULE,
    ...(picture ? pictureText(picture, order).split('\n') : []),
    standingText(stood),
  ];
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
