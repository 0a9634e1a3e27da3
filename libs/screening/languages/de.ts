import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const UNITS = '1 ein; 2 zwei zwo; 3 drei; 4 vier; 5 fünf; 6 sechs; 7 sieben; 8 acht; 9 neun';
const TENS = '20 zwanzig; 30 dreißig; 40 vierzig; 50 fünfzig fuffzig; 60 sechzig; 70 siebzig; 80 achtzig; 90 neunzig';
const NUMBER =
  '(?:handy|telefon|mobil|mobilfunk|festnetz|whats\\W?app|ruf|tel|kontakt)[ -]?(?:nummern?|nr|daten)|nummern?|nr|handy|telefon|kontakt(?:daten|infos?)?|durchwahl|ziffern';
const MAIL = '(?:private |eigene |direkte )?(?:e\\W?mail|mail|gmail|gmx)(?:[ -]?(?:adressen?|addy))?';
const CONTACT = `${NUMBER}|${MAIL}|${MESSENGER}(?:[ -](?:nummer|name|kontakt))?|benutzername|nutzername|insta[ -]?name`;
const YOUR = '(?:deine|ihre|eure|dein|ihr|euer|ne|eine)(?:[nrm]|s)?(?: (?:private|direkte|eigene|aktuelle|mobile)[nr]?)?';
const CHANNEL = `(?:${MESSENGER}|signal|(?:das )?telefon|handy|festnetz|e\\W?mail|mail|sms|privatnachricht|pn)`;
const PLATFORM =
  '(?:der |die |dieser |diese |dem |diesem |eure |dieses |den )?(?:plattform|portal|marktplatz|seite|app|webseite|marktplatzes|portals)';
const OUTSIDE = `außerhalb(?: (?:von )?(?:${PLATFORM}|hier))?|(?:an|um) ${PLATFORM} (?:vorbei|herum)|(?:ohne|neben|statt|nicht über|abseits) ${PLATFORM}|ohne den umweg|unter der hand|nicht (?:über|auf) (?:hier|diese)|hinten ?rum|ohne zwischenhändler`;
const OWN_SHOP =
  '(?:unser|mein)(?:e|em|er|en)? (?:eigene[nmr]? )?(?:(?:web|online)[ -]?(?:shop|seite|store|laden)|shop|laden|geschäft|homepage|website|webseite|seite|internetseite)';
const DIRECT =
  '(?:direkt|privat|persönlich)(?: (?:bei|über|an|von|mit|zu))? (?:uns|mir|mich)|direkt(?:kauf|verkauf|zahlung|bestellung|überweisung)|privat(?:kauf|verkauf)|direkt (?:überweis~|bezahl~|zahl~|kauf~|bestell~)|(?:überweis~|bezahl~|zahl~|kauf~|bestell~) (?:sie )?(?:es |ihn |sie )?(?:direkt|privat)';
const CHEAPER =
  'günstiger|billiger|preiswerter|rabatt|nachlass|(?:besser|gut|nett|fair|sonder)e?[rn]? ?preis|preislich entgegen|\\d{1,2} ?(?:%|prozent)|\\d{1,4} ?(?:€|euro) (?:weniger|günstiger|billiger|sparen|nachlass)|spar(?:en|st|t) (?:sie|du|wir|ihr|sich)|weniger';
const FEES =
  '(?:plattform|verkaufs|verkäufer|vermittlungs|portal|service|marktplatz)[ -]?(?:gebühr|provision)(?:en)?|provision(?:en)?|die gebühren|gebühren (?:der|dieser|hier|für)';
const REVIEW =
  '(?:(?:gute|positive|tolle|nette|5|fünf|schöne)[nr]?[ -]?)?(?:sterne[ -]?)?(?:bewertung(?:en)?|rezension(?:en)?|feedback|sterne)';
const GIFT =
  'gutschein~|geschenk~|rabatt~|überraschung|cashback|gratis\\p{L}{0,10}|kostenlos~|\\d{1,3} ?(?:%|€|euro|prozent)|erstatt~|bonus|prämie|dankeschön|belohn~|zurück';
const IDIOT =
  'idiot(?:en|in)?|trottel~?|depp(?:en|in)?|vollidiot(?:en)?|vollpfosten|dummkopf|dummköpfe|blödmann|spinner|penner|lügner(?:in)?|betrüger(?:in|bande)?|verbrecher|gauner|abzocker|gesindel|pack|schwein(?:e)?|drecksäcke?|saftladen|pfeife|versager|kriminelle[rn]?|abschaum|ratten?|dieb(?:e|in)?|dumm|blöd|bescheuert|bekloppt|krank im kopf|gehirnamputiert|asozial(?:e[rns]?)?|unfähig(?:e[rn]?)?|schwachkopf|schwachköpfe|witzfigur|parasiten?';

/** German, as in Germany, Austria and Switzerland. */
export const de: LanguagePack = {
  language: 'de',
  numbers: {
    ...counted(
      `0 null nullen; 1 eins eine ein einser; 2 zwei zwo zweier; 3 drei dreier; 4 vier vierer; 5 fünf fünfer; 6 sechs sechser; 7 sieben siebener; 8 acht achter;
       9 neun neuner; 10 zehn; 11 elf; 12 zwölf; 13 dreizehn; 14 vierzehn; 15 fünfzehn fuffzehn; 16 sechzehn; 17 siebzehn; 18 achtzehn; 19 neunzehn; ${TENS};
       100 hundert einhundert`,
    ),
    ...joined(TENS, UNITS, (ten, unit) => [`${unit}und${ten}`, `${unit} und ${ten}`, `${unit}und${ten.replace('ß', 'ss')}`]),
    dreissig: '30',
    fuenf: '5',
    zwoelf: '12',
    fuenfzehn: '15',
    fuenfzig: '50',
  },
  repeats: {
    doppel: 2,
    doppelt: 2,
    doppelte: 2,
    zweimal: 2,
    dreimal: 3,
    dreifach: 3,
    dreifache: 3,
    'zwei mal': 2,
    'drei mal': 3,
  },
  symbols: {
    at: ['at', 'ät', 'aet', 'klammeraffe', 'affenschwanz', 'at-zeichen', 'ätt', 'att', 'affe'],
    dot: ['punkt', 'dot', 'pkt', 'punkt.'],
    dash: ['minus', 'bindestrich', 'strich', 'mittelstrich', 'gedankenstrich'],
    underscore: ['unterstrich', 'underscore', 'tiefstrich', 'bodenstrich'],
    slash: ['schrägstrich', 'slash', 'querstrich'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:hast du|hast|habt ihr|haben sie) (?:auch |vielleicht )?${SHORT}|(?:und )?(?:ihre|deine|eure) (?:(?:handy|telefon|mobil|tel)[ -]?)?(?:nummer|nr)(?: bitte)?|(?:ihre|deine|eure) (?:e-?)?mail(?:[ -]?adresse)?|(?:hast |habt ihr |haben sie )?${MESSENGER}`,
      ),
      request: `(?:schick~|send(?:e|en|et|est)?|gib|gebt|geben|nenn~|verrat~|schreib(?:e|en|t|st)?|lass(?:en|t)?|hinterlass~|teil(?:e|en|t)?|sag(?:en|t|st|e)?|tipp~|poste~?|rück~ rüber|übermitteln)<25>${YOUR} (?:${CONTACT})(?! (?:des|der) (?:bestell|sendung|paket))`,
      want: `(?:(?:kann|könnte|dürfte|darf|könnten|können|dürfen) (?:ich|wir|man)|(?:ich|wir) (?:brauch~|benötig~|bräucht~|hätt~|will|wollen|möchte~))<20>(?:${YOUR} )(?:${NUMBER}|${MESSENGER}|e?-?mail[ -]?adresse)`,
      what: `(?:wie|was|welche)<8>(?:lautet|ist|is|war|sind|wäre)<8>${YOUR} (?:${CONTACT})|(?:unter|auf|über|mit) welche[rnm]? (?:nummer|telefonnummer|handynummer|mail~|e-mail~|adresse)|(?:hast|haben|habt|gibt|hat)<8>(?:du|sie|ihr|es|jemand)?<8>(?:eine?|ne|auch) (?:(?:handy|telefon|mobil|kontakt)[ -]?(?:nummer|nr)|nummer|e?-?mail[ -]?adresse|telefon)(?! (?:vom|des|der|für|von))`,
      messenger: `(?:hast|haben|habt|nutz~|bist|sind|seid|benutz~|verwend~)<12>(?:du|sie|ihr|auch|bei|auf|vielleicht|zufällig|eigentlich) (?:ein |einen |auch |über )?(?:${MESSENGER}|signal)|(?:add|adde|füg|folg)~? (?:mich|mir)<15>(?:${CHANNEL})`,
      move: `(?:schreib~|meld~|kontaktier~|anruf~|erreich~|red(?:en|e)|sprech~|sprich|besprech~|klär~|mach~|wechsel~|weiter~|schick~|telefonier~|chat~|unterhalt~|komm|antwort~|fort~)<25>(?:(?:über|per|via|auf|bei|zu|in|an)(?: (?:meine?|deine?|ihre?|unsere?)[nrm]?)? ${CHANNEL}(?! (?:bestätig|rechnung))|telefonisch|außerhalb|woanders|anderswo|unter vier augen|in privat|${OUTSIDE})|(?:über|per|via|auf) ${CHANNEL}<20>(?:schreib~|meld~|kontaktier~|erreich~|reden|sprech~|besprech~|klär~|weiter\\p{L}{0,10}|wechsel~|austausch~|machen)`,
      call: `${atStart('(?:(?:bitte|gerne?|einfach|dann|hallo|und|kurz|also|am besten) ){0,2}(?:ruf(?:t|en sie)?|klingel~?(?: sie)?|simse?|bimmel~?)<12>(?:mich|uns|mir|durch|an)')}<25>(?:an|durch|mal|zurück|doch)|(?:ruf|rufen sie|ruft) (?:mich|uns)<20>(?:an|zurück|durch)|(?:kannst|können|könnt|könnten|könntest|würden|würdest) (?:du|sie|ihr) (?:mich|uns)<20>(?:anrufen|zurückrufen|anklingeln)`,
      'call-you': `(?:kann|darf|könnte|soll|können|dürfen|könnten|würde|würden|möchte|wollen|will) (?:ich|wir)<15>(?:sie|dich|euch)<20>(?:anrufen|erreichen|telefonisch|kontaktieren (?:außerhalb|privat))|(?:wie|wo|wann) (?:kann|könnte|können) (?:ich|man|wir) (?:sie|dich|euch)<12>(?:telefonisch|direkt|privat|persönlich|außerhalb|anders)<12>(?:erreich~|sprech~|kontakt~|anruf~)|(?:können|wollen|könnten|sollen) wir<20>telefonieren|(?:lass|lassen sie) uns<20>(?:telefonieren|anderswo)|(?:ich|wir) (?:ruf~) (?:sie|dich|euch)<20>an`,
      give: `(?:hier(?: ist| sind| kommt)?|nimm|notier~|speicher~|(?:gebe?|schicke?|sende|schreibe?)<8>(?:ihnen|dir|euch)|nutz~|hast du)<15>(?:meine?|unsere?)[nr]? (?:private |direkte |eigene |neue )?(?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search: `(?:google(?:n|t|ln)?(?: sie)?|googel[nt]?|gegoogelt|such(?:e|en|t)?(?: sie)?|gib|geben sie|gebt|schau~)<25>(?:(?:nach )?(?:uns|mich|mir|unserem|unseren|unserer|meinem|meinen|meiner|unsere|den|dem)(?: (?:shop|firmen|laden|geschäfts|händler|verkäufer|marken))?[ -]?(?:namen?|shopnamen?|firmennamen?|firma|shop|laden|marke|ladennamen?|händlernamen?)|(?:uns|mich)(?: (?:einfach|mal|auf|im|bei) (?:google|netz|internet)))|(?:google(?:n|t)?(?: sie)?|googel[nt]?) (?:einfach |mal |doch |ruhig |kurz ){0,2}(?:uns|mich|nach uns)`,
      'google-shop':
        'googel[nt]?(?: sie| ihr| du)? (?:doch |mal |einfach |nach ){1,3}(?!maps)(?:uns|mich|dem|den|\\p{L}{3,20} \\p{L}{3,20})',
      network: '(?:wir sind|ich bin) (?:auch )?(?:auf|bei) (?:insta(?:gram)?|facebook|tiktok|telegram|whatsapp)',
      find: '(?:find(?:est|en|et)(?: sie| du| ihr)?|erreich(?:st|en|t)(?: sie| du| ihr)?|gibt es|sind)<12>(?:uns|mich|wir)<25>(?:(?:im (?:netz|internet|web|telefonbuch))|überall|unter (?:unser|mein|dem|gleich|dies|selb)~|mit dem namen|bei google|auf (?:insta~|facebook|allen)|anderswo|woanders|auch ohne|leicht online|online)|unter (?:unserem|meinem|dem gleichen|demselben|diesem) (?:firmen|shop|laden)?namen? <20>(?:find~|erreich~|auch|online|im netz)',
      printed:
        '(?:unsere?|meine?) (?:telefon|handy|mobil|kontakt|mail|service|direkte )?[ -]?(?:nummer|nr|daten|adresse|e-mail|mail|kontaktdaten|kontakt|rufnummer|hotline)<20>(?:steht|stehen|ist|sind|find~|liegt|befind~|gedruckt|druck~|entnehm~)<20>(?:auf|am|im|in|beim|an|aus) (?:der|dem|den|das|die|jedem|unserem|meinem|unserer|ihrem|deinem)? ?(?:paket~|karton~|päckchen|flyer|rechnung|lieferschein~|absender|visitenkarte|aufkleber|karte|rückseite|beilage|profil|bild|foto|logo|impressum|schachtel|verpackung|zettel|etikett|umschlag|kärtchen|versandetikett|beileger|tüte)|(?:auf|am|im|in) (?:der|dem|unserem|meinem)? ?(?:paket~|karton|flyer|lieferschein|visitenkarte|kärtchen|aufkleber|rückseite|impressum|profil|profilbild|absender|rechnung)<12>(?:steht|stehen|find~|ist|sind)<20>(?:unsere?|meine?|wie (?:du|sie|ihr)) (?:telefon|handy|kontakt)?(?:nummer|daten|adresse|mail|uns|mich|e-mail)',
      look: '(?:schau~|guck~|sieh|sehen sie|kuck~|wirf|werfen sie|lies|les(?:en|t))<25>(?:(?:auf )?(?:die |der )?rückseite|kärtchen|visitenkarte|beileger|impressum|(?:mein|unser)(?:em|e)? profil|absender|beigelegt~ (?:karte|flyer|zettel))',
      know: '(?:du|sie|ihr) (?:weißt|wissen|wisst|wisse) (?:ja |doch |schon |bestimmt |sicher ){0,2}(?:,? ?)(?:wo|wie|unter welcher) (?:du|sie|ihr|ich|wir|man)<12>(?:mich|uns|zu)<12>(?:find~|erreich~)|(?:gleicher|selber|derselbe|mein|benutzer)(?:name)?(?: name)?<15>(?:bei|auf|von) (?:gmail|gmx|web|insta~|google|hotmail|outlook|yahoo)|(?:haben|hast|habt) (?:ja |doch )?(?:meine|unsere) (?:nummer|karte|kontaktdaten)(?: (?:noch|ja))?|(?:auf|über) (?:einem|den) anderen? weg(?: erreich~)?',
      app: '(?:auf|über|bei|in|via|per|mit|nutz~|hast|haben)<12>(?:der|die|diese|dieser|das|dem) (?:grüne[nrm]?|blaue[nrm]?|lila|gelbe[nrm]?) (?:app|messenger|programm|icon|symbol|telefonhörer)|grüne[nr]? (?:app|messenger)|app mit dem (?:grünen|hörer|papierflieger|telefonhörer|geist|flieger)|(?:die |der )?foto[ -]?(?:app|plattform)<12>(?:bekannt~|find~|folg~)',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        '(?:ver)?kauf~|bestell~|(?:be)?zahl~|abwick~|deal|geschäft|handel~|mach~|regel~|abschließ~|übergab~|überweis~|einig~|anbiet~|geb~|geschäfte|erledig~|läuft|laufen',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|${DIRECT}|bar(?:zahlung)? (?:bei|zahl~|bezahl~)|(?:per|mit|via) (?:überweisung|paypal|vorkasse)|ohne (?:die )?(?:gebühr~|plattform|provision|rechnung)|schwarz`,
      ),
      direct:
        '(?:(?:be)?zahl~|überweis~|schick~|send~)<25>(?:direkt |gleich |privat )?(?:an (?:mich|uns)|auf (?:mein|unser|das|folgend)(?:e|es)? (?:private[sn]? )?(?:bank)?konto|(?:auf|an) (?:meine?|unsere?) (?:iban|paypal)(?! (?:zurück|wieder|erstatt))|direkt (?:an|bei) (?:uns|mir|mich)|(?:per|mit|über|via) paypal (?:an|freunde)|(?:per|über) (?:banküberweisung|überweisung|vorkasse) (?:an|direkt))|(?:direkt|privat) (?:an mich |an uns )(?:be)?zahl~|(?:geld|betrag|summe)<15>(?:direkt|per paypal|privat|auf mein konto|auf unser konto)<12>(?:überweis~|schick~|send~|zahl~)',
      friends:
        'paypal<20>(?:freunde?|f ?& ?f|friends|familie)|(?:als|an|per|über|mit) freunde? (?:und|&|u\\.?|and|n) (?:familie|family|bekannte)|freundschaftszahlung|paypal[ -]freunde|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          '(?:in )?bar(?:zahl~|geld)?(?: (?:be)?zahl~)?|cash',
          'abhol~|selbstabhol~|(?:bei |zur )?übergabe|treff~|vor ort|vorbei ?komm~|abgeholt|ohne (?:rechnung|gebühr~|quittung)|sparen',
        ),
      ],
      cancel: `(?:stornier~|storno|widerruf~|abbrech~|brich|brechen|abgebrochen)<60>(?:bestell~|kauf~|überweis~|(?:be)?zahl~|order~|abwick~|mach~|verkauf~|direkt|günstiger|schick~|liefer~)<35>(?:direkt(?: (?:bei|über|mit) (?:uns|mir))?|privat|${OUTSIDE}|(?:über|auf|in|bei|im) (?:${OWN_SHOP})|günstiger|billiger)|(?:stornier~)<40>(?:direkt|(?:über|auf|in|bei|im) (?:${OWN_SHOP})|${OUTSIDE})<30>(?:bestell~|kauf~|order~)`,
      fees: both(30, 'spar(?:en|st|t|e)|umgeh~|vermeid~|ohne|entfall~|wegfall~|fallen weg|fällt weg|vorbei|drücken|los', FEES),
      shop: [0.8, both(30, '(?:bestell|kauf|order|hol)~(?: sie)?', `(?:direkt )?(?:über|auf|in|bei|im|unter) (?:${OWN_SHOP})`)],
      privately: [
        0.8,
        '(?:verkauf~|kauf~|bestell~|bezahl~|zahl~|handel~|abwickel~)<15>(?:direkt|privat) (?:bei|an|mit|über|von) (?:uns|mir|mich|dich|sie)|(?:direkt|privat)(?: (?:bei|von|mit|an|über) (?:uns|mir|mich|dir|ihnen))<20>(?:bestell~|kauf~|(?:be)?zahl~|abwick~|verkauf~|machen)|privat(?:er|es)? (?:deal|verkauf|geschäft)|(?:bleibt|machen wir|regeln wir)<15>unter uns|(?:direkt|privat) (?:kaufen|verkaufen|abwickeln|bestellen)<20>(?:nächste|beim|ohne|statt)',
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'abonnier~|anmeld~|meld~|trag~|eintrag~|registrier~|abo|jetzt',
        'newsletter|mailing[ -]?liste|(?:unser|mein)(?:en|em|e|er)? (?:kanal|vip[ -]?club|kundenclub|kundenkarte|channel|treueprogramm)',
      ),
      follow: `(?:folg(?:e|en|t|st)?(?: sie)?|like|liken|liket|abonnier~|besuch~|schau~|markier~|verlink~|teil~|komm~|tritt)<15>(?:uns|unsere?[nrm]?|mir|meine?[nrm]?)<25>(?:${MESSENGER}|youtube|pinterest|kanal|seite bei|profil|social media|gruppe|blog)|${atStart('(?:bitte |und |gerne )?(?:folgt?|folgen sie) (?:uns|mir|unserem shop)')}`,
      code: both(
        45,
        '(?:rabatt|gutschein|aktions|promo|vorteils|treue)[ -]?(?:code|gutschein|coupon)?s?|gutschein(?:code)?|mit (?:dem )?code|code|\\d{1,2} ?(?:%|prozent)(?: rabatt)?',
        `(?:nächst|künftig|weiter|zweit|folge)e?[nrms]? ?(?:bestellung|einkauf|kauf|mal)~?|${OWN_SHOP}|(?:auf )?(?:das )?(?:gesamte|ganze)[sn]? (?:sortiment|shop)|auf alles`,
      ),
      review: both(
        60,
        `(?:für|bei|gegen|nach|mit|als dank für)<15>${REVIEW}|(?:hinterlass~|schreib~|geb(?:en|t)|gib|abgeb~|änder~|lösch~|bewert~|entfern~|verfass~|lass~|vergeb~|vergib)<25>${REVIEW}|bewerte(?:n|t)?(?: sie)? (?:uns|mich)|(?:5|fünf)[ -]?sterne~(?: ?\\?)?`,
        `(?:bekomm~|erhalt~|erhält~|geb(?:en|e)|schenk~|schick~|send~|gibt|krieg~|als|gewinn~|spendier~|überweis~|erstatt~|mit|einen|ein|legen|und)<20>(?:${GIFT})`,
      ),
      shop: `(?:besuch~|schau~|stöber~|entdeck~|guck~|klick~|vorbei|mehr (?:auf|in|davon)|weitere~)<20>(?:${OWN_SHOP}|unser(?:e|em|en|er)? (?:anderen?|neuen?|weiteren|komplette[sn]?|ganze[sn]?) (?:produkte?n?|artikeln?|angeboten?|kollektion|sortiment))`,
      sale: both(
        35,
        '(?:unser|mein)(?:e|en|em|er)? (?:neue[nrs]?|große[nrs]?|aktuelle[nrs]?|tolle[nrs]?)<15>(?:kollektion|angebote?n?|aktion~|katalog|sortiment|sale|produkte)|black friday|(?:sommer|winter|herbst|frühjahrs|räumungs|super|oster|weihnachts)[ -]?(?:sale|schlussverkauf|verkauf|angebote?|aktion)|sonderaktion|rabattaktion',
        'schau~|entdeck~|nicht verpass~|verpass~|bis zu|\\d{1,2} ?%|prozent|interess~|jetzt|nur (?:heute|diese)|sicher~|läuft|online|ab sofort|stöber~|zugreifen|shoppen',
      ),
      recommend: '(?:empfehl~|empfiehl)<20>(?:uns|unseren (?:shop|laden))<20>(?:weiter|freunde?n?|bekannte?n?)',
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'arsch(?:loch|löcher|geige|gesicht|krampe)|ärsche|wichs(?:er|a|ern)|hurens(?:ohn|öhne)|huren?|fotzen?|schlampen?|nutten?|missgeburt(?:en)?|drecks?(?:sau|säue|kerl|pack|verein|laden|stück|verkäufer|loch)|scheiß(?:kerl|haufen|verkäufer|laden|verein|typ|e fresse)|wixer|hackfresse|schwachmat(?:en)?|vollidiot(?:en)?|vollpfosten|spast(?:i|en|is)?|mongo(?:s)?|hohlbirne|miststück|mistkerl|saukerl|flachwichser|pisser|pissnelke|dummschwätzer|volltrottel|vollhonk|blödsau|kackbratze|bastarde?|stück (?:scheiße|dreck)|fick(?:er|t)|ficken|kanalratte|abschaum|lügenpack|betrügerpack|verbrecherpack',
      addressed: `(?:du|sie|ihr)(?: (?:sind|bist|seid|(?:verdammt|elend|blöd|dumm|dämlich|mies|dreckig|klein|alt|verlogen|groß|richtig|erbärmlich)e[rsn]?|komplett|so|doch|ja|echt|wirklich|alle|nur|einfach|total|völlig|ein|eine|nichts als|ganz|zu|wohl|absoluter?)){0,5} (?:${IDIOT})|wie (?:dumm|blöd|bescheuert|dämlich) (?:bist|sind|seid|muss man)`,
      vocative: `(?:verdammte[rsn]?|elende[rsn]?|blöde[rsn]?|dumme[rsn]?|dämliche[rsn]?|miese[rsn]?|dreckige[rsn]?|verlogene[rsn]?|verfickte[rsn]?|scheiß|drecks?) ?(?:idiot~|kuh|sau|gans|schwein~|ziege|betrüger~|lügner~|trottel|pack|kerl|weib|verkäufer(?:in)?|penner|ausländer|hund|fotze|dieb~|gauner|schlampe|bande)|${atStart(`(?:${IDIOT})(?=!|$)`)}|halt(?:en sie)? (?:dein|das|die|dei|ihr|eure?)e?n? (?:maul|fresse|klappe|schnauze)|halts maul|verpiss(?: dich|t euch|en sie sich)?|fick(?:t)? (?:dich|euch)|leck(?:t|en sie)? mich|am arsch lecken|(?:verrecke?|krepier)~?|fahr(?:t|en sie)? (?:doch )?zur hölle|geh sterben|schleich dich|scher dich zum teufel|bring dich um|du hast (?:sie|nicht alle)<8>(?:wohl|tassen)|kotz~ mich an|(?:hoffe|wünsche)<15>(?:du|sie|ihr|dir|ihnen)<15>(?:verreck~|stirbst|sterben|krepier~|krebs)`,
      threat:
        '(?:ich|wir) (?:weiß|wissen|weiss|krieg~|find~|finde raus|wisse)<8>wo (?:du|sie|ihr|deine~|ihre)<12>(?:wohn~|lebst|leben|arbeit~|zur schule)|(?:ich|wir) (?:bring~|mach~|schlag~|hau~|stech~|brech~|polier~|knall~|tret~|prügel~|zünd~) (?:dich|dir|sie|ihnen|euch|ihr|den laden|deinen laden)<25>(?:um|fertig|kalt|tot|zusammen|ab|die (?:fresse|zähne|nase|knochen|beine)|grün und blau|krankenhaus|in die|an|kaputt)|(?:du|sie|ihr) (?:wirst|werden|werdet)<20>(?:bereuen|büßen|leidtun|nicht mehr froh)|(?:komm~|kommen) (?:bei dir|zu dir|bei ihnen|zu ihnen|bei euch) vorbei|pass(?:en sie)? (?:bloß |gut |mal )?auf (?:dich|sich|deine (?:familie|kinder))<15>auf|(?:schick~|komm~)<15>(?:meine|ein paar) (?:jungs|brüder|leute)|dein(?:e|er)? (?:familie|kinder|haus|auto|laden)<15>(?:brenn~|anzünd~|leiden|büßen)',
      slur: '(?:bimbo|neger|nigger|kanake|schwuchtel|schlitzauge|zigeuner(?:pack)?|polacke|polack|judensau|kameltreiber|tunte|spaghettifresser|dreckspole|scheißausländer|tschusch|kümmeltürke|untermensch|mongoloide?|ölauge)n?s?|(?:scheiß|drecks?|verdammte|dreckige|blöde|dumme)[nr]? ?(?:juden?|türken?|polen?|ausländer|zigeuner|moslems?|araber|russen?|rumänen?|deutsche[nr]?|ossis?|schwule[nr]?|neger)|geh(?:t)? (?:doch )?(?:zurück )?(?:dahin|wo du|in (?:dein|euer|eure?) )<10>(?:land|herkommst|herkommt|heimat)',
    }),
  },
  context: contexts({
    refusal:
      '(?:verkauf~|liefer~|abwickel~) (?:könn~|kann|dürf~|darf|woll~)<50>(?:nicht|nichts)|(?:darf~?|dürf~|kann|könn~|möcht~|will|wollen|werd~|bitte|soll~|ist|sind|tu~|geb~|mach~|tausch~|akzeptier~|nehm~|ruf~|schick~|send~|zahl~|teil~|verkauf~|verschick~|schreib~|nutz~|biet~|bezahl~|überweis~)<40>(?:nicht|nichts|nix|kein(?:e|en|er|em|es|erlei)?|nie|niemals|niemand(?:em|en)?|verboten|untersagt|unterlassen)|(?:nicht|kein(?:e|en|er|em|es|erlei)?|niemals|nie|ohne)<40>(?:außerhalb|telefon~|nummer~|e-?mail~|mail~|whats\\W?app|kontakt~|überweis~|direkt~|privat~|bar~|paypal|bewertung~|gutschein~|newsletter|erlaubt|gestattet|zulässig|herausgeb~|weitergeb~|teilen|austausch~|weiterleit~)|(?:nur|ausschließlich|lieber|weiterhin|alles|bleib~|gerne|immer|bitte)<20>(?:hier|(?:über|auf|in|innerhalb|via) (?:die|der|den|diesem?|dieser|das|dem) (?:plattform|chat|portal|marktplatz|nachrichten~|app))(?: (?:im chat|über|auf|schreib~|kommunizier~))?|verboten|untersagt|unzulässig|gegen die (?:regeln|richtlinien|agb)|regeln (?:der plattform|verbieten)',
    warning:
      'vorsicht|achtung|warn(?:ung|e|en|t|hinweis)|betrugs?(?:versuch|masche|mail|verdacht)?s?|betrügerisch~|phishing|fake~|gefälscht~|verdächtig~|(?:nicht|niemals)<15>(?:klick~|öffn~|vertrau~|reinfall~)|spam|abzocke|masche|scam~?|unseriös~?|hacker|gehackt|polizei|misstrauisch',
    thirdParty: `(?:sagten?|meinten?|hieß(?: es)?|gesagt),?<15>(?:ich|wir) soll~|(?:hotline|kundendienst|paketdienst~|kurier~|zusteller~|spedition~|dhl|dpd|gls|ups|hermes)<25>(?:telefoniert|gesprochen|am telefon)|(?:telefoniert|gesprochen|am telefon)<12>(?:hotline|kundendienst|paketdienst~|kurier~|spedition~|dhl|dpd|gls|ups|hermes)|(?:kontaktier~|ruf~|wend~|meld~|frag~)<20>(?:paketdienst~|spedition~|zusteller~|kurier~|hersteller~|dhl|dpd|gls|ups|hermes)|(?:ander(?:e|er|en|em|es)|ein|einem|dieser|jener|der andere|irgendein|vorherige[rn]?)(?: ander(?:er|e|en|em))? (?:verkäufer(?:in|s)?|händler(?:s)?|käufer(?:in)?|anbieter|person|mann|frau|kunde|shop)|jemand(?:em|en)?|angeblich|mein(?:e|em|er)? (?:nachbar(?:in)?|mann|frau|freund(?:in)?|sohn|tochter|bruder|schwester|kollege|kollegin|chef|bank)|(?:dhl|dpd|ups|gls|hermes|zusteller|postbote|fahrer|spedition|hersteller|lieferdienst|paketbote|er|verkäufer(?:in)?|händler|ihr mitarbeiter|ihr kollege)<12>(?:hat|haben|wollte|will|ruft|meldet|sagt|sagte|schrieb|meint~|verlangt~|forderte|bot)|(?:wurde|wurden|bin|worden)<25>(?:gefragt|gebeten|angeschrieben|beleidigt|angeboten|aufgefordert|kontaktiert|bedroht|beschimpft)|hat (?:mich|mir|uns)<25>(?:gefragt|gebeten|geschrieben|beleidigt|angeboten|aufgefordert|genannt|beschimpft|verlangt|bedroht)|(?:melde|melden|gemeldet)|(?:laden|geschäft|markt)<8>(?:um die ecke|nebenan|in der nähe|hier vor ort)|(?:im|beim) (?:baumarkt|supermarkt)|(?:im|in einem|bei einem) anderen (?:laden|shop|geschäft|händler)|(?:mann|frau|sohn|tochter|bruder|schwester|freund(?:in)?)<30>(?:gekauft|bekommen|gefunden|besorgt)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:kompatib~|verbind~|koppel~|zeig~|anzeig~|benachrichtig~|unterstütz~|installier~|funktion|synchron~|vorinstalliert|klingelton)<25>(?:${MESSENGER}|telefon~|handy|e-?mails?|anrufe?n?|sms)|(?:${MESSENGER}|telefon~|handy|e-?mails?|anrufe?|sms)<25>(?:kompatib~|anzeig~|angezeigt|benachrichtig~|unterstützt|installier~|uhr|tablet|fähig)|whats\\W?app[ -]?(?:fähig~|nachrichten|benachrichtigung~|funktion)|handy[ -]?(?:hülle|halter~|halterung|tasche|kette|ständer|kamera|akku|ladekabel|modell|vertrag|display|case)n?|(?:smart|senioren|schnurlos~|baby|spielzeug|kinder|festnetz)[ -]?(?:phone|telefon|handy)s?|telefon(?:kabel|dose|buch|hörer|zelle|anlage)|brief ?k(?:asten|ästen)|smart ?watch|sim[ -]?karte|dual[ -]?sim|imei`,
    orderNumber:
      '(?:bestell|auftrags|sendungs|paket|tracking|rechnungs|serien|artikel|kunden|referenz|retouren|vorgangs|ticket|fall|modell|typ|teile|ersatzteil|chargen|liefer|lieferschein|vertrags|garantie|geräte|identifikations|produkt|transaktions|buchungs|zoll|steuer|ust|beleg|barcode|verfolgungs|reklamations|schadens|farb|material|versand|bestellung|auftrag|sendung|paket|rechnung|artikel)[ -]?(?:nummern?|nr|no|id|code|kennung|#)?|tracking|dhl|dpd|ups|gls|hermes|ean|gtin|isbn|sku|imei|sn|s/n|ref|az|aktenzeichen|zeichen|rma|mpn|barcode|modell|teilenummer|ust-id|kennzeichen',
    price:
      'preis~|kost(?:et|en)|euro|eur|chf|franken|cent|summe|betrag|gesamt~|erstattet|mwst|versandkosten|pfand|kaution|uvp|€|prozent',
    size: 'größen?|gr|länge|breite|höhe|tiefe|durchmesser|maße?|cm|mm|zoll|kg|gramm|liter|ml|watt|volt|mah|ghz|gb|tb|gewicht|wiegt|bund~|brust~|hüft~|taille~|schuhgröße|auflösung|pixel|ø|umfang',
    date: 'januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|datum|jahr|geboren|baujahr|öffnungszeiten|kw',
    address:
      'straße|str|hausnummer|plz|postleitzahl|postfach|packstation|paketshop|postnummer|filiale|abholstation|anschrift|lieferadresse|wohnung|etage|stiege|paketbox|postfiliale',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal|sms|youtube|twitter|social media`,
    contactVerb:
      'ruf(?:e|en|t)?|anrufen|angerufen|schreib~|meld~|erreich~|kontaktier~|mail~|text~|kling~|simse~|sprech~|find~|add~|telefonier~|durchruf~|anschreib~|chat~|(?:geht|gehen|hebt|nimmt)<25>(?:ran|dran|ab)|rangeh~|drangeh~|abheb~|abnehm~',
    phoneNoun:
      'telefon~|tel|handy~|handynummer|telefonnummer|mobil~|mobilnummer|nummer|nr|nummern|rufnummer|festnetz|hotline|fax|durchwahl|fon|anruf',
    mailNoun:
      'e\\W?mail~?|mail~?|mailadresse|e-mail-adresse|emailadresse|adresse|postfach|gmail|gmx|outlook|hotmail|yahoo|proton|icloud',
  }),
};
