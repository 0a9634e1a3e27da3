import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Answer, ask } from '../shared/api';

export type Head = Answer<'GET /v1/conversations/{id}'>;
export type Message = Answer<'GET /v1/conversations/{id}/messages'>['items'][number];
export type Update = Head['statusUpdates'][number];

/** Something that stands in a conversation: a message or a note, or a status update. */
export type Entry = { readonly revision: number } & (
  | { readonly message: Message; readonly update?: undefined }
  | { readonly update: Update; readonly message?: undefined }
);

/** What was said and told in a conversation, in the order in which it happened, and the last revision of it. */
export function useTold(id: string, head: Head | undefined) {
  const said = useInfiniteQuery({
    queryKey: ['conversation', id, 'messages'],
    queryFn: ({ pageParam }) =>
      ask('GET /v1/conversations/{id}/messages', { path: { id }, query: { limit: 100, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = said;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const messages = said.data?.pages.flatMap(({ items }) => items) ?? [];
  const entries: Entry[] = [
    ...messages.map((message) => ({ revision: message.revision, message })),
    ...(head?.statusUpdates ?? []).map((update) => ({ revision: update.revision, update })),
  ].sort((one, other) => one.revision - other.revision);
  return { entries, shown: entries.at(-1)?.revision ?? -1, error: said.error, refetch: said.refetch };
}
