import { Injectable } from '@nestjs/common';
import type { Caller } from './caller';

/** A read model further behind than this is in trouble, and nobody is kept waiting for it. */
const REMEMBERED_MS = 1_000;

/**
 * How far the read models have to be to show people what this process acknowledged to them, or to the other side, a moment ago. Other
 * processes are not known here: for what they wrote there is X-Min-Position.
 */
@Injectable()
export class RecentWrites {
  /** By reader, in the order of their last write. */
  readonly #writes = new Map<string, { readonly position: bigint; readonly at: number }>();

  /** Takes note of a write that these parties, and the platform, can see. `now`: milliseconds of a clock that only goes forwards. */
  note(
    position: bigint,
    parties: { readonly buyer: string; readonly seller: string } | undefined,
    now = performance.now(),
  ): void {
    for (const [reader, { at }] of this.#writes) {
      if (now - at < REMEMBERED_MS) break;
      this.#writes.delete(reader);
    }
    const readers = parties ? [PLATFORM, `buyer ${parties.buyer}`, `seller ${parties.seller}`] : [PLATFORM];
    for (const reader of readers) {
      const known = this.#writes.get(reader);
      this.#writes.delete(reader);
      this.#writes.set(reader, { position: known && known.position > position ? known.position : position, at: now });
    }
  }

  /** The position of what this caller can expect to see; undefined: of nothing in particular. */
  of({ role, sub, seller }: Caller, now = performance.now()): bigint | undefined {
    const reader = role === 'buyer' ? `buyer ${sub}` : role === 'seller' ? `seller ${seller}` : PLATFORM;
    const known = this.#writes.get(reader);
    return known && now - known.at < REMEMBERED_MS ? known.position : undefined;
  }
}

const PLATFORM = 'platform';
