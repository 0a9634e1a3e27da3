/** Reading: how far each side has read, and what the platform read and why (R1.3). */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import { ROLES, type Stamp } from '../people';
import { instant, oneOf, optional, revision, text, written } from '../shape';
import type { Conversation, ConversationEvent } from './conversation';
import { requireRevision } from './messages';

/** The side of its giver has read up to a revision (the last one if none is named). */
export class MarkRead {
  readonly type = 'MarkRead';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly upTo?: number,
  ) {}
}

/** Admin or compliance, or an operator at a terminal, reads the conversation and says why. */
export class RecordAccess {
  readonly type = 'RecordAccess';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly access: {
      readonly reason: string;
      readonly what: string;
      readonly asOf?: string;
      readonly revision?: number;
      /** Of a search: the words that led here. */
      readonly search?: string;
    },
  ) {}
}

/** What that leads to. */
export const readingEvents = {
  /** A side has read everything up to and including `upTo` (a revision). */
  ConversationRead: event({ side: oneOf(['buyer', 'seller']), upTo: revision, by: text, at: instant }, ['buyer', 'seller']),
  /** Admin or compliance read this conversation. */
  HistoryAccessed: event(
    {
      role: oneOf(ROLES),
      by: text,
      reason: text,
      what: text,
      asOf: optional(text),
      revision: optional(revision),
      search: optional(written),
      at: instant,
    },
    ['admin', 'compliance', 'operator'],
  ),
};

type Event = EventsOf<typeof readingEvents>;

/** The last revision each side has read, -1 before the first. */
export interface Reading {
  readonly readUpTo: { buyer: number; seller: number };
}

/** Nothing yet. */
export const nothingRead = (): Reading => ({ readUpTo: { buyer: -1, seller: -1 } });

/** How the events change that. */
export const readingFolds = {
  ConversationRead({ readUpTo }: Reading, { side, upTo }: Extract<Event, { type: 'ConversationRead' }>['data']): void {
    readUpTo[side] = Math.max(readUpTo[side], upTo);
  },
  HistoryAccessed(): void {},
};

/** Forwards only. Throws {@link Rejection} `revision-unknown`. */
export function markRead(command: MarkRead, state: Conversation): ConversationEvent[] {
  const { id: by, role } = command.stamp.actor;
  if (role !== 'buyer' && role !== 'seller') return [];
  const upTo = command.upTo ?? state.contentRevision;
  requireRevision(state, upTo, 'upTo');
  if (upTo <= state.readUpTo[role]) return [];
  return [{ type: 'ConversationRead', data: { side: role, upTo, by, at: iso(command.stamp.at) } }];
}

/** Throws {@link Rejection} `revision-unknown`. */
export function recordAccess({ access, stamp }: RecordAccess, state: Conversation): ConversationEvent[] {
  requireRevision(state, access.revision, 'revision');
  const { id: by, role } = stamp.actor;
  return [{ type: 'HistoryAccessed', data: { role, by, ...access, at: iso(stamp.at) } }];
}
