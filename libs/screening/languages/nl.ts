import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 twintig; 30 dertig; 40 veertig; 50 vijftig; 60 zestig; 70 zeventig; 80 tachtig; 90 negentig';
const CHAT = `${MESSENGER}|appje?`;
const NUMBER =
  '(?:(?:telefoon|mobiele|mobiel|gsm|06|whats\\W?app|tel|contact) ?-?)?(?:nummer|nr|gegevens)|06|telefoon|mobiel|gsm|contact(?:gegevens)?';
const MAIL = '(?:e\\W?mail|mail|gmail)(?:[ -]?adres)?';
const CONTACT = `${NUMBER}|${MAIL}|${MESSENGER}|gebruikersnaam`;
const YOUR = "(?:je|jouw|uw|jullie|een|'n)(?: (?:privé|eigen|mobiele))?";
const CHANNEL = `(?:${MESSENGER}|signal|telefoon|de telefoon|e\\W?mail|mail|de mail|sms|pb|privébericht|de app)`;
const SITE = '(?:het |dit |de |deze |jullie )?(?:platform|site|website|app|marktplaats|portaal)';
const OUTSIDE = `buiten (?:${SITE}|hier)(?: om)?|om ${SITE} heen|zonder (?:tussenkomst van )?(?:${SITE}|tussenpersoon)|onder de tafel|onderhands|zwart|niet via (?:hier|het platform|de site|deze)|achter de rug van ${SITE}|${SITE} omzeil~`;
const OWN_SHOP = '(?:onze|mijn|ons)(?: eigen)? (?:web ?shop|web ?winkel|site|website|winkel|online winkel|pagina|zaak)';
const DIRECT = '(?:rechtstreeks|direct) (?:bij|via|aan|met|op|van) (?:ons|mij|mijn|onze)|privé';
const CHEAPER =
  'goedkoper|korting|voordeliger|(?:betere|lagere|mooie|scherpe|speciale) prijs|minder|bespaar~|\\d{1,2} ?(?:%|procent)|\\d{1,4} ?(?:€|euro) (?:goedkoper|minder|korting|eraf)|prijsje';
const FEES =
  '(?:platform|verkoop|service|bemiddelings|site)[ -]?(?:kosten|provisie)|commissie|provisie|kosten van (?:het platform|de site|dit platform)';
const REVIEW =
  '(?:goede |positieve |leuke |mooie |5[ -]?sterren[ -]?|vijf[ -]?sterren[ -]?)?(?:review|recensie|beoordeling|sterren|waardering|feedback)';
const GIFT =
  'cadeau~|kado~|bon|tegoedbon|waardebon|cadeaubon|korting~|kortingscode|gratis|verrassing|cashback|terugbetaling|bonus|beloning|\\d{1,3} ?(?:%|€|euro)|voucher|presentje';
const IDIOT =
  'idioot|idioten|oplichters?|dieven|dief|leugenaars?|sukkels?|imbeciel~|debiel~|mongool|mongolen|eikels?|klootzak(?:ken)?|dom|stom|achterlijk~|crimineel|criminelen|tuig|uitschot|varkens?|ratten|schoft(?:en)?|malloot|dombo|randdebiel~|losers?|waardeloos|zielig~|hufters?|boeven|boef|bedriegers?|aasgieren?|mafkees|mafkezen|prutsers?|gestoord~';

/** Dutch, as in the Netherlands and Belgium. */
export const nl: LanguagePack = {
  language: 'nl',
  numbers: {
    ...counted(
      `0 nul; 1 één een; 2 twee; 3 drie; 4 vier; 5 vijf; 6 zes; 7 zeven; 8 acht; 9 negen; 10 tien; 11 elf; 12 twaalf; 13 dertien; 14 veertien; 15 vijftien; 16 zestien; 17 zeventien;
       18 achttien; 19 negentien; ${TENS}; 100 honderd`,
    ),
    ...joined(TENS, '1 een één; 4 vier; 5 vijf; 6 zes; 7 zeven; 8 acht; 9 negen', (ten, unit) => [
      `${unit}en${ten}`,
      `${unit} en ${ten}`,
    ]),
    ...joined(TENS, '2 twee; 3 drie', (ten, unit) => [`${unit}ën${ten}`, `${unit}en${ten}`, `${unit} en ${ten}`]),
  },
  repeats: { dubbel: 2, dubbele: 2, tweemaal: 2, 'twee keer': 2, driemaal: 3, 'drie keer': 3, driedubbel: 3, drievoudig: 3 },
  symbols: {
    at: ['apenstaartje', 'apestaartje', 'apenstaart', 'apestaart', 'at', 'ad'],
    dot: ['punt', 'dot', 'puntje'],
    dash: ['streepje', 'koppelteken', 'min', 'minteken', 'liggend streepje', 'verbindingsstreepje'],
    underscore: ['underscore', 'laag streepje', 'lage streep', 'onderstreepje'],
    slash: ['schuine streep', 'slash'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:heb je|heeft u|heb jij|hebben jullie|hebt u) (?:ook )?(?:app|${SHORT})|(?:en )?(?:uw|je|jouw|jullie) (?:telefoon)?(?:nummer|06|mobiel|mail(?:adres)?)(?: aub)?|${MESSENGER}`,
      ),
      request: `(?:stuur(?:t|en)?|geef(?:t)?|geven|zend(?:t|en)?|app|laat|mail|noem|deel|delen|schrijf|zeg|vertel|doe|heb|hebben|krijgen|mag ik|kan ik|graag|mogen wij|wil graag|verstuur)<15>${YOUR} (?:(?:telefoon|mobiele|mobiel|gsm|06|whats\\W?app|tel|contact) ?-?(?:nummer|nr|gegevens)|nummer|privé-?(?:mail|nummer)|e?-?mail ?-?adres|06|mail|whats\\W?app~|insta~)(?! (?:van (?:de|het|je|uw) (?:bestelling|pakket|zending|order)|te (?:versturen|sturen)))`,
      what: `(?:wat|welk) (?:is|was|zijn)<6>${YOUR} (?:${CONTACT})|(?:op|onder|via) welk (?:nummer|telefoonnummer|mailadres|e-mailadres)|(?:heb je|heeft u|hebt u|hebben jullie|heb jij|is er)<8>(?:een |ook |misschien ){1,2}(?:telefoonnummer|06|mobiel nummer|nummer|contactnummer|e?-?mailadres)(?! (?:van (?:de|het)|nodig))`,
      messenger: `(?:heb je|heeft u|hebt u|hebben jullie|heb jij|zit je op|zit u op|gebruik je|gebruikt u|ben je op)<8>(?:${MESSENGER}|signal)|voeg (?:me|mij) toe<10>(?:${CHANNEL})?`,
      move: `(?:app|appen|schrijf|stuur|bericht|bel|bellen|praten|praat|verder(?:gaan)?|contact|mail|mailen|bereik(?:en|baar)|overleg(?:gen)?|regel(?:en)?|spreek|spreken|chat(?:ten)?|bespreken|reageer|communiceren|neem)<25>(?:(?:via|op|per|over|met) (?:mijn |jouw |uw )?${CHANNEL}(?! (?:van de (?:vervoerder|bezorger)|ter bevestiging))|telefonisch|privé|elders|ergens anders|${OUTSIDE})|(?:via|op|per) ${CHANNEL}<20>(?:verder|contact|appen|praten|makkelijker|sneller|handiger|bereiken|bereikbaar|overleggen|sturen|bespreken)`,
      call: `${atStart('(?:(?:aub|alstublieft|anders|gewoon|dus|hallo|hoi|of) ){0,2}(?:bel|belt u|app|sms|whatsapp) (?:me|mij|ons)(?: (?:even|maar|gerust|op|terug))?')}|(?:bel|app|sms) (?:me|mij|ons) (?:even|maar|gerust|op|terug|als|aub)|(?:kun je|kunt u|kan je|kunnen jullie|wilt u|wil je) (?:me|mij|ons) (?:even |terug)?(?:bellen|appen|terugbellen|opbellen)`,
      'call-you':
        '(?:kan|mag|zal|kunnen|mogen|wil|zou) (?:ik|we|wij) (?:je|u|jullie|jou) (?:even |misschien |ook )?(?:bellen|opbellen|appen|telefonisch|mailen)|hoe (?:kan|kunnen) (?:ik|we|wij) (?:je|u|jullie|jou) (?:het best |rechtstreeks |direct |telefonisch |anders |privé ){1,2}(?:bereiken|contacteren|spreken)|ik (?:bel|app) (?:je|u|jullie|jou)(?: (?:wel|even|liever|straks|morgen))?|kunnen we (?:even )?(?:bellen|telefoneren)',
      give: `(?:hier(?: is| heb je| heeft u)?|dit is|noteer|sla|ik (?:geef|stuur|app) (?:je|u|jullie)|bewaar)<10>(?:mijn|ons|onze)(?: eigen| nieuwe| privé)? (?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:google|googel|googelen|googlen|zoek|zoekt u|typ|kijk|tik)<20>(?:(?:ons|mij|me)(?: (?:op|even|maar|via) ?(?:google|internet|het net)?)|(?:naar )?(?:onze|mijn|de) (?:winkel|bedrijfs|shop|zaak|firma|verkopers)[ -]?naam|(?:naar |op )?(?:onze|mijn) naam|(?:naar )?(?:ons bedrijf|onze winkel|onze zaak)|(?:de )?naam van (?:onze|ons|mijn|de) (?:winkel|bedrijf|zaak|shop|webshop)|op google)',
      find: '(?:vind(?:t|en)?|bereik(?:t|en)?|te vinden|vindbaar)<12>(?:ons|me|mij|wij|u)?<12>(?:op (?:google|internet|het internet|insta~|facebook|fb)|overal|onder (?:onze|dezelfde|mijn|deze|onze eigen) naam|elders|in het telefoonboek|met dezelfde naam|via google|ook zonder)',
      printed:
        "(?:ons|mijn|onze|het|de) (?:telefoon|mobiele|mobiel|contact|mail)?[ -]?(?:nummer|gegevens|telefoonnummer|mailadres|e-mailadres|contactgegevens|06)<10>(?:staat|staan|vind(?:t)?|zit|zitten|is|gedrukt)<12>(?:op|in|bij|aan|achter)(?: de| het| je| uw| elke| ons| mijn)? ?(?:pakket|doos|pakje|pakbon|kaartje|factuur|etiket|flyer|foto|foto's|profiel|achterkant|verpakking|envelop|sticker|label|logo|afzender|visitekaartje|bon)",
      look: '(?:kijk|kijkt u|lees|check|draai|bekijk|zie)<15>(?:op )?(?:de )?(?:achterkant|achterzijde|visitekaartje|kaartje in|mijn profiel|ons profiel|afzender op)',
      know: '(?:je|u|jij|jullie) (?:weet|weten)(?: (?:toch|wel|vast|al|natuurlijk)){0,2} (?:waar|hoe) (?:je|u|jullie) (?:me|mij|ons) (?:kan |kunt |kunnen )?(?:vind(?:en|t)?|bereik(?:en|t)?)|(?:zelfde|mijn) (?:gebruikersnaam|naam|nick)<12>(?:op|bij) (?:gmail|insta~|google|hotmail|facebook|telegram)|(?:je|u|jij) (?:hebt|heb|heeft) (?:mijn|ons) (?:nummer|kaartje|gegevens)(?: (?:toch|al|nog))?',
      app: '(?:op|via|in)<4>(?:de |die )?(?:groene|blauwe|paarse|gele) (?:app|icoon|messenger)|de app met (?:de|het) (?:groene|telefoon~|spook~|hoorn~)',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        '(?:ver)?kop(?:en|t)?|(?:ver)?koop|betal~|betaal~|bestel~|deal|regel~|afhandel~|handel~|afsprek~|zaken|overmak~|maak~|transactie|aanschaf~|doen|afronden',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:bestel|koop|betaal)~?<10>(?:rechtstreeks|direct|privé)(?: (?:bij|via|aan|van) (?:ons|mij))?|(?:rechtstreeks|direct) (?:bij|via|aan|van) (?:ons|mij|onze|mijn)|zonder (?:commissie|kosten|factuur|btw|bon)|(?:contant|cash)(?: betal~)?|per overschrijving|via (?:een )?tikkie`,
      ),
      direct:
        '(?:betaal|betalen|maak|overmaken|overgemaakt|stuur|stort|storten)<25>(?:(?:rechtstreeks|direct) (?:aan|naar|op|bij) ?(?:ons|mij|mijn|onze)|(?:naar|op) (?:mijn|onze|ons) (?:rekening|bankrekening|iban|paypal|rekeningnummer)|via (?:een )?tikkie|met (?:een )?tikkie|(?:een )?tikkie)|ik stuur (?:je|u) (?:een )?(?:tikkie|betaalverzoek)',
      friends: 'paypal<20>(?:vrienden|familie|friends)|vrienden (?:en|&) familie|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'contant|cash|handje contantje',
          'ophal~|afhal~|ophaal~|afspre~|persoonlijk|langs|ter plaatse|aan de deur|zonder (?:bon|factuur|kosten)|overhandig~',
        ),
      ],
      cancel: `annule~<60>(?:bestel~|koop|kopen|betaal|betalen|maak)<30>(?:rechtstreeks|direct|privé|${OUTSIDE}|(?:via|op|in|bij) (?:${OWN_SHOP})|goedkoper|bij ons|bij mij)|annule~<40>(?:rechtstreeks|direct (?:bij|via)|${OUTSIDE}|(?:via|op|in|bij) (?:${OWN_SHOP}))<15>(?:bestel~|koop|kopen)`,
      fees: both(30, 'bespaar~|besparen|omzeil~|vermijd~|vermijden|zonder|scheelt|ontwijk~|geen', FEES),
      shop: [
        0.8,
        both(
          30,
          '(?:bestel(?:len|t)?|koop|kopen|besteld)(?: (?:het|u|deze))?',
          `(?:rechtstreeks |direct )?(?:via|op|in|bij) (?:${OWN_SHOP})`,
        ),
      ],
      privately: [
        0.8,
        `(?:bestel|koop|kopen|bestellen|verkopen|verkoop|betaal|betalen)<10>(?:(?:rechtstreeks|direct) (?:bij|van|aan|via) (?:ons|mij)|privé)|(?:${DIRECT})<12>(?:kopen|bestellen|betalen|goedkoper|verkopen)|(?:onderhandse|privé) ?(?:verkoop|deal)|(?:dit )?blijft (?:tussen|onder) ons`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'schrijf~|inschrijv~|abonne~|aanmeld~|meld~|registreer~',
        'nieuwsbrief|mailinglijst|(?:ons|onze|mijn) (?:kanaal|club|klantenclub|spaarprogramma)',
      ),
      follow: `(?:volg(?:t|en)?|like|liken|bezoek|tag|vind|abonneer)(?: u| je)? (?:ons|onze|mij|me|mijn)<20>(?:${MESSENGER}|youtube|pagina|kanaal|pinterest|social~|groep|profiel|blog)|${atStart('(?:en )?volg (?:ons|mij|me|onze)')}`,
      code: both(
        45,
        '(?:kortings|actie)[ -]?code|(?:met )?(?:de )?code|waardebon|tegoedbon|kortingsbon|korting|\\d{1,2} ?(?:%|procent)',
        `(?:volgende|eerstvolgende|tweede|nieuwe) (?:bestelling|aankoop|order|keer)|${OWN_SHOP}|(?:hele|gehele) (?:assortiment|winkel|shop|collectie)`,
      ),
      review: both(
        60,
        `(?:voor|in ruil voor|na|bij|schrijf~|laat~|geef|geeft|geven|plaats~|achterla~|wijzig~|verwijder~|pas|zet)<10>(?:een |uw |je |jouw |uw )?${REVIEW}|(?:beoordeel|beoordeelt) (?:ons|mij)|(?:5|vijf)[ -](?:sterren|sterretjes)(?: ?\\?)?`,
        `(?:krijg~|ontvang~|geven|stuur~|sturen|schenk~|bied~|win|wint|betalen|maken|cadeau|is er|met|en)<20>(?:${GIFT})`,
      ),
      shop: `(?:bezoek|bekijk|ontdek|neem een kijkje|kijk(?: ook| eens)?|kom|meer)<20>(?:(?:op|in|bij|naar)? ?(?:${OWN_SHOP})|onze (?:andere|overige|nieuwe|complete|hele) (?:producten|aanbiedingen|collectie|artikelen|advertenties|assortiment))`,
      sale: both(
        35,
        '(?:onze|mijn) (?:nieuwe|grote)<12>(?:collectie|actie|aanbieding~|uitverkoop|sale)|black friday|(?:zomer|winter|grote|eind)[ -]?(?:sale|uitverkoop|opruiming)',
        'ontdek|bekijk|mis (?:het|hem|ze)? ?niet|tot (?:wel )?\\d|\\d{1,2} ?%|nu|alleen (?:vandaag|deze)|profiteer|op alles|shop',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'klootzak(?:ken)?|kut(?:wijf|winkel|verkoper|zooi|bedrijf|vent|hoer)?|hoer(?:en|enzoon|enkind|enjong)?|kankers?|kanker(?:lijer|hoer|wijf|hond|zooi|winkel|bedrijf|verkoper|mongool)~|tering(?:lijer|wijf|zooi|hoer)~|tyfus(?:lijer|wijf|hoer)~|lul(?:len)?|eikels? (?:ben|zijn)|flikker op|godverdomme|gvd|teef|slet(?:ten)?|trut(?:ten)?|mongool|mongolen|smeerlap(?:pen)?|schijt(?:bak|lijster|hol)~|schoft(?:en)?|hufters?|kloot(?:viool|hommel)|rot(?:zak|wijf|kop)(?:ken)?|stomme (?:trut|koe|teef|lul|hoer|idioot)|mafkees|randdebiel|hondenlul|etter(?:bak)?|fuck(?:er|ing|ers)?|vuile (?:hoer|hond|dief|leugenaar|oplichter|rat)|gore (?:hoer|hond|dief|leugenaar|oplichter|rat)|achterlijke (?:gladiool|idioot|mongool)|debielen',
      addressed: `(?:je bent|jij bent|u bent|jullie zijn|jij|jullie|stelletje|zijn jullie|ben je)(?: (?:echt|een|gewoon|een echte|allemaal|maar|zo|ook|stelletje|grote|vieze|vuile|totale|complete|ordinaire|stomme|domme|smerige|een stel|een bende|stel|bende|helemaal|niets dan|toch|wel)){0,4} (?:${IDIOT})|(?:stelletje|bende|stel) (?:${IDIOT})`,
      vocative: `(?:vuile|gore|vieze|stomme|domme|smerige|achterlijke|verdomde|verrekte|lelijke) (?:idioot|koe|dief|leugenaar|oplichter|trut|hond|varken|rat|wijf|lul|sukkel|vent|buitenlander)~|${atStart('(?:oplichters|dieven|idioten|leugenaars?|idioot|klootzakken|oplichter|dief)(?= ?[!]|$)')}|(?:hou(?:d)?|houdt) (?:je|uw|jullie) (?:bek|kop|muil|smoel|mond dicht)|rot op|sodemieter op|donder op|oprotten|krijg (?:de )?(?:kanker|tering|tyfus|klere|pest)|val dood|sterf|ga dood|(?:ik )?hoop dat (?:je|jullie|u) (?:sterf~|dood~|kanker|verrek~|crepeer~)|loop naar de (?:hel|duivel|maan|pomp)|naar de hel|lik mijn (?:reet|kont)|bek houden|pleur op|maak jezelf`,
      threat:
        'ik (?:weet|weten|vind|kom erachter|zoek uit)<4>(?:wel )?(?:waar (?:je|jij|u|jullie) (?:woont|wonen|werkt|werken|huis))|(?:wij|we) weten waar (?:je|u|jullie) (?:woont|wonen|werkt)|ik (?:maak|sla|schop|steek|breek|vermoord|schiet|trap|hak|ram|brand) (?:je|jou|jullie|u)(?: (?:af|kapot|dood|in elkaar|neer|benen|tent|zaak|huis|kop|botten|plat|verrot))?|(?:je|jij|u|jullie) (?:zult|zal|gaat|gaan|zullen) (?:hier )?(?:nog )?(?:spijt|boeten|bloeden|berouwen)|(?:kom|komen) (?:ik |we |wij )?(?:naar je huis|bij je langs|langs met|je opzoeken|je halen|met een paar)|pas (?:maar )?op (?:jij|voor je|je familie|met je)|ik weet je te vinden|we weten je te vinden|je bent er geweest',
      slur: 'kanker ?(?:turk|marokkaan|jood|homo|neger|polen|pool|buitenlander)~|nikkers?|negers?|kutmarokkaan~|kutturk~|smous|jodenstreek|spleetoog|spleetogen|poepchinees|flikkers?|mietjes?|zandneger|kutpool|kutpolen|geitenneuker|(?:vuile|gore|vieze|smerige|rot|stomme) (?:jood|joden|turk~|marokkaan~|marokkanen|homo~|neger~|pool|polen|buitenlander~|zigeuner~|moslim~|arabier~|chinees|belg|duitser)|(?:ga|rot|rot op) (?:terug )?naar je (?:eigen )?land',
    }),
  },
  context: contexts({
    refusal:
      '(?:niets?|geen|nooit|verboden|nergens|noch)<40>(?:uitwissel~|geven|delen|stur~|versturen|nummer~|telefoon~|mail~|e-?mail~|contact~|bel~|app~|betal~|betaal~|overmak~|buiten|privé|regel~|verkop~|verkoop~|afhandel~|accepter~|review~|contant|toegestaan|mogen|mag|whats\\W?app|rechtstreeks|direct|doen)|(?:telefoon~|nummer~|contactgegevens|e-?mail~|buiten|betaling~|contact)<30>(?:niet|geen|nooit|verboden)|(?:mag|mogen|kunnen|kan|willen|doen|verkop~|handel~|regel~|betaal~|geven?|sturen?|stuur|bel|app|deel|delen)<25>(?:niets?|geen|nooit)|(?:alleen|enkel|uitsluitend|liever|blijf~|blijven|alles|altijd|graag)<20>(?:hier|(?:via|op|binnen|in) (?:het |dit |de |deze )?(?:platform|chat|berichten~|site|app))|verboden|tegen de regels|de regels (?:verbieden|staan)',
    warning:
      'pas op|let op|opgelet|oppassen|waarschuw~|oplichting|fraude~?|phishing|verdacht~|valse? (?:mail|sms|bericht~|site~)|nep~|niet (?:klikken|openen|vertrouw~)|spam|scam|gehackt|hacker~|politie|poging',
    thirdParty: `(?:koerier|bezorg~|vervoerder|klantenservice|postnl|bpost|dhl|dpd|gls)<8>(?:aan de (?:telefoon|lijn)|gesproken|gebeld)|(?:gesproken|gebeld)<8>met (?:de )?(?:koerier|bezorg~|vervoerder|klantenservice|postnl|bpost|dhl|dpd|gls)|(?:zei|zeiden)(?: me)? dat (?:ik|we)|(?:contact|bel|bellen|vraag|neem)<25>(?:vervoerder|bezorgdienst|koerier|fabrikant|postnl|bpost|dhl|dpd|gls|ups)|(?:een|de|die|deze) (?:andere |vorige )?(?:verkoper|verkoopster|persoon|koper|man|vrouw|klant|handelaar|winkel|aanbieder)<6>(?:wil~|wou|vroeg|heeft|zei|schreef|bood|die|vraagt|noemde)|iemand|(?:de |mijn |een |jullie |uw )(?:koerier|postbode|bezorger|chauffeur|buurman|buurvrouw|man|vrouw|vriend~|broer|zus|collega|bank|fabrikant|medewerker)<12>(?:heeft|wil~|wou|vroeg|zegt|zei|belt|belde|zou|gaat)|(?:postnl|dhl|dpd|gls|bpost|ups)<10>(?:heeft|belt|vroeg|zegt|stuurt)|(?:werd|ben|is|zijn|werden)<20>(?:gevraagd|benaderd|uitgescholden|aangeboden|beledigd|bedreigd)|(?:melden|meld|klacht|rapporteer)|(?:winkel|supermarkt)<8>(?:in de buurt|om de hoek|hiernaast)|in een andere winkel|(?:de|een) bouwmarkt|(?:man|vrouw|zoon|dochter|broer|zus|vriend~)<30>(?:gekocht|gevonden|gehaald)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:compatibel~|verbind~|koppel~|toont|tonen|weergave|weergeeft|melding~|ondersteun~|installe~|functie~|synchron~|voorgeïnstalleerd)<25>(?:${MESSENGER}|telefoon|mail~|oproep~|sms)|(?:${MESSENGER}|telefoon|oproepen|sms)<25>(?:compatibel~|melding~|ondersteun~|horloge|tonen|weerge~|installe~)|(?:telefoon|gsm)[ -]?(?:hoesje|hoes|houder|oplader|lader|kabel|standaard|case|scherm|accu)~?|(?:hoesje|houder|oplader|kabel|batterij|accu)<8>(?:voor|van) (?:de |mijn |een )?(?:telefoon|mobiel|gsm)|(?:telefoon|mobiel) (?:is|heeft|doet|werkt|niet|refurbished)|(?:smart|senioren|draadloze|huis) ?-?telefoon|smart ?watch|brievenbus~|postbus|sim ?-?kaart|dual ?sim|smartphone|imei`,
    orderNumber:
      '(?:bestel|order|track|tracking|zendings|pakket|serie|factuur|artikel|klant|product|model|retour|dossier|partij|garantie|klacht|transactie|onderdeel|referentie|kenteken|btw|kvk|volg|bestelling|barcode|ticket|zaak|bon|type)[ -]?(?:nummers?|nr|id|code|no)?|track (?:and|&|en) trace|postnl|dhl|dpd|gls|bpost|ups|ean|gtin|isbn|sku|imei|sn|s/n|kvk|btw|referentie',
    price: 'prijs|prijzen|kost~|euro|eur|€|bedrag|totaal|som|cent|btw|verzendkosten|terugbetaald|borg|statiegeld',
    size: 'maat|maten|lengte|breedte|hoogte|diepte|diameter|afmeting~|cm|mm|inch|kg|gram|liter|ml|watt|volt|mah|ghz|gb|tb|gewicht|weegt|taille|heup~|borst~|schoenmaat|resolutie|pixels?',
    date: 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|datum|jaar|uur|geboren|openingstijden',
    address:
      'straat|laan|plein|huisnummer|postcode|pakketpunt|afhaalpunt|postkantoor|pakketautomaat|locker|bezorgadres|afleveradres|verdieping|bus|appartement|filiaal|depot|magazijn|primera|kiala|gebouw',
  }),
  nearby: nearby({
    messenger: `${CHAT}|signal|sms|youtube|twitter|social~`,
    contactVerb:
      'bel|bellen|belt|app|appen|schrijf|mail|mailen|bereik~|contact~|sms|stuur|vind|voeg|praat|praten|noteer|spreek|telefoneer~|opbellen|terugbellen|opne~|neemt? op|aan de lijn',
    phoneNoun: 'telefoon~|tel|mobiel~|nummer|nr|gsm|06|vast|fax|telefoonnummer',
    mailNoun: 'e\\W?mail~|mail~|mailadres|adres|postvak|gmail|hotmail|outlook|yahoo|ziggo|kpn|telenet',
  }),
};
