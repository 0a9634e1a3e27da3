/**
 * The streams of the product, once: category → events with their shapes, upcasters, who may cause them. The codec, the filters of
 * subscriptions, the types of projections and reactions, the list of event types in the API and the audit derive from it.
 */
import {
  CONVERSATION_EVENTS,
  CONVERSATION_ROLES,
  type ConversationCommand,
  type ConversationEvent,
} from './conversation/conversation';
import type { StreamCategory, TextOwner } from './event';
import { EVIDENCE_EVENTS, EVIDENCE_ROLES, type EvidenceCommand, type EvidenceEvent } from './evidence/evidence';
import { MARKET_EVENTS, MARKET_ROLES, type MarketCommand, type MarketEvent } from './market/market-calendar';
import { ORDER_EVENTS, ORDER_ROLES, type OrderEvent, orderStreamId, type RecordOrder } from './order/order';
import type { Role } from './people';
import { PERSON_EVENTS, PERSON_ROLES, type PersonCommand, type PersonEvent, personStreamId } from './person/person';
import { RETENTION_EVENTS, RETENTION_ROLES, type RetentionEvent, type SetRetention } from './person/retention';
import { LOG_EVENTS, type LogEvent } from './platform/log';
import { PARKING_EVENTS, PARKING_ROLES, type ParkingCommand, type ParkingEvent } from './platform/parking';
import { REFUSAL_EVENTS, REFUSAL_ROLES, type RecordRefusal, type RefusalEvent } from './platform/refusals';
import { type SetTestClock, TEST_CLOCK_EVENTS, TEST_CLOCK_ROLES, type TestClockEvent } from './platform/test-clock';
import { PRECISION_EVENTS, PRECISION_ROLES, type PrecisionCommand, type PrecisionEvent } from './precision/precision';
import { PROFILE_EVENTS, PROFILE_ROLES, type ProfileEvent, type RecordSeller } from './profile/profile';
import { RANKING_EVENTS, RANKING_ROLES, type RankingEvent, type RecordVisibility } from './score/ranking';
import { instant, matching, name, object, optional, type Shape, text, unstorable, uuid } from './shape';
import { STANDING_EVENTS, STANDING_ROLES, type StandingCommand, type StandingEvent } from './standing/standing';

/** Categories of streams by name. */
export type Streams = Readonly<Record<string, StreamCategory>>;

const ORDER = matching(/^(?:[\w.!~*'()-]|%[0-9A-F]{2}){1,300}$/, 'the number of an order, percent-encoded');

type Data = Readonly<Record<string, unknown>>;

const textIn = (data: Data, field: string): string | undefined =>
  typeof data[field] === 'string' ? (data[field] as string) : undefined;

const PERSON = matching(/^(?:[\w.!~*'()-]|%[0-9A-F]{2}){1,255}$/, 'the id of a person, percent-encoded');

/** Every category of the product; a stream is named `category-id`. */
export const STREAMS = {
  conversation: {
    id: uuid,
    names: 'conversation',
    events: CONVERSATION_EVENTS,
    // Of imported history the command is the import's, and the subject the buyer's.
    texts: {
      class: 'conversation',
      of: (data) => textIn(data, 'author') ?? textIn(data, 'by') ?? (data.imported ? textIn(data, 'buyer') : undefined),
    },
  },
  market: { id: name, names: 'market', events: MARKET_EVENTS },
  order: {
    id: ORDER,
    names: 'order',
    named: orderStreamId,
    events: ORDER_EVENTS,
    texts: { class: 'order', of: (data) => textIn(data, 'buyer') },
  },
  profile: { id: name, names: 'seller', events: PROFILE_EVENTS },
  screening: { id: name, names: 'rule', events: PRECISION_EVENTS },
  testclock: { id: name, events: TEST_CLOCK_EVENTS },
  projection: { id: name, names: 'projection', events: PARKING_EVENTS },
  seller: { id: name, names: 'seller', events: STANDING_EVENTS, texts: { class: 'conduct', of: (data) => textIn(data, 'by') } },
  refusal: { id: uuid, events: REFUSAL_EVENTS },
  person: { id: PERSON, names: 'person', named: personStreamId, events: PERSON_EVENTS },
  retention: { id: name, names: 'class', events: RETENTION_EVENTS },
  ranking: { id: name, names: 'seller', events: RANKING_EVENTS },
  evidence: { id: uuid, names: 'evidence', events: EVIDENCE_EVENTS },
  log: { id: name, events: LOG_EVENTS },
} satisfies Streams;

/** Any event of the product. */
export type ProductEvent =
  | ConversationEvent
  | MarketEvent
  | OrderEvent
  | ProfileEvent
  | PrecisionEvent
  | TestClockEvent
  | ParkingEvent
  | RefusalEvent
  | StandingEvent
  | PersonEvent
  | RetentionEvent
  | RankingEvent
  | LogEvent
  | EvidenceEvent;
/** Any command of the product. */
export type ProductCommand =
  | ConversationCommand
  | MarketCommand
  | RecordOrder
  | RecordSeller
  | SetTestClock
  | ParkingCommand
  | RecordRefusal
  | PrecisionCommand
  | StandingCommand
  | PersonCommand
  | SetRetention
  | RecordVisibility
  | EvidenceCommand;

/** Who may give which command, whichever door it comes in by (R1.3). Whose object it is, `decide` looks at. */
export const MAY: Readonly<Record<ProductCommand['type'], readonly Role[]>> = {
  ...CONVERSATION_ROLES,
  ...MARKET_ROLES,
  ...ORDER_ROLES,
  ...PROFILE_ROLES,
  ...PRECISION_ROLES,
  ...TEST_CLOCK_ROLES,
  ...PARKING_ROLES,
  ...REFUSAL_ROLES,
  ...STANDING_ROLES,
  ...PERSON_ROLES,
  ...RETENTION_ROLES,
  ...RANKING_ROLES,
  ...EVIDENCE_ROLES,
};

/** Metadata as the product writes them: what tells its events from those of others. */
const metadata = object({
  $correlationId: text,
  $causationId: text,
  commandId: text,
  commandHash: text,
  actor: text,
  role: text,
  origin: text,
  at: instant,
  schema: text,
  /** Under which key the texts are sealed. */
  sealed: optional(text),
  /** Which keys the event ends. */
  ends: optional(text),
});

/** An event as it comes in, in its newest shape; `data` and `metadata` undefined where they are not JSON. */
export interface Incoming {
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** The category of the stream of this name, `category-id`; of a name without one, nothing. */
export const categoryOfStream = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

/** The id of the stream of this name: what is behind the first hyphen. */
export const idOfStream = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** Why an event is not one of these streams', in a few words that hold none of its texts; undefined when it is one. */
export function faultOf(streams: Streams, { stream, type, data, metadata: about }: Incoming): string | undefined {
  const category = ownOf(streams, categoryOfStream(stream));
  if (!category) return 'the stream is of no category of the product';
  const id = idOfStream(stream);
  const definition = ownOf(category.events, type);
  if (!definition) return 'no event of this type stands in streams of this category';
  const fault =
    category.id.fault(id, 'the id of the stream') ?? metadata.fault(about, 'metadata') ?? definition.data.fault(data, 'data');
  if (fault !== undefined) return fault;
  const { role } = about as { role: Role };
  if (!definition.by.includes(role)) return 'metadata.role is of none who may cause events of this type';
  const named = category.names === undefined ? undefined : (data as Readonly<Record<string, unknown>>)[category.names];
  return named === undefined || (category.named?.(named as string) ?? named) === id
    ? undefined
    : `data.${category.names} names another stream`;
}

/**
 * The timer an event sets (`wakeAt`, an ISO instant) or clears (none): at that instant `command` is to be given to the stream about `key`.
 * Undefined for events that are about no timer.
 */
export function timerIn({
  stream,
  type,
  data,
}: Pick<Incoming, 'stream' | 'type'> & { readonly data: object }): { key: string; command: string; wakeAt?: string } | undefined {
  const category = ownOf<StreamCategory>(STREAMS, categoryOfStream(stream));
  const wakes = category && ownOf(category.events, type)?.wakes;
  if (!wakes) return undefined;
  const { [wakes.key]: key, wakeAt } = data as Readonly<Record<string, string>>;
  return { key, command: wakes.command, ...(wakeAt !== undefined && { wakeAt }) };
}

/** Whose the texts in an event are; undefined in streams in which people write none. */
export function textOwner(streams: Streams, { stream, data, metadata }: Incoming): TextOwner | undefined {
  const texts = ownOf(streams, categoryOfStream(stream))?.texts;
  if (!texts) return undefined;
  return { person: texts.of(data as Data) ?? (metadata as { readonly actor: string }).actor, class: texts.class };
}

type Fielded = Pick<Incoming, 'stream' | 'type'>;

function shapeOf(streams: Streams, { stream, type }: Fielded): Shape<unknown> | undefined {
  const category = ownOf(streams, categoryOfStream(stream));
  return category && ownOf(category.events, type)?.data;
}

/** Whether a field of an event, `facts.reason` for one inside another, is a text; others only tell of one. */
export const isTextAt = (streams: Streams, event: Fielded, path: string): boolean =>
  shapeAt(streams, event, path)?.fields === undefined;

/** Whether a field of an event may have this value; of a field that is not known here, whatever can be stored. */
export function fitsAt(streams: Streams, event: Fielded, path: string, value: unknown): boolean {
  const shape = shapeAt(streams, event, path);
  return (shape ? shape.fault(value, path) : unstorable(value, path)) === undefined;
}

function shapeAt(streams: Streams, event: Fielded, path: string): Shape<unknown> | undefined {
  let shape = shapeOf(streams, event);
  for (const name of path.split('.')) shape = shape?.fields && ownOf(shape.fields, name);
  return shape;
}

/**
 * The data of an event with the texts that people wrote, and what tells of them, changed; the same object where there are none. The data
 * have to have their shape.
 */
export function withTexts(
  streams: Streams,
  { data, ...event }: Fielded & { readonly data: object },
  change: (value: unknown, path: string) => unknown,
): object {
  const shape = shapeOf(streams, event);
  return shape ? changed(shape, data as Data, change, '') : data;
}

type Parts = readonly (readonly [name: string, shape: Shape<unknown>])[];
const TEXTS = new WeakMap<Shape<unknown>, Parts>();

/** The fields of a shape that are texts, or have some in them: found once, since each event on its way to the store is looked through. */
function textsOf(shape: Shape<unknown>): Parts {
  const known = TEXTS.get(shape);
  if (known) return known;
  const found = Object.entries(shape.fields ?? {}).filter(([, part]) => part.written || textsOf(part).length > 0);
  TEXTS.set(shape, found);
  return found;
}

function changed(of: Shape<unknown>, value: Data, change: (value: unknown, path: string) => unknown, within: string): object {
  let copy: Record<string, unknown> | undefined;
  for (const [name, shape] of textsOf(of)) {
    const part = value[name];
    if (part === undefined || shape.silent?.(part)) continue;
    const path = within + name;
    const after = shape.written ? change(part, path) : changed(shape, part as Data, change, `${path}.`);
    if (after === part) continue;
    copy ??= { ...value };
    copy[name] = after;
  }
  return copy ?? value;
}

/** What an event of the product says, without the texts that people wrote and what its shape does not name. */
export function withoutTexts({ stream, type, data }: Pick<Incoming, 'stream' | 'type'> & { readonly data: object }): object {
  const category = ownOf<StreamCategory>(STREAMS, categoryOfStream(stream));
  const definition = category && ownOf(category.events, type);
  return definition ? unwritten(definition.data, data) : {};
}

function unwritten<T>({ fields }: Shape<unknown>, value: T): T | object {
  if (!fields) return value;
  const shown: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(fields)) {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (part === undefined || shape.written) continue;
    shown[name] = unwritten(shape, part);
  }
  return shown;
}

const ownOf = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
