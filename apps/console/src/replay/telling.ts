import type { Phrase, Telling } from '../../../../libs/domain';
import { hours, instant } from '../shared/times';
import { fill } from '../shared/words';
import { useAdminWords } from '../words/admin';
import { useConversationWords } from '../words/conversation';
import { useInboxWords } from '../words/inbox';
import { useReplayWords } from '../words/replay';
import { useSellerWords } from '../words/seller';
import { useSharedWords } from '../words/shared';

type Dictionary = Readonly<Record<string, unknown>>;

/** Values of the record as people read them: whatever has a word has it, the rest stays as it is. */
export function useValues(zone: string): (field: string, value: string | number | boolean | null | undefined) => string {
  const words = useReplayWords();
  const shared = useSharedWords();
  const conversation = useConversationWords();
  const topics = useInboxWords().topics;
  const states = useAdminWords().states;
  const effects = useSellerWords().effects;
  const dictionaries: readonly Dictionary[] = [
    ...[words.values, conversation.kinds, conversation.stages, conversation.noReplyReasons, conversation.orderStates],
    ...[topics, states, effects, { buyer: shared.buyer, seller: shared.seller, platform: shared.platform, admin: shared.admin }],
    ...[{ compliance: shared.compliance, system: shared.helpdesk }],
  ];
  return (field, value) => {
    if (value === null || value === undefined) return '–';
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (field.endsWith('Ms') || field === 'counted') return hours(Number(value));
    if (field === 'due' || /^\d{4}-\d\d-\d\dT/.test(String(value))) return instant(String(value), zone);
    const found = dictionaries.find((dictionary) => typeof dictionary[String(value)] === 'string')?.[String(value)];
    return found === undefined ? String(value) : String(found);
  };
}

/** A step in a sentence: who did what, and what followed. */
export function useTelling(zone: string): (telling: Telling) => string {
  const words = useReplayWords();
  const value = useValues(zone);
  const spoken = ({ says, with: values }: Phrase) =>
    fill(words.phrases[says], Object.fromEntries(Object.entries(values).map(([name, one]) => [name, value(name, one)])));
  return ({ who, did, so }) => {
    const followed = so.map((one) => (one.times > 1 ? `${spoken(one)} (${one.times} ×)` : spoken(one))).join('; ');
    if (did.length === 0) return followed;
    const done = `${value('who', who)}: ${did.map(spoken).join(', ')}`;
    return followed ? `${done} → ${followed}` : done;
  };
}
