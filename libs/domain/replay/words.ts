/** The sentence that tells a step: who did what, and what followed from it. */
import { DateTime } from 'luxon';
import type { ConversationEventType, DataOf } from '../conversation/conversation';
import { findMarket } from '../market';
import type { ReplayEvent } from './event';
import type { Scene } from './scene';

const DAYS_WITHOUT_A_DATE = 6;
const MOST_CONSEQUENCES = 4;

/** What is told of an event: what somebody did, or what followed; nothing of what another event of its step tells. */
type Phrase = { readonly did?: string; readonly so?: string };
type Tell<T extends ConversationEventType> = (data: DataOf<T>, context: Context) => Phrase;

interface Context {
  readonly event: ReplayEvent;
  /** All of its step. */
  readonly events: readonly ReplayEvent[];
  /** As it stood after the step. */
  readonly scene: Scene;
  readonly due: (instant: string) => string;
}

const PHRASES: { readonly [T in ConversationEventType]: Tell<T> } = {
  ConversationOpened: ({ topic, imported }) => ({ did: `${imported ? 'brought in' : 'opened'} a conversation (${topic})` }),
  MessageSent: (data, { events }) => ({ did: sent(data, events) }),
  MessageHeld: ({ reason }) => ({ did: 'wrote a message', so: `it is held back for review: ${reason}` }),
  MessageReleased: ({ from }) => ({ did: `released the held message of the ${from}` }),
  MessageRejected: ({ from, replacedBy, reason }) => ({
    did: replacedBy ? 'gave up a held message for another' : `rejected the held message of the ${from}: ${reason}`,
  }),
  AttachmentUploaded: ({ mediaType }) => ({ did: `uploaded a file (${mediaType})` }),
  AttachmentScanned: () => ({ so: 'the scanner found nothing in a file' }),
  AttachmentInfected: () => ({ so: 'the scanner found something harmful in a file, which is not kept' }),
  AttachmentRemoved: () => ({ so: 'a file that no message named is gone' }),
  ReviewRequested: () => ({ did: 'asked for a review of a held message' }),
  ReviewClaimed: () => ({ did: 'took a review to work on' }),
  MessageReviewed: ({ kind }) => ({ did: kind ? `found ${kind} in a message` : 'found a message clean' }),
  ReplyObligationOpened: ({ kind, dueAt }, { due }) => ({
    so: kind === 'promise' ? `what was promised is due ${due(dueAt)}` : `an answer is due ${due(dueAt)}`,
  }),
  ReplyObligationReminded: ({ dueAt }, { due }) => ({ so: `the answer due ${due(dueAt)} was reminded of` }),
  ReplyObligationOverdue: ({ dueAt }, { due }) => ({ so: `the answer due ${due(dueAt)} is overdue` }),
  ReplyObligationEscalated: ({ level }) => ({ so: `after ${level} counted hours without an answer it went to the platform` }),
  ReplyObligationAnswered: ({ late, countedMs }) => ({
    so: late ? `answered late, after ${counted(countedMs)} counted` : `answered in time, after ${counted(countedMs)} counted`,
  }),
  ReplyObligationWithdrawn: () => ({ so: 'no answer is owed any more' }),
  NoReplyNeededDeclared: ({ reason }) => ({ did: `said that no reply is needed (${reason})` }),
  NoReplyNeededContested: ({ dueAt }, { due }) => ({
    did: 'contested that no reply is needed',
    so: `an answer is due ${due(dueAt)}`,
  }),
  ReplyObligationExcused: ({ reason }) => ({ did: `excused the seller: ${reason}` }),
  ReplyObligationExcuseRevoked: ({ reason }) => ({ did: `took an excuse back: ${reason}` }),
  ReplyObligationMoved: ({ dueAt, reason, overdueVoid }, { due }) => ({
    so: `an answer is now due ${due(dueAt)} (${reason})${overdueVoid ? '; that it was overdue is void' : ''}`,
  }),
  StatusUpdated: ({ stage }) => ({ did: `told the stage ${stage}` }),
  StatusUpdateMissing: ({ stage }) => ({ so: `what has to follow ${stage} is missing` }),
  StatusUpdateSettled: ({ stage, followedBy }) => ({
    so: followedBy ? `what had to follow ${stage} has followed` : `nothing has to follow ${stage} any more`,
  }),
  NoteAdded: () => ({ did: 'added a note' }),
  ConversationAssigned: ({ assignee }) => ({
    did: assignee === null ? 'took it from whom it was assigned to' : `assigned it to ${assignee}`,
  }),
  ConversationClosed: () => ({ did: 'closed the conversation' }),
  ConversationReopened: () => ({ so: 'the conversation is open again' }),
  ConversationTakenOver: () => ({ so: 'the platform answers in place of the removed seller' }),
  ConversationHandedBack: () => ({ so: 'the seller answers again' }),
  ConversationRead: ({ upTo }) => ({ did: `read up to event ${upTo}` }),
  HistoryAccessed: ({ what, reason }) => ({ did: `looked at ${what}: ${reason}` }),
  ViolationRecorded: ({ kind, status, source }) =>
    source === 'report' ? { did: `reported ${kind}` } : { so: `${kind} is ${status}` },
  ViolationVoided: ({ reason }) => ({ so: `a violation is void (${reason})` }),
  ViolationConfirmed: ({ violation, reason }, { scene }) => ({
    did: `confirmed ${scene.violations.get(violation)?.kind ?? 'a violation'}: ${reason}`,
  }),
  ViolationDismissed: ({ violation, reason }, { scene }) => ({
    did: `dismissed ${scene.violations.get(violation)?.kind ?? 'a violation'}: ${reason}`,
  }),
  CommandAcknowledged: () => ({ did: 'asked for what was so already' }),
};

function sent({ message, from, automatic, promisedBy }: DataOf<'MessageSent'>, events: readonly ReplayEvent[]): string {
  if (automatic) return 'sent an automatic message';
  if (from === 'buyer') return 'asked';
  const answers = events.some(({ type, data }) => type === 'ReplyObligationAnswered' && data.by === message);
  if (promisedBy !== undefined && answers) return `promised an answer by ${promisedBy}`;
  return answers ? 'answered' : 'wrote';
}

/** Hours and minutes. */
function counted(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * An instant as people say it, seen from another: `Monday 24:00 Europe/Berlin`, with its date where that is a week or more away. Midnight
 * is the end of the day before (R2.3).
 */
export function spokenInstant(instant: string, seenFrom: string, zone: string): string {
  const at = DateTime.fromISO(instant, { zone });
  const isMidnight = at.toMillis() === at.startOf('day').toMillis();
  const day = isMidnight ? at.minus({ days: 1 }) : at;
  const days = Math.abs(day.startOf('day').diff(DateTime.fromISO(seenFrom, { zone }).startOf('day'), 'days').days);
  const date = days > DAYS_WITHOUT_A_DATE ? ` ${day.toISODate()}` : '';
  return `${day.setLocale('en').toFormat('cccc')}${date} ${isMidnight ? '24:00' : at.toFormat('HH:mm')} ${zone}`;
}

/** One sentence for the events of a step, in English; `scene` is how it stood after them. */
export function sentenceOf(events: readonly ReplayEvent[], scene: Scene): string {
  const [first] = events;
  if (!first) return '';
  const zone = findMarket(scene.opened?.market ?? '')?.zone ?? 'UTC';
  const due = (instant: string) => spokenInstant(instant, first.at, zone);
  const did = new Set<string>();
  const then = new Map<string, number>();
  for (const event of events) {
    const phrase = (PHRASES[event.type] as Tell<typeof event.type>)(event.data as never, { event, events, scene, due });
    if (phrase.did !== undefined) did.add(phrase.did);
    if (phrase.so !== undefined) then.set(phrase.so, (then.get(phrase.so) ?? 0) + 1);
  }
  const consequences = [...then].map(([words, times]) => (times > 1 ? `${words} (${times} ×)` : words));
  const more = consequences.length - MOST_CONSEQUENCES;
  const told = more > 1 ? [...consequences.slice(0, MOST_CONSEQUENCES), `${more} things more`] : consequences;
  const who = first.role === 'system' ? 'the helpdesk' : first.role;
  return [...(did.size > 0 ? [`${who} ${[...did].join(' and ')}`] : []), ...told].join('; ');
}
