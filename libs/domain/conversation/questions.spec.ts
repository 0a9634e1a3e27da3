import { evasionSigns, questionsIn, touches } from './questions';

const asked = (text: string, language?: string) => questionsIn(text, language).map((question) => question.text);

describe('the questions in a buyer message (R4.1)', () => {
  it.each([
    ['de', 'Guten Tag. Wann kommt mein Paket? Danke!', 'Wann kommt mein Paket?'],
    ['en', 'Hello. Where is my parcel? Thanks!', 'Where is my parcel?'],
    ['pl', 'Dzień dobry. Kiedy dotrze paczka? Dziękuję.', 'Kiedy dotrze paczka?'],
    ['cs', 'Dobrý den. Kdy dorazí balík? Děkuji.', 'Kdy dorazí balík?'],
    ['sk', 'Dobrý deň. Kedy príde balík? Ďakujem.', 'Kedy príde balík?'],
    ['fr', 'Bonjour. Où est mon colis ? Merci.', 'Où est mon colis ?'],
    ['it', 'Buongiorno. Quando arriva il pacco? Grazie.', 'Quando arriva il pacco?'],
    ['es', 'Hola, ¿cuándo llega mi paquete? Gracias.', '¿cuándo llega mi paquete?'],
    ['nl', 'Hallo. Waar blijft mijn pakket? Bedankt.', 'Waar blijft mijn pakket?'],
    ['ro', 'Bună ziua. Când ajunge coletul? Mulțumesc.', 'Când ajunge coletul?'],
    ['hu', 'Jó napot. Mikor érkezik a csomag? Köszönöm.', 'Mikor érkezik a csomag?'],
  ])('R4.1 %s: by their mark', (language, text, question) => {
    expect(asked(text, language)).toEqual([question]);
    const [{ from, to }] = questionsIn(text, language);
    expect(text.slice(from, to)).toBe(question);
    // Also where nobody says which language it is.
    expect(asked(text)).toEqual([question]);
  });

  it.each([
    ['de', 'wann kommt mein Paket', 'Ich wüsste gern, ob das Gerät auch in Blau da ist.'],
    ['en', 'how long does delivery take', 'Please let me know whether it fits.'],
    ['pl', 'kiedy będzie wysyłka', 'Chciałbym się dowiedzieć, czy jest gwarancja.'],
    ['cs', 'kdy bude zboží skladem', 'Zajímalo by mě, jestli je v balení kabel.'],
    ['sk', 'kedy bude tovar skladom', 'Chcela by som vedieť, či je v balení kábel.'],
    ['fr', 'pouvez-vous confirmer la taille', 'Je voudrais savoir si la batterie est incluse.'],
    ['it', 'quando arriva il pacco', 'Vorrei sapere se la batteria è inclusa.'],
    ['es', 'cuándo llega', 'Me gustaría saber si viene con batería.'],
    ['nl', 'wanneer komt het pakket', 'Ik zou graag willen weten of de batterij erbij zit.'],
    ['ro', 'când ajunge coletul', 'Aș vrea să știu dacă bateria este inclusă.'],
    ['hu', 'mikor érkezik a csomag', 'Szeretném megtudni, hogy az akku is benne van.'],
  ])('R4.1 %s: without a mark, and asked within a sentence', (language, plain, indirect) => {
    expect(asked(plain, language)).toEqual([plain]);
    expect(asked(indirect, language)).toEqual([indirect]);
  });

  it.each([
    ['de', 'Das Paket ist angekommen, vielen Dank. Als ich es öffnete, war alles heil.'],
    ['en', 'The parcel has arrived. When I opened it, all was well.'],
    ['pl', 'Paczka dotarła. Kiedy ją otworzyłem, wszystko było w porządku.'],
    ['cs', 'Balík dorazil. Když jsem ho otevřel, bylo vše v pořádku.'],
    ['sk', 'Balík dorazil. Keď som ho otvoril, bolo všetko v poriadku.'],
    ['fr', 'Le colis est arrivé. Quand je l’ai ouvert, tout allait bien.'],
    ['it', 'Il pacco è arrivato. Quando l’ho aperto, era tutto a posto.'],
    ['es', 'El paquete llegó. Cuando lo abrí, todo estaba bien.'],
    ['nl', 'Het pakket is er. Toen ik het opende, was alles heel.'],
    ['ro', 'Coletul a sosit. Când l-am deschis, totul era în regulă.'],
    ['hu', 'A csomag megérkezett. Amikor kinyitottam, minden rendben volt.'],
  ])('R4.1 %s: what tells is no question', (language, text) => expect(asked(text, language)).toEqual([]));

  it('R4.1 addresses and quotations ask nothing, several marks are one, and several questions are several', () => {
    expect(asked('See https://shop.example/?id=5&x=? and www.x.example/?q', 'en')).toEqual([]);
    expect(asked('> Where is it?\nIt came.', 'en')).toEqual([]);
    expect(asked('Where is it??!! Is it blue?', 'en')).toEqual(['Where is it??!!', 'Is it blue?']);
    expect(asked('', 'en')).toEqual([]);
    expect(asked('???', 'en')).toEqual([]);
    expect(asked('? '.repeat(5_000) + 'ok'.repeat(1_000), 'en')).toEqual([]);
  });
});

describe('whether a reply touches a question (R4.1)', () => {
  const question = (text: string, language = 'en') => questionsIn(text, language)[0];

  it('R4.1 by a word or a number of it, however it is written', () => {
    expect(touches('Your parcels were sent.', question('Where is my parcel?'), 'en')).toBe(true);
    expect(touches('The 4711 is blue.', question('Is 4711 in stock?'), 'en')).toBe(true);
    expect(touches('Die Größen stimmen.', question('Welche Größe passt?', 'de'), 'de')).toBe(true);
    expect(touches('Thank you for writing to us.', question('Where is my parcel?'), 'en')).toBe(false);
  });
  it('R4.1 by a time, where it asks for one, and by yes or no, where it does not', () => {
    expect(touches('Morgen.', question('Wann kommt mein Paket?', 'de'), 'de')).toBe(true);
    expect(touches('On Tuesday.', question('When will it arrive?'), 'en')).toBe(true);
    expect(touches('Yes.', question('When will it arrive?'), 'en')).toBe(false);
    expect(touches('Yes.', question('Is it blue?'), 'en')).toBe(true);
    expect(touches('Soon.', question('When will it arrive?'), 'en')).toBe(false);
  });
});

describe('signs of evasion (R4.2)', () => {
  const open = questionsIn('When will my parcel arrive? Is it blue?', 'en');
  const signs = (reply: string, earlier: string[] = [], promised = false) =>
    evasionSigns(reply, open, earlier, { language: 'en', promised });

  it('R4.2 no question touched, put off without a date, the same as before', () => {
    expect(signs('Thank you for your patience.')).toEqual(['no-question-touched']);
    expect(signs('We will check and get back to you about the parcel.')).toEqual(['puts-off-without-date']);
    expect(signs('Your parcel is on its way!', ['your parcel is on its way'])).toEqual(['same-as-before']);
  });
  it('R4.2 none of a plain answer, of one with a date, nor where nothing was asked', () => {
    expect(signs('Your parcel arrives on Tuesday.')).toEqual([]);
    expect(signs('We will check the parcel by Friday.')).toEqual([]);
    expect(signs('We will check the parcel.', [], true)).toEqual([]);
    expect(evasionSigns('Thank you.', [], [], { language: 'en' })).toEqual([]);
  });
});
