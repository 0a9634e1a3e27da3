/** How questions, times, agreement and putting off are worded in each language: sources of expressions, on lower-cased text. */

/** What one language has. */
export interface QuestionWords {
  /** Begins a question, also where its mark was left out. */
  readonly begins: string;
  /** Asks within a sentence that is no question by its form. */
  readonly asks: string;
  /** Puts an answer off. */
  readonly putsOff: string;
  /** Yes and no. */
  readonly agrees: string;
  /** Asks for a time. */
  readonly when: string;
}

/** By language: those the product's texts are in (R8). */
export const QUESTION_WORDS: Readonly<Record<string, QuestionWords>> = {
  de: {
    begins:
      '(wann|wo|warum|wieso|weshalb) (kommt|kommen|kann|können|ist|sind|wird|werden|wurde|haben|hat|bekomme|erhalte|trifft|liefern|geht|soll|bleibt|finde|steht)|wie (lange|viele?|oft|groß|hoch|schwer|breit|bekomme|kann|geht|lautet|teuer|funktioniert)|welche[rsnm]? |was (ist|kostet|kosten|passiert|soll|muss|mache)|(können|könnten|haben|würden|liefern|versenden) sie|(kann|darf|soll|muss) ich|(kannst|könntest|hast) du|gibt es|ist es (möglich|noch)|ist (das|der|die|mein|meine) ',
    asks: '(wüsste|würde|möchte|wollte) (ich )?(gerne? )?(wissen|fragen|erfahren)|wüsste (ich )?gern|(können|könnten) sie mir (bitte )?(sagen|mitteilen)|(sagen|teilen|schreiben) sie mir (bitte )?(mit )?,? ?(wann|wo|wie|ob|was|welche)|ich frage mich|mich interessiert|mich würde interessieren|bitte um (auskunft|information|mitteilung)',
    putsOff:
      'wir (prüfen|klären|melden uns|kümmern uns|schauen)|in kürze|so bald wie möglich|baldmöglichst|bitte (um )?(etwas )?geduld|wird (derzeit |gerade )?geprüft',
    agrees: 'ja|nein|doch|leider nicht|natürlich|selbstverständlich',
    when: 'wann|wie lange|bis wann',
  },
  en: {
    begins:
      'when (is|will|can|does|do|are|would|should|did)|where (is|are|can|do|did)|why (is|are|did|does|do|was|were|has|have|can)|who (is|do|can)|what (is|are|do|does|time|size|colou?r|about|will|happens)|which (one|size|is|are|of|do|colou?r)|how (long|much|many|do|can|does|is|are|big|far|often|soon)|is (it|this|there|the|my|that) |are (there|they|you|these|the) |do (you|i|they) |does (it|this|the) |did you |(can|could|would|will|may|should) (i|you|we|it|there|the) |has (it|my|the) |have you ',
    asks: '(would like|want|wanted|need|like|love) to (know|ask|find out)|(tell|let) me (know )?(when|whether|if it|where|how|what|which|why)|(i )?(wonder|am wondering|was wondering)|any (idea|news|updates?) (when|on|about|whether)',
    putsOff:
      "we (will|are going to|'ll)? ?(check|look into|get back|are checking|are looking)|as soon as possible|shortly|please be patient|bear with us|under review",
    agrees: 'yes|no|yeah|nope|sure|of course|unfortunately not|certainly',
    when: 'when|how long|how soon|what time',
  },
  pl: {
    begins:
      'czy |kiedy (będzie|dotrze|przyjdzie|mogę|jest|zostanie|otrzymam|dostanę|wyślecie|państwo|nadejdzie)|gdzie (jest|są|mogę)|dlaczego|czemu|ile (kosztuje|trwa|czasu|wynosi|sztuk)|jak (długo|mogę|działa|zwrócić)|jak(i|a|ie) (jest|są|rozmiar|kolor)|któr[yae] ',
    asks: 'chciał(a)?bym (się )?(dowiedzieć|wiedzieć|zapytać|spytać)|proszę o (informację|odpowiedź|podanie)|proszę (powiedzieć|napisać|dać znać)|(daj|dajcie) znać|zastanawiam się',
    putsOff: 'sprawdz(imy|amy)|odezwiemy się|wkrótce|jak najszybciej|prosimy o cierpliwość|w trakcie (weryfikacji|wyjaśniania)',
    agrees: 'tak|nie|niestety|oczywiście',
    when: 'kiedy|jak długo|do kiedy',
  },
  cs: {
    begins:
      'kdy (bude|dorazí|přijde|mohu|můžu|dostanu|obdržím|odešlete|mi|je)|kde (je|jsou|se|mohu|najdu)|proč|kolik|jak (dlouho|mohu|můžu|velk\\p{L}*|funguje)|jak(ý|á|é) |kter(ý|á|é) |(můžete|mohl[ai]? by(ste)?|je možné|dá se|lze) ',
    asks: '(chtěla?|rád[a]?) bych (se )?(vědět|věděla?|zeptat|zjistit)|zajímalo by mě|zajímá mě|dejte (mi )?(prosím )?vědět|prosím o (informaci|sdělení)|můžete mi (prosím )?(říct|říci|sdělit)',
    putsOff: 'prověř(íme|ujeme)|ozveme se|brzy|co nejdříve|prosíme o (strpení|trpělivost)|zjistíme|řešíme',
    agrees: 'ano|ne|bohužel|samozřejmě|jistě',
    when: 'kdy|jak dlouho|do kdy',
  },
  sk: {
    begins:
      'kedy (bude|príde|dorazí|môžem|dostanem|odošlete|mi|je)|kde (je|sú|sa|môžem|nájdem)|prečo|koľko|ako (dlho|môžem|veľk\\p{L}*|funguje)|ak(ý|á|é) |ktor(ý|á|é) |(môžete|mohli by ste|je možné|dá sa) ',
    asks: '(chcela?|rád[a]?) by som (sa )?(vedieť|vedela?|opýtať|spýtať|zistiť)|zaujímalo by ma|zaujíma ma|dajte (mi )?(prosím )?vedieť|prosím o (informáciu|odpoveď)|môžete mi (prosím )?povedať',
    putsOff: 'prever(íme|ujeme)|ozveme sa|čoskoro|čo najskôr|prosíme o (strpenie|trpezlivosť)|zistíme|riešime',
    agrees: 'áno|nie|bohužiaľ|samozrejme|žiaľ',
    when: 'kedy|ako dlho|dokedy',
  },
  fr: {
    begins:
      "quand (est|sera|vais|arrive|puis|pensez|pourrai|recevrai)|où (est|sont|se|puis|en)|pourquoi|combien|comment (puis|faire|ça|se|dois|puis-je)|quel(le)?s? |est-ce (que|qu)|qu'est-ce|(pouvez|pourriez|avez|êtes|livrez|savez)[- ]vous|puis-je|y a-t-il|a-t-il|est-il",
    asks: "(je )?(voudrais|souhaite(rais)?|veux|aimerais) (bien )?savoir|j'aimerais savoir|dites[- ]moi|merci de (me|nous) (dire|préciser|confirmer|indiquer)|(pouvez|pourriez)[- ]vous me dire|je me demande",
    putsOff:
      "nous (vérifions|allons vérifier|revenons vers|reviendrons vers|étudions)|dans les plus brefs délais|dès que possible|merci de (bien vouloir )?patienter|en cours (de vérification|d'examen)|sous peu",
    agrees: 'oui|non|si|malheureusement|bien sûr|tout à fait',
    when: 'quand|combien de temps|sous combien|à quelle date',
  },
  it: {
    begins:
      "quando (arriva|arriverà|è|verrà|sarà|posso|avete|spedite|ricevo|riceverò)|dove (è|si trova|sono|posso)|dov'è|perch[éè] (non|è|il|la)|quant[oiae] |come (posso|funziona|si|faccio)|qual[ei]? |cosa (devo|succede|è)|(potete|potreste|può|potrebbe|posso) |è possibile",
    asks: '(vorrei|volevo|desidero|gradirei) sapere|mi piacerebbe sapere|mi (può|potete|puoi|potrebbe|potreste) (dire|indicare)|fatemi sapere|mi chiedo|mi faccia sapere',
    putsOff:
      "(stiamo verificando|verificheremo|controlliamo|controlleremo)|le faremo sapere|al più presto|a breve|porti pazienza|un po' di pazienza|il prima possibile",
    agrees: 'sì|si|no|purtroppo|certo|certamente',
    when: 'quando|quanto tempo|entro quando',
  },
  es: {
    begins:
      'cuándo|dónde|por qué|cuánt[oa]s?|cómo|cuál(es)?|quién|qué (es|talla|color|hago|debo|pasa)|cuando (llega|llegará|voy a|puedo|recibiré)|donde (está|puedo)|cuanto (cuesta|tarda|vale)|(puede|pueden|puedes|podría|podrían) |es posible',
    asks: '(quisiera|quería|querría|quiero|me gustaría|necesito) saber|me (puede|pueden|puedes|podría|podrían) (decir|indicar|confirmar)|díga(n)?me|me pregunto|hága(n)?me saber',
    putsOff:
      '(estamos|lo estamos) (revisando|comprobando|verificando)|lo (revisaremos|comprobaremos)|le informaremos|lo antes posible|en breve|un poco de paciencia|a la brevedad',
    agrees: 'sí|si|no|lamentablemente|claro|por supuesto',
    when: 'cuándo|cuando|cuánto tiempo|cuánto tarda',
  },
  nl: {
    begins:
      'wanneer (komt|is|wordt|kan|krijg|ontvang|wordt|verzenden|gaat)|waar (is|zijn|blijft|kan|vind)|waarom|hoe (lang|veel|kan|laat|groot|werkt|vaak|duur)|wat (is|kost|zijn|moet|gebeurt)|welke |(kunt|heeft|wilt|zou) u |(kun|heb) je |(kan|mag|moet) ik |hebben jullie|is (het|er|dit|deze|mijn) |zijn er ',
    asks: '(zou|wil|wilde) (ik )?(graag )?(willen )?weten|kunt u (mij |me )?(zeggen|vertellen|laten weten)|laat (me|mij) (even )?weten (wanneer|of|waar|hoe|wat|welke)|vraag me af|graag verneem ik',
    putsOff:
      'we (gaan|zullen)? ?(dit )?(uitzoeken|controleren|kijken|zoeken)|zo (snel|spoedig) mogelijk|binnenkort|even geduld|wordt (momenteel )?onderzocht|komen (hier)?op terug',
    agrees: 'ja|nee|neen|helaas|natuurlijk|zeker',
    when: 'wanneer|hoe lang|hoelang|hoe laat',
  },
  ro: {
    begins:
      'c[âa]nd (ajunge|vine|va|pot|primesc|este|sosește|livrați)|unde (este|e|sunt|pot)|de ce|c[âa]t (costă|costa|durează|dureaza|de|timp)|c[âa]te |cum (pot|se|funcționează)|care (este|e|sunt)|ce (este|mărime|marime|culoare|trebuie)|(pute[țt]i|a[țt]i putea|se poate|este posibil) ',
    asks: 'a[șs] (vrea|dori) s[ăa] ([șs]tiu|aflu|[îi]ntreb)|vreau s[ăa] [șs]tiu|[îi]mi pute[țt]i spune|spune[țt]i-mi|anun[țt]a[țt]i-m[ăa]|m[ăa] [îi]ntreb',
    putsOff:
      'verific[ăa]m|vom verifica|revenim|vom reveni|[îi]n cel mai scurt timp|c[âa]t mai cur[âa]nd|pu[țt]in[ăa] r[ăa]bdare|[îi]n cur[âa]nd',
    agrees: 'da|nu|din p[ăa]cate|desigur|sigur',
    when: 'c[âa]nd|c[âa]t timp|c[âa]t dureaz[ăa]|p[âa]n[ăa] c[âa]nd',
  },
  hu: {
    begins: 'mikor|hol |hova|miért|mennyi|hány|hogyan|meddig|melyik|milyen|\\p{L}+-e |(tudná(nak|tok|d)?|tudják|megmondaná) ',
    asks: 'szeretném (tudni|megtudni|megkérdezni)|érdekelne|érdeklődni szeretnék|szeretnék érdeklődni|kérdezni szeretném|(írja|írják|mondja|mondják) meg|kíváncsi vagyok|\\p{L}{2,}-e(?!\\p{L})',
    putsOff:
      'megvizsgál(juk|ják)|utánanéz(ünk)?|hamarosan|amint lehet|a lehető leghamarabb|kérjük (a )?türelm|jelentkezünk|ellenőriz(zük)?',
    agrees: 'igen|nem|sajnos|természetesen|persze',
    when: 'mikor|meddig|mennyi idő',
  },
};

/** Words that say nothing of what a sentence is about, without marks, three letters or more. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `wann wie was wer wen wem warum wieso welche welcher welches ist sind war hat haben wird werden kann konnen der die das den dem des ein
   eine einen einem einer und oder aber nicht mein meine meinen mir mich sie ihr ihre ihren ich wir uns fur mit von auf aus bei nach noch
   schon bitte danke hallo auch dass dies diese dieser
   when how what who why which where the and but not are was were has have had will would can could does did you your for with from this
   that these there they our his her its any some please thanks thank hello about just
   czy kiedy gdzie jak ile dlaczego jest czemu moje moja moj nie tak dla prosze dzien dobry pan pani panstwo
   kdy kde jak proc kolik jsou muj moje mate prosim dobry den pro jeste uz
   kedy ako preco kolko moj moja prosim este pre som ste
   quand comment pourquoi combien quel quelle est sont les des une mon mes votre vos nos vous nous que qui pas pour avec dans merci bonjour
   quando come perche quanto quale che del della dei delle con per mio mia suo vostro non grazie buongiorno sono
   cuando donde como cual porque que los las del una uno con por para mis sus hola gracias esta este esto
   wanneer waar hoe wat wie welke het een zijn heeft met voor van mijn niet dit deze uw kunt jullie graag dank hallo nog
   cand unde cum cat care este sunt pentru din mea meu dumneavoastra multumesc buna ziua
   mikor hol hogyan miert mennyi milyen egy van nem hogy vagy meg kerem koszonom nap`
    .split(/\s+/)
    .filter((word) => word.length >= 3),
);
