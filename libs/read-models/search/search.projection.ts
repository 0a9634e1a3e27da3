import { maskedAt, screeningOf } from '../../domain';
import { endedBy, endedPerson } from '../shared/erasure';
import {
  conversationId,
  conversationIn,
  type Projection,
  partiesOf,
  type Recorded,
  type Rows,
  sideOfNote,
  type Touched,
} from '../shared/projection';
import {
  configOf,
  entriesOf,
  label,
  languageIn,
  type Place,
  type SearchConversation,
  type SearchEntry,
  searchConversations,
  searchEntries,
} from './search.table';
import { compact, wordsOf } from './words';

/** Of these the conversation has to be known. */
const OF_A_CONVERSATION: ReadonlySet<string> = new Set([
  'MessageSent',
  'MessageHeld',
  'MessageReleased',
  'NoteAdded',
  'StatusUpdated',
  'ConversationClosed',
  'ConversationReopened',
  'MaskLifted',
]);

/** Stands between stage and facts of a status update. */
const BETWEEN = ' · ';

/** What was written and told, word by word. */
export const search: Projection = {
  name: 'search',
  version: 7,
  unwatched: true,
  tables: [searchConversations as never, searchEntries as never],
  touches(event) {
    const ended = endedPerson(event);
    if (ended) return [{ lookup: entriesOf, given: ended }];
    const conversation = conversationIn(event);
    if (conversation === undefined || !OF_A_CONVERSATION.has(event.type)) return [];
    const touched: Touched[] = [{ table: searchConversations as never, key: { conversation } }];
    if (event.type === 'MessageReleased') {
      const { message } = event.data as { message: string };
      touched.push({ table: searchEntries as never, key: { conversation, place: 'message', item: message, masked: false } });
    }
    if (event.type === 'MaskLifted') {
      const place = placeOf(event as Recorded<'MaskLifted'>);
      for (const masked of place ? [false, true] : [])
        touched.push({ table: searchEntries as never, key: { conversation, ...place, masked } });
    }
    return touched;
  },
  on: {
    ConversationOpened(event, rows) {
      const { subject, order, buyer, imported } = event.data;
      const conversation = conversationId(event);
      rows.put(searchConversations, { ...partiesOf(event), state: 'open' });
      const { actor, role } = event.metadata;
      const by = imported ? { sender: 'buyer', author: buyer } : { sender: role, author: actor };
      const said = { ...by, item: conversation, at: event.data.at };
      found(event, rows, { ...said, place: 'subject', body: subject, other: screeningOf(event.data)?.masked?.subject }, 'all');
      if (order !== undefined) found(event, rows, { ...said, place: 'order', body: order, numbers: [order] }, 'all');
    },
    PersonErased: ended,
    PersonRestricted: ended,
    MessageSent: (event, rows) => said(event, rows, 'all'),
    MessageHeld: (event, rows) => said(event, rows, event.data.from),
    MessageReleased(event, rows) {
      const conversation = conversationId(event);
      const parties = rows.get(searchConversations, { conversation });
      const row = rows.get(searchEntries, {
        ...{ conversation, place: 'message', item: event.data.message, masked: false },
      });
      if (row && parties) rows.put(searchEntries, { ...row, labels: [...new Set([...row.labels, ...readers(parties, 'all')])] });
    },
    NoteAdded(event, rows) {
      const { note, body, by, at } = event.data;
      const { role } = event.metadata;
      found(event, rows, { place: 'note', item: note, sender: role, author: by, body, at }, sideOfNote(role));
    },
    StatusUpdated(event, rows) {
      const { update, stage, facts, by, at } = event.data;
      const textOf = (told: object) => [stage, ...Object.values(told)].join(BETWEEN);
      const masked = screeningOf(event.data)?.masked;
      const other = masked && textOf({ ...facts, ...masked });
      const numbers = facts.trackingNumber === undefined ? [] : [facts.trackingNumber];
      const text = { body: textOf(facts), ...(other !== undefined && { other, starts: startsOf(stage, facts) }) };
      found(event, rows, { place: 'status', item: update, sender: 'seller', author: by, ...text, at, numbers }, 'all');
    },
    MaskLifted: lifted,
    ConversationClosed: (event, rows) => stands(event, rows, 'closed'),
    ConversationReopened: (event, rows) => stands(event, rows, 'open'),
  },
};

/** Nothing of what the person wrote is found any more. An order's number is none of its texts. */
function ended(event: Recorded<'PersonErased' | 'PersonRestricted'>, rows: Rows): void {
  const end = endedBy(event, 'conversation');
  if (!end) return;
  for (const row of rows.here(searchEntries)) {
    if (row.author !== end.person || row.place === 'order') continue;
    const body = end.text(row.body);
    const labels = row.labels.filter((one) => !one.startsWith(label('number', '')));
    if (body !== row.body) rows.put(searchEntries, { ...row, body, cut: '', labels });
  }
}

/** Where each fact begins in the text of a status update. */
function startsOf(stage: string, facts: object): Record<string, number> {
  const starts: Record<string, number> = {};
  let at = stage.length;
  for (const [name, fact] of Object.entries(facts)) {
    at += BETWEEN.length;
    starts[`facts.${name}`] = at;
    at += String(fact).length;
  }
  return starts;
}

/** Where that is found in which masks are lifted; undefined of what nobody finds, such as reasons of endings. */
function placeOf(event: Recorded<'MaskLifted'>): Pick<SearchEntry, 'place' | 'item'> | undefined {
  const { message, update, upload, revision } = event.data;
  if (message !== undefined) return { place: 'message', item: message };
  if (update !== undefined) return { place: 'status', item: update };
  return revision === 0 && !upload ? { place: 'subject', item: conversationId(event) } : undefined;
}

/** The other side finds what is not masked any more. What was erased meanwhile says so to both. */
function lifted(event: Recorded<'MaskLifted'>, rows: Rows): void {
  const place = placeOf(event);
  const entry = (masked: boolean) => rows.get(searchEntries, { conversation: conversationId(event), ...place, masked });
  const [own, other] = [entry(false), entry(true)];
  if (!own || !other || own.body === other.body) return;
  const masks = event.data.masks.map(({ field, kind, from, to }) => {
    const start = other.starts?.[field] ?? 0;
    return { kind, from: start + from, to: start + to };
  });
  const body = maskedAt(own.body, masks);
  const isNumber = (one: string) => one.startsWith(label('number', ''));
  const labels = event.data.masks.some(({ field }) => field === 'facts.trackingNumber')
    ? other.labels
    : [...other.labels.filter((one) => !isNumber(one)), ...own.labels.filter(isNumber)];
  rows.put(searchEntries, { ...other, body, cut: cutOf(body), labels });
}

const cutOf = (text: string): string =>
  wordsOf(text)
    .map((word) => word.text)
    .join(' ');

/** Who finds it beside the platform. */
type Readers = 'all' | 'seller' | 'buyer' | 'platform';

function readers({ seller, buyer }: SearchConversation, who: Readers): string[] {
  return [
    ...(who === 'all' || who === 'seller' ? [label('seller', seller)] : []),
    ...(who === 'all' || who === 'buyer' ? [label('buyer', buyer)] : []),
  ];
}

function said(event: Recorded<'MessageSent' | 'MessageHeld'>, rows: Rows, who: Readers): void {
  const { message, from, author, language, body, at } = event.data;
  // Where it is released it is unchanged.
  const other = who === 'all' ? screeningOf(event.data)?.masked?.body : undefined;
  found(event, rows, { place: 'message', item: message, sender: from, author, language, body, other, at }, who);
}

type Text = Pick<SearchEntry, 'item' | 'sender' | 'author' | 'body' | 'at'> & {
  readonly place: Place;
  /** As the other side reads it, where something is masked. */
  readonly other?: string;
  readonly language?: string;
  /** Numbers in it that people type in more than one way. */
  readonly numbers?: readonly string[];
  readonly starts?: SearchEntry['starts'];
};

function found(event: Recorded, rows: Rows, { other, ...text }: Text, who: Readers): void {
  if (other === undefined) {
    entered(event, rows, text, who);
    return;
  }
  const [own, others] = text.sender === 'buyer' ? (['buyer', 'seller'] as const) : (['seller', 'buyer'] as const);
  entered(event, rows, text, own);
  const numbers = text.numbers?.filter((number) => other.includes(number));
  entered(event, rows, { ...text, body: other, numbers }, others, true);
}

function entered(
  event: Recorded,
  rows: Rows,
  { language, numbers = [], starts = null, ...text }: Text,
  who: Readers,
  masked = false,
): void {
  const parties = rows.get(searchConversations, { conversation: conversationId(event) });
  if (!parties) return;
  const { conversation, market, seller, buyer, topic } = parties;
  const side = text.sender === 'buyer' || text.sender === 'seller' ? text.sender : 'platform';
  rows.put(searchEntries, {
    ...text,
    masked,
    conversation,
    market,
    seller,
    buyer,
    cut: cutOf(text.body),
    starts: masked ? starts : null,
    config: configOf(languageIn(market, language)),
    labels: [
      ...readers(parties, who),
      label('market', market),
      label('topic', topic),
      label('side', side),
      ...numbers.map((number) => label('number', compact(number))),
    ],
    // Subject and order number are told by one event, and each text is there once more where it is masked.
    ordinal: 4 * Number(event.position) + (text.place === 'order' ? 1 : 0) + (masked ? 2 : 0),
  });
}

function stands(event: Recorded, rows: Rows, state: 'open' | 'closed'): void {
  const row = rows.get(searchConversations, { conversation: conversationId(event) });
  if (row) rows.put(searchConversations, { ...row, state });
}
