/** What a package would hold, counted by the rule that makes it. */
import type { ConversationEvent } from '../../../libs/domain';
import type { EventStore } from '../../../libs/event-store';
import { ATTACHMENTS, openingOf, Uploads } from '../../../libs/evidence';
import { disclosuresOf } from '../../../libs/sealing';
import type { PreviewAnswer } from './evidence.dto';

interface Wanted {
  readonly asOf: string;
  readonly disclose?: readonly string[];
  /** Whether the reader may open what is restricted. */
  readonly restricted: boolean;
}

/** Numbers and names of fields, no text. */
export async function previewOf(
  store: EventStore,
  conversations: readonly string[],
  { asOf, disclose = [], restricted }: Wanted,
): Promise<PreviewAnswer> {
  const texts = new Map<string, number>();
  const uploads = new Uploads();
  let [first, last]: (string | null)[] = [null, null];
  let [events, later, unreadable] = [0, 0, 0];
  for (const conversation of conversations)
    for await (const event of store.read<ConversationEvent>(`conversation-${conversation}`, { restricted })) {
      if (event.metadata.at > asOf) {
        later += 1;
        continue;
      }
      events += 1;
      uploads.add(event);
      const { at } = event.metadata;
      if (first === null || at < first) first = at;
      if (last === null || at > last) last = at;
      const data = JSON.parse(Buffer.from(event.bytes.data).toString('utf8')) as object;
      const keys = await store.codec.sealing?.keysOf([event.metadata]);
      const readable = keys ? disclosuresOf({ ...event, data }, keys, restricted) : new Map<string, string>();
      const { closed, open, unreadable: lost } = openingOf(data, readable, []);
      for (const name of [...closed, ...open]) texts.set(name, (texts.get(name) ?? 0) + 1);
      unreadable += lost;
    }
  if (uploads.kept.length > 0) texts.set(ATTACHMENTS, uploads.kept.length);
  return {
    ...{ conversations: conversations.length, events, first, last, later, unreadable },
    texts: [...texts].sort().map(([field, count]) => ({ field, count, disclosed: disclose.includes(field) })),
  };
}
