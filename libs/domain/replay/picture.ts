/** A scene as it is shown: who and what, the messages, the obligations with their clock at that moment, the violations. */
import { iso } from '../clock';
import type { Clockwork } from '../conversation/clockwork';
import { type Explanation, explained } from '../conversation/explanation';
import { isOpen, type Obligation } from '../conversation/obligation';
import { questionsIn } from '../conversation/questions';
import { findMarket } from '../market';
import type { Lens } from './lens';
import type { Scene, SceneItem, SceneUpdate, SceneViolation } from './scene';

/** How much is shown at once; of what is more, the newest, and all that is open. */
export interface PictureLimits {
  readonly messages: number;
  /** UTF-16 code units of all messages together. */
  readonly text: number;
  readonly obligations: number;
  readonly violations: number;
}

/** Enough for a page, and never much more than a few megabytes. */
export const PICTURE_LIMITS: PictureLimits = { messages: 1_000, text: 2_000_000, obligations: 100, violations: 200 };

/** An obligation with its clock at a moment, explained by the calendar it was counted with then. */
export interface PictureObligation extends Omit<Explanation, 'events'> {
  readonly kind: Obligation['kind'];
  readonly imported: boolean;
  readonly level: number;
  readonly endedAt: string | null;
  readonly answeredBy: string | null;
  /** In which its days begin and end. */
  readonly zone: string;
}

/** What is shown of a conversation as it stood. */
export interface Picture {
  readonly conversation: string;
  readonly market: string;
  readonly zone: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order: string | null;
  readonly topic: string;
  readonly subject: string;
  readonly status: string;
  readonly assignee: string | null;
  readonly caredForBy: string;
  readonly imported: boolean;
  readonly follows: string | null;
  readonly closed: object | null;
  readonly openedAt: string;
  readonly participants: Scene['participants'];
  readonly statusUpdates: readonly SceneUpdate[];
  readonly messages: readonly SceneItem[];
  readonly obligations: readonly PictureObligation[];
  readonly violations: readonly SceneViolation[];
  /** The last revision each side has read, -1 before the first: of a side's own only. */
  readonly readUpTo: { readonly buyer?: number; readonly seller?: number };
  /** How many there are beside those shown. */
  readonly leftOut: { readonly messages: number; readonly obligations: number; readonly violations: number };
  readonly [found: string]: unknown;
}

/** A picture with the questions that the buyer asks in its messages. */
export function pictureOf(...given: Parameters<typeof outlineOf>): Picture | undefined {
  const outline = outlineOf(...given);
  return outline && { ...outline, messages: outline.messages.map(withQuestions) };
}

/**
 * A scene as a lens shows it at an instant (epoch milliseconds). `clock` knows the calendars that the obligations name; where one is not
 * known, its times are null. Undefined before the conversation began. Questions are not looked for: in long texts that takes long
 * ({@link withQuestions} of each message).
 */
export function outlineOf(
  scene: Scene,
  lens: Lens,
  clock: Pick<Clockwork, 'at'> & { readonly tzdata?: string },
  at: number,
  limits: PictureLimits = PICTURE_LIMITS,
): Picture | undefined {
  const { rules, opened } = scene;
  if (!opened) return undefined;
  const {
    conversation,
    market,
    seller,
    buyer,
    order = null,
    topic,
    subject,
    follows = null,
    imported,
    findings,
    masked,
  } = opened;
  const { messages, leftOut } = shownMessages(scene, limits);
  const obligations = shownObligations(rules.obligations, limits.obligations);
  const violations = [...scene.violations.values()].slice(-limits.violations);
  const { read } = scene;
  return {
    ...{ conversation, market, zone: findMarket(market)?.zone ?? 'UTC', seller, buyer, order, topic, subject },
    ...(findings !== undefined && { findings }),
    ...(masked && { masked }),
    status: rules.status,
    assignee: lens === 'buyer' ? null : rules.assignee,
    caredForBy: rules.caredForBy,
    imported: imported === true,
    follows,
    closed: scene.closed ?? null,
    openedAt: opened.at,
    participants: scene.participants,
    statusUpdates: [...scene.updates.values()],
    messages,
    obligations: obligations.map((obligation) => ({
      ...explained(obligation, clock, at),
      kind: obligation.kind,
      imported: obligation.imported,
      level: obligation.level,
      endedAt: obligation.endedAt === undefined ? null : iso(obligation.endedAt),
      answeredBy: obligation.answeredBy ?? null,
      zone: findMarket(obligation.calendar.market)?.zone ?? 'UTC',
    })),
    violations,
    readUpTo: lens === 'platform' ? { ...read } : { [lens]: read[lens] },
    leftOut: {
      messages: leftOut,
      obligations: rules.obligations.size - obligations.length,
      violations: scene.violations.size - violations.length,
    },
  };
}

/** The newest whose texts are here and fit, oldest first. */
function shownMessages({ items }: Scene, limits: PictureLimits): { messages: SceneItem[]; leftOut: number } {
  const newest = [...items.values()].sort((one, other) => other.revision - one.revision);
  let text = 0;
  let count = 0;
  for (const { body } of newest) {
    text += body?.length ?? limits.text + 1;
    if (count === limits.messages || text > limits.text) break;
    count++;
  }
  const messages = newest.slice(0, count).reverse();
  return { messages, leftOut: newest.length - count };
}

/** With the questions that a buyer asks in it, found in the text that is shown. */
export function withQuestions(item: SceneItem): SceneItem {
  const questions = item.kind === 'message' && item.from === 'buyer' ? questionsIn(item.body ?? '', item.language) : [];
  return questions.length > 0 ? { ...item, questions } : item;
}

/** All, in the order they opened; where they are too many, the oldest that are open, and of the others those that ended last. */
function shownObligations(all: ReadonlyMap<string, Obligation>, limit: number): Obligation[] {
  const inOrder = [...all.values()];
  if (inOrder.length <= limit) return inOrder;
  const open = inOrder.filter(isOpen).slice(0, limit);
  const ended = inOrder.filter((one) => !isOpen(one)).sort((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0));
  const shown = new Set([...open, ...ended.slice(0, limit - open.length)]);
  return inOrder.filter((one) => shown.has(one));
}
