import { wordsOf } from '../../shared/words';
import type { words } from './en';

/** Words that every view needs. */
export const useSharedWords = wordsOf<typeof words>(
  import.meta.glob<typeof words>(['./*.ts', '!./index.ts'], { import: 'words' }),
);
