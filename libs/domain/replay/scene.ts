/**
 * A conversation as it stood, texts included. The rules' own `evolve` folds the past as it folds the present; beside it stands what was
 * said, which rules do not need. Everything in a scene is replaced, never changed, so that two moments can be compared.
 */
import { type Conversation, type ConversationEventType, conversation, type DataOf } from '../conversation/conversation';
import { liftedUnless } from '../conversation/masking';
import type { ScreenedFinding } from '../conversation/screening';
import type { ReplayEvent } from './event';

/** A message or a note, as GET /v1/conversations/{id}/messages shows it. */
export interface SceneItem {
  readonly id: string;
  readonly kind: 'message' | 'note';
  readonly from: string;
  readonly side?: 'seller' | 'platform';
  readonly author: string;
  /** Left out where there are too many to be shown at once. */
  readonly body?: string;
  readonly at: string;
  readonly revision: number;
  readonly held?: true;
  readonly findings?: readonly ScreenedFinding[];
  readonly masked?: true;
  readonly language?: string;
  readonly rejected?: { readonly reason: string; readonly at: string; readonly replacedBy?: string };
  readonly reviewRequestedAt?: string;
  readonly noReplyNeeded?: {
    readonly reason: string;
    readonly by: string;
    readonly at: string;
    readonly contestedAt: string | null;
  };
  readonly [fact: string]: unknown;
}

/** A stage that was told, with its facts. */
export interface SceneUpdate {
  readonly update: string;
  readonly stage: string;
  readonly by: string;
  readonly at: string;
  readonly revision: number;
  readonly missing?: number;
  readonly [fact: string]: unknown;
}

/** A violation, and what was made of it. */
export interface SceneViolation {
  readonly violation: string;
  readonly kind: string;
  readonly source: string;
  readonly status: string;
  readonly at: string;
  readonly revision: number;
  readonly decided?: { readonly decision: string; readonly by?: string; readonly reason: string; readonly at: string };
  readonly [fact: string]: unknown;
}

/** How the conversation began, with its subject. */
type Opened = Omit<DataOf<'ConversationOpened'>, 'screened'> & {
  readonly by: string;
  readonly findings?: unknown;
  readonly masked?: true;
};

/** A conversation at a moment. Folding changes the maps in place, never what is in them. */
export interface Scene {
  /** The state the rules decide by. */
  readonly rules: Conversation;
  opened?: Opened;
  closed?: { readonly role: string; readonly by: string; readonly reason: string | null; readonly at: string };
  participants: readonly { readonly id: string; readonly role: string }[];
  readonly items: Map<string, SceneItem>;
  readonly updates: Map<string, SceneUpdate>;
  readonly violations: Map<string, SceneViolation>;
  /** The last revision each side has read, -1 before the first. Who answers has read what is answered. */
  readonly read: { buyer: number; seller: number };
  /** The revision of the event that brought something in, by its kind and id; of events and commands, their own. See {@link placeOf}. */
  readonly places: Map<string, Map<string, number>>;
  /** Events and commands that have no place yet: few are ever asked for, and a place for each costs more than to fold it. */
  readonly unplaced: { readonly event: string; readonly command: string; readonly revision: number }[];
  /** When the last event was decided, by the product's time. */
  at: string;
}

/** Before the first event. */
export const emptyScene = (): Scene => ({
  rules: conversation.initial(),
  participants: [],
  items: new Map(),
  updates: new Map(),
  violations: new Map(),
  read: { buyer: -1, seller: -1 },
  places: new Map(),
  unplaced: [],
  at: '',
});

/** The same moment once more: folding either on does not change the other. */
export const copyOf = (scene: Scene): Scene => ({
  ...scene,
  // Rules change what is in their state; what is beside it is replaced.
  rules: deepCopy(scene.rules),
  items: new Map(scene.items),
  updates: new Map(scene.updates),
  violations: new Map(scene.violations),
  read: { ...scene.read },
  places: new Map([...scene.places].map(([kind, places]) => [kind, new Map(places)])),
  unplaced: [...scene.unplaced],
});

/** As structuredClone, several times as fast for thousands of small objects. */
function deepCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map) {
    const copy = new Map(value);
    for (const [key, one] of copy) if (typeof one === 'object') copy.set(key, deepCopy(one));
    return copy as T;
  }
  if (value instanceof Set) return new Set(value) as T;
  if (Array.isArray(value)) return value.map(deepCopy) as T;
  const copy = { ...value };
  for (const key in copy) if (typeof copy[key] === 'object') copy[key] = deepCopy(copy[key]);
  return copy;
}

type Told<T extends ConversationEventType> = ReplayEvent & { readonly data: DataOf<T> };
type Tell<T extends ConversationEventType> = (scene: Scene, event: Told<T>) => void;

/** What texts were found to have. */
interface Found {
  readonly findings?: readonly ScreenedFinding[];
  readonly masked?: true;
}

/** The same in an event: as the platform has it, or as a lens tells it to a side. */
type Screening = Found & { readonly screened?: { readonly findings: readonly ScreenedFinding[] } };

function screening(data: object): Found {
  const { screened, findings, masked } = data as Screening;
  const found = findings ?? screened?.findings ?? [];
  return { ...(found.length > 0 && { findings: found }), ...(masked && { masked }) };
}

/** Something of which masks were lifted: as whoever was not to see them reads it now, which a lens says, or with what was found in it. */
function relieved<T extends object>(known: T, lifted: DataOf<'MaskLifted'>): T {
  const { masked: _, findings, ...rest } = known as { masked?: true; findings?: readonly ScreenedFinding[] };
  const { shown } = lifted as { readonly shown?: { readonly facts?: object; readonly masked?: true } };
  const texts = Object.entries({ ...shown, ...shown?.facts }).filter(([name, text]) => name in rest && typeof text === 'string');
  return {
    ...{ ...rest, ...Object.fromEntries(texts) },
    ...(findings && { findings: findings.map((found) => liftedUnless(lifted.masks, found)) }),
    ...(shown?.masked && { masked: true }),
  } as T;
}

type Facts = Partial<Omit<SceneItem, 'id' | 'kind'>>;

function item(scene: Scene, id: string, change: Facts | ((item: SceneItem) => Facts)): void {
  const known = scene.items.get(id);
  if (known) scene.items.set(id, { ...known, ...(typeof change === 'function' ? change(known) : change) });
}

function said(scene: Scene, data: DataOf<'MessageSent'> | DataOf<'MessageHeld'>, revision: number, held: boolean): void {
  const { message, screened: _, findings: __, masked: ___, ...facts } = data as typeof data & Screening;
  const { from, author } = facts;
  const found = screening(data);
  scene.items.set(message, { id: message, kind: 'message', revision, ...facts, ...(held && { held: true }), ...found });
  place(scene, 'message', message, revision);
  if (!scene.participants.some(({ id, role }) => id === author && role === from))
    scene.participants = [...scene.participants, { id: author, role: from }];
}

/** A violation is decided; what a lens hid until then comes with the decision. */
function decided(scene: Scene, decision: string, event: Told<'ViolationConfirmed' | 'ViolationVoided'>): void {
  const { violation, reason, at, recorded, by } = event.data as DataOf<'ViolationConfirmed'> & { recorded?: object };
  if (recorded) violated(scene, recorded as DataOf<'ViolationRecorded'>, event.revision);
  const known = scene.violations.get(violation);
  const made = { decision, ...(by !== undefined && { by }), reason, at };
  if (known) scene.violations.set(violation, { ...known, status: decision, decided: made });
}

function violated(scene: Scene, data: DataOf<'ViolationRecorded'>, revision: number): void {
  scene.violations.set(data.violation, { ...data, revision });
  place(scene, 'violation', data.violation, revision);
}

const TOLD: { readonly [T in ConversationEventType]?: Tell<T> } = {
  ConversationOpened(scene, { data, role }) {
    const { screened: _, ...opened } = data;
    scene.opened = { ...opened, by: role, ...screening(data) };
  },
  MessageSent(scene, { data, revision }) {
    said(scene, data, revision, false);
    const { from, automatic, imported, seenRevision = revision } = data;
    if (!automatic && !imported && from !== 'admin') read(scene, from, seenRevision);
  },
  MessageHeld: (scene, { data, revision }) => said(scene, data, revision, true),
  MessageReleased(scene, { data, revision }) {
    const { said: hidden } = data as { readonly said?: DataOf<'MessageHeld'> };
    if (hidden) said(scene, hidden, revision, false);
    // As it was written, whatever was found in it, and no longer held.
    const { held: _, ...known } = scene.items.get(data.message) ?? ({} as SceneItem);
    if (known.id !== undefined) scene.items.set(data.message, { ...known, revision } as SceneItem);
  },
  MessageRejected(scene, { data: { message, reason, at, replacedBy } }) {
    item(scene, message, { rejected: { reason, at, ...(replacedBy && { replacedBy }) } });
  },
  ReviewRequested: (scene, { data }) => item(scene, data.message, { reviewRequestedAt: data.at }),
  NoReplyNeededDeclared(scene, { data: { message, reason, by, at } }) {
    item(scene, message, { noReplyNeeded: { reason, by, at, contestedAt: null } });
  },
  NoReplyNeededContested(scene, { data: { message, at } }) {
    item(scene, message, ({ noReplyNeeded }) => (noReplyNeeded ? { noReplyNeeded: { ...noReplyNeeded, contestedAt: at } } : {}));
  },
  NoteAdded(scene, { data: { note, body, by, at }, role, revision }) {
    const side = role === 'seller' ? 'seller' : 'platform';
    scene.items.set(note, { id: note, kind: 'note', from: role, side, author: by, body, at, revision });
    place(scene, 'note', note, revision);
  },
  StatusUpdated(scene, { data, revision }) {
    const { update, stage, facts, answers, by, at } = data;
    const told = { update, stage, ...facts, ...(answers && { answers }), by, at, revision, ...screening(data) };
    scene.updates.set(update, told);
    place(scene, 'update', update, revision);
  },
  StatusUpdateMissing(scene, { data: { update, level } }) {
    const known = scene.updates.get(update);
    if (known) scene.updates.set(update, { ...known, missing: level });
  },
  ConversationClosed(scene, { data, revision }) {
    const { role, by, reason = null, at } = data;
    scene.closed = { role, by, reason, at, ...screening(data) };
    place(scene, 'closing', '', revision);
  },
  ConversationReopened(scene) {
    scene.closed = undefined;
  },
  ConversationRead: (scene, { data: { side, upTo } }) => read(scene, side, upTo),
  MaskLifted(scene, { data }) {
    const { message = '', update = '', upload, revision } = data;
    const [item, told] = [scene.items.get(message), scene.updates.get(update)];
    if (item) scene.items.set(message, relieved(item, data));
    else if (told) scene.updates.set(update, relieved(told, data));
    else if (scene.opened && revision === 0) scene.opened = relieved(scene.opened, data);
    else if (scene.closed && !upload && scene.places.get('closing')?.get('') === revision)
      scene.closed = relieved(scene.closed, data);
  },
  ReplyObligationOpened: (scene, { data, revision }) => place(scene, 'obligation', data.message, revision),
  ViolationRecorded: (scene, { data, revision }) => violated(scene, data, revision),
  ViolationVoided: (scene, event) => decided(scene, 'void', event),
  ViolationConfirmed: (scene, event) => decided(scene, 'confirmed', event),
  ViolationDismissed: (scene, event) => decided(scene, 'dismissed', event),
};

function read({ read }: Scene, side: 'buyer' | 'seller', upTo: number): void {
  read[side] = Math.max(read[side], upTo);
}

function place(scene: Scene, kind: string, id: string, revision: number): void {
  const places = scene.places.get(kind);
  if (places) places.set(id, revision);
  else scene.places.set(kind, new Map([[id, revision]]));
}

/** The revision of something by its kind and id: `event`, `command`, or what an event brought in. */
export function placeOf(scene: Scene, kind: string, id: string): number | undefined {
  if (kind === 'event' || kind === 'command')
    for (const { event, command, revision } of scene.unplaced.splice(0)) {
      place(scene, 'event', event, revision);
      place(scene, 'command', command, revision);
    }
  return scene.places.get(kind)?.get(id);
}

/** Folds one event into a scene. Never throws. */
export function evolveScene(scene: Scene, event: ReplayEvent): void {
  conversation.evolve(scene.rules, event, event);
  scene.at = event.at;
  scene.unplaced.push({ event: event.id, command: event.command, revision: event.revision });
  (TOLD[event.type] as Tell<typeof event.type> | undefined)?.(scene, event as never);
}
