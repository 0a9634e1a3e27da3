/** What is asked again when something changed, in which order, and how often. */
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { askAgain } from '../../apps/console/src/shared/again';
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
