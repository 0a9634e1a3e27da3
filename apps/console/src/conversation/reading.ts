import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '../shared/api';
import { useTold } from './told';

/** What either side looks at of a conversation: its head, what stands in it, and what is owed. Whoever looks at it has read it. */
export function useReading(id: string) {
  const client = useQueryClient();
  const head = useQuery({
    queryKey: ['conversation', id, 'head'],
    queryFn: () => ask('GET /v1/conversations/{id}', { path: { id } }),
  });
  const told = useTold(id);
  const owed = useQuery({
    queryKey: ['conversation', id, 'clock'],
    queryFn: () => ask('GET /v1/clock', { query: { conversation: id, limit: 100 } }),
  });
  const { shown } = told;
  useEffect(() => {
    if (shown < 0 || document.visibilityState !== 'visible') return;
    void ask('POST /v1/conversations/{id}/read', { path: { id }, body: { upTo: shown } })
      .then(() => client.invalidateQueries({ queryKey: ['lists'] }))
      .catch(() => undefined);
  }, [id, shown, client]);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['conversation', id] }),
      client.invalidateQueries({ queryKey: ['lists'] }),
    ]);
  return { head, told, owed: owed.data?.items ?? [], refresh };
}
