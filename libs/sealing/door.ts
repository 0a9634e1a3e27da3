/** The door between texts on their way to the store and keys that end: an erasure is before a text in the log, or behind it, and knows which. */
import type { TextOwner } from '../domain';

/** Who seals goes in; who ends keys waits until nobody is inside, and lets nobody in until the end is recorded. In all processes. */
export interface SealingDoor {
  /** Runs `work`, which seals texts and stores them: no key is closed meanwhile. Throws KeysUnavailable. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Closes the keys of these, so that nothing is sealed by them any more, and runs `work`, which records their end, with the ids of all
   * that are not erased. Throws KeysUnavailable.
   */
  close<T>(owners: readonly TextOwner[], work: (keys: readonly string[]) => Promise<T>): Promise<T>;
}

/** The door of a process that is alone with its keys. */
export const OPEN_DOOR: SealingDoor = { pass: (work) => work(), close: (_, work) => work([]) };
