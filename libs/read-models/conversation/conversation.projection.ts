import { type Screening, screeningOf, type UploadNamed } from '../../domain';
import { endedBy, endedPerson } from '../shared/erasure';
import { conversationId, conversationIn, type Projection, type Recorded, type Rows, type Touched } from '../shared/projection';
import {
  type AttachmentRow,
  attachmentsOf,
  conversationAttachments,
  conversationHeaders,
  conversationItems,
  conversationOpeners,
  type HeaderRow,
  headersOf,
  type ItemRow,
  itemAt,
  itemsOf,
  openedBy,
  uploadNamedBy,
} from './conversation.table';

/** What was said and how it stands. */
export const conversations: Projection = {
  name: 'conversation',
  version: 11,
  tables: [
    conversationHeaders as never,
    conversationItems as never,
    conversationOpeners as never,
    conversationAttachments as never,
  ],
  touches(event) {
    const ended = endedPerson(event);
    if (ended)
      return [
        { lookup: openedBy, given: ended },
        { lookup: headersOf, given: ended },
        { lookup: itemsOf, given: ended },
        { lookup: attachmentsOf, given: ended },
      ];
    const conversation = conversationIn(event);
    if (conversation === undefined) return [];
    const touched: Touched[] = [{ table: conversationHeaders as never, key: { conversation } }];
    const { type, data } = event as Recorded;
    if (
      type === 'MessageReleased' ||
      type === 'MessageRejected' ||
      type === 'ReviewRequested' ||
      type === 'NoReplyNeededDeclared' ||
      type === 'NoReplyNeededContested'
    )
      touched.push({ table: conversationItems as never, key: { conversation, item: data.message } });
    if (type === 'StatusUpdateMissing')
      touched.push({ table: conversationItems as never, key: { conversation, item: data.update } });
    if (type === 'MaskLifted') touched.push({ lookup: itemAt, given: { conversation, revision: data.revision } });
    const upload = uploadIn(event as Recorded);
    if (upload) touched.push({ table: conversationAttachments as never, key: upload });
    for (const given of uploadsNamedIn(event as Recorded)) touched.push({ lookup: uploadNamedBy, given });
    if (type === 'ConversationOpened' && data.follows !== undefined)
      touched.push({ table: conversationHeaders as never, key: { conversation: data.follows } });
    return touched;
  },
  on: {
    ConversationOpened(event, rows) {
      const { market, seller, buyer, order, topic, subject, follows, imported, at } = event.data;
      rows.put(conversationOpeners, { conversation: conversationId(event), opener: imported ? buyer : event.metadata.actor });
      rows.put(conversationHeaders, {
        conversation: conversationId(event),
        market,
        seller,
        buyer,
        order_ref: order ?? null,
        topic,
        subject,
        opened_by: event.metadata.role,
        screening: screeningOf(event.data) ?? null,
        follows: follows ?? null,
        continued_by: null,
        status: 'open',
        closed: null,
        assignee: null,
        cared_for_by: 'seller',
        opened_at: at,
        revision: event.revision,
        imported: imported === true,
        participants: [],
      });
      const ended = follows && rows.get(conversationHeaders, { conversation: follows });
      if (ended) rows.put(conversationHeaders, { ...ended, continued_by: conversationId(event) });
    },
    PersonErased: ended,
    PersonRestricted: ended,
    MessageSent: (event, rows) => said(event, rows, false),
    MessageHeld: (event, rows) => said(event, rows, true),
    MessageReleased(event, rows) {
      const row = rows.get(conversationItems, { conversation: conversationId(event), item: event.data.message });
      // Unchanged: whatever was found in it.
      const screening = row?.screening && { findings: row.screening.findings };
      if (row) rows.put(conversationItems, { ...row, held: false, revision: event.revision, screening: screening ?? null });
      head(event, rows, {});
    },
    MessageRejected(event, rows) {
      const { reason, replacedBy, at } = event.data;
      item(event, rows, { rejected: { reason, at, ...(replacedBy && { replacedBy }) } });
    },
    MaskLifted: lifted,
    ReviewRequested(event, rows) {
      item(event, rows, { reviewRequestedAt: event.data.at });
    },
    AttachmentUploaded(event, rows) {
      const { attachment, sha256, from, author, name, mediaType, size, width, height, thumbnail, scan, at } = event.data;
      rows.put(conversationAttachments, {
        ...{ conversation: conversationId(event), sender: from, author, sha256, attachment, name, media_type: mediaType, size },
        ...{ width: width ?? null, height: height ?? null, thumbnail: thumbnail === true, scan, named: false },
        ...{ uploaded_at: Date.parse(at), screening: screeningOf(event.data) ?? null },
      });
    },
    AttachmentScanned: (event, rows) => attached(event, rows, ({ scan }) => (scan === 'waiting' ? { scan: 'clean' } : {})),
    AttachmentInfected: (event, rows) => attached(event, rows, { scan: 'infected' }),
    AttachmentRemoved: (event, rows) => attached(event, rows, { scan: 'removed' }),
    NoteAdded(event, rows) {
      const { note, body, by, at } = event.data;
      rows.put(conversationItems, {
        conversation: conversationId(event),
        item: note,
        revision: event.revision,
        kind: 'note',
        sender: event.metadata.role,
        author: by,
        body,
        at,
        held: false,
        facts: {},
        screening: null,
      });
      head(event, rows, {});
    },
    StatusUpdated(event, rows) {
      const { update, stage, facts, answers, by, at } = event.data;
      rows.put(conversationItems, {
        ...{ conversation: conversationId(event), item: update, revision: event.revision, kind: 'status', sender: 'seller' },
        ...{ author: by, body: '', at, held: false, facts: { stage, ...facts, ...(answers && { answers }) } },
        screening: screeningOf(event.data) ?? null,
      });
      head(event, rows, {});
    },
    StatusUpdateMissing(event, rows) {
      const { update, level } = event.data;
      const row = rows.get(conversationItems, { conversation: conversationId(event), item: update });
      if (row) rows.put(conversationItems, { ...row, facts: { ...row.facts, missing: level } });
      head(event, rows, {});
    },
    ConversationAssigned: (event, rows) => head(event, rows, { assignee: event.data.assignee }),
    ConversationTakenOver: (event, rows) => head(event, rows, { cared_for_by: 'platform' }),
    ConversationHandedBack: (event, rows) => head(event, rows, { cared_for_by: 'seller' }),
    ConversationClosed(event, rows) {
      const { role, by, reason = null, at } = event.data;
      const screening = screeningOf(event.data);
      ending(event, rows, { kind: 'closed', sender: role, body: reason ?? '', screening: screening ?? null });
      head(event, rows, { status: 'closed', closed: { role, by, reason, at, ...(screening && { screening }) } });
    },
    ConversationReopened(event, rows) {
      ending(event, rows, { kind: 'reopened', sender: event.metadata.role, body: '', screening: null });
      head(event, rows, { status: 'open', closed: null });
    },
    NoReplyNeededDeclared(event, rows) {
      const { reason, by, at } = event.data;
      item(event, rows, { noReplyNeeded: { reason, by, at, contestedAt: null } });
    },
    NoReplyNeededContested(event, rows) {
      const { at } = event.data;
      item(event, rows, ({ noReplyNeeded }) => ({ noReplyNeeded: { ...(noReplyNeeded as object), contestedAt: at } }));
    },
  },
  every(event, rows) {
    if (conversationIn(event) !== undefined) head(event as Recorded, rows, {});
  },
};

/** Texts of the person say from now on what became of them; what had been found in them goes too. */
function ended(event: Recorded<'PersonErased' | 'PersonRestricted'>, rows: Rows): void {
  const end = endedBy(event, 'conversation');
  if (!end) return;
  const { person, text } = end;
  for (const row of rows.here(conversationItems)) {
    if (row.author === person) rows.put(conversationItems, { ...row, ...endedItem(row, text), screening: null });
  }
  for (const row of rows.here(conversationAttachments)) {
    const name = text(row.name);
    if (row.author !== person || name === row.name) continue;
    // Its file has to go, where there is one.
    const goes = event.type === 'PersonErased' && row.scan !== 'infected' && row.scan !== 'removed';
    rows.put(conversationAttachments, { ...row, name, screening: null, ...(goes && { scan: 'erased' as const }) });
  }
  for (const row of rows.here(conversationHeaders)) {
    const { closed } = row;
    const { opener } = rows.get(conversationOpeners, { conversation: row.conversation }) ?? {};
    const subject = opener === person ? text(row.subject) : row.subject;
    const reason = closed?.by === person && closed.reason !== null ? text(closed.reason) : closed?.reason;
    rows.put(conversationHeaders, {
      ...row,
      subject,
      screening: subject === row.subject ? row.screening : null,
      closed: closed && (reason === closed.reason ? closed : { ...closed, reason: reason ?? null, screening: undefined }),
    });
  }
}

/** Some of what was masked in a text is not any more. What was erased meanwhile was screened of nothing. */
function lifted(event: Recorded<'MaskLifted'>, rows: Rows): void {
  const { revision, masks } = event.data;
  const without = (screening: Screening | null | undefined, texts: object) =>
    screening ? (screeningOf({ ...texts, screened: screening }, masks) ?? null) : null;
  attached(event, rows, ({ name, screening }) => ({ screening: without(screening, { name }) }));
  const conversation = conversationId(event);
  if (revision === 0) head(event, rows, ({ subject, screening }) => ({ screening: without(screening, { subject }) }));
  for (const row of rows.here(conversationItems)) {
    if (row.conversation !== conversation || row.revision !== revision) continue;
    const { kind, body, facts, at } = row;
    const screening = without(row.screening, { body, facts, reason: body });
    rows.put(conversationItems, { ...row, screening });
    if (kind === 'closed')
      head(event, rows, ({ closed }) => (closed?.at === at && screening ? { closed: { ...closed, screening } } : {}));
  }
}

/** The facts of a status update that a person wrote. */
const FACTS = ['carrier', 'trackingNumber', 'reason'] as const;

/** What becomes of the texts in something that a person wrote: where there are none, nothing. */
function endedItem({ kind, body, facts }: ItemRow, text: (before: string) => string): Partial<ItemRow> {
  if (kind !== 'status') return { body: body && text(body) };
  const told = FACTS.flatMap((name) => (facts[name] === undefined ? [] : [[name, text(String(facts[name]))] as const]));
  return { facts: { ...facts, ...Object.fromEntries(told) } };
}

/** That a conversation was closed, or opened again, stands among what was said. */
function ending(
  event: Recorded<'ConversationClosed' | 'ConversationReopened'>,
  rows: Rows,
  told: Pick<ItemRow, 'kind' | 'sender' | 'body' | 'screening'>,
): void {
  const { by, at } = event.data;
  if (!rows.get(conversationHeaders, { conversation: conversationId(event) })) return;
  rows.put(conversationItems, {
    ...{ conversation: conversationId(event), item: event.id, revision: event.revision, author: by, at, held: false, facts: {} },
    ...told,
  });
}

function head(event: Recorded, rows: Rows, change: Partial<HeaderRow> | ((row: HeaderRow) => Partial<HeaderRow>)): void {
  const row = rows.get(conversationHeaders, { conversation: conversationId(event) });
  if (!row) return;
  rows.put(conversationHeaders, { ...row, ...(typeof change === 'function' ? change(row) : change), revision: event.revision });
}

type Content = Pick<AttachmentRow, 'conversation' | 'sender' | 'author' | 'sha256'>;

/** The key of the attachment that an event is about. */
function uploadIn(event: Recorded): (Content & Pick<AttachmentRow, 'attachment'>) | undefined {
  const { type, data } = event;
  const conversation = conversationId(event);
  const keyOf = ({ attachment, sha256, from: sender, author }: UploadNamed) => ({
    ...{ conversation, sender, author, sha256, attachment },
  });
  switch (type) {
    case 'AttachmentUploaded':
    case 'AttachmentScanned':
    case 'AttachmentInfected':
    case 'AttachmentRemoved':
      return keyOf(data);
    case 'MaskLifted':
      return data.upload && keyOf(data.upload);
    default:
      return undefined;
  }
}

/** What a message names. */
function uploadsNamedIn(event: Recorded): Content[] {
  const { type, data } = event;
  if (type !== 'MessageSent' && type !== 'MessageHeld') return [];
  return (data.attachments ?? []).map((sha256) => ({
    ...{ conversation: conversationId(event), sender: data.from, author: data.author, sha256 },
  }));
}

function attached(
  event: Recorded,
  rows: Rows,
  change: Partial<AttachmentRow> | ((row: AttachmentRow) => Partial<AttachmentRow>),
): void {
  const key = uploadIn(event);
  const row = key && rows.get(conversationAttachments, key);
  if (row) rows.put(conversationAttachments, { ...row, ...(typeof change === 'function' ? change(row) : change) });
}

function named(event: Recorded, rows: Rows): void {
  for (const { conversation, sender, author, sha256 } of uploadsNamedIn(event)) {
    const row = rows
      .here(conversationAttachments)
      .filter(
        (one) => one.conversation === conversation && one.sender === sender && one.author === author && one.sha256 === sha256,
      )
      .reduce<AttachmentRow | undefined>(
        (newest, one) => (newest && newest.uploaded_at > one.uploaded_at ? newest : one),
        undefined,
      );
    if (row) rows.put(conversationAttachments, { ...row, named: true });
  }
}

type Facts = ItemRow['facts'];

/** What is told of a message later. */
function item(
  event: Recorded<'MessageRejected' | 'ReviewRequested' | 'NoReplyNeededDeclared' | 'NoReplyNeededContested'>,
  rows: Rows,
  more: Facts | ((facts: Facts) => Facts),
): void {
  const row = rows.get(conversationItems, { conversation: conversationId(event), item: event.data.message });
  if (row)
    rows.put(conversationItems, { ...row, facts: { ...row.facts, ...(typeof more === 'function' ? more(row.facts) : more) } });
}

function said(event: Recorded<'MessageSent' | 'MessageHeld'>, rows: Rows, held: boolean): void {
  named(event, rows);
  const { message, from, author, body, at, screened: _, ...rest } = event.data;
  rows.put(conversationItems, {
    conversation: conversationId(event),
    item: message,
    revision: event.revision,
    kind: 'message',
    sender: from,
    author,
    body,
    at,
    held,
    facts: rest,
    screening: screeningOf(event.data) ?? null,
  });
  head(event, rows, (row) => ({
    participants: row.participants.some(({ id, role }) => id === author && role === from)
      ? row.participants
      : [...row.participants, { id: author, role: from }],
  }));
}
