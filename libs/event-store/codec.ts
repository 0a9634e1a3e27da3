import type { EventShape } from './events';

/** Turns events stored under an older type into a newer one. Chains are followed: V1 → V2 → V3. */
export interface Upcaster {
  readonly type: string;
  readonly to: string;
  up(data: object): object;
}

/** How events are named on the way in and shaped on the way out. */
export interface Codec {
  /** Version written into each event's `schema` metadata. */
  readonly schema: string;
  /** Whether the product writes events of this type. */
  writes(type: string): boolean;
  /** The event in its newest shape; one of an unknown type comes back as it is. */
  upcast(event: EventShape): EventShape;
}

/**
 * Makes the codec of a product. `types` are the event types it writes (appending another one is refused; left out: all are
 * written), `upcasters` bring old shapes up to date on reading, `schema` defaults to "1".
 * Throws when two upcasters start at one type or a chain is a circle.
 */
export function createCodec(
  options: { types?: readonly string[]; upcasters?: readonly Upcaster[]; schema?: string } = {},
): Codec {
  const written = options.types && new Set(options.types);
  const upcasters = new Map<string, Upcaster>();
  for (const upcaster of options.upcasters ?? []) {
    if (upcasters.has(upcaster.type)) throw new Error(`Two upcasters start at ${upcaster.type}`);
    upcasters.set(upcaster.type, upcaster);
  }
  for (const start of upcasters.keys()) {
    let steps = 0;
    for (let at = upcasters.get(start); at; at = upcasters.get(at.to)) {
      if (++steps > upcasters.size) throw new Error(`The upcasters from ${start} go in a circle`);
    }
  }
  return {
    schema: options.schema ?? '1',
    writes: (type) => written?.has(type) ?? true,
    upcast(event) {
      let { type, data } = event;
      for (let upcaster = upcasters.get(type); upcaster; upcaster = upcasters.get(type)) {
        data = upcaster.up(data);
        type = upcaster.to;
      }
      return type === event.type ? event : { type, data };
    },
  };
}
