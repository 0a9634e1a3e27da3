import { useQuery } from '@tanstack/react-query';
import { ask } from './api';
import { language } from './words';

/** The markets, by id: their zones and languages. */
export function useMarkets() {
  const { data } = useQuery({
    queryKey: ['markets'],
    queryFn: () => ask('GET /v1/markets'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return new Map((data?.items ?? []).map((market) => [market.id, market]));
}

/** What a market is called in the language of whoever looks: its country, and the region where it is one. */
export function nameOfMarket(id: string): string {
  const [country, ...region] = id.toUpperCase().split('-');
  return [new Intl.DisplayNames(language(), { type: 'region' }).of(country) ?? country, ...region].join(' ');
}
