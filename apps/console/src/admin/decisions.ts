/** What can be decided of a review, with the key for it, and how it is sent. */
import { useQueryClient } from '@tanstack/react-query';
import { announce } from '../shared/announce';
import { type Answer, ask } from '../shared/api';
import { toldOf } from '../shared/refusals';
import { useWhy } from '../shared/why';
import { count } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useRefusalWords } from '../words/refusals';

export type Review = Answer<'GET /v1/reviews'>['items'][number];
export const KEYS = { confirm: 'c', dismiss: 'd', release: 'l', reject: 'x', clean: 'o', violation: 'v' } as const;
export type Decision = keyof typeof KEYS;
export const REPORTABLE = ['external-contact', 'off-platform-deal', 'marketing', 'abusive-language', 'evasive-answer'] as const;
export type Reportable = (typeof REPORTABLE)[number];

/** What a review in this state waits for. */
export function decisionsFor({ state }: Pick<Review, 'state'>): readonly Decision[] {
  if (state === 'suspected') return ['confirm', 'dismiss'];
  if (state === 'held') return ['release', 'reject'];
  return state === 'waiting' ? ['clean', 'violation'] : [];
}

/** Reviews by name, or by what they have in common. */
export type Which =
  | { readonly reviews: readonly string[] }
  | { readonly pattern: Readonly<Record<string, string | undefined>> & { readonly before: string } };

/** Sends decisions, and says what became of them. `key` is made once for what is meant. */
export function useDecide() {
  const words = useAdminWords();
  const refusals = useRefusalWords();
  const why = useWhy();
  const client = useQueryClient();
  return async (which: Which, decision: Decision, reason: string, key: string, kind?: Reportable) => {
    const body = { ...which, decision, reason, ...(decision === 'violation' && { kind }) };
    try {
      const { decided, outcomes } = await ask('POST /v1/reviews/decisions', { body: body as never, key });
      const refused = outcomes.filter(({ outcome }) => outcome !== 'decided');
      const whys = refused.map(({ outcome }) => toldOf(refusals, { code: outcome, status: 422 }));
      announce([count(words.decidedNow, decided), ...new Set(whys)].join(' · '));
      return outcomes;
    } catch (error) {
      announce(why(error));
      return [];
    } finally {
      await client.invalidateQueries({ queryKey: ['lists'] });
    }
  };
}
