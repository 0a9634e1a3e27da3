import { useQuery } from '@tanstack/react-query';
import { ask } from './api';

/** The markets, by id: their zones and languages. */
export function useMarkets() {
  const { data } = useQuery({
    queryKey: ['markets'],
    queryFn: () => ask('GET /v1/markets'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return new Map((data?.items ?? []).map((market) => [market.id, market]));
}
