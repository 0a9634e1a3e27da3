import { wordsOf } from '../../shared/words';
import type { words } from './en';

/** Words for what was refused. */
export const useRefusalWords = wordsOf<typeof words>(
  import.meta.glob<typeof words>(['./*.ts', '!./index.ts'], { import: 'words' }),
);
