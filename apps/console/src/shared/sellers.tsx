import { useQueries } from '@tanstack/react-query';
import { type Answer, ask } from './api';

/** How many one question may ask for. */
const MANY = 50;
let waiting: { readonly ids: Set<string>; readonly answer: Promise<Answer<'GET /v1/sellers'>> } | undefined;

/** What a seller is called, null where nothing was told: all who are asked for at the same time are one question. */
async function nameOfSeller(id: string): Promise<string | null> {
  if (!waiting || waiting.ids.size === MANY) {
    const ids = new Set<string>();
    const answer = new Promise((resolve) => setTimeout(resolve)).then(() => {
      if (waiting?.ids === ids) waiting = undefined;
      return ask('GET /v1/sellers', { query: { seller: [...ids] } });
    });
    waiting = { ids, answer };
  }
  waiting.ids.add(id);
  const { items } = await waiting.answer;
  return items.find(({ seller }) => seller === id)?.name ?? null;
}

/** What these sellers are called, by id. One of whom nothing was told goes by its id, as all do until their names are here. */
export function useSellerNames(ids: readonly string[]): (id: string) => string {
  const all = [...new Set(ids)];
  const named = useQueries({
    queries: all.map((id) => ({
      queryKey: ['seller-name', id],
      queryFn: () => nameOfSeller(id),
      retry: false,
      staleTime: 600_000,
    })),
  });
  return (id) => named[all.indexOf(id)]?.data ?? id;
}

/** A seller as it is called; its id is what it says when it is pointed at, or stands behind it. */
export function SellerName({ id, withId }: { id: string; withId?: true }) {
  const name = useSellerNames([id])(id);
  return (
    <>
      <bdi title={id}>{name}</bdi>
      {withId && name !== id && <code className="faint"> {id}</code>}
    </>
  );
}
