/** How events are declared: their shape, who may cause them, and which timer they set. */
import { ROLES, type Role } from './people';
import { instant, type Of, object, type Shape, text } from './shape';

/** One type of event. */
export interface EventDefinition<Data extends object = object> {
  readonly data: Shape<Data>;
  /** The roles whose commands may lead to it; what another one caused is not ours. */
  readonly by: readonly Role[];
  /** It sets the timer (stream, `data[key]`, command) to `data.wakeAt`, or clears it where that is left out. */
  readonly wakes?: { readonly command: string; readonly key: string };
}

/** Turns the data of events stored under an older type into those of a newer one. Chains are followed: V1 → V2 → V3. */
export interface Upcaster {
  readonly type: string;
  readonly to: string;
  up(data: object): object;
}

/** Classes of what people wrote, by how long it has to be kept; each person has a key for each (R9). */
export const RETENTION_CLASSES = ['conversation', 'order', 'conduct'] as const;
/** One of them. */
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** Whose a text is, and how it is kept. */
export interface TextOwner {
  readonly person: string;
  /** A class of retention, or a package of evidence, which has a key of its own. */
  readonly class: RetentionClass | 'evidence';
}

/** One kind of stream: `category-id`. */
export interface StreamCategory {
  readonly id: Shape<string>;
  /** The field of data that repeats the stream's id, in events that have it. */
  readonly names?: string;
  /** How the id writes that field, where it is not the same. */
  readonly named?: (name: string) => string;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly upcasters?: readonly Upcaster[];
  /** Whose the texts are that people wrote in its events: where `of` does not say, whose command led to it. */
  readonly texts?: { readonly class: RetentionClass; of(data: Readonly<Record<string, unknown>>): string | undefined };
}

/** The events of a set of definitions, as a union by `type`. */
export type EventsOf<D extends Readonly<Record<string, EventDefinition>>> = {
  [T in keyof D & string]: { readonly type: T; readonly data: Of<D[T]['data']> };
}[keyof D & string];

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** Declares an event: its fields, who may cause it, and the timer it sets. */
export const event = <F extends Fields>(fields: F, by: readonly Role[], wakes?: EventDefinition['wakes']) => ({
  data: object(fields),
  by,
  ...(wakes && { wakes }),
});

/**
 * In every category that takes commands: a keyed command had nothing to do. It is recorded for its key alone, which answers the same
 * for ever; no state changes.
 */
export const commandEvents = {
  CommandAcknowledged: event({ command: text, at: instant }, ROLES),
};
