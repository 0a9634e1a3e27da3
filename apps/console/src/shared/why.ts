import { useRefusalWords } from '../words/refusals';
import { useSharedWords } from '../words/shared';
import { Refusal } from './api';
import { toldOf } from './refusals';

/** Says to whoever looks why something did not work: that it was refused, or that there is no connection. */
export function useWhy(): (error: unknown) => string {
  const words = useRefusalWords();
  const { noConnection } = useSharedWords();
  return (error) => (error instanceof Refusal ? toldOf(words, error) : noConnection);
}
