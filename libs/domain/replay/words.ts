/** The sentence that tells a step: who did what, and what followed from it. */
import { DAY_MS } from '../clock/days';
import { zoneEras } from '../clock/zone-eras';
import type { ConversationEventType, DataOf } from '../conversation/conversation';
import { findMarket } from '../market';
import type { Role } from '../people';
import type { ReplayEvent } from './event';
import type { Scene } from './scene';

const DAYS_WITHOUT_A_DATE = 6;
const MOST_CONSEQUENCES = 4;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** What can be told, in English; each name is a phrase that others say in their language. `{due}` is an instant, `{counted}` a counted time. */
const ENGLISH = {
  opened: 'opened a conversation ({topic})',
  broughtIn: 'brought in a conversation ({topic})',
  asked: 'asked',
  answered: 'answered',
  wrote: 'wrote',
  wroteByItself: 'sent an automatic message',
  promised: 'promised an answer by {date}',
  wroteHeld: 'wrote a message',
  held: 'it is held back for review: {reason}',
  released: 'released the held message of the {of}',
  replaced: 'gave up a held message for another',
  rejected: 'rejected the held message of the {of}: {reason}',
  uploaded: 'uploaded a file ({mediaType})',
  fileScanned: 'the scanner found nothing in a file',
  fileInfected: 'the scanner found something harmful in a file, which is not kept',
  fileGone: 'a file that no message named is gone',
  fileErased: 'a file was erased with what else its author wrote',
  askedForReview: 'asked for a review of a held message',
  claimed: 'took a review to work on',
  foundInMessage: 'found {kind} in a message',
  foundClean: 'found a message clean',
  answerDue: 'an answer is due {due}',
  promiseDue: 'what was promised is due {due}',
  reminded: 'the answer due {due} was reminded of',
  overdue: 'the answer due {due} is overdue',
  escalated: 'after {level} counted hours without an answer it went to the platform',
  answeredLate: 'answered late, after {counted} counted',
  answeredInTime: 'answered in time, after {counted} counted',
  withdrawn: 'no answer is owed any more',
  noReplyNeeded: 'said that no reply is needed ({noReply})',
  contestedNoReply: 'contested that no reply is needed',
  excused: 'excused the seller: {reason}',
  unexcused: 'took an excuse back: {reason}',
  moved: 'an answer is now due {due} ({reason})',
  movedAndVoid: 'an answer is now due {due} ({reason}); that it was overdue is void',
  stageTold: 'told the stage {stage}',
  stageMissing: 'what has to follow {stage} is missing',
  stageFollowed: 'what had to follow {stage} has followed',
  stageNeedsNothing: 'nothing has to follow {stage} any more',
  noted: 'added a note',
  unassigned: 'took it from whom it was assigned to',
  assigned: 'assigned it to {assignee}',
  closed: 'closed the conversation',
  reopened: 'the conversation is open again',
  takenOver: 'the platform answers in place of the removed seller',
  handedBack: 'the seller answers again',
  read: 'read up to event {upTo}',
  lookedAt: 'looked at {what}: {reason}',
  reported: 'reported {kind}',
  recorded: '{kind} is {status}',
  voided: 'a violation is void ({reason})',
  confirmed: 'confirmed {kind}: {reason}',
  dismissed: 'dismissed {kind}: {reason}',
  unmasked: 'the other side reads what was masked for it',
} as const;

/** A phrase by its name, with what stands in its places: ids, texts, instants ISO-8601, counted milliseconds. */
export interface Phrase {
  readonly says: keyof typeof ENGLISH;
  readonly with: Readonly<Record<string, string | number>>;
}

/** What a step tells: who did what, and what followed from it, each phrase once and how often. */
export interface Telling {
  readonly who: Role;
  readonly did: readonly Phrase[];
  readonly so: readonly (Phrase & { readonly times: number })[];
}

/** What is told of an event: what somebody did, or what followed; nothing of what another event of its step tells. */
type Told = { readonly did?: Phrase; readonly so?: Phrase };
type Tell<T extends ConversationEventType> = (data: DataOf<T>, context: Context) => Told;

interface Context {
  /** All events of the step. */
  readonly events: readonly ReplayEvent[];
  /** As it stood after the step. */
  readonly scene: Scene;
}

const phrase = (says: Phrase['says'], values: Phrase['with'] = {}): Phrase => ({ says, with: values });
const did = (says: Phrase['says'], values?: Phrase['with']): Told => ({ did: phrase(says, values) });
const so = (says: Phrase['says'], values?: Phrase['with']): Told => ({ so: phrase(says, values) });

const PHRASES: { readonly [T in ConversationEventType]: Tell<T> } = {
  ConversationOpened: ({ topic, imported }) => did(imported ? 'broughtIn' : 'opened', { topic }),
  MessageSent: (data, { events }) => ({ did: sent(data, events) }),
  MessageHeld: ({ reason }) => ({ ...did('wroteHeld'), ...so('held', { reason }) }),
  MessageReleased: ({ from }) => did('released', { of: from }),
  MessageRejected: ({ from, replacedBy, reason }) => (replacedBy ? did('replaced') : did('rejected', { of: from, reason })),
  AttachmentUploaded: ({ mediaType }) => did('uploaded', { mediaType }),
  AttachmentScanned: () => so('fileScanned'),
  AttachmentInfected: () => so('fileInfected'),
  AttachmentRemoved: ({ because }) => so(because ? 'fileErased' : 'fileGone'),
  ReviewRequested: () => did('askedForReview'),
  ReviewClaimed: () => did('claimed'),
  MessageReviewed: ({ kind }) => (kind ? did('foundInMessage', { kind }) : did('foundClean')),
  ReplyObligationOpened: ({ kind, dueAt: due }) => so(kind === 'promise' ? 'promiseDue' : 'answerDue', { due }),
  ReplyObligationReminded: ({ dueAt: due }) => so('reminded', { due }),
  ReplyObligationOverdue: ({ dueAt: due }) => so('overdue', { due }),
  ReplyObligationEscalated: ({ level }) => so('escalated', { level }),
  ReplyObligationAnswered: ({ late, countedMs: counted }) => so(late ? 'answeredLate' : 'answeredInTime', { counted }),
  ReplyObligationWithdrawn: () => so('withdrawn'),
  NoReplyNeededDeclared: ({ reason: noReply }) => did('noReplyNeeded', { noReply }),
  NoReplyNeededContested: ({ dueAt: due }) => ({ ...did('contestedNoReply'), ...so('answerDue', { due }) }),
  ReplyObligationExcused: ({ reason }) => did('excused', { reason }),
  ReplyObligationExcuseRevoked: ({ reason }) => did('unexcused', { reason }),
  ReplyObligationMoved: ({ dueAt: due, reason, overdueVoid }) => so(overdueVoid ? 'movedAndVoid' : 'moved', { due, reason }),
  StatusUpdated: ({ stage }) => did('stageTold', { stage }),
  StatusUpdateMissing: ({ stage }) => so('stageMissing', { stage }),
  StatusUpdateSettled: ({ stage, followedBy }) => so(followedBy ? 'stageFollowed' : 'stageNeedsNothing', { stage }),
  NoteAdded: () => did('noted'),
  ConversationAssigned: ({ assignee }) => (assignee === null ? did('unassigned') : did('assigned', { assignee })),
  ConversationClosed: () => did('closed'),
  ConversationReopened: () => so('reopened'),
  ConversationTakenOver: () => so('takenOver'),
  ConversationHandedBack: () => so('handedBack'),
  ConversationRead: ({ upTo }) => did('read', { upTo }),
  HistoryAccessed: ({ what, reason }) => did('lookedAt', { what, reason }),
  ViolationRecorded: ({ kind, status, source }) =>
    source === 'report' ? did('reported', { kind }) : so('recorded', { kind, status }),
  ViolationVoided: ({ reason }) => so('voided', { reason }),
  ViolationConfirmed: ({ violation, reason }, { scene }) => did('confirmed', { kind: kindOf(scene, violation), reason }),
  ViolationDismissed: ({ violation, reason }, { scene }) => did('dismissed', { kind: kindOf(scene, violation), reason }),
  MaskLifted: () => so('unmasked'),
  CommandAcknowledged: () => ({}),
};

const kindOf = ({ violations }: Scene, violation: string): string => violations.get(violation)?.kind ?? 'a violation';

function sent({ message, from, automatic, promisedBy }: DataOf<'MessageSent'>, events: readonly ReplayEvent[]): Phrase {
  if (automatic) return phrase('wroteByItself');
  if (from === 'buyer') return phrase('asked');
  const answers = events.some(({ type, data }) => type === 'ReplyObligationAnswered' && data.by === message);
  if (promisedBy !== undefined && answers) return phrase('promised', { date: promisedBy });
  return phrase(answers ? 'answered' : 'wrote');
}

/** What the events of a step tell; `scene` is how it stood after them. */
export function tellingOf(events: readonly [ReplayEvent, ...ReplayEvent[]], scene: Scene): Telling {
  const done = new Map<string, Phrase>();
  const then = new Map<string, Phrase & { readonly times: number }>();
  for (const event of events) {
    const told = (PHRASES[event.type] as Tell<typeof event.type>)(event.data as never, { events, scene });
    if (told.did) done.set(JSON.stringify(told.did), told.did);
    if (!told.so) continue;
    const key = JSON.stringify(told.so);
    then.set(key, { ...told.so, times: (then.get(key)?.times ?? 0) + 1 });
  }
  return { who: events[0].role, did: [...done.values()], so: [...then.values()] };
}

/** Hours and minutes. */
function hoursAndMinutes(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * An instant as people say it, seen from another: `Monday 24:00 Europe/Berlin`, with its date where that is a week or more away. Midnight
 * is the end of the day before (R2.3).
 */
export function spokenInstant(instant: string, seenFrom: string, zone: string): string {
  const at = localTime(Date.parse(instant), zone);
  const isMidnight = at % DAY_MS === 0;
  const day = Math.floor((isMidnight ? at - 1 : at) / DAY_MS);
  const date = new Date(day * DAY_MS);
  const days = Math.abs(day - Math.floor(localTime(Date.parse(seenFrom), zone) / DAY_MS));
  const spoken = days > DAYS_WITHOUT_A_DATE ? ` ${date.toISOString().slice(0, 10)}` : '';
  return `${WEEKDAYS[date.getUTCDay()]}${spoken} ${isMidnight ? '24:00' : new Date(at).toISOString().slice(11, 16)} ${zone}`;
}

/** What clocks in a zone show at an instant, as if it were UTC. A replay says thousands of instants, so offsets are asked for by the year. */
function localTime(at: number, zone: string): number {
  const year = new Date(at).getUTCFullYear();
  const eras = zoneEras(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
  return at + (eras.find(({ to }) => at < to)?.offset ?? 0);
}

/** One sentence for the events of a step, in English; `scene` is how it stood after them. */
export function sentenceOf(events: readonly [ReplayEvent, ...ReplayEvent[]], scene: Scene): string {
  const [first] = events;
  const zone = findMarket(scene.opened?.market ?? '')?.zone ?? 'UTC';
  const english = ({ says, with: values }: Phrase) =>
    ENGLISH[says].replaceAll(/\{(\w+)\}/g, (_, place: string) => {
      const value = values[place];
      if (place === 'due') return spokenInstant(String(value), first.at, zone);
      return place === 'counted' ? hoursAndMinutes(Number(value)) : String(value);
    });
  const { who, did, so } = tellingOf(events, scene);
  const consequences = so.map((one) => (one.times > 1 ? `${english(one)} (${one.times} ×)` : english(one)));
  const more = consequences.length - MOST_CONSEQUENCES;
  const told = more > 1 ? [...consequences.slice(0, MOST_CONSEQUENCES), `${more} things more`] : consequences;
  const name = who === 'system' ? 'the helpdesk' : who;
  return [...(did.length > 0 ? [`${name} ${did.map(english).join(' and ')}`] : []), ...told].join('; ');
}
