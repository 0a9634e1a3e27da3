import { useQuery } from '@tanstack/react-query';
import { ask } from '../shared/api';
import { useConversationWords } from '../words/conversation';
import { useSettled } from './draft';
import { Marked } from './marked';

/** What screening would find in a text, with the places marked and what rule it is: asked when the hand rests. */
export function Check({ text, conversation }: { text: string; conversation?: string }) {
  const words = useConversationWords();
  const settled = useSettled(text);
  const { data } = useQuery({
    queryKey: ['check', conversation, settled],
    enabled: settled !== undefined,
    queryFn: () => ask('POST /v1/screening/check', { body: { body: settled ?? '', conversation } }),
  });
  const { findings = [], action = 'pass' } = (settled !== undefined && data) || {};
  return (
    <div role="status">
      {findings.length > 0 && settled && (
        <div className={action === 'hold' ? 'check failed' : 'check warning'}>
          <p>
            <strong>{words.would[action]}</strong>
          </p>
          <p className="body">
            <Marked text={settled} places={findings} />
          </p>
          <ul>
            {findings.map(({ rule, kind, from, to }) => (
              <li key={`${rule} ${from}`} title={rule}>
                {words.kinds[kind]} <q>{settled.slice(from, to)}</q>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
