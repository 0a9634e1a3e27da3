/** Inbox and clock as they stood at a moment (R1.2), folded from the record by the read models' own rules. */
import { Inject, Injectable } from '@nestjs/common';
import type { ConversationEvent } from '../../../libs/domain';
import { EventStore, type StoredEvent } from '../../../libs/event-store';
import { type Asking, type Past, ReadModels } from '../../../libs/read-models';
import { OnRecord } from '../application/on-record';
import { requireBegun } from '../edge/as-of';
import { Problem } from '../edge/problem';

/** How many conversations are folded for one question, and how many of their events. */
export const PAST_LIMITS = { conversations: 1_000, events: 50_000 } as const;
const AT_ONCE = 16;

/** What of a list is meant, and by which field less would be. */
interface Meant {
  /** Oldest first, one more than the limit where there are more. */
  readonly conversations: readonly string[];
  readonly narrowedBy: string;
}

@Injectable()
export class Pasts {
  constructor(
    private readonly record: OnRecord,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
  ) {}

  /** What answers questions about the conversations as they stood at an instant (epoch milliseconds). Throws 422 where these are too many. */
  async asOf(at: number, past: Past, { conversations, narrowedBy }: Meant): Promise<Asking> {
    const waiting = conversations.values();
    let begun = 0;
    let events = 0;
    let began: string | undefined;
    const worker = async () => {
      for (const id of waiting) {
        const history: StoredEvent<ConversationEvent>[] = [];
        for await (const event of this.store.read<ConversationEvent>(`conversation-${id}`)) {
          if (Date.parse(event.metadata.at) > at) {
            if (history.length === 0 && (began === undefined || event.metadata.at < began)) began = event.metadata.at;
            break;
          }
          if (history.push(event) === 1) begun++;
          if (++events > PAST_LIMITS.events || begun > PAST_LIMITS.conversations) throw tooWide(narrowedBy);
        }
        past.add(history);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (begun === 0) requireBegun(at, began ?? (await this.record.begun()));
    return past.asking(this.models);
  }
}

const tooWide = (field: string): Problem =>
  new Problem(
    422,
    'as-of-too-wide',
    `of what stood then up to ${PAST_LIMITS.conversations} conversations with ${PAST_LIMITS.events} events are looked through: say which ${field}`,
    { field, errors: [{ field, rule: 'narrow' }] },
  );
