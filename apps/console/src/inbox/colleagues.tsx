import { usePresent } from '../shared/presence';
import { fill } from '../shared/words';
import { useInboxWords } from '../words/inbox';

/** Who else looks at a conversation or writes in it. */
export function Colleagues({ conversation }: { conversation: string }) {
  const words = useInboxWords();
  return usePresent(conversation).map(({ person, state }) => (
    <span key={person} className={`chip ${state === 'writing' ? 'soon' : ''}`}>
      {fill(state === 'writing' ? words.writes : words.looks, { who: person })}
    </span>
  ));
}
