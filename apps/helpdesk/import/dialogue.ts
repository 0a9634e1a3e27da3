/** One line of an import file, checked: everything wrong with it is a sentence that names the field. */
import {
  CONTROL_IN_LINES,
  findMarket,
  type ImportedDialogue,
  PERSON_ID,
  SELLER_ID,
  SURROGATE,
  TOPICS,
} from '../../../libs/domain';
import { uuidV5 } from '../../../libs/event-store';

// Changing it would make a file imported before arrive a second time.
const IMPORTS = '5f1f0a53-0f0b-4c52-8a3c-5a0f6f7a1d4e';

const MAX_BODY = 10_000;
const MAX_MESSAGES = 10_000;
const ORDER = /^[!-~]{1,100}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const FIELDS = new Set(['id', 'market', 'buyer', 'seller', 'order', 'topic', 'subject', 'messages']);

/** A line that cannot be imported. */
export class BadLine extends Error {}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a line: `{id, market, buyer, seller, order|null, topic, subject, messages: [{from, at, body}]}`. The same external id gives
 * the same conversation and messages, however often it is read. `now`: epoch milliseconds; history lies before. Throws BadLine.
 */
export function readDialogue(line: string, now: number): ImportedDialogue {
  const given = objectOf(parse(line), 'the line');
  const stranger = Object.keys(given).find((name) => !FIELDS.has(name));
  if (stranger !== undefined) throw new BadLine(`${stranger}: is not a field of a dialogue`);
  const id = text(given.id, 'id', 200);
  const conversation = uuidV5(id, IMPORTS);
  const market = text(given.market, 'market', 16);
  if (!findMarket(market)) throw new BadLine(`market: there is no market ${market}`);
  const topic = TOPICS.find((known) => known === given.topic);
  if (!topic) throw new BadLine(`topic: is one of ${TOPICS.join(', ')}`);
  const { messages } = given;
  if (!Array.isArray(messages) || messages.length === 0 || messages.length > MAX_MESSAGES)
    throw new BadLine(`messages: has to be a list of 1 to ${MAX_MESSAGES}`);
  let last = 0;
  return {
    conversation,
    market,
    seller: matching(given.seller, 'seller', SELLER_ID),
    buyer: matching(given.buyer, 'buyer', PERSON_ID),
    ...(given.order != null && { order: matching(given.order, 'order', ORDER) }),
    topic,
    subject: text(given.subject, 'subject', 200),
    messages: messages.map((entry: unknown, index) => {
      const field = `messages[${index}]`;
      const { from, at: when, body } = objectOf(entry, field);
      if (from !== 'buyer' && from !== 'seller') throw new BadLine(`${field}.from: is buyer or seller`);
      const at = instant(when, `${field}.at`);
      if (at > now) throw new BadLine(`${field}.at: lies in the future`);
      if (at < last) throw new BadLine(`${field}.at: is before the message above it`);
      last = at;
      return { id: uuidV5(`message ${index}`, conversation), from, at, body: text(body, `${field}.body`, MAX_BODY) };
    }),
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BadLine(`is not JSON: ${(error as Error).message}`);
  }
}

function objectOf(value: unknown, field: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadLine(`${field}: has to be an object`);
  return value as Json;
}

function text(value: unknown, field: string, max: number): string {
  if (typeof value !== 'string' || value.trim() === '') throw new BadLine(`${field}: has to be a text that is not empty`);
  if ([...value].length > max) throw new BadLine(`${field}: has at most ${max} characters`);
  if (SURROGATE.test(value)) throw new BadLine(`${field}: has half a surrogate pair`);
  if (CONTROL_IN_LINES.test(value)) throw new BadLine(`${field}: has control characters`);
  return value;
}

function matching(value: unknown, field: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new BadLine(`${field}: has to match ${pattern.source}`);
  return value;
}

function instant(value: unknown, field: string): number {
  const at = typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : Number.NaN;
  const day = typeof value === 'string' ? value.slice(0, 10) : '';
  // JavaScript turns 30 February into 1 March.
  if (Number.isNaN(at) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day)
    throw new BadLine(`${field}: is an instant such as 2026-01-05T09:00:00Z`);
  const year = new Date(at).getUTCFullYear();
  if (year < 2020 || year > 2035) throw new BadLine(`${field}: the calendars know the years 2020 to 2035`);
  return at;
}
