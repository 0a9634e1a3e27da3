import { wordsOf } from '../../shared/words';
import type { words } from './en';

/** Words of files that are attached. */
export const useFilesWords = wordsOf<typeof words>(
  import.meta.glob<typeof words>(['./*.ts', '!./index.ts'], { import: 'words' }),
);
