/** What of a conversation's record a side saw: the other side's masked places, notes and held messages are nowhere in it (R1.3, R5.3). */
import type { ConversationEvent, DataOf } from '../conversation/conversation';
import { screeningOf, spelled } from '../conversation/masking';
import { isObligationEvent } from '../conversation/obligations';
import { HIDDEN_FROM } from '../conversation/shown-to';
import type { Language } from '../market';
import type { ReplayEvent } from './event';

/** Whose eyes a replay is seen with: a side's, or the platform's, which sees all. */
export const LENSES = ['buyer', 'seller', 'platform'] as const;
/** One of {@link LENSES}. */
export type Lens = (typeof LENSES)[number];

type Side = 'buyer' | 'seller';
type Held = DataOf<'MessageHeld'>;
type Recorded = DataOf<'ViolationRecorded'>;

/**
 * The lens of one replay: given the events of a conversation in their order, each as this lens shows it, or undefined where it shows
 * nothing: a command that had nothing to do is on record for its key, and is no step in anybody's eyes. What becomes visible later comes with the event that shows it: a release with the message (`said`), a confirmation with the
 * violation (`recorded`). Masks are said in `language`.
 */
export function throughLens(lens: Lens, language: Language): (event: ReplayEvent) => ReplayEvent | undefined {
  if (lens === 'platform') return (event) => (event.type === 'CommandAcknowledged' ? undefined : event);
  const kept: Kept = { held: new Map(), authors: new Map(), violations: new Map(), masked: new Map() };
  return (event) => {
    remember(event, kept);
    if (!isShown(event, lens, kept)) return undefined;
    const { origin: _, ...seen } =
      event.type === 'MaskLifted' ? lifted(event, lens, kept, language) : masked(event, lens, language);
    return completed(seen as ReplayEvent, lens, kept);
  };
}

/** What a side is not shown yet, and may be later. */
interface Kept {
  readonly held: Map<string, Held>;
  readonly authors: Map<string, string>;
  readonly violations: Map<string, Recorded & { readonly reportedBy?: string }>;
  /** Events with masked texts. */
  readonly masked: Map<number, ReplayEvent>;
}

function remember(event: ReplayEvent, { held, authors, violations, masked }: Kept): void {
  if (screeningOf(event.data)?.masked) masked.set(event.revision, event);
  if (event.type === 'MessageSent' || event.type === 'MessageHeld') authors.set(event.data.message, event.data.from);
  if (event.type === 'MessageHeld') held.set(event.data.message, event.data);
  if (event.type === 'ViolationRecorded')
    violations.set(event.data.violation, {
      ...event.data,
      ...(event.data.source === 'report' && { reportedBy: event.role }),
    });
}

function isShown(event: ReplayEvent, side: Side, kept: Kept): boolean {
  // The clock is both sides': each sees what became of it.
  if (isObligationEvent(event)) return true;
  switch (event.type) {
    case 'MessageHeld':
    case 'MessageRejected':
    case 'ReviewRequested':
    case 'AttachmentUploaded':
    case 'AttachmentScanned':
    case 'AttachmentInfected':
    case 'AttachmentRemoved':
      return event.data.from === side;
    case 'ConversationRead':
      return event.data.side === side;
    case 'NoteAdded':
      return side === 'seller' && event.role === 'seller';
    case 'ViolationRecorded':
      // A report is its author's; what screening and the clock say of a seller is the seller's, too.
      return event.data.source === 'report' ? event.role === side : side === 'seller' && event.data.of !== 'buyer';
    case 'ViolationVoided':
    case 'ViolationConfirmed':
      return side === 'seller' && isOf(side, kept.violations.get(event.data.violation), kept);
    case 'CommandAcknowledged':
      return false;
    default:
      return !HIDDEN_FROM[side].includes(event.type);
  }
}

/** Whether a violation is one of this side. */
function isOf(side: Side, violation: (Recorded & { readonly reportedBy?: string }) | undefined, { authors }: Kept): boolean {
  if (!violation) return false;
  if (violation.source === 'clock') return side === 'seller';
  return (violation.of ?? authors.get(violation.evidence.message ?? '')) === side;
}

/** Texts of the other side with words in place of what is masked, or masked still; of its own, a side is told what was found. */
function masked(event: ReplayEvent, side: Side, language: Language, still?: DataOf<'MaskLifted'>['masks']): ReplayEvent {
  const { screened, ...data } = event.data as { readonly screened?: object };
  if (!screened) return event;
  const { findings, masked: texts } = screeningOf(event.data, still) ?? {};
  if (authorOf(event) === side) return { ...event, data: { ...data, ...(findings && { findings }) } } as ReplayEvent;
  const words = Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, spelled(text, language)]));
  const facts = 'facts' in data ? { facts: { ...(data.facts as object), ...words } } : words;
  return { ...event, data: { ...data, ...facts, ...(texts && { masked: true }) } } as ReplayEvent;
}

/** Masks that are lifted come with what is read now (`shown`); which violation was dismissed is the platform's to know. */
function lifted(event: ReplayEvent, side: Side, kept: Kept, language: Language): ReplayEvent {
  const { violation: _, ...data } = event.data as DataOf<'MaskLifted'>;
  const before = kept.masked.get(data.revision);
  const shown = before && data.of !== side ? masked(before, side, language, data.masks).data : undefined;
  return { ...event, data: { ...data, ...(shown && { shown }) } } as ReplayEvent;
}

/** Who wrote the texts of an event: of an imported message the party it is of. */
function authorOf({ data, role }: ReplayEvent): string {
  const { from, role: closedBy } = data as { readonly from?: string; readonly role?: string };
  return from ?? closedBy ?? role;
}

/** With what the event makes visible. A message that is released is delivered as it was written (R5.3). */
function completed(event: ReplayEvent, side: Side, { held, violations }: Kept): ReplayEvent {
  if (event.type === 'MessageReleased') {
    const { screened: _, reason: __, ...said } = held.get(event.data.message) ?? ({} as Held);
    return event.data.from === side ? event : ({ ...event, data: { ...event.data, said } } as ReplayEvent<ConversationEvent>);
  }
  if (event.type === 'ViolationConfirmed') {
    const known = violations.get(event.data.violation);
    if (known?.reportedBy === undefined || known.reportedBy === side) return event;
    // Who reported it, and in which words, is its author's and the platform's.
    const { reportedBy: _, by: __, note: ___, ...recorded } = known;
    return { ...event, data: { ...event.data, recorded } } as ReplayEvent;
  }
  return event;
}
