import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { askAgain } from '../shared/again';
import { ask } from '../shared/api';
import { askTogether, together } from '../shared/tabs';
import { askedOf, useTold } from './told';

const headOf = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id, 'head'],
    queryFn: () => askTogether('GET /v1/conversations/{id}', { path: { id } }),
  });
const owedOf = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id, 'clock'],
    queryFn: () => askTogether('GET /v1/clock', { query: { conversation: id, limit: 100 } }),
  });

/** Fetches what will be looked at next, so that it is there with the key. */
export function prefetchReading(client: QueryClient, id: string): void {
  void client.prefetchQuery(headOf(id));
  void client.prefetchInfiniteQuery(askedOf(id));
  void client.prefetchQuery(owedOf(id));
}

/** What either side looks at of a conversation: its head, what stands in it, and what is owed. Whoever looks at it has read it. */
export function useReading(id: string) {
  const client = useQueryClient();
  const head = useQuery(headOf(id));
  const told = useTold(id);
  const owed = useQuery(owedOf(id));
  const { shown } = told;
  useEffect(() => {
    if (shown < 0 || document.visibilityState !== 'visible') return;
    const read = () => ask('POST /v1/conversations/{id}/read', { path: { id }, body: { upTo: shown }, key: null });
    void together(`read ${id}`, BigInt(shown), read)
      .then(() => askAgain(client))
      .catch(() => undefined);
  }, [id, shown, client]);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['conversation', id] }),
      client.invalidateQueries({ queryKey: ['lists'] }),
    ]);
  return { head, told, owed: owed.data?.items ?? [], refresh };
}
