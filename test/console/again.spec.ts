/** What is asked again when something changed, in which order, and how often. */
import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { askAgain } from '../../apps/console/src/shared/again';
import { itemsOf, withNext } from '../../apps/console/src/shared/pages';
import { eventually } from '../support/stack';

/** A page has one. */
const client = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });

/** A page that shows an open conversation and the list it stands in; what it asks waits until it is let through. */
function pageWith(conversation: string) {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const shows = (...queryKey: string[]) => {
    const ask = () => {
      asked.push(queryKey.at(-1) as string);
      return new Promise<string>((resolve) => waiting.push(() => resolve(String(asked.length))));
    };
    return new QueryObserver(client, { queryKey, queryFn: ask, initialData: '', staleTime: 60_000 }).subscribe(() => undefined);
  };
  const stops = [
    shows('lists', 'inbox'),
    shows('conversation', conversation, 'head'),
    shows('conversation', conversation, 'timeline'),
    shows('conversation', 'another', 'of another'),
  ];
  return {
    asked,
    /** Lets through what was asked last, when this was asked: a machine that stalls may have asked for more by then. */
    answer: async (...those: string[]) => {
      await eventually(
        `${those} to be asked`,
        () => Promise.resolve(asked.slice(0, those.length).join() === those.join()),
        5_000,
      );
      for (const one of waiting.splice(0)) one();
    },
    close: () => {
      for (const stop of stops) stop();
      client.clear();
    },
  };
}

it('asks first for what was said, then for the rest of the conversation, and for the lists when these are there', async () => {
  const { answer, close } = pageWith('one');
  askAgain(client, 'one');
  await answer('timeline');
  await answer('timeline', 'head');
  await answer('timeline', 'head', 'inbox');
  askAgain(client);
  await answer('timeline', 'head', 'inbox', 'inbox');
  close();
});

it('asks once for all that changed while an answer was on its way', async () => {
  const { answer, close } = pageWith('one');
  askAgain(client, 'one');
  await answer('timeline');
  for (let count = 0; count < 1_000; count++) askAgain(client, 'one');
  await answer('timeline', 'head');
  await answer('timeline', 'head', 'inbox');
  await answer('timeline', 'head', 'inbox', 'timeline');
  await answer('timeline', 'head', 'inbox', 'timeline', 'head');
  await answer('timeline', 'head', 'inbox', 'timeline', 'head', 'inbox');
  close();
});

it('goes on without an answer that does not come', async () => {
  const { answer, close, asked } = pageWith('one');
  askAgain(client, 'one');
  await eventually('the lists', () => Promise.resolve(asked.join().startsWith('timeline,head,inbox')), 5_000);
  askAgain(client, 'one');
  await answer('timeline', 'head', 'inbox', 'timeline');
  close();
});

/** A list whose pages are answered when a test says so, each with the time at which it was asked for. */
function listOf(pages: number) {
  const waiting: (() => void)[] = [];
  let asked = 0;
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['lists', 'paged'],
    queryFn: ({ pageParam }) => {
      const items = [`${pageParam} at ${++asked}`];
      return new Promise<{ items: string[] }>((resolve) => waiting.push(() => resolve({ items })));
    },
    initialPageParam: 0,
    getNextPageParam: (_page, _all, param) => (param + 1 < pages ? param + 1 : undefined),
  });
  const stop = observer.subscribe(() => undefined);
  return {
    now: () => observer.getCurrentResult(),
    answer: () =>
      eventually('a page to be asked for', () => Promise.resolve(waiting.splice(0).map((one) => one()).length > 0), 5_000),
    close: () => {
      stop();
      client.clear();
    },
  };
}

it('has the next page, however often the list is asked anew meanwhile, and what changed too', async () => {
  const { now, answer, close } = listOf(3);
  await answer();
  await eventually('the first page', () => Promise.resolve(now().isSuccess));
  const first = withNext(now());
  // It gives up the page that is on its way.
  void client.invalidateQueries({ queryKey: ['lists'] });
  await answer();
  await answer();
  expect(itemsOf(await first)).toEqual(['0 at 3', '1 at 4']);
  // Whoever wants the next page gives up nothing that is asked anew.
  void client.invalidateQueries({ queryKey: ['lists'] });
  const second = withNext(now());
  for (let page = 0; page < 3; page++) await answer();
  expect(itemsOf(await second)).toEqual(['0 at 5', '1 at 6', '2 at 7']);
  expect(itemsOf(await withNext(now()))).toHaveLength(3);
  close();
});

it('gives up the next page where it is refused', async () => {
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['lists', 'refused'],
    queryFn: ({ pageParam }) => (pageParam === 0 ? Promise.resolve({ items: [0] }) : Promise.reject(new Error('no'))),
    initialPageParam: 0,
    getNextPageParam: () => 1,
    retry: false,
  });
  const stop = observer.subscribe(() => undefined);
  await eventually('the first page', () => Promise.resolve(observer.getCurrentResult().isSuccess));
  expect(await withNext(observer.getCurrentResult())).toMatchObject({ isError: true, error: new Error('no') });
  stop();
  client.clear();
});
