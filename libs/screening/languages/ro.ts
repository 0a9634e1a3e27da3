import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 douăzeci; 30 treizeci; 40 patruzeci; 50 cincizeci; 60 șaizeci; 70 șaptezeci; 80 optzeci; 90 nouăzeci';
const YOURS = '(?:tău|ta|dvs|dumneavoastră|vostru|voastră|dumitale|de telefon|de contact|de whats\\W?app|de mobil|personal)';
const CHANNEL = `(?:${MESSENGER}|signal|telefon|mobil|e\\W?mail|mail|sms|mesaj privat|privat)`;
const SITE = '(?:acestei |această |aceasta |acestui )?(?:platform~|site(?:-?\\p{L}{1,4})?|aplicați~|portal~|pagin~)';
const OUTSIDE = `(?:în |din )?afara ${SITE}|pe lângă ${SITE}|(?:fără|ocolind|ocoli~|evitând) (?:să trecem prin |a folosi )?${SITE}|la negru|pe sub mână|nu (?:prin|pe) (?:${SITE}|aici)|fără intermediar~|în particular|fără acte`;
const OWN_SHOP = '(?:magazin~|site(?:-?\\p{L}{1,4})?|pagin~|shop~)(?: online| web)? (?:nostru|meu|noastră|mea|propriu)';
const DIRECT = 'direct (?:de la|la|cu|prin|către|pe) (?:noi|mine|contul|site(?:-?\\p{L}{1,4})?|magazin~)|în privat|în particular';
const CHEAPER =
  'mai ieftin|reducere|discount|preț (?:mai bun|mai mic|special|redus)|mai puțin|economisi~|\\d{1,2} ?(?:%|la sută)|\\d{1,4} ?(?:lei|ron|€|euro) mai (?:puțin|ieftin)|scad~|las mai ieftin|preț bun|îl las la';
const FEES =
  'comision~|taxe~? (?:platform~|site(?:-?\\p{L}{1,4})?|de (?:vânzare|platformă))|taxel~ (?:platform~|site(?:-?\\p{L}{1,4})?)';
const REVIEW =
  '(?:bun~ |pozitiv~ )?(?:recenzi~|review~|evaluar~|părer~|stele|calificativ~|feedback)(?: (?:pozitiv~|de 5 stele|bun~))?';
const GIFT =
  'voucher~|cadou~|cadouri|reducere~?|cupon~|discount~|gratuit~|gratis|surpriz~|ramburs~|premiu~|bonus~|cashback|banii înapoi|\\d{1,3} ?(?:%|lei|ron|€|euro)';
const IDIOT =
  'idio(?:t|ți|ților|ată|tule|aț)~|proșt~|prost~|proast~|hoț~|escroc~|mincinoș~|mincinos~|țepar~|imbecil~|cretin~|tâmpi~|nesimți~|jegoș~|jegos~|bou|boule|boi|porci?|porcilor|nenoroci~|ticălo~|jigodi~|infractor~|ratat~|handicapat~|retardat~|gunoi~|nemernic~|lepădătur~|șarlatan~|bandiți~|pungaș~|mizerabil~|derbede~|golan~|analfabe~';

/** Romanian, as in Romania and Moldova. */
export const ro: LanguagePack = {
  language: 'ro',
  numbers: {
    ...counted(
      `0 zero; 1 unu una un o; 2 doi două; 3 trei; 4 patru; 5 cinci; 6 șase; 7 șapte; 8 opt; 9 nouă; 10 zece; 11 unsprezece unșpe; 12 doisprezece doișpe douăsprezece; 13 treisprezece treișpe;
       14 paisprezece paișpe; 15 cincisprezece cinșpe cincișpe; 16 șaisprezece șaișpe; 17 șaptesprezece șapteșpe șapteșpe; 18 optsprezece optișpe; 19 nouăsprezece nouășpe; ${TENS};
       20 doozeci; 50 cinzeci; 60 șaizeci; 100 sută; 30 treizeci; 6 sase; 7 sapte`,
    ),
    ...joined(TENS, '1 unu; 2 doi; 3 trei; 4 patru; 5 cinci; 6 șase; 7 șapte; 8 opt; 9 nouă', (ten, unit) => [
      `${ten} și ${unit}`,
      `${ten} si ${unit}`,
      `${ten} ${unit}`,
    ]),
    'o sută': '100',
    'o suta': '100',
    'două sute': '200',
    'doua sute': '200',
    'trei sute': '300',
    'patru sute': '400',
    'cinci sute': '500',
    'șase sute': '600',
    'sase sute': '600',
    'șapte sute': '700',
    'sapte sute': '700',
    'opt sute': '800',
    'nouă sute': '900',
    'noua sute': '900',
  },
  repeats: { dublu: 2, dublă: 2, dubla: 2, 'de două ori': 2, 'de doua ori': 2, triplu: 3, triplă: 3, 'de trei ori': 3 },
  symbols: {
    at: ['arond', 'a rond', 'aron', 'arondă', 'aronda', 'coadă de maimuță', 'coada de maimuta', 'at', 'et'],
    dot: ['punct', 'punctul', 'dot', 'pct'],
    dash: ['cratimă', 'cratima', 'liniuță', 'liniuta', 'minus', 'linie'],
    underscore: ['underscore', 'liniuță jos', 'liniuta jos', 'linie jos', 'liniuță de subliniere', 'liniuta de subliniere'],
    slash: ['slash', 'bară oblică', 'bara oblica', 'bară', 'bara'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:ai|aveți) (?:și |cumva )?${SHORT}|(?:și )?(?:numărul|nr|telefonul|mailul) (?:dvs|dumneavoastră|tău|vostru)|${MESSENGER}`,
      ),
      request: `(?:trimite~?|trimiteți~?|dă|dați|dă-mi|dați-mi|da-mi|dati-mi|lasă|lăsați|spune~?|spuneți~?|scrie~?|scrieți~?|zi|ziceți|comunică~?|comunicați~?|oferiți~?|vreau|doresc|aș dori|am nevoie de|îmi trebuie|aveți|pot avea|pot primi|puteți da|puteți lăsa|poți da|poți lăsa|să-mi dați|să-mi dai)<12>(?:-?mi |-?ne |vă rog |un |o |te rog ){0,3}(?:(?:numărul|numarul|nr|telefonul|mobilul|mail-ul|mailul|emailul|e-mailul|contactul|adresa (?:de )?(?:mail|e?-?mail)|${MESSENGER})(?: ${YOURS}){1,2}|un (?:număr de (?:telefon|contact|mobil)|mail|contact|telefon)|numărul de (?:telefon|mobil|whats\\W?app)|nr de (?:tel~|telefon)|adresa de e?-?mail|datele de contact)(?! (?:al (?:curier|firmei de)|de la curier))`,
      what: `(?:care|cum|ce)<4>(?:este|e|i|îi|ai|aveți)<6>(?:numărul|nr|telefonul|mail-ul|mailul|emailul|adresa de e?-?mail|număr)(?: ${YOURS}){1,2}|(?:la|pe|sub) ce (?:număr|nr|telefon|mail|adresă de (?:mail|e-?mail))|(?:ai|aveți|are cineva|există)<4>(?:și |cumva |vreun |un |o ){0,2}(?:număr de (?:telefon|contact|whats\\W?app|mobil)|nr de tel~|telefon de contact|contact telefonic|adresă de e?-?mail)`,
      messenger: `(?:ai|aveți|folosești|folosiți|ești pe|sunteți pe|n-ai|nu ai|nu aveți)<6>(?:${MESSENGER}|signal)|(?:adaugă-mă|adăugați-mă)<10>(?:${CHANNEL})`,
      move: `(?:scrie~?|scrieți~?|scrie-mi|scrieți-mi|contactează~?|contactați~?|sună~?|sunați~?|vorbi(?:m|ți|rea)?|vorbește|discuta(?:m|ți)?|discutăm|continua|continuăm|mutăm|trece(?:m)?|ținem legătura|luăm legătura|lua legătura|legătura|răspunde-mi|trimite-mi|dă-mi un (?:mesaj|mail)|dați-mi un (?:mesaj|mail)|înțelege(?:m|rea)|mesaj|comunicăm|rezolvăm|stabilim)<25>(?:(?:pe|prin|la|via) (?:un )?${CHANNEL}(?! (?:al |la |curier|de confirmare|pentru confirmare))|telefonic|în privat|altundeva|altfel|în altă parte|${OUTSIDE})|(?:pe|prin) ${CHANNEL}<20>(?:scrie~|vorbim|discutăm|mai (?:ușor|rapid|simplu|comod)|ținem|luăm|contact~)`,
      call: `${atStart('(?:(?:vă rog|te rog|va rog|atunci|mai bine|bună|bună ziua|deci) ){0,2}(?:sună-mă|sunați-mă|suna-ma|sunati-ma|sună-ne|sunați-ne|dă-mi un (?:telefon|bip|beep)|dați-mi un (?:telefon|bip)|dă-mi bip|contactați-mă telefonic)')}|(?:sună|sunați|suna|sunati)(?:-| )(?:mă|ne|ma)|(?:puteți|poți|ați putea|ai putea|vreți)<4>să (?:mă|ne) (?:sunați|suni|contactați telefonic)|dă-mi un (?:bip|beep|telefon)|(?:mă|ne) (?:puteți|poți) suna`,
      'call-you':
        '(?:pot|putem|aș putea|aș vrea|vreau|prefer|pot cumva)<6>(?:să )?(?:vă|te) (?:sun|sunăm|suna|contactez telefonic|telefonez)|(?:să )?vorbim la telefon|cum (?:pot|putem|vă pot|te pot) (?:să )?(?:vă |te )?(?:contacta|contactez|suna|găsi|găsesc)<8>(?:telefonic|direct|altfel|în privat|în afara)|(?:vă|te) (?:sun|sunăm)(?: (?:eu|mai|mâine|acum|când|noi))?',
      give: `(?:aici (?:e|este|aveți|ai)|acesta (?:e|este)|ăsta e|(?:vă|îți|iti|va) (?:las|dau|trimit|scriu)|notează|notați|salvează|salvați|uite|luați|ia)<10>(?:numărul|nr|telefonul|mail-ul|mailul|emailul|adresa de e?-?mail|contactul|${MESSENGER}) (?:meu|nostru|mea|noastră)`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:caută|căutați|cauta|cautati|căuta|dă|dați|googăl~|scrie~?|scrieți~?|verifică|verificați)(?:-(?:ne|mă|ma))?<20>(?:pe google|pe internet|pe net|un search|search|(?:numele )(?:magazinului|firmei|nostru|meu|companiei)|firma noastră|magazinul nostru|compania noastră|după nume)|(?:căutați|caută|cauta|cautati)-(?:ne|mă|ma)',
      find: '(?:ne|mă) (?:găsești|găsiți|puteți găsi|poți găsi|găsește)<12>(?:pe (?:google|internet|net|insta~|facebook|fb|toate)|peste tot|sub (?:același|acelasi) nume|cu (?:același|acelasi) nume|după nume|ușor|în altă parte|oriunde)|(?:suntem|sunt)<6>(?:pe google|pe facebook|pe insta~|peste tot pe)<12>(?:cu|sub)?',
      printed:
        '(?:numărul|nr|telefonul|datele|contactul|mail-ul|adresa|datele de contact) ?(?:nostru|meu|noastre|mele|de telefon|de contact|noastră|nostru de telefon|meu de telefon)<10>(?:este|e|sunt|se află|apare|apar|scris~|găsi~|îl găsiți|îl ai|trecut~)<12>(?:pe|în|la|lângă) (?:colet~|cutie|cutia|pachet~|factur~|etichet~|pliant~|carte~ de vizită|cartea de vizită|poz~|fotografi~|profil~|spate~|ambalaj~|plic~|bon~|awb~|logo~|fluturaș~|bilețel~|autocolant~)',
      look: '(?:uită-te|uitați-vă|uita-te|verifică|verificați|citește|citiți|vezi|vedeți|întoarce)<15>(?:pe )?(?:spatele|verso|carte~ de vizită|cartea de vizită|cartonaș~|profilul (?:meu|nostru)|expeditor~)',
      know: '(?:știi|știți|stii|stiti)(?: (?:deja|bine|tu|doar)){0,2} (?:unde|cum) (?:mă|ne|să mă|să ne|sa ma|sa ne) (?:găsești|găsiți|contactezi|contactați|găsi)|(?:același|acelasi) (?:nume|user|utilizator)<12>(?:pe|la) (?:gmail|insta~|google|yahoo|facebook|telegram)|(?:ai|aveți) (?:deja )?(?:numărul|nr|contactul) (?:meu|nostru)',
      app: '(?:scri~|sun~|găs~|vorbi~|contact~|caut~|sunt|suntem)<20>(?:pe|prin) (?:aia|cea) (?:verde|albastră|mov|galbenă)|(?:pe|prin)<4>aplicația (?:verde|albastră|mov|galbenă)|(?:scri~|sun~|găs~|vorbi~|contact~|caut~)<20>(?:pe|prin) verde|aplicația (?:verde|albastră|cu (?:telefonul|fantoma|avionul))',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'cumpăr~|vând~|vind~|plăt~|plat~|comand~|tranzacți~|afacere~|face(?:m|ți)?|rezolv~|înțeleg~|stabil~|transfer~|încheie~|livr~|vânzare~',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:cumpăr~|comand~|plăt~|lua~|luați)<10>(?:direct|în privat|în particular)(?: (?:de la|la|cu|prin))?|direct (?:de la|la|cu|prin|către) (?:noi|mine|site(?:-?\\p{L}{1,4})?)|fără (?:comision~|factură|bon|taxe~)|(?:cu |în )?(?:numerar|cash)|prin transfer|prin revolut`,
      ),
      direct:
        '(?:plăt~|plăti~|plătiți|plata|transfer~|trimite~ (?:banii|suma)|trimiteți banii|vira~|virați|depune~)<20>(?:direct (?:la|către|în|pe|cu) ?(?:noi|mine|contul)?|în contul (?:meu|nostru)|pe (?:revolut|revolutul meu|cardul meu|contul meu|contul nostru)|prin (?:revolut|transfer direct|paypal)|la mine în cont)|transfer direct (?:în|pe|la)',
      friends: 'paypal<20>(?:prieten~|familie|friends)|prieteni (?:și|si|&) familie|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'cash|numerar|bani gheață|în mână|bani în mână',
          'ridica~|ridic~|persona~|întâln~|față în față|preda~|la fața locului|fără (?:factură|bon|comision~)|veniți|vii să|mai ieftin',
        ),
      ],
      cancel: `(?:anul~|renunț~)<60>(?:cumpăr~|comand~|plăt~|lua~|luați|ia)<30>(?:direct(?= (?:de la|la|cu|prin|pe))|în privat|${OUTSIDE}|(?:pe|de pe|din|prin|la) (?:${OWN_SHOP})|mai ieftin|de la noi|de la mine)`,
      fees: both(30, 'economis~|evit~|ocol~|scăp~|fără(?: a plăti| să plătim)?|nu (?:mai )?plăti~', FEES),
      shop: [
        0.8,
        both(
          30,
          '(?:cumpăr~|(?<!(?:următoarea|viitoarea|prima|a doua) )comand~|lua(?:ți)?)(?:-o|-l)?',
          `(?:direct )?(?:pe|de pe|din|prin|la) (?:magazin~|site(?:-?\\p{L}{1,4})?|pagin~|shop~)(?: online| web)? (?:nostru|meu|noastră|mea|propriu)`,
        ),
      ],
      privately: [
        0.8,
        `(?:cumpăr~|comand~|vând~|plăt~)<10>(?:direct (?:de la|cu|la) (?:noi|mine)|în privat|în particular)|(?:${DIRECT})<12>(?:cumpăr~|plăt~|vând~|mai ieftin)|(?:vânzare|tranzacție|înțelegere) privată|rămâne între noi`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'abon~|înscrie~|înscrieți~|înregistr~|alătur~',
        'newsletter~|buletin~ informativ|(?:canalul|clubul|programul) (?:nostru|meu)|lista de mail',
      ),
      follow: `(?:urmăriți-ne|urmărește-ne|urmariti-ne|urmareste-ne|dați (?:un )?like|dă (?:un )?like|dă-ne (?:un )?like|vizitați-ne|vizitează-ne|abonați-vă|abonează-te|alăturați-vă|urmăriți|urmărește)<20>(?:${MESSENGER}|youtube|pagin~|canal~|pinterest|rețele~|grup~|profil~|blog~)|${atStart('(?:și )?(?:urmăriți-ne|urmărește-ne|urmăriți pagina)')}`,
      code: both(
        45,
        '(?:codul|cod|cupon~|voucher~)(?: (?:de reducere|promoțional|reducere|promo))?|reducere|discount|\\d{1,2} ?(?:%|la sută)',
        '(?:următoare~|viitoare~|a doua|alte) (?:comandă|comenzi|achiziți~|cumpărătur~|dată)|(?:comanda|achiziția|comandă|cumpărătura) (?:următoare|viitoare)|(?:site(?:-?\\p{L}{1,4})?|magazin~)(?: online)? (?:nostru|meu)|(?:tot|întregul) (?:magazinul|site-ul|sortimentul)|la toate',
      ),
      review: both(
        60,
        `(?:las(?:ă|ați|ă-ne|ați-ne)|lăsa~|scrie~|scrieți~|da(?:ți|ti)?|dă|dați-ne|dă-ne|pune~|modific~|șterge~|pentru|în schimbul|schimb~|acord~|oferi~|posta~) ?(?:-ne |o |un |ne |unei |unui |recenziei )?${REVIEW}|(?:5|cinci) (?:stele|steluțe)(?: ?\\?)?`,
        `(?:primi~|primeș~|primești|ofer~|trimit~|dăm|câștig~|ramburs~|obțin~|beneficia~|și|returnăm|aveți|ai)<20>(?:${GIFT})`,
      ),
      shop: '(?:vizit~|descoper~|intr~|vezi|vedeți|aruncă o privire|aruncați o privire|uită-te|uitați-vă|mai multe)<20>(?:(?:pe |la |în )?(?:magazin~|site(?:-?\\p{L}{1,4})?|pagin~|shop~)(?: online| web)? (?:nostru|meu|noastră|mea)|(?:celelalte|noile|alte) (?:produse|oferte|articole|anunțuri)(?: (?:ale noastre|noastre))?|oferta noastră|colecția noastră|noua colecție)',
      sale: both(
        35,
        '(?:noua|noile|marile|marea|super)<12>(?:colecție|reduceri|promoți~|oferte~?)|black friday|reduceri de (?:vară|iarnă|sezon)',
        'descoper~|nu (?:rata~|ratați|pierde~)|până la|profit~|\\d{1,2} ?%|acum|doar (?:azi|astăzi)|la toate|începe~|au început',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'pula|pulă|pule|pulii|pizd(?:a|ă|e|ii|os~)|muie(?: la)?|muist~|muiș~|mortii? (?:mă-tii|ma-tii|tăi|tai|voștri|lor)|morții (?:mă-tii|tăi|voștri|măti)|dracu(?:lui)? să te|futu-ți|futu-ti|futu-vă|fut(?:e-te|eți-vă|ut~|i)|fututi|curv(?:a|ă|e|o|elor)|cur(?:ul|u)|căcat~|cacat~|căca~|bulangi~|bulă~ pe|labagi~|labă tristă|poponar~|cretin(?:ule|ilor|o)|idiotule|idioților|idiotilor|boule|nesimți(?:tule|ților|to)|jegosule|jegoșilor|fiu de (?:curvă|cățea|târfă)|târfă|tarfa|târfe|handicapatule|handicapaților|tâmpit(?:ule|o)|prostule|proștilor|imbecilule|imbecililor|du-te-n|mă-ta|măta|ma-tii|javră|javre~|jigodie|scârbă|lepădătură',
      addressed: `(?:ești|sunteți|esti|sunteti)(?: (?:un|o|niște|doar|chiar|cu adevărat|toți|cei mai|cel mai|mare|mari|foarte|așa de|atât de|total|complet|niste|o bandă de|bandă de|ordinar~)){0,4} (?:${IDIOT})|(?:bandă|gașcă|adunătură) de (?:${IDIOT})`,
      vocative: `(?:prost~|tâmpit~|jegos~|ordinar~|nenorocit~|blestemat~|împuțit~|mizerabil~|nesimțit~) (?:idiot~|hoț~|escroc~|mincinos~|vacă|porc~|țigan~|dobitoc~|animal~|ce ești|ce sunteți)|${atStart('(?:hoților|hoți|escrocilor|escroci|hoțule|escrocule|idiotule|nesimțiților|mincinoșilor|țeparilor|țepari)(?= ?[!]|$)')}|(?:du-te|duceți-vă|du-te-n|mergi|să te duci)<4>(?:dracului|naibii|la dracu|la naiba|în iad|pizda|mă-tii|învârtindu-te)|taci (?:din gură|fleanca)|tacă-ți (?:gura|fleanca)|taci dracului|să (?:mori|muriți|crăpi|crăpați|te ia dracu|vă ia dracu)|crapă|sinucide-te|să-mi (?:bag|sugi)|lua-te-ar|lua-v-ar`,
      threat:
        '(?:știu|știm|stiu|aflu|aflăm|o să aflu)<3>unde (?:stai|locuiești|stați|locuiți|lucrezi|lucrați)|(?<!(?:cum|unde|nu|care|când|dacă|pot|unde pot) )(?:te|vă) găsesc(?! (?:pe|în|prin|sub|printre) )|(?:te|vă) (?:omor|omorâm|bat|rup|sparg|distrug|tai|împușc|calc|dau foc|fac praf|termin)|(?:o să|am să|voi) (?:te|vă|îți|vă) (?:omor|bat|rup|sparg|găsesc|distrug|tai|fac praf|pară rău)|(?:o să|ai să|aveți să|vei|veți)<3>(?:regreți|regretați|regreta|plătești scump|plătiți scump|îți pară rău|vă pară rău)|(?:vin|venim|trimit)<6>(?:peste tine|la tine|la voi|peste voi|pe cineva|băieții)<12>(?:acasă|și te|să te)?|ai grijă (?:de tine|pe unde|ce faci|de familia)|ești mort|sunteți morți|îți rup (?:picioarele|gâtul|capul)|îți sparg (?:capul|fața)',
      slur: 'cioroi~|cioară împuțită|țigan~ (?:împuțit~|jegos~|nenorocit~|borât~|de rahat)|bozgor~|jidan~|jidov~|poponar~|homală~|negrote~|(?:împuțit~|jegos~|nenorocit~|borât~|blestemat~) (?:țigan~|jidan~|evrei~|ungur~|arab~|negr~|musulman~|homosexual~|străin~)|(?:du-te|întoarce-te|duceți-vă) (?:înapoi )?(?:în țara ta|la tine în țară|în țara voastră)',
    }),
  },
  context: contexts({
    refusal:
      '(?:nu|niciodată|interzis~|evit~|nici|niciun~?)<40>(?:schimb~|da|dăm|dați|trimit~|ofer~|comunic~|contact~|telefon~|număr~|mail~|e-?mail~|sun~|plăt~|plat~|transfer~|tranzacți~|vinde~|în afara|afara|privat~|accept~|recenzi~|cash|numerar|whats\\W?app|permis~|voie|posibil~|putem|avem voie|direct)|(?:doar|numai|exclusiv|prefer~|rămâne~|totul|mereu|mai bine)<20>(?:aici|(?:pe|prin|în cadrul) (?:această |aceasta )?(?:platform~|chat~|site(?:-?\\p{L}{1,4})?|mesaj~|aplicați~))|interzis~|împotriva regul~|regul~ interzic~|contra regul~',
    warning:
      'atenție|atentie|feri~|avertiz~|fraud~|înșelător~|înșel~|țeapă|țepe|phishing|suspect~|fals~|nu (?:accesa~|deschide~|da~ click|răspunde~|crede~)|spam|scam|tentativ~|hacker~|spart~ contul|poliți~|escrocheri~',
    thirdParty: `(?:vorbit|sunat)<12>(?:curier~|call center~|fan courier|sameday|cargus|poșt~|dpd|gls|dhl)|(?:mi|ne)[- ]?(?:au|a) (?:zis|spus) să|(?:contact~|suna~|sunați|întreb~)<16>(?:curier~|producător~|fan courier|sameday|cargus|dhl|dpd|gls|ups)|(?:un|o|acest|alt|acel|alți) (?:alt |altă )?(?:vânzător~|persoan~|cumpărător~|domn~|doamn~|individ~|tip|client~|magazin~|comerciant~)<6>(?:mi|a|m-a|ne|voia|vrea|cere|zice|care|vroia)|cineva|(?:curier~|poștaș~|vecin~|soț~|prieten~|fratele|sora|coleg~|banca|producător~|fan courier|sameday|cargus|dpd|gls|poșta|angajat~)<12>(?:a|mi|m-a|trebuie|voia|cere|zice|sună|sunat|va|a sunat)|(?:mi|m|ne)-(?:a|au) (?:cerut|propus|jignit|scris|spus|contactat|oferit|amenințat|înjurat|făcut)|(?:report~|raport~|reclam~|sesiz~)|(?:magazin~|supermarket~)<6>(?:de lângă|din apropiere|din colț|din cartier)|în alt magazin|(?:soț~|fiul|fiica|fratele|sora|prieten~)<12>(?:cumpărat|găsit|luat)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:compatibil~|conect~|împerech~|arată|afișe~|notific~|suport~|instal~|funcți~ (?:de|cu)|sincroniz~|preinstalat~)<25>(?:${MESSENGER}|telefon~|mail~|apel~|sms)|(?:${MESSENGER}|telefon~|apeluri|sms)<25>(?:compatibil~|notific~|afiș~|ceas~|instal~)|(?:husă|husa|suport|încărcător|cablu|folie|sticlă|baterie)<8>(?:pentru |de )(?:telefon~|mobil~)|telefon~ (?:este|nu|are|funcționează|recondiționat|fără fir|fix (?:nu|este)|comandat|primit)|ceas (?:inteligent|smart)|smart ?watch~|cutie poștală|cutia poștală|cartelă sim|dual sim|smartphone|imei`,
    orderNumber:
      '(?:numărul|număr|nr|cod|codul|seria|referința|id)(?: (?:de |al |a )?(?:comand~|urmărire|colet~|expediere|expediți~|serie|factur~|articol~|client~|produs~|model~|retur~|dosar~|lot~|garanți~|bon~|reclamați~|tranzacți~|piese~|awb|tracking|bare|fiscal~|inventar))|comand~|awb|tracking|colet~|factur~|articol~|model~|ean|gtin|isbn|sku|imei|sn|s/n|cui|cif|fan courier|sameday|cargus|dpd|gls|retur~|dosar~|serie|lot',
    price: 'preț~|cost~|lei|leu|ron|eur|euro|€|sum~|total~|bani|tva|transport~|rambursat~|garanție|avans~',
    size: 'mărime~|măsur~|lungime~|lățime~|înălțime~|adâncime~|diametr~|dimensiun~|cm|mm|inch|kg|gram~|litr~|ml|wați|volți|mah|ghz|gb|tb|greutate~|cântăre~|talie~|șold~|bust~|rezoluți~|pixel~|număr la pantofi',
    date: 'ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie|luni|marți|miercuri|joi|vineri|sâmbătă|duminică|data|dată|anul|ora|orele|născut~|program~',
    address:
      'strada|str|bulevardul|bd|calea|aleea|piața|cod poștal|easybox|locker|punct de ridicare|oficiul poștal|adresa de livrare|etaj|bloc|bl|scara|sc|apartament|ap|sector|județ|depozit|interfon|sediul|comuna',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal|sms|youtube|twitter|rețele`,
    contactVerb:
      'sună~?|sunați~?|suna|sunati|scrie~?|scrieți~?|contactează~|contactați~|apelează|apelați|telefonează|găsi~|adaugă~|trimite~|notează|notați|vorbi~|bip|răspund~|întreb(?:ați|ă) de',
    phoneNoun: 'telefon~|tel|mobil~|număr~|nr|fix|fax|contact|cel',
    mailNoun: 'e\\W?mail~|mail~|adres~|căsuț~|gmail|yahoo|hotmail|outlook',
  }),
};
