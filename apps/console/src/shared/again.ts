/** What changed is asked for again, what somebody waits for first. */
import { focusManager, type QueryClient } from '@tanstack/react-query';

/** What one command did is told within this: it is one look. */
const TOGETHER_MS = 10;
/** A look begins so long after the last one at the earliest, whatever happens. */
const APART_MS = 100;
/** Nothing waits longer for an answer that does not come, nor what was said for lists that are slow. */
const PATIENCE_MS = 500;

const changed = new Set<string>();
let areListsOld = false;
let isLooking = false;

/**
 * Asks again, of what is shown here, for a conversation that changed, and for the lists: at once where nothing is being asked for, else
 * when that is answered, for all that changed meanwhile. Without a conversation, for the lists alone.
 */
export function askAgain(client: QueryClient, conversation?: string): void {
  if (conversation) changed.add(conversation);
  areListsOld = true;
  if (!isLooking) void look(client);
}

async function look(client: QueryClient): Promise<void> {
  isLooking = true;
  while (areListsOld) {
    const apart = pause(APART_MS);
    await pause(TOGETHER_MS);
    const conversations = [...changed];
    changed.clear();
    const of = (isAbout: (key: readonly unknown[]) => boolean) =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => isAbout(queryKey),
        // A tab that nobody sees asks when it is seen again: of fifty one asks.
        refetchType: focusManager.isFocused() ? 'active' : 'none',
      });
    const ofConversations = (isAbout: (part: unknown) => boolean) =>
      of(([what, id, part]) => what === 'conversation' && conversations.includes(id as string) && isAbout(part));
    // What was said is what people wait for. That it was read is told before the lists are asked, which then say so.
    await Promise.race([ofConversations((part) => part === 'timeline'), pause(PATIENCE_MS)]);
    await Promise.race([ofConversations((part) => part !== 'timeline'), pause(PATIENCE_MS)]);
    areListsOld = changed.size > 0;
    await Promise.race([of(([what]) => what === 'lists'), pause(PATIENCE_MS)]);
    await apart;
  }
  isLooking = false;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
