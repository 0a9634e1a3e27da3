/** What a package opens of an event: one rule, for making it and for telling before what it would hold. */
import type { PackagedEvent } from './package';
import { WRITTEN_FIELDS } from './shown';

/** What is opened of one event's recorded data, and what stays closed. */
export interface Opening {
  readonly disclosures: PackagedEvent['disclosures'];
  /** Names of its sealed fields that could be opened and were not asked for. */
  readonly closed: readonly string[];
  /** Names of its texts that were recorded in the open. */
  readonly open: readonly string[];
  /** Its recorded data are left out: not all of those were asked for. */
  readonly isWithheld: boolean;
  /** Sealed fields whose keys are erased, restricted or not here. */
  readonly unreadable: number;
}

/** What is opened of recorded data; `readable`: its disclosures by their paths; `disclose`: names of the fields that were asked for. */
export function openingOf(data: object, readable: ReadonlyMap<string, string>, disclose: readonly string[] = []): Opening {
  const named = [...readable].map(([path, disclosure]) => ({ path, disclosure, name: path.slice(path.lastIndexOf('.') + 1) }));
  const texts = textsIn(data);
  const open = texts.filter(({ isSealed }) => !isSealed).map(({ name }) => name);
  return {
    disclosures: named.filter(({ name }) => disclose.includes(name)).map(({ path, disclosure }) => ({ path, disclosure })),
    closed: named.filter(({ name }) => !disclose.includes(name)).map(({ name }) => name),
    open,
    isWithheld: open.some((name) => !disclose.includes(name)),
    unreadable: Math.max(0, texts.length - open.length - readable.size),
  };
}

/** Texts that people wrote: those that stand there as they are, and those that are sealed. */
function textsIn(data: object): readonly { readonly name: string; readonly isSealed: boolean }[] {
  return Object.entries(data).flatMap(([name, part]) => {
    if (typeof part === 'string') return WRITTEN_FIELDS.includes(name) ? [{ name, isSealed: false }] : [];
    if (typeof part !== 'object' || part === null) return [];
    return 'sealed' in part ? [{ name, isSealed: true }] : textsIn(part);
  });
}
