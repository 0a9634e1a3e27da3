/** The steps of a replay: a step is a command, and the events it made stand below it, with what changed and which event caused it. */
import { iso } from '../clock';
import type { Obligation } from '../conversation/obligation';
import type { ReplayEvent } from './event';
import { evolveScene, placeOf, type Scene } from './scene';
import { sentenceOf } from './words';

/** Something that is another after a step. Instants ISO-8601; null: there was none, or is none any more. */
export interface ReplayChange {
  readonly of:
    | 'conversation'
    | 'message'
    | 'note'
    | 'update'
    | 'obligation'
    | 'violation'
    | 'review'
    | 'reading'
    | 'standing'
    | 'order';
  /** The id of what it is of; of a conversation none. */
  readonly id?: string;
  readonly field: string;
  readonly before: string | number | boolean | null;
  readonly after: string | number | boolean | null;
  /** The event that changed it. */
  readonly revision?: number;
}

/** What led to an event. `revision` is the event in this conversation; where there is none, `id` is of something elsewhere. */
export interface ReplayCause {
  readonly what: 'event' | 'command' | 'message' | 'obligation' | 'violation' | 'update' | 'note' | 'conversation' | 'elsewhere';
  readonly id: string;
  readonly revision?: number;
}

/** An event of a step, with what it names of what happened before. */
export type ToldEvent = ReplayEvent & { readonly causes: readonly ReplayCause[] };

/** A command as it was carried out. */
export interface ReplayStep {
  /** Revisions of its first and its last event. */
  readonly from: number;
  readonly to: number;
  readonly command: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  /** One sentence, in English. */
  readonly told: string;
  readonly changes: readonly ReplayChange[];
  /** What happened before the step and led to it. */
  readonly causes: readonly ReplayCause[];
  readonly events: readonly ToldEvent[];
}

/** Whether an event belongs to the step of the one before. */
export const isSameStep = (one: ReplayEvent, next: ReplayEvent): boolean => one.command === next.command;

/** Folds the events of a step into a scene and tells what it did. */
export const takeStep = (scene: Scene, events: readonly [ReplayEvent, ...ReplayEvent[]]): ReplayStep => ({
  ...foldStep(scene, events),
  told: sentenceOf(events, scene),
});

/** The same without its sentence. */
export function foldStep(scene: Scene, events: readonly [ReplayEvent, ...ReplayEvent[]]): Omit<ReplayStep, 'told'> {
  const [first] = events;
  const before = new Map<string, { of: ReplayChange['of']; id?: string; was: Facts; revision: number }>();
  const told: ToldEvent[] = [];
  for (const event of events) {
    for (const { of, id } of touched(event)) {
      const key = `${of} ${id}`;
      const known = before.get(key);
      if (known) known.revision = event.revision;
      else before.set(key, { of, ...(id !== undefined && { id }), was: factsOf(scene, of, id), revision: event.revision });
    }
    const causes = causesOf(event, events, scene);
    evolveScene(scene, event);
    told.push({ ...event, causes });
  }
  const changes = [...before.values()].flatMap(({ was, ...part }) => changed(part, was, factsOf(scene, part.of, part.id)));
  const { command, at, actor, role } = first;
  const to = events[events.length - 1].revision;
  const causes = told.flatMap((event) => event.causes).filter(({ revision = -1 }) => revision < first.revision);
  return {
    ...{ from: first.revision, to, command, at, actor, role, changes },
    causes: distinct(causes),
    events: told,
  };
}

type Facts = Readonly<Record<string, string | number | boolean | null>>;
type Part = Pick<ReplayChange, 'of' | 'id'>;

/** What an event may change. */
function touched({ type, data }: ReplayEvent): Part[] {
  const { message, violation, update, note, subject, side, replaces } = data as Readonly<Record<string, string | undefined>>;
  const parts: (Part | undefined)[] = [
    type.startsWith('Conversation') && type !== 'ConversationRead' ? { of: 'conversation' } : undefined,
    message === undefined ? undefined : { of: 'message', id: message },
    message === undefined || !/Obligation|NoReply/.test(type) ? undefined : { of: 'obligation', id: message },
    violation === undefined ? undefined : { of: 'violation', id: violation },
    update === undefined ? undefined : { of: 'update', id: update },
    note === undefined || type !== 'NoteAdded' ? undefined : { of: 'note', id: note },
    type === 'ReviewClaimed' ? { of: 'review', id: subject } : undefined,
    type === 'ConversationRead' ? { of: 'reading', id: side } : undefined,
    replaces === undefined ? undefined : { of: 'message', id: replaces },
  ];
  return parts.filter((part) => part !== undefined);
}

/** What is compared of a part; nothing where it is not there. */
function factsOf(scene: Scene, of: ReplayChange['of'], id = ''): Facts {
  const { rules } = scene;
  switch (of) {
    case 'conversation':
      return scene.opened
        ? { status: rules.status, assignee: rules.assignee, caredForBy: rules.caredForBy, closedBy: scene.closed?.role ?? null }
        : {};
    case 'message': {
      const item = scene.items.get(id);
      if (!item) return {};
      return {
        state: item.rejected ? 'rejected' : item.held ? 'held' : 'delivered',
        reviewRequestedAt: item.reviewRequestedAt ?? null,
        noReplyNeeded: item.noReplyNeeded?.reason ?? null,
        contestedAt: item.noReplyNeeded?.contestedAt ?? null,
        reviewed: rules.reviewed.get(id)?.decision ?? null,
      };
    }
    case 'note':
      return scene.items.has(id) ? { state: 'written' } : {};
    case 'update': {
      const update = scene.updates.get(id);
      return update ? { stage: update.stage, missing: update.missing ?? null } : {};
    }
    case 'obligation':
      return obligationFacts(rules.obligations.get(id));
    case 'violation': {
      const violation = scene.violations.get(id);
      return violation ? { status: violation.status } : {};
    }
    case 'review':
      return { claimedBy: rules.claims.get(id)?.by ?? null };
    case 'reading':
      return id === 'buyer' || id === 'seller' ? { upTo: scene.read[id] } : {};
    case 'standing':
    case 'order':
      return {};
  }
}

function obligationFacts(obligation: Obligation | undefined): Facts {
  if (!obligation) return {};
  const { status, dueAt, calendar, excused, overdue, level, answeredBy, countedMs, endedAt } = obligation;
  return {
    ...{ status, dueAt: iso(dueAt), calendar: calendar.version, excused, late: overdue && !excused, level },
    ...{ answeredBy: answeredBy ?? null, countedMs: countedMs ?? null, endedAt: endedAt === undefined ? null : iso(endedAt) },
  };
}

function changed(part: Part & { readonly revision: number }, before: Facts, after: Facts): ReplayChange[] {
  const { revision, ...what } = part;
  const changes: ReplayChange[] = [];
  const look = (field: string) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    // What nobody has said yet of something new is no news.
    const isNews = field in before ? was !== is : is !== null && is !== false && is !== 0;
    if (isNews) changes.push({ ...what, field, before: was, after: is, revision });
  };
  for (const field in before) look(field);
  for (const field in after) if (!(field in before)) look(field);
  return changes;
}

/** What an event names of what is there already, and what led to its command. */
function causesOf(event: ReplayEvent, step: readonly ReplayEvent[], scene: Scene): ReplayCause[] {
  const causes: ReplayCause[] = [];
  const add = (what: ReplayCause['what'], id: string | undefined) => {
    const revision = id === undefined ? undefined : placeOf(scene, what, id);
    if (id !== undefined && revision !== undefined && revision !== event.revision) causes.push({ what, id, revision });
    return revision !== undefined;
  };
  const { causation, type, data } = event;
  if (causation !== undefined && !add('event', causation) && !add('command', causation))
    causes.push({ what: 'elsewhere', id: causation });
  const { message, by, violation, update, subject, replaces, replacedBy, follows, answers, evidence, followedBy } = data as Named;
  if (message !== undefined) {
    if (/Obligation|NoReply/.test(type)) add('obligation', message);
    add('message', message);
  }
  for (const id of [by, subject, replaces, replacedBy, evidence?.message, ...(answers ?? [])]) add('message', id);
  for (const id of [update, by, followedBy]) add('update', id);
  for (const id of [violation, subject]) add('violation', id);
  if (follows !== undefined) causes.push({ what: 'conversation', id: follows });
  // A reply is due to the questions it answers, which the events behind it name.
  if (type === 'MessageSent' || type === 'StatusUpdated')
    for (const { type: next, data: told } of step)
      if (next === 'ReplyObligationAnswered' && told.by === (message ?? update)) add('message', told.message);
  return distinct(causes);
}

interface Named {
  readonly message?: string;
  readonly by?: string;
  readonly violation?: string;
  readonly update?: string;
  readonly subject?: string;
  readonly replaces?: string;
  readonly replacedBy?: string;
  readonly followedBy?: string;
  readonly follows?: string;
  readonly answers?: readonly string[];
  readonly evidence?: { readonly message?: string };
}

const distinct = (causes: readonly ReplayCause[]): ReplayCause[] => [
  ...new Map(causes.map((cause) => [`${cause.what} ${cause.id}`, cause])).values(),
];
