import { wordsOf } from '../../shared/words';
import type { words } from './en';

/** Words of what a buyer sees. */
export const useBuyerWords = wordsOf<typeof words>(
  import.meta.glob<typeof words>(['./*.ts', '!./index.ts'], { import: 'words' }),
);
