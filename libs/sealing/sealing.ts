/** Texts of people are sealed before they are stored, and opened where they are read (R9). */
import { createHmac } from 'node:crypto';
import { endingKeysOf, fitsAt, isTextAt, keyBeside, type Streams, type TextOwner, textOwner, withTexts } from '../domain';
import { digestOf, disclosureOf, isSealedField, readDisclosure, type SealedField } from '../proof';
import { OPEN_DOOR, type SealingDoor } from './door';
import { KEY_BYTES, openText, random, sealText, unwrapKey, wrapKey } from './envelope';
import { KeysUnavailable } from './key-service';
import { nameOf, type PersonKey, type PersonKeys } from './person-keys';

const SALT_BYTES = 16;

/** An event on its way to the store. */
export interface Sealable {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: Readonly<Record<string, string>>;
}

/** An event as it came from the store, with its JSON read. */
export interface Stored {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** The keys of some events at once. */
export type Keys = ReadonlyMap<string, PersonKey>;

/** What a text reads as that was erased. `on`: YYYY-MM-DD. */
export const erasedText = (on: string): string => `[erased on ${on}]`;
/** What a text reads as that only compliance can still open. */
export const restrictedText = (on: string): string => `[restricted since ${on}]`;
/** And one whose key is not here, or that somebody changed. */
const UNREADABLE = '[unreadable]';

const NO_KEYS: Keys = new Map();
const NO_KEY = 'none';

/** Seals and opens by the keys of people. */
export class Sealing {
  /** Without `seals` nothing is sealed any more; what is, still opens. */
  constructor(
    private readonly keys: PersonKeys,
    private readonly streams: Streams,
    private readonly seals = true,
    private readonly door: SealingDoor = OPEN_DOOR,
  ) {}

  /**
   * Runs `store`, which seals events and stores them, so that what ends keys and what is sealed by them are one behind the other. Events
   * that end keys say which (`ends`): whatever is sealed later is by others. Throws KeysUnavailable, and what `store` throws.
   */
  storing<E extends Sealable, T>(stream: string, events: readonly E[], store: (events: readonly E[]) => Promise<T>): Promise<T> {
    const ended = events.flatMap(endingKeysOf);
    if (ended.length > 0) return this.door.close(ended, (keys) => store(events.map((event) => naming(event, keys))));
    const hasTexts = this.seals && events.some((event) => this.#ownerOf(stream, event) !== undefined);
    return hasTexts ? this.door.pass(() => store(events)) : store(events);
  }

  /**
   * Events with their texts sealed, each under a data key of its own. No promise where all keys are at hand. Throws KeysUnavailable, also where
   * what an event tells of is sealed by a key that has ended since.
   */
  seal<E extends Sealable>(stream: string, events: readonly E[]): readonly E[] | Promise<readonly E[]> {
    if (!this.seals) return events;
    const owners = events.map((event) => this.#ownerOf(stream, event));
    const some = owners.filter((owner) => owner !== undefined);
    if (some.length === 0) return events;
    const keys = this.keys.sealing(some);
    const sealed = (found: Keys) =>
      events.map((event, index) => {
        const owner = owners[index];
        return owner ? this.#sealed(stream, event, found.get(nameOf(owner)) as PersonKey) : event;
      });
    return keys instanceof Promise ? keys.then(sealed) : sealed(keys);
  }

  /** The keys of some events; no promise where all are at hand. Throws KeysUnavailable. */
  keysOf(metadata: readonly object[]): Keys | Promise<Keys> {
    const ids = metadata.flatMap((one) => tokenIn(one)?.key ?? []);
    return ids.length === 0 ? NO_KEYS : this.keys.named(ids);
  }

  /** A digest of what a person sent that nobody can try texts against once the person is erased. */
  blind(person: string, digest: string): string | Promise<string> {
    if (!this.seals) return digest;
    const owner: TextOwner = { person, class: 'conversation' };
    const keys = this.keys.sealing([owner]);
    const blinded = (found: Keys) => hmac(found.get(nameOf(owner))?.blinding as Uint8Array, digest);
    return keys instanceof Promise ? keys.then(blinded) : blinded(keys);
  }

  /** Of this person, or of everybody: keys in memory may be wrong. */
  forget(person?: string): void {
    this.keys.forget(person);
  }

  /** Whose texts an event has; undefined where it has none. */
  #ownerOf(stream: string, event: Sealable): TextOwner | undefined {
    let has = false;
    withTexts(this.streams, { ...event, stream }, (value) => {
      has = true;
      return value;
    });
    return has ? textOwner(this.streams, { ...event, stream }) : undefined;
  }

  #sealed<E extends Sealable>(stream: string, event: E, { id, key }: PersonKey): E {
    // An erasure came between: the one would be read, and the other gone.
    if ((keyBeside(event) ?? id) !== id) throw new KeysUnavailable('the key of the file ended while it came');
    const dataKey = random(KEY_BYTES);
    const data = withTexts(this.streams, { ...event, stream }, (value, path): SealedField => {
      const disclosure = disclosureOf(random(SALT_BYTES).toString('base64url'), path, value);
      return { sealed: sealText(dataKey, placeOf(stream, event.id, path), disclosure), digest: digestOf(disclosure) };
    });
    const sealed = `${id}.${wrapKey(key as Uint8Array, dataKey).toString('base64url')}`;
    return { ...event, data, metadata: { ...event.metadata, sealed } };
  }
}

/**
 * The data of a stored event with its texts opened, as far as its key allows. What does not open reads as a text that says so, or is left
 * out where it only tells of one, and so does what opens to something else than the event may have there: what is sealed is never a reason
 * to refuse the event. `restricted`: what only compliance may open is opened, too.
 */
export function opened(streams: Streams, event: Stored, keys: Keys = NO_KEYS, restricted = false): object {
  const token = tokenIn(event.metadata);
  if (!token) return event.data;
  const key = keys.get(token.key);
  const dataKey = dataKeyOf(token, key, restricted);
  const instead = !key
    ? UNREADABLE
    : key.erasedOn !== null
      ? erasedText(key.erasedOn)
      : key.restrictedOn !== null && !restricted
        ? restrictedText(key.restrictedOn)
        : UNREADABLE;
  return replaced(event.data, '', (field, path) => {
    const disclosure = dataKey && disclosureIn(dataKey, event, field, path);
    if (disclosure !== undefined) {
      const { value } = readDisclosure(disclosure);
      if (fitsAt(streams, event, path, value)) return value;
    }
    return isTextAt(streams, event, path) ? instead : undefined;
  }) as object;
}

/** The data of a stored event with this text empty in place of sealed; undefined where that is not all that is sealed of it. */
export function closed({ data }: Pick<Stored, 'data'>, field: string): object | undefined {
  let isThere = false;
  for (const [name, value] of Object.entries(data)) {
    if (name === field) isThere = isObject(value) && isSealedField(value);
    else if (hasSealed(value)) return undefined;
  }
  return isThere ? { ...data, [field]: '' } : undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const hasSealed = (value: unknown): boolean => isObject(value) && (isSealedField(value) || Object.values(value).some(hasSealed));

/** The disclosures of a stored event's texts by the path of the field, as far as its key allows. */
export function disclosuresOf(event: Stored, keys: Keys, restricted = false): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const token = tokenIn(event.metadata);
  const dataKey = token && dataKeyOf(token, keys.get(token.key), restricted);
  if (!dataKey) return found;
  replaced(event.data, '', (field, path) => {
    const disclosure = disclosureIn(dataKey, event, field, path);
    if (disclosure !== undefined) found.set(path, disclosure);
    return undefined;
  });
  return found;
}

interface Token {
  readonly key: string;
  readonly wrapped: string;
}

/** Whether texts of an event are sealed. */
export const isSealed = (metadata: object): boolean => 'sealed' in metadata;

function tokenIn(metadata: object): Token | undefined {
  const { sealed } = metadata as { readonly sealed?: unknown };
  if (typeof sealed !== 'string') return undefined;
  const dot = sealed.indexOf('.');
  const key = sealed.slice(0, Math.max(0, dot));
  return { key: UUID.test(key) ? key : '00000000-0000-0000-0000-000000000000', wrapped: sealed.slice(dot + 1) };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function dataKeyOf({ wrapped }: Token, key: PersonKey | undefined, restricted: boolean): Uint8Array | undefined {
  if (!key?.key || (key.restrictedOn !== null && !restricted)) return undefined;
  try {
    return unwrapKey(key.key, Buffer.from(wrapped, 'base64url'));
  } catch {
    return undefined;
  }
}

/** Undefined where it does not open, or to something else than what the event proves: the cipher does not commit to its key. */
function disclosureIn(
  key: Uint8Array,
  { stream, id }: Stored,
  { sealed, digest }: SealedField,
  path: string,
): string | undefined {
  try {
    const disclosure = openText(key, placeOf(stream, id, path), sealed);
    return digestOf(disclosure) === digest ? disclosure : undefined;
  } catch {
    return undefined;
  }
}

/** An event that ends keys, with their ids. */
function naming<E extends Sealable>(event: E, keys: readonly string[]): E {
  if (endingKeysOf(event).length === 0) return event;
  return { ...event, metadata: { ...event.metadata, ends: keys.join(' ') || NO_KEY } };
}

/** The ids of the keys that an event ends; undefined where it is from before events said so: all there are. */
export const endedKeys = ({ ends }: Readonly<Record<string, string>>): readonly string[] | undefined =>
  ends === NO_KEY ? [] : ends?.split(' ');

/** Where a field stands, and nowhere else. */
const placeOf = (stream: string, id: string, path: string): string => `${stream}\n${id}\n${path}`;

const hmac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** A copy with each sealed field replaced, or left out. */
function replaced(value: unknown, path: string, by: (field: SealedField, path: string) => unknown): unknown {
  if (!isObject(value)) return value;
  if (isSealedField(value)) return by(value, path);
  if (Array.isArray(value)) return value.map((one, index) => replaced(one, `${path}[${index}]`, by));
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    const after = replaced(part, path === '' ? name : `${path}.${name}`, by);
    if (after !== undefined) copy[name] = after;
  }
  return copy;
}
