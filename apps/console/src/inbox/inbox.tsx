import { useSharedWords } from '../words/shared';

/** The seller's queue. */
export default function Inbox() {
  const words = useSharedWords();
  return <h1>{words.inbox}</h1>;
}
