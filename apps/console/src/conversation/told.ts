import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { Answer } from '../shared/api';
import { itemsOf, withNext } from '../shared/pages';
import { askTogether } from '../shared/tabs';
import { money, onDay } from '../shared/times';

export type Head = Answer<'GET /v1/conversations/{id}'>;
/** Something that stands in a conversation: a message or a note, a status update, an ending, or that it was opened again. */
export type Entry = Answer<'GET /v1/conversations/{id}/timeline'>['items'][number];
export type Message = NonNullable<Entry['message']>;

/** What a status update tells beside its stage, as people read it. */
export function factsOf(update: Readonly<Record<string, unknown>>): string {
  const { carrier, trackingNumber, estimatedDelivery, amount, currency, newDate, reason } = update as Facts;
  return [
    carrier,
    trackingNumber,
    estimatedDelivery && onDay(estimatedDelivery),
    amount && money(amount, currency),
    newDate && onDay(newDate),
    reason,
  ]
    .filter(Boolean)
    .join(' · ');
}
type Facts = Readonly<
  Partial<Record<'carrier' | 'trackingNumber' | 'estimatedDelivery' | 'amount' | 'currency' | 'newDate' | 'reason', string>>
>;

const PAGE = 50;

/** How it is asked for, from its end on. */
export const askedOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['conversation', id, 'timeline'],
    queryFn: ({ pageParam }) =>
      askTogether('GET /v1/conversations/{id}/timeline', {
        path: { id },
        query: { order: 'newest', limit: PAGE, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** What stands in a conversation in the order in which it happened, from its end on, and the last revision of it. */
export function useTold(id: string) {
  const told = useInfiniteQuery(askedOf(id));
  const entries = (itemsOf(told) ?? []).reverse();
  return {
    entries,
    shown: entries.at(-1)?.revision ?? -1,
    /** What came before the first of them; undefined where there is nothing. */
    earlier: told.hasNextPage ? () => void withNext(told) : undefined,
    error: told.error,
    refetch: told.refetch,
  };
}
