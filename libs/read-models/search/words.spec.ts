import { compact, wordsOf } from './words';

const words = (text: string) => wordsOf(text).map((word) => word.text);

describe('words of a text', () => {
  it.each<[string, string[]]>([
    ['Die Ware ist kaputt.Bitte um Umtausch.Danke', ['die', 'ware', 'ist', 'kaputt', 'bitte', 'um', 'umtausch', 'danke']],
    ['rechnung_2027.pdf', ['rechnung', '2027', 'pdf']],
    ['4711.0815', ['4711', '0815']],
    ['304-1234567-8901234', ['304', '1234567', '8901234']],
    ['max.mustermann+shop@mail.example.com', ['max', 'mustermann', 'shop', 'mail', 'example', 'com']],
    ['https://shop.example/a/b?id=7&x=y#top', ['https', 'shop', 'example', 'a', 'b', 'id', '7', 'x', 'y', 'top']],
    ['/usr/local/a.txt', ['usr', 'local', 'a', 'txt']],
    ['-12 +3.14 1e-5 6.02E23', ['12', '3', '14', '1', 'e', '5', '6', '02', 'e', '23']],
    ['8.3.1-rc2', ['8', '3', '1', 'rc', '2']],
    ['<b>fett</b>&amp;x', ['b', 'fett', 'b', 'amp', 'x']],
    ['A4-Papier, DIN-A4', ['a', '4', 'papier', 'din', 'a', '4']],
    ["l'article d’accord don't", ['l', 'article', 'd', 'accord', 'don', 't']],
    ['wow😀toll', ['wow', 'toll']],
    ['Liefer\u00adschein zero\u200bwidth می\u200cخواهم', ['lieferschein', 'zero', 'width', 'میخواهم']],
    ['STRASSE Straße STRAẞE', ['strasse', 'strasse', 'strasse']],
    ['İstanbul ΟΔΟΣ', ['istanbul', 'οδοσ']],
    ['ﬁx １２３ ＡＢＣ', ['fix', '123', 'abc']],
    ['שָׁלוֹם مَرْحَبًا', ['שלום', 'مرحبا']],
    ['... -- !? 😀', []],
    ['', []],
  ])('%j', (text, expected) => expect(words(text)).toEqual(expected));

  it('are the same with accents in one piece and in two', () => {
    expect(words('Größe é'.normalize('NFD'))).toEqual(['größe', 'é'].map((word) => word.replace('ß', 'ss')));
    expect(words('Größe é'.normalize('NFC'))).toEqual(words('Größe é'.normalize('NFD')));
  });

  it('of scripts without blanks are pairs of characters, and the last one', () => {
    expect(wordsOf('返品です')).toEqual([
      { text: '返品', start: 0, end: 2, part: 'pair' },
      { text: '品で', start: 1, end: 3, part: 'pair' },
      { text: 'です', start: 2, end: 4, part: 'pair' },
      { text: 'す', start: 3, end: 4, part: 'last' },
    ]);
    expect(words('iPhone手机12')).toEqual(['iphone', '手机', '机', '12']);
    expect(words('배송지연')).toEqual(['배송', '송지', '지연', '연']);
    expect(words('ﾊﾞｯｸﾞ')).toEqual(words('バッグ'));
    expect(words('ที่นี่')).toEqual(['ที่นี่', 'นี่']);
  });

  it('say where they stand, also behind characters of two units and marks of their own', () => {
    const text = '😀 Größe'.normalize('NFD');
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end).normalize('NFC'))).toEqual(['Größe']);
  });

  it('are cut where they are longer than the database keeps', () => {
    expect(words('x'.repeat(150)).map(({ length }) => length)).toEqual([64, 64, 22]);
  });

  it('a number is one, however it is typed', () => {
    for (const typed of ['JJD 0003 4000', 'jjd-0003-4000', 'JJD00034000', ' jjd0003.4000 '])
      expect(compact(typed)).toBe('jjd00034000');
  });
});
