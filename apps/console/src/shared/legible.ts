import { useSharedWords } from '../words/shared';
import { fill, language } from './words';

const GONE = /^\[(erased on|restricted since) (\d{4}-\d\d-\d\d)\]$/;

/** How texts of people are shown: as they were written; one that is erased or restricted, of which the server says so in English, in words of the reader. */
export function useLegible(): <T extends string | null>(text: T) => T | string {
  const { erasedText, restrictedText } = useSharedWords();
  return (text) => {
    const [, gone, on] = GONE.exec(text ?? '') ?? [];
    if (on === undefined) return text;
    const day = new Date(on).toLocaleDateString(language(), { dateStyle: 'medium', timeZone: 'UTC' });
    return fill(gone === 'erased on' ? erasedText : restrictedText, { day });
  };
}
