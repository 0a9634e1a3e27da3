/**
 * Files on their way into a message: kept beside the views, so that going elsewhere in the page loses none, and sent as soon as there is
 * a conversation to send them to.
 */
import { useSyncExternalStore } from 'react';
import { ATTACHMENT_BYTES, ATTACHMENTS_OF_A_MESSAGE } from '../../../../libs/domain';
import { type Answer, Refusal, upload } from '../shared/api';

export type Uploaded = Answer<'POST /v1/conversations/{id}/attachments'>;

/** Why a file is not attached: a code of the API, or what is seen before anything is sent. */
type Why = 'empty' | 'too-large' | 'too-many' | 'away' | string;

/** A file that was chosen. */
export interface Attaching {
  readonly id: number;
  readonly name: string;
  /** Its picture, while it is shown. */
  readonly preview?: string;
  /** How much of it is on its way, from 0 to 1. */
  readonly share: number;
  /** The server has it, under this hash. */
  readonly sha256?: string;
  readonly failed?: Why;
  readonly file?: File;
}

/** Whose files: of a person, in a conversation; undefined: one that is not begun yet. */
export interface Place {
  readonly person: string;
  readonly conversation: string | undefined;
}

const NONE: readonly Attaching[] = [];
const places = new Map<string, readonly Attaching[]>();
const running = new Map<number, AbortController>();
const watchers = new Set<() => void>();
let next = 0;

const nameOf = ({ person, conversation }: Place) => `${person} ${conversation ?? ''}`;
const at = (place: Place) => places.get(nameOf(place)) ?? NONE;

function set(place: Place, files: readonly Attaching[]): void {
  if (files.length > 0) places.set(nameOf(place), files);
  else places.delete(nameOf(place));
  for (const watcher of watchers) watcher();
}
const change = (place: Place, id: number, changes: Partial<Attaching>) =>
  set(
    place,
    at(place).map((one) => (one.id === id ? { ...one, ...changes } : one)),
  );

/** The files of a place, as they come. */
export const useAttaching = (place: Place): readonly Attaching[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => at(place),
  );

/** Takes files; those that no message can have say why. */
export function attach(place: Place, files: Iterable<File>): void {
  for (const file of files) {
    const good = at(place).filter(({ failed }) => failed === undefined).length;
    const failed =
      (file.size === 0 && 'empty') ||
      (file.size > ATTACHMENT_BYTES && 'too-large') ||
      (good >= ATTACHMENTS_OF_A_MESSAGE && 'too-many') ||
      undefined;
    const preview = file.type.startsWith('image/') && !failed ? URL.createObjectURL(file) : undefined;
    const one: Attaching = { id: next++, name: file.name, preview, share: 0, failed, file };
    set(place, [...at(place), one]);
    if (!failed) void send(place, one);
  }
}

/** Sends one again that did not arrive. */
export function attachAgain(place: Place, one: Attaching): void {
  change(place, one.id, { failed: undefined, share: 0 });
  void send(place, one);
}

/** Leaves one out. */
export function detach(place: Place, { id, preview }: Attaching): void {
  running.get(id)?.abort();
  if (preview) URL.revokeObjectURL(preview);
  set(
    place,
    at(place).filter((one) => one.id !== id),
  );
}

/** Takes all away that a message has now; what comes of it says whether they are to be {@link putBack}. */
export function takeAway(place: Place): readonly Attaching[] {
  const files = at(place);
  set(place, NONE);
  return files;
}

/** Files that were there before, among them those of a message that is written anew. */
export const putBack = (place: Place, files: readonly Attaching[]): void => set(place, [...files, ...at(place)]);

/** A file that a message has already. */
export const attachedBefore = ({ name, sha256 }: { readonly name: string; readonly sha256: string }): Attaching => ({
  id: next++,
  name,
  sha256,
  share: 1,
});

/** A conversation was begun: its files go there. Resolves with all of them when each has arrived or failed. */
export async function moveTo(conversation: string, from: Place): Promise<readonly Attaching[]> {
  const files = takeAway(from);
  const place = { ...from, conversation };
  putBack(place, files);
  await Promise.all(files.map((one) => one.failed === undefined && send(place, one)));
  return at(place);
}

async function send(place: Place, { id, file, name }: Attaching): Promise<void> {
  const { conversation } = place;
  if (conversation === undefined || !file) return;
  const stopped = new AbortController();
  running.set(id, stopped);
  try {
    const told = (share: number) => change(place, id, { share });
    // The same file is the same attachment, however often it is sent.
    const { sha256 } = await upload(conversation, file, { key: crypto.randomUUID(), signal: stopped.signal, told });
    // Chosen twice it is attached once.
    if (at(place).some((one) => one.sha256 === sha256)) {
      const twice = at(place).find((one) => one.id === id);
      if (twice) detach(place, twice);
    } else change(place, id, { sha256, share: 1, name });
  } catch (failure) {
    change(place, id, { failed: failure instanceof Refusal ? failure.code : 'away' });
  } finally {
    running.delete(id);
  }
}
