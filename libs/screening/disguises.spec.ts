import { DISGUISES, Disguises } from './disguises';
import { tokensOf } from './tokens';

const found = (text: string, language: 'de' | 'fr' | 'en' = 'de') =>
  new Disguises(DISGUISES, [language]).find(text, tokensOf(text)).map(({ from, to }) => text.slice(from, to));

describe('R5.1 contact data that is hidden on purpose', () => {
  it.each([
    ['ruf an: o15i 2345 b789 ja', ['o15i 2345 b789']],
    ['0a1b5c1d2e3f4g5h6i7j8k9 ohne buchstaben', ['0a1b5c1d2e3f4g5h6i7j8k9']],
    ['rückwärts gelesen: 98765432 1510', ['98765432 1510']],
    ['nr o15i 2345 b789 i tel', ['o15i 2345 b789']],
    ['bin auf t3l3gr4m und wh4tsapp', ['t3l3gr4m', 'wh4tsapp']],
    ['stoffe-mueller , at (komma durch punkt ersetzen)', ['stoffe-mueller , at']],
    ['max.m (zeichen) firma (pkt) com', ['max.m (zeichen) firma (pkt) com']],
  ])('%s', (text, cuts) => expect(found(text)).toEqual(cuts));

  it.each([
    'am 02/10/2025 lo geht es los',
    '98765432 1510',
    'nr 0151 234567 z dnia 3 marca',
    'i 0151 2345678 o 71',
    'wysłano 12.03.2026 i dotrze',
    'modell b8s5 z2o1 i5',
    'ein v1del und 4k-tv',
    'stoffe-mueller , at wien',
    'größe m (klein) oder l (groß) com',
    'rückwärts 12',
  ])('nothing: %s', (text) => expect(found(text)).toEqual([]));
});
