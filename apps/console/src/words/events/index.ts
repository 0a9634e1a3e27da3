import { wordsOf } from '../../shared/words';
import type { words } from './en';

export const useEventWords = wordsOf<typeof words>(
  import.meta.glob<typeof words>(['./*.ts', '!./index.ts'], { import: 'words' }),
);
