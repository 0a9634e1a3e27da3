/** Attachments: uploaded, scanned, named by messages, and gone where no message names them within a day. The files are kept elsewhere. */
import { DAY_MS, iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { count, instant, mark, matching, type Of, object, oneOf, optional, text, uuid, written } from '../shape';
import { MEDIA_TYPES, type MediaType } from './attachment-limits';
import { requireNotEnded } from './closing';
import type { Conversation, ConversationEvent } from './conversation';
import type { MessageDraft } from './messages';
import { type ScreenedFinding, screened, surest } from './screening';

/** Somebody has so many in a conversation at most that no message names. */
const UNNAMED_AT_MOST = 50;

/** A file that was kept, as its content says. */
export interface UploadedFile {
  /** Names the file where it is kept: another for each upload. */
  readonly attachment: string;
  /** Of the content, in hexadecimal: what messages name it by. */
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly size: number;
  /** Of a picture, in pixels. */
  readonly width?: number;
  readonly height?: number;
  /** There is a small picture of it. */
  readonly thumbnail?: true;
  /** waiting: the scanner did not answer yet; none: there is no scanner. */
  readonly scan: 'clean' | 'waiting' | 'none';
  /** What screening found in its `name` and, of a text, in its `content`. */
  readonly screened?: MessageDraft['screened'];
  /** The key that it is sealed by where it is kept. */
  readonly key?: string;
}

/** A party or an admin uploaded a file. */
export class UploadAttachment {
  readonly type = 'UploadAttachment';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly file: UploadedFile,
    /** What the scanner calls what it found in it. */
    readonly infected?: string,
  ) {}
}

/** The scanner has looked at a file that waited for it. */
export class RecordScan {
  readonly type = 'RecordScan';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly attachment: string,
    readonly infected?: string,
  ) {}
}

/** A file that no message names goes a day after it came; that of a person who is erased goes with the texts. */
export class RemoveAttachment {
  readonly type = 'RemoveAttachment';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly attachment: string,
    readonly because?: 'erased',
  ) {}
}

/** What names a content. */
export const sha256 = matching(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');

const of = {
  attachment: uuid,
  sha256,
  from: oneOf(['buyer', 'seller', 'admin']),
  author: text,
};

/** Which upload something is about. */
export const uploadNamed = object(of);
/** The same. */
export type UploadNamed = Of<typeof uploadNamed>;

/** What happens to attachments. */
export const attachmentEvents = {
  AttachmentUploaded: event(
    {
      ...of,
      name: written,
      mediaType: oneOf(MEDIA_TYPES),
      size: count,
      width: optional(count),
      height: optional(count),
      thumbnail: optional(mark),
      scan: oneOf(['clean', 'waiting', 'none']),
      screened,
      /** The key that the file is sealed by: it and its name are read and erased together, so its name is sealed by no other. */
      key: optional(uuid),
      at: instant,
    },
    ['buyer', 'seller', 'admin'],
  ),
  /** The scanner found nothing in one that waited. */
  AttachmentScanned: event({ ...of, at: instant }, ['system']),
  /** Harmful: it is not kept, and was never delivered. */
  AttachmentInfected: event({ ...of, signature: text, at: instant }, ['buyer', 'seller', 'admin', 'system']),
  /** No message named it; or who uploaded it was erased. */
  AttachmentRemoved: event({ ...of, because: optional(oneOf(['erased'])), at: instant }, ['system']),
};

type Event = EventsOf<typeof attachmentEvents>;
type Data<T extends Event['type']> = Extract<Event, { type: T }>['data'];

/** An attachment as rules need it. */
export interface KnownAttachment extends Omit<Data<'AttachmentUploaded'>, 'name' | 'scan' | 'screened' | 'at'> {
  scan: 'clean' | 'waiting' | 'none' | 'infected';
  /** A message names it, held or sent. */
  named: boolean;
  readonly findings: readonly ScreenedFinding[];
  readonly uploadedAt: number;
}

/** What the rules know of attachments. */
export interface Attachments {
  /** By their names where they are kept. */
  readonly attachments: Map<string, KnownAttachment>;
  /** Which of them a message names by its content: by who uploaded it and what it is, the newest. */
  readonly newest: Map<string, string>;
}

/** None yet. */
export const noAttachments = (): Attachments => ({ attachments: new Map(), newest: new Map() });

interface Named {
  readonly from: string;
  readonly author: string;
  readonly sha256: string;
}
const keyOf = ({ from, author, sha256 }: Named): string => `${from}\n${author}\n${sha256}`;

/** The key that what an event tells of is sealed by already, and by which the event's texts have to be. */
export const keyBeside = ({ type, data }: { readonly type: string; readonly data: object }): string | undefined =>
  type === 'AttachmentUploaded' ? (data as Data<'AttachmentUploaded'>).key : undefined;

/** How the events change that. */
export const attachmentFolds = {
  AttachmentUploaded(state: Attachments, { name: _, screened: found, at, ...data }: Data<'AttachmentUploaded'>): void {
    const known = { ...data, named: false, findings: found?.findings ?? [], uploadedAt: Date.parse(at) };
    state.attachments.set(data.attachment, known);
    state.newest.set(keyOf(data), data.attachment);
  },
  AttachmentScanned(state: Attachments, { attachment }: Data<'AttachmentScanned'>): void {
    const known = state.attachments.get(attachment);
    if (known) known.scan = 'clean';
  },
  AttachmentInfected(state: Attachments, { attachment }: Data<'AttachmentInfected'>): void {
    const known = state.attachments.get(attachment);
    if (known) known.scan = 'infected';
  },
  AttachmentRemoved(state: Attachments, data: Data<'AttachmentRemoved'>): void {
    state.attachments.delete(data.attachment);
    if (state.newest.get(keyOf(data)) === data.attachment) state.newest.delete(keyOf(data));
  },
};

/** What a message names stays. */
export function foldNamed(
  state: Attachments,
  {
    attachments: named = [],
    ...by
  }: { readonly from: string; readonly author: string; readonly attachments?: readonly string[] },
): void {
  for (const sha256 of named) {
    const known = newestOf(state, { ...by, sha256 });
    if (known) known.named = true;
  }
}

const newestOf = ({ attachments, newest }: Attachments, named: Named): KnownAttachment | undefined =>
  attachments.get(newest.get(keyOf(named)) ?? '');

/** The attachment of this author and content, as far as it is kept. */
export function attachmentOf(state: Attachments, stamp: Stamp, sha256: string): KnownAttachment | undefined {
  const known = newestOf(state, { ...authorOf(stamp), sha256 });
  return known?.scan === 'infected' ? undefined : known;
}

const authorOf = ({ actor }: Stamp) => ({
  from: actor.role === 'buyer' || actor.role === 'seller' ? actor.role : ('admin' as const),
  author: actor.id,
});

/**
 * `[]`: its author has uploaded the same content here already, and under the same key: what an erasure closed before is another file.
 * Throws {@link Rejection} `conversation-ended`, `attachments-too-many`.
 */
export function uploadAttachment({ file, infected, stamp }: UploadAttachment, state: Conversation): ConversationEvent[] {
  requireNotEnded(state, stamp);
  const by = { attachment: file.attachment, sha256: file.sha256, ...authorOf(stamp) };
  const at = iso(stamp.at);
  if (infected !== undefined) return [{ type: 'AttachmentInfected', data: { ...by, signature: infected, at } }];
  const before = attachmentOf(state, stamp, file.sha256);
  if (before && before.key === file.key) return [];
  const unnamed = [...state.attachments.values()].filter(
    ({ from, author, named, scan }) => from === by.from && author === by.author && !named && scan !== 'infected',
  );
  if (unnamed.length >= UNNAMED_AT_MOST)
    throw new Rejection('attachments-too-many', `${UNNAMED_AT_MOST} attachments wait for a message to name them`, 'file');
  return [{ type: 'AttachmentUploaded', data: { ...by, ...file, at } }];
}

/** `[]`: it does not wait. */
export function recordScan({ attachment, infected, stamp }: RecordScan, state: Conversation): ConversationEvent[] {
  const known = state.attachments.get(attachment);
  if (known?.scan !== 'waiting') return [];
  const data = { ...referring(known), at: iso(stamp.at) };
  if (infected === undefined) return [{ type: 'AttachmentScanned', data }];
  return [{ type: 'AttachmentInfected', data: { ...data, signature: infected } }];
}

/** `[]`: it is not there any more; or, unless it is erased, a message names it, or its day is not over. */
export function removeAttachment({ attachment, because, stamp }: RemoveAttachment, state: Conversation): ConversationEvent[] {
  const known = state.attachments.get(attachment);
  if (!known || known.scan === 'infected') return [];
  if (!because && (known.named || stamp.at < known.uploadedAt + DAY_MS)) return [];
  return [{ type: 'AttachmentRemoved', data: { ...referring(known), ...(because && { because }), at: iso(stamp.at) } }];
}

/** Whether the file of this name is one of those that are to be there. */
export function isKept(state: Attachments, attachment: string): boolean {
  const known = state.attachments.get(attachment);
  return known !== undefined && known.scan !== 'infected';
}

const referring = ({ attachment, sha256, from, author }: KnownAttachment) => ({ attachment, sha256, from, author });

/**
 * A message with what its attachments say: found in them is found in the message, and one of a seller with near-certain contact data is
 * held (R5.3). Throws {@link Rejection} `attachment-unknown` for one that its author did not upload here.
 */
export function withAttachments(message: MessageDraft, stamp: Stamp, state: Attachments): MessageDraft {
  const known = (message.attachments ?? []).map((sha256) => {
    const found = attachmentOf(state, stamp, sha256);
    if (!found) throw new Rejection('attachment-unknown', `you have uploaded no attachment ${sha256} here`, 'attachments');
    return found;
  });
  const findings = known.flatMap(({ sha256, findings: found }) => found.map((one) => inMessage(one, sha256)));
  const { screened: said, held } = message;
  if (findings.length === 0 || !said) return message;
  const holding = stamp.actor.role === 'seller' ? surest(findings.filter(({ action }) => action === 'hold')) : undefined;
  const weighed = findings.map((one) => (one.action === 'hold' && !holding ? { ...one, action: 'flag' as const } : one));
  const reason = held ?? holding?.rule;
  return {
    ...message,
    screened: { ...said, findings: [...said.findings, ...weighed] },
    ...(reason !== undefined && { held: reason }),
  };
}

/** A name is masked where it stands, and a content cannot be. */
const inMessage = (found: ScreenedFinding, sha256: string): ScreenedFinding => ({
  ...found,
  field: `attachments.${sha256}.${found.field}`,
  action: found.action === 'mask' ? 'flag' : found.action,
});
