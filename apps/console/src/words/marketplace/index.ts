import { wordsOf } from '../../shared/words';
import type { words } from './en';

export const useMarketplaceWords = wordsOf<typeof words>(
  import.meta.glob<typeof words>(['./*.ts', '!./index.ts'], { import: 'words' }),
);
