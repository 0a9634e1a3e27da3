/** What is masked for the other side, and lifted again where a reviewer finds that it is no violation (R5.2, R5.3). */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { instant, list, object, oneOf, optional, revision, text, uuid, whole } from '../shape';
import { type UploadNamed, uploadNamed } from './attachments';
import type { ConversationEvent } from './conversation';
import { KINDS, type Screened } from './screening';
import type { Violations } from './violations';

const place = object({ field: text, kind: oneOf(KINDS), from: whole, to: whole });

/** What that leads to. */
export const liftedMaskEvents = {
  /** Of what the event of this revision says, these places are masked from now on and no others: those of a dismissed violation are not. */
  MaskLifted: event(
    {
      violation: text,
      revision,
      /** Which message, status update or attachment it is; none of these: the subject, or the reason of an ending. */
      message: optional(uuid),
      update: optional(uuid),
      upload: optional(uploadNamed),
      /** Whose text it is. */
      of: oneOf(['buyer', 'seller']),
      masks: list(place),
      by: text,
      at: instant,
    },
    ['admin'],
  ),
};

type MaskLifted = EventsOf<typeof liftedMaskEvents>['data'];

interface Masked extends Pick<MaskLifted, 'message' | 'update' | 'upload' | 'masks'> {
  /** Revisions of the events whose violations decide about these masks: of an attachment the messages that name it. */
  readonly decidedWith: readonly number[];
}

/** What the rules know of masks: by the revision of the event in whose texts they are. */
export interface Masks {
  readonly masked: Map<number, Masked>;
}

/** None yet. */
export const noMasks = (): Masks => ({ masked: new Map() });

/** How the events change that. */
export const liftedMaskFolds = {
  MaskLifted({ masked }: Masks, { revision, masks }: MaskLifted): void {
    const known = masked.get(revision);
    if (known) masked.set(revision, { ...known, masks });
  },
};

const NAME_OF_AN_ATTACHMENT = /^attachments\.([0-9a-f]{64})\.name$/;

/** What screening masked in the texts of any event. What is held is seen by nobody, and delivered as it was written. */
export function foldMasks({ masked }: Masks, event: ConversationEvent, revision: number): void {
  const { screened } = event.data as { readonly screened?: Screened };
  if (!screened || screened.findings.length === 0) return;
  const masks = screened.findings
    .filter(({ action }) => action === 'mask')
    .map(({ field, kind, from, to }) => ({ field, kind, from, to }));
  const isUpload = event.type === 'AttachmentUploaded';
  if (masks.length > 0 && event.type !== 'MessageHeld')
    masked.set(revision, { ...named(event), masks, decidedWith: isUpload ? [] : [revision] });
  if (event.type !== 'MessageSent' && event.type !== 'MessageHeld') return;
  const { from, author } = event.data;
  const names = new Set(screened.findings.map(({ field }) => NAME_OF_AN_ATTACHMENT.exec(field)?.[1]));
  for (const [at, known] of masked)
    if (known.upload?.from === from && known.upload.author === author && names.has(known.upload.sha256))
      masked.set(at, { ...known, decidedWith: [...known.decidedWith, revision] });
}

function named(event: ConversationEvent): Pick<Masked, 'message' | 'update' | 'upload'> {
  if (event.type === 'MessageSent') return { message: event.data.message };
  if (event.type === 'StatusUpdated') return { update: event.data.update };
  if (event.type !== 'AttachmentUploaded') return {};
  const { attachment, sha256, from, author }: UploadNamed = event.data;
  return { upload: { attachment, sha256, from, author } };
}

/** Behind each dismissal of what screening found, the masks that it lifts: of its kind, in what was said with it. */
export function withLiftedMasks(
  events: readonly ConversationEvent[],
  { violations, masked }: Violations & Masks,
  { actor, at }: Stamp,
): readonly ConversationEvent[] {
  if (!events.some(({ type }) => type === 'ViolationDismissed')) return events;
  const left = new Map([...masked].map(([revision, { masks }]) => [revision, masks]));
  return events.flatMap((event): ConversationEvent[] => {
    const dismissed = event.type === 'ViolationDismissed' ? violations.get(event.data.violation)?.screened : undefined;
    if (event.type !== 'ViolationDismissed' || !dismissed) return [event];
    const { violation } = event.data;
    const lifted = [...masked].flatMap(([revision, { decidedWith, masks: _, ...what }]): ConversationEvent[] => {
      const before = left.get(revision) ?? [];
      const masks = before.filter(({ kind }) => kind !== dismissed.kind);
      if (!decidedWith.includes(dismissed.revision) || masks.length === before.length) return [];
      left.set(revision, masks);
      const said = { violation, revision, ...what, of: dismissed.of, masks, by: actor.id, at: iso(at) };
      return [{ type: 'MaskLifted', data: said }];
    });
    return [event, ...lifted];
  });
}
