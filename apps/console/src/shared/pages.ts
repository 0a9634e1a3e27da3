/** Lists that are read page by page. */
import type { InfiniteData, InfiniteQueryObserverResult } from '@tanstack/react-query';

/** What the pages of a list have that came so far; undefined where none has. */
export const itemsOf = <Item>({ data }: Listed<Item>): Item[] | undefined => data?.pages.flatMap(({ items }) => items);

interface Listed<Item> {
  readonly data?: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
}

/**
 * A list with its next page. What changes has a list asked for anew, which gives up a page that is on its way: that is asked for again until
 * it is there, and takes nobody's place who asks anew.
 */
export async function withNext<Page>(list: Paged<Page>): Promise<Paged<Page>> {
  for (let now = list; ; ) {
    const end = now.data?.pageParams.at(-1);
    now = await now.fetchNextPage({ cancelRefetch: false });
    const params = now.data?.pageParams ?? [];
    const isThere = params.length > 1 && params.at(-2) === end;
    if (isThere || now.isError || !now.hasNextPage) return now;
  }
}
type Paged<Page> = InfiniteQueryObserverResult<InfiniteData<Page>>;
