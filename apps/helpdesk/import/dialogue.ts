/** One line of an import file: what can be kept is kept as it was, and what is odd is told (R1.4). */
import {
  CONTROL_IN_LINES,
  DIRECTION,
  findMarket,
  type ImportedDialogue,
  nameTwice,
  PERSON_ID,
  PERSON_ID_IS,
  SELLER_ID,
  SELLER_ID_IS,
  storable,
  TOPICS,
  VISIBLE,
} from '../../../libs/domain';
import { uuidV5 } from '../../../libs/event-store';

// Changing it would make a file imported before arrive a second time.
const IMPORTS = '5f1f0a53-0f0b-4c52-8a3c-5a0f6f7a1d4e';

/** As much as the read models can search. */
const MAX_TEXT = 65_536;
/** What is expected of new texts. */
const EXPECTED = { body: 10_000, subject: 200, order: 100 } as const;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const FIELDS = new Set([
  'kind',
  'id',
  'market',
  'buyer',
  'seller',
  'order',
  'topic',
  'subject',
  'status',
  'closedAt',
  'messages',
]);

const FIELDS_OF_A_MESSAGE = new Set(['from', 'at', 'body']);
const EARLIEST = Date.UTC(1990, 0);

/** A line that cannot be imported. */
export class BadLine extends Error {}

/** A dialogue, and what was odd about its line: each a sentence that names the field. */
export interface ReadLine {
  readonly dialogue: ImportedDialogue;
  readonly odd: readonly string[];
}

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;
type Message = ImportedDialogue['messages'][number];

/**
 * Reads a line: `{id, market, buyer, seller, order|null, topic, subject, status, closedAt, messages: [{from, at, body}]}`. The same
 * external id gives the same conversation and messages, however often it is read. `now`: epoch milliseconds; history lies before.
 * Throws BadLine where it is not known whose it is, or nothing of it can be kept.
 */
export function readDialogue(given: Json, now: number): ReadLine {
  const odd: string[] = [];
  for (const name of Object.keys(given)) if (!FIELDS.has(name)) odd.push(`${name}: is not a field of a dialogue`);
  const { id } = given;
  if (typeof id !== 'string' || id.trim() === '') throw new BadLine('id: has to be a text that is not empty');
  const conversation = uuidV5(id, IMPORTS);
  const { market } = given;
  if (typeof market !== 'string' || !findMarket(market)) throw new BadLine(`market: there is no market ${String(market)}`);
  const seller = matching(given.seller, 'seller', SELLER_ID, SELLER_ID_IS);
  const buyer = matching(given.buyer, 'buyer', PERSON_ID, PERSON_ID_IS);
  const topic = TOPICS.find((known) => known === given.topic);
  if (!topic) odd.push(`topic: is none of ${TOPICS.join(', ')}, and is taken for a question`);
  const messages = messagesIn(given.messages, conversation, now, odd);
  const last = messages.at(-1);
  if (!last) throw new BadLine(['messages: has none that can be kept', ...odd].join('; '));
  const order = given.order == null ? undefined : kept(given.order, 'order', odd);
  const closedAt = closingIn(given, Math.max(...messages.map(({ at }) => at)), now, odd);
  return {
    dialogue: {
      conversation,
      market,
      seller,
      buyer,
      ...(order !== undefined && { order }),
      topic: topic ?? 'question',
      subject: kept(given.subject, 'subject', odd) ?? '',
      messages,
      ...(closedAt !== undefined && { closedAt }),
    },
    odd,
  };
}

function messagesIn(given: unknown, conversation: string, now: number, odd: string[]): Message[] {
  if (!Array.isArray(given)) throw new BadLine('messages: has to be a list');
  const messages: Message[] = [];
  for (const [index, entry] of given.entries()) {
    const field = `messages[${index}]`;
    const fields = (typeof entry === 'object' && entry !== null ? entry : {}) as Json;
    const { from, at: when, body: said } = fields;
    for (const name of Object.keys(fields))
      if (!FIELDS_OF_A_MESSAGE.has(name)) odd.push(`${field}.${name}: is not a field of a message`);
    const leftOut = (why: string) => odd.push(`${why}, so the message is left out`);
    if (from !== 'buyer' && from !== 'seller') {
      leftOut(`${field}.from: is neither buyer nor seller`);
      continue;
    }
    const at = instantIn(when);
    if (at === undefined) {
      leftOut(`${field}.at: is no instant such as 2026-01-05T09:00:00Z`);
      continue;
    }
    if (at > now) {
      leftOut(`${field}.at: lies in the future`);
      continue;
    }
    const body = kept(said, `${field}.body`, odd);
    if (body === undefined) {
      leftOut(`${field}.body: has nothing that can be kept`);
      continue;
    }
    const before = messages.at(-1);
    if (at < EARLIEST) odd.push(`${field}.at: is of ${String(when).slice(0, 4)}`);
    if (before && at < before.at) odd.push(`${field}.at: is before the message above it`);
    messages.push({ id: uuidV5(`message ${index}`, conversation), from, at, body });
  }
  return messages;
}

/** When it was closed: as the file says, else with its last message; undefined where the file says that it is open. */
function closingIn({ status, closedAt }: Json, last: number, now: number, odd: string[]): number | undefined {
  if (status === 'open') {
    if (closedAt != null) odd.push('closedAt: is not taken of a dialogue that is open');
    return undefined;
  }
  if (status !== undefined && status !== 'closed') odd.push('status: is neither open nor closed, and is taken for closed');
  if (closedAt == null) return last;
  const at = instantIn(closedAt);
  if (at !== undefined && at >= last && at <= now) return at;
  odd.push('closedAt: is no instant between the last message and now, and the last message is taken for it');
  return last;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BadLine(`is not JSON: ${(error as Error).message}`);
  }
}

/** The object that a line is. Throws BadLine. */
export function objectIn(line: string): Json {
  const value = parse(line);
  const twice = nameTwice(line);
  // Which of the two was meant nobody knows.
  if (twice !== undefined) throw new BadLine(`${twice.slice(0, 100)}: is there twice`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadLine('the line: has to be an object');
  return value as Json;
}

/** A text as it was written; undefined where it is none. */
function kept(value: unknown, field: string, odd: string[]): string | undefined {
  if (typeof value !== 'string') {
    odd.push(`${field}: is no text`);
    return undefined;
  }
  const expected = EXPECTED[field.slice(field.indexOf('.') + 1) as keyof typeof EXPECTED];
  const length = [...value].length;
  if (!VISIBLE.test(value)) odd.push(`${field}: is empty`);
  else if (length > MAX_TEXT) odd.push(`${field}: has ${length} characters, of which the first ${MAX_TEXT} are kept`);
  else if (length > expected) odd.push(`${field}: has ${length} characters`);
  for (const sign of strange(value, field)) odd.push(`${field}: has ${sign}`);
  const whole = storable(value);
  if (whole !== value) odd.push(`${field}: has what cannot be stored, and U+FFFD in its place`);
  return length > MAX_TEXT ? [...whole].slice(0, MAX_TEXT).join('') : whole;
}

/** What no new text of this field has. */
function strange(value: string, field: string): string[] {
  const isLine = field === 'subject' || field === 'order';
  return [
    ...(CONTROL_IN_LINES.test(value.replaceAll('\u0000', '')) || (isLine && /[\t\r\n\u2028\u2029]/.test(value))
      ? ['control characters']
      : []),
    ...(isLine && DIRECTION.test(value) ? ['characters that turn the direction of writing'] : []),
    ...(field === 'order' && /[^ -~]|^ | $/.test(value) ? ['what no number of an order has now'] : []),
  ];
}

function matching(value: unknown, field: string, pattern: RegExp, what: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new BadLine(`${field}: has to be ${what}`);
  return value;
}

/** An instant as ISO writes it, in epoch milliseconds; undefined for what is no instant. */
export function instantIn(value: unknown): number | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const at = Date.parse(value);
  const day = value.slice(0, 10);
  // JavaScript turns 30 February into 1 March.
  const turned = Number.isNaN(at) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day;
  return turned ? undefined : at;
}
