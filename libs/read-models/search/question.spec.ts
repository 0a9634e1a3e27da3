import { questionOf } from './question';

describe('a question', () => {
  const nothing = { words: '', codes: '', excluded: '', marked: '', sequences: [], number: undefined };

  it('asks for all its words, each once', () => {
    expect(questionOf('Ware kaputt Ware')).toEqual({
      words: '(ware) & (kaputt)',
      codes: '',
      excluded: '',
      marked: 'ware | kaputt',
      sequences: [],
      number: 'warekaputtware',
    });
  });

  it.each(['"kaputte Ware"', '„kaputte Ware“', '»kaputte Ware«', 'kaputte-Ware', 'kaputte.Ware'])('takes %s for a phrase', (q) =>
    expect(questionOf(q)).toMatchObject({ words: '(kaputte <1> ware)', marked: 'kaputte | ware' }),
  );

  it('keeps what has letters or digits behind each other together as it is written', () => {
    expect(questionOf('rechnung R-2027-A')).toMatchObject({ words: '(rechnung)', codes: '(r <1> 2027 <1> a)' });
    expect(questionOf('1234567-8901234')).toMatchObject({ words: '', codes: '(1234567 <1> 8901234)', number: '12345678901234' });
    expect(questionOf('4711')).toMatchObject({ words: '(4711)', codes: '' });
  });

  it('OR stands between alternatives, and alone for nothing', () => {
    expect(questionOf('a rot OR "ganz blau" OR x2 z')).toMatchObject({
      words: '(a) & (z)',
      codes: '(rot | ganz <1> blau | x <1> 2)',
    });
    expect(questionOf('rot OR blau').number).toBeUndefined();
    expect(questionOf('rot OR rot -blau -blau')).toMatchObject({ words: '(rot)', excluded: 'blau' });
    for (const q of ['OR rot', 'rot OR', 'rot OR ...'])
      expect(questionOf(q)).toMatchObject({ marked: q === 'OR rot' ? 'or | rot' : 'rot' });
  });

  it('a minus before a word or a phrase leaves it out, and is none inside a word', () => {
    expect(questionOf('rot -blau -"sehr grün" -„ganz gelb“')).toEqual({
      ...nothing,
      words: '(rot)',
      marked: 'rot',
      excluded: 'blau | sehr <1> grün | ganz <1> gelb',
    });
    for (const q of ['- rot', '(-rot', 'rot -', '– rot']) expect(questionOf(q)).toMatchObject({ words: '(rot)', excluded: '' });
  });

  it('the beginnings of words do where that is asked for, in quotes only whole ones', () => {
    expect(questionOf('kap "rot" R-20', true)).toMatchObject({
      words: '(kap:*) & (rot)',
      codes: '(r <1> 20:*)',
      marked: 'kap:* | rot',
      sequences: [
        [
          { text: 'r', at: 0, open: false },
          { text: '20', at: 1, open: true },
        ],
      ],
    });
  });

  it('of scripts without blanks asks for the pairs of a run, and for one character as the beginning of a pair', () => {
    expect(questionOf('返品す')).toMatchObject({ codes: '(返品 <1> 品す)', words: '', marked: '' });
    expect(questionOf('品').words).toBe('(品:*)');
    expect(questionOf('手机12')).toMatchObject({ codes: '(手机 <2> 12)' });
  });

  it.each(['', ' ', '"', '&|!', '()', ':*', '\\', "';--", '😀', '-', '- -', '<->', '"" -""'])('%j asks for nothing', (q) =>
    expect(questionOf(q)).toEqual(nothing),
  );
});
