/** Internal notes: each belongs to the side that wrote it, the seller or the platform; the other party never sees it. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { instant, text, uuid, written } from '../shape';
import type { ConversationEvent } from './conversation';

/** Adds a note. */
export class AddNote {
  readonly type = 'AddNote';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly note: { readonly id: string; readonly body: string },
  ) {}
}

/** What that leads to. */
export const noteEvents = {
  NoteAdded: event({ note: uuid, body: written, by: text, at: instant }, ['seller', 'admin', 'compliance']),
};

/** Ids of the notes there are. */
export interface Notes {
  readonly notes: Set<string>;
}

/** None yet. */
export const noNotes = (): Notes => ({ notes: new Set() });

/** How the events change that. */
export const noteFolds = {
  NoteAdded(state: Notes, { note }: EventsOf<typeof noteEvents>['data']): void {
    state.notes.add(note);
  },
};

/** `[]`: it is there already. */
export function addNote({ note, stamp }: AddNote, state: Notes): ConversationEvent[] {
  if (state.notes.has(note.id)) return [];
  return [{ type: 'NoteAdded', data: { note: note.id, body: note.body, by: stamp.actor.id, at: iso(stamp.at) } }];
}
