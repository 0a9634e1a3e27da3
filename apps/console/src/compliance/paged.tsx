import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Failed } from '../shared/failed';
import { itemsOf, withNext } from '../shared/pages';
import { useSteady } from '../shared/steady';
import { count } from '../shared/words';
import { useInboxWords } from '../words/inbox';
import { useSharedWords } from '../words/shared';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | null;
}

/** A list that is read page by page, newest first, and does not move by itself; with what stands above and below it. */
export function usePaged<Item>(
  about: readonly [name: string, asked: object],
  page: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
  idOf: (item: Item) => string,
) {
  const inbox = useInboxWords();
  const shared = useSharedWords();
  const list = useInfiniteQuery({
    queryKey: ['lists', ...about],
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    maxPages: 4,
    placeholderData: keepPreviousData,
  });
  const steady = useSteady(list.isPlaceholderData ? undefined : itemsOf(list), JSON.stringify(about), idOf);
  const rest = {
    news: steady.fresh > 0 && (
      <button type="button" className="compliance-news" onClick={() => steady.takeIn()}>
        {count(inbox.news, steady.fresh)} <kbd>.</kbd>
      </button>
    ),
    end: (
      <>
        {list.error && <Failed error={list.error} again={() => void list.refetch()} />}
        {list.data && steady.items.length === 0 && !list.error && <p className="empty">{shared.nothing}</p>}
        {list.hasNextPage && (
          <button type="button" onClick={() => void withNext(list).then((more) => steady.takeIn(itemsOf(more)))}>
            {shared.more}
          </button>
        )}
      </>
    ),
  };
  return { ...steady, rest };
}
