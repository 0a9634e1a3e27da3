import { CONCEPT_RULES, MEANINGS_OF_TWO } from './concept-rules';
import { type ConceptRule, Concepts, type MeaningOfTwo, type WordsOfLanguages } from './concepts';
import { DEAL_EVIDENCE } from './deal-evidence';
import { HINT_EVIDENCE } from './hint-evidence';
import { LANGUAGES, type Language } from './language-pack';
import { PACKS } from './languages';
import { WORDS } from './languages/words';
import { DEFAULT_RULES, ruleSet } from './rule-set';
import { screen } from './screen';
import { tokensOf } from './tokens';
import { normalise } from './view';

const words = (de: string) => Object.fromEntries(LANGUAGES.map((language) => [language, language === 'de' ? de : ''])) as never;
const KNOWN: WordsOfLanguages = {
  paper: words('karte,packchen'),
  own: words('unser~,unter uns'),
  number: words('nummer'),
  ending: words('.de'),
  not: words('bestell~'),
};
const RULE: ConceptRule = {
  rule: 'hint-card',
  intent: 'hint',
  score: 0.7,
  within: 4,
  all: ['paper|ending', 'own', 'number'],
  none: ['not'],
};
const found = (text: string, rule = RULE) =>
  new Concepts(KNOWN, [rule], ['de']).find(text, tokensOf(text)).map(({ from, to }) => text.slice(from, to));

describe('meanings that are said together', () => {
  it.each([
    ['auf der karte steht unsere nummer.', 'karte steht unsere nummer'],
    ['unsere nummer ist auf der karte', undefined],
    ['nummer auf unserer karte, ja', 'nummer auf unserer karte'],
    ['im päckchen, unsere nummer', 'päckchen, unsere nummer'],
    ['unter uns: nummer .de', 'uns: nummer .de'],
    ['unsere nummer bei x.de', undefined],
    ['auf der karte. unsere nummer', undefined],
    ['karte mit unserer bestellung, nummer', undefined],
    ['karte unsere nummern', undefined],
  ])('%s', (text, cut) => {
    const one = found(text)[0];
    if (cut === undefined) expect(one).toBeUndefined();
    else expect(cut === one || text.includes(one as string)).toBe(true);
    if (cut !== undefined) expect(one).toContain('nummer');
  });

  it('are not undone by what is said six words away, but those of a deal are', () => {
    const known = { ...KNOWN, not: words('bestell~') };
    const told = (text: string, said: Partial<ConceptRule> = {}) =>
      new Concepts(known, [{ ...RULE, ...said }], ['de']).find(text, tokensOf(text)).length;
    const near = 'bestellung eins zwei drei vier funf karte unsere nummer';
    const far = 'bestellung eins zwei drei vier funf sechs karte unsere nummer';
    expect([told(near), told(far)]).toEqual([0, 1]);
    expect([told('karte unsere nummer eins zwei drei vier funf bestellung')]).toEqual([0]);
    expect([told('karte unsere nummer eins zwei drei vier funf sechs bestellung')]).toEqual([1]);
    expect([told(near, { intent: 'ask' }), told(far, { intent: 'ask' })]).toEqual([0, 1]);
    expect([told(near, { intent: 'deal' }), told(far, { intent: 'deal' })]).toEqual([0, 0]);
  });

  it('of several words are told by their first letters, whatever marks or strokes these have', () => {
    const known = { ...KNOWN, own: words('bei lukas,bei uns lukas') };
    const told = (text: string) => new Concepts(known, [{ ...RULE, within: 9 }], ['de']).find(text, tokensOf(text)).length;
    expect(told('karte: nummer bei lukas')).toBe(1);
    expect(told('karte: nummer bei łukas')).toBe(1);
    expect(told('karte: nummer bei uns łukas')).toBe(1);
    expect(told('karte: nummer bei rukas')).toBe(0);
    expect(told('karte: nummer bei uns rukas')).toBe(0);
    expect(told('karte: nummer bei')).toBe(0);
    expect(told('karte: nummer bei --- lukas')).toBe(0);
  });

  describe('side by side are another one', () => {
    const pairs = [{ meaning: 'ownNumber', of: ['own', 'number'] as const, within: 2 }];
    const rule = { ...RULE, all: ['paper', 'ownNumber'], within: 9 };
    const told = (text: string, by?: 'seller' | 'buyer', said: ConceptRule = rule) =>
      new Concepts(KNOWN, [said], ['de'], pairs).find(text, tokensOf(text), by).map(({ from, to }) => text.slice(from, to));

    it.each([
      ['karte, ja, unsere neue nummer', ['karte, ja, unsere neue nummer']],
      ['nummer, unsere, auf der karte', ['nummer, unsere, auf der karte']],
      ['karte, unsere ganz neue nummer', []],
      ['karte und nummer', []],
      ['unsere nummer', []],
    ])('%s', (text, cut) => expect(told(text)).toEqual(cut));

    it('unless what stands near says another thing with them', () => {
      const unless = [{ ...pairs[0], unless: 'ending' }] as MeaningOfTwo[];
      const told = (text: string) => new Concepts(KNOWN, [rule], ['de'], unless).find(text, tokensOf(text)).length;
      expect(told('karte, unsere nummer')).toBe(1);
      expect(told('karte, unsere nummer mit .de')).toBe(0);
      expect(told('karte, unsere nummer ist hier so wie .de')).toBe(1);
    });

    it('is said by one side only where the rule names it', () => {
      const text = 'karte: unsere nummer';
      expect(told(text, 'seller', { ...rule, by: 'seller' })).toEqual([text]);
      expect(told(text, 'buyer', { ...rule, by: 'seller' })).toEqual([]);
      expect(told(text, undefined, { ...rule, by: 'seller' })).toEqual([]);
      expect(told(text, 'buyer')).toEqual([text]);
    });
  });

  it('costs the same for each word of a long sentence', () => {
    const time = (text: string): number => {
      const [tokens, concepts] = [tokensOf(text), new Concepts(KNOWN, [RULE], ['de'])];
      const begun = process.cpuUsage();
      for (let round = 0; round < 5; round += 1) concepts.find(text, tokens);
      return process.cpuUsage(begun).user;
    };
    const sentence = 'karte unsere nummer ';
    time(sentence.repeat(1_000));
    expect(time(sentence.repeat(4_000))).toBeLessThan(30 * Math.max(1_000, time(sentence.repeat(1_000))));
  });
});

describe('the meanings of this release', () => {
  it('have words in every language, bare, in lower case, with stems that say something', () => {
    for (const [name, of] of Object.entries(WORDS))
      for (const language of LANGUAGES)
        for (const word of of[language].split(',')) {
          expect([name, language, word]).toEqual([name, language, word.trim().toLowerCase()]);
          expect(word).not.toBe('');
          for (const stem of word.match(/^[^ ~]+(?=~)/) ?? [])
            expect([name, language, stem.length >= 3]).toEqual([name, language, true]);
        }
  });

  it('are used, and named by rules whose names no pattern has', () => {
    const said = new Set([
      ...CONCEPT_RULES.flatMap(({ all, none = [] }) => [...all.flatMap((each) => each.split('|')), ...none]),
      ...MEANINGS_OF_TWO.flatMap(({ of, unless }) => [...of, ...(unless ? [unless] : [])]),
      ...[DEAL_EVIDENCE, HINT_EVIDENCE].flatMap(({ families }) => Object.values(families).flatMap(({ of }) => of.split('|'))),
    ]);
    expect(Object.keys(WORDS).filter((name) => !said.has(name))).toEqual([]);
    const meanings = [...Object.keys(WORDS), ...MEANINGS_OF_TWO.map(({ meaning }) => meaning)];
    expect([...said].filter((name) => !meanings.includes(name))).toEqual([]);
    const taken = Object.values(PACKS).flatMap(({ patterns }) =>
      Object.values(patterns).flatMap((some) => some.map(({ rule }) => rule)),
    );
    expect(CONCEPT_RULES.map(({ rule }) => rule).filter((rule) => taken.includes(rule))).toEqual([]);
  });

  const RULES = ruleSet();
  it.each([
    ['de', 'Ein Kärtchen mit unserer Nummer liegt bei.', 'external-contact'],
    ['en', 'Put dot com after our shop name.', 'external-contact'],
    ['fr', 'Je suis sur Facebook avec le même pseudo.', 'external-contact'],
    ['es', 'Usted retira el anuncio y yo le hago una transferencia.', 'off-platform-deal'],
    ['nl', 'Rechtstreeks bij ons bespaart u de commissie.', 'off-platform-deal'],
    ['hu', 'Öt csillagos értékelésért ajándékot kap.', 'marketing'],
    ['it', 'Porta un amico e ricevi 10 euro.', 'marketing'],
    ['pl', 'Jesteś kompletny idiota.', 'abusive-language'],
    ['cs', 'Přijdu a rozbiju ti hubu.', 'abusive-language'],
    ['en', "There's a leaflet in the box that says how to contact us.", 'external-contact'],
    ['ro', 'Aveți un email unde să trimit pozele?', 'external-contact'],
    ['it', 'A che numero la avviso quando parto?', 'external-contact'],
    ['it', 'Stai zitto, cretino.', 'abusive-language'],
    ['fr', 'Réglons ça entre nous, envoi dès le virement.', 'off-platform-deal'],
    ['es', 'Preferiría pagar directamente a usted.', 'off-platform-deal'],
    ['sk', 'Nekupujte to tu, v našom obchode je to lacnejšie.', 'off-platform-deal'],
    ['nl', 'Ik wil annuleren en contant betalen, dat scheelt u commissie.', 'off-platform-deal'],
    ['cs', 'Nemohli bychom to udělat převodem, bez téhle stránky?', 'off-platform-deal'],
    ['de', 'Können wir das nicht privat regeln, Sie sparen sich die Provision?', 'off-platform-deal'],
    ['ro', 'Abonați-vă la newsletter ca să nu pierdeți nicio ofertă.', 'marketing'],
    ['cs', 'Přihlaste se k odběru novinek, ať vám nic neuteče.', 'marketing'],
    ['fr', 'Colis parti 🚚 -20 % sur notre site avec le code MERCI20 pour votre prochaine commande.', 'marketing'],
  ])('%s: %s', (language, text, kind) =>
    expect(screen({ text, role: 'seller', language }, RULES).findings.map((each) => each.kind)).toEqual([kind]),
  );

  it.each([
    ['en', 'How do I find you on Gumtree?', 'ask-find'],
    ['nl', 'Waar moet ik op Vinted zoeken om bij jullie uit te komen?', 'ask-find'],
    ['fr', 'Je cherche quoi sur Vinted pour tomber sur vous ?', 'ask-find'],
    ['de', 'Wie heißt ihr denn auf Vinted?', 'ask-name'],
    ['hu', 'Mi a nevetek a Jófogáson?', 'ask-name'],
    ['it', 'Avete anche una pagina Facebook?', 'ask-page'],
    ['cs', 'Máte nějaké číslo, kam bych se mohl dovolat?', 'ask-number-to-reach'],
    ['it', 'Posso mandarle le foto su Messenger, e a che nome?', 'ask-send-there'],
    ['de', 'Wo kann ich Ihnen die Bilder hinschicken, per WhatsApp?', 'ask-send-there'],
    ['ro', 'Pe ce mail pot trimite pozele?', 'ask-send-there'],
    ['fr', "C'est quoi votre Insta ?", 'ask-which-name'],
    ['es', 'Déjeme un móvil por si el transportista no le encuentra.', 'ask-for-driver'],
    ['it', 'Posso mandare un vocale da qualche parte?', 'ask-somewhere'],
    ['cs', 'Dá se vám zavolat?', 'ask-may-call'],
    ['de', 'Hättest du vielleicht ne Nummer für mich?', 'ask-would-have'],
    ['es', '¿Me pasas tu whats?', 'ask-give-name'],
    ['en', 'Is there a Facebook page I can message instead?', 'ask-page'],
    ['nl', 'Kan ik jullie ergens anders bereiken?', 'ask-outside'],
    ['en', 'Do you guys do FaceTime?', 'ask-has'],
    ['en', 'Twenty percent off the entire range!', 'marketing-percent-on-all'],
  ])('%s, by its rule: %s', (language, text, rule) => {
    const concepts = new Concepts(DEFAULT_RULES.concepts.words, CONCEPT_RULES, [language as Language], MEANINGS_OF_TWO);
    const { text: view } = normalise(text);
    expect(concepts.find(view, tokensOf(view), 'buyer').map((hit) => hit.rule.rule)).toContain(rule);
    expect(screen({ text, role: 'buyer', language }, RULES).findings).toHaveLength(1);
  });

  it('a code for less of everything is what a seller advertises, and a buyer asks about', () => {
    const said = (role: 'seller' | 'buyer', text: string) => screen({ text, role, language: 'nl' }, RULES).findings.length;
    expect(said('seller', 'Met code HERFST25 is er 25% korting op alles.')).toBe(1);
    expect(said('buyer', 'Met code HERFST25 is er 25% korting op alles.')).toBe(0);
    expect(said('seller', 'Met code 4471 gaat het vak open, voor alles daarin.')).toBe(0);
  });

  it('who wants money back asks for no deal, who gives it back for being paid again does', () => {
    const said = (role: 'seller' | 'buyer') =>
      screen({ text: 'Trimiteți-mi banii înapoi.', role, language: 'ro' }, RULES).findings.map(({ rule }) => rule);
    expect(said('buyer')).toEqual([]);
    expect(said('seller')).toEqual(['ro.deal-send-me-back']);
  });

  it.each([
    ['de', 'Wo finde ich die Anleitung auf Ihrer Seite?'],
    ['sk', 'Kde nájdem návod?'],
    ['de', 'Bitte stornieren, im Laden um die Ecke kostet er 30 Euro weniger.'],
    ['hu', 'Kérem lemondani, a sarki boltban 5000 forinttal olcsóbb.'],
    ['hu', 'Kérem törölni, az OBI-ban kétezerrel olcsóbb.'],
    ['cs', 'Odstupuji od smlouvy, manželka to koupila levněji na trhu.'],
    ['nl', 'Graag annuleren, bij de bouwmarkt hier is hij 20 euro goedkoper.'],
    ['sk', 'Platba prevodom mi v košíku neprešla, môžem zaplatiť cez PayPal?'],
    ['nl', 'Bij de Blokker is hij goedkoper, ik wil annuleren en mijn geld terug.'],
    ['de', 'Das Erstattungsformular fragt nach meiner IBAN, muss ich die da wirklich eintragen?'],
    ['es', 'Llámame tonta, pero no encuentro el botón.'],
    ['en', 'Call me stupid, but where is the button?'],
    ['it', "Chiamatemi scemo, ma dov'è il bottone?"],
    ['fr', 'Appelez-moi bête, mais où est le bouton ?'],
    ['sk', 'Šofér chcel 5 € na ruku za vynesenie na poschodie, je to v poriadku?'],
    ['en', 'Can I send you the photos somewhere here?'],
    ['de', 'Wir dürfen euch nicht woanders erreichen, oder?'],
  ])('%s, nothing of a buyer: %s', (language, text) =>
    expect(screen({ text, role: 'buyer', language }, RULES).findings).toEqual([]),
  );

  it.each([
    ['de', 'Die Nummer der Bestellung steht auf der Karte in Ihrem Paket.'],
    ['en', 'Cancel the order here and we will refund you by bank transfer.'],
    ['fr', 'Merci pour votre avis !'],
    ['hu', 'Töröltük a rendelést, az összeg holnap megérkezik a PayPal-fiókjába.'],
    ['es', 'Su pedido está en camino, gracias por comprar.'],
    ['nl', 'Wilt u de bestelling annuleren?'],
    ['hu', 'Köszönöm az értékelést.'],
    ['it', 'Il pacco è per un amico.'],
    ['pl', 'Czy ta bluza jest w promocji?'],
    ['cs', 'Rozbil se talíř, pošlu fotku.'],
    ['en', 'There was only a card in the box, no lamp.'],
    ['ro', 'Ați primit mailul cu eticheta de retur?'],
    ['fr', 'Entre nous, la lampe est trop petite.'],
    ['fr', 'Nous vous renvoyons une pièce sans frais, rien à payer.'],
    ['es', 'Nunca me suscribí a su boletín.'],
    ['es', 'Contacte con el transportista, el número está en la etiqueta.'],
    ['cs', 'To nesmíme dělat převodem bez téhle stránky.'],
    ['de', 'Wir dürfen das nicht privat regeln, um Provision zu sparen.'],
    ['hu', 'Lejjebb az oldalunkon van egy olcsóbb.'],
    ['it', 'Il suo bonifico non è ancora arrivato sul conto della piattaforma, ci vogliono due giorni.'],
    ['ro', 'Spuneți-mi ora la care vă găsesc mâine.'],
    ['sk', 'Nikdy som sa k odberu vašich noviniek neprihlásil.'],
  ])('%s, nothing: %s', (language, text) => expect(screen({ text, role: 'seller', language }, RULES).findings).toEqual([]));
});
