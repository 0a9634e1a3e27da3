import { useQueries } from '@tanstack/react-query';
import { ask, Refusal } from '../shared/api';

/** There is none, or it is somebody else's: both look alike. */
export function nothing(error: unknown): null {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
}

/** The question after a seller as the platform told of it; null where it told nothing. */
export const sellerAsked = (id: string) => ({
  queryKey: ['seller', id],
  queryFn: () => ask('GET /v1/sellers/{id}', { path: { id } }).catch(nothing),
  retry: false,
  staleTime: 600_000,
});

/** What these sellers are called, by id. One of whom nothing was told goes by its id, as all do until their names are here. */
export function useSellerNames(ids: readonly string[]): (id: string) => string {
  const all = [...new Set(ids)];
  const told = useQueries({ queries: all.map(sellerAsked) });
  return (id) => told[all.indexOf(id)]?.data?.name ?? id;
}
