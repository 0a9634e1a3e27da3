import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 dvacet; 30 třicet; 40 čtyřicet; 50 padesát; 60 šedesát; 70 sedmdesát; 80 osmdesát; 90 devadesát';
const NUMBER =
  '(?:telefonní |mobilní |vaše |svoje )?(?:čísl~|číslíčko)(?: (?:na (?:mobil|telefon|vás|tebe|whats\\W?app~)|telefonu|mobilu|telefonu))?|telefon~|mobil~|tel|kontakt~|kontaktní údaje|spojení';
const MAIL = '(?:e\\W?mail~|mejl~|mail~)(?:ov~ adres~)?|mailov~ adres~|emailov~ adres~';
const CONTACT = `${NUMBER}|${MAIL}|${MESSENGER}|nick~|přezdívk~`;
const YOURS = '(?:tvoj~|tvůj|tvé|tvého|váš|vaše|vaši|vašeho|svoj~|svůj|své|na (?:vás|tebe|sebe)|nějak~|mi|nám|vám)';
const CHANNEL = `(?:${MESSENGER}|signal~|telefon~|mobil~|e\\W?mail~|mejl~|mail~|sms~|soukrom~ zpráv~)`;
const OUTSIDE =
  'mimo (?:tuto |tuhle |tu |tento |vaši )?(?:platform~|portál~|tržišt~|web~|stránk~|aplikac~|systém)|bez (?:platform~|portál~|prostředník~|tržišt~)|obej~ (?:platform~|portál~)|obejdeme (?:platform~|portál~)|bokem|načerno|na černo|pod rukou|pod stolem|ne přes (?:platform~|portál~|tyhle|tuto)|místo (?:přes )?(?:platform~|portál~)|mezi čtyřma očima|mimo (?:to tady|tady)';
const OWN_SHOP =
  '(?:náš|naš~|naší|můj|moj~|mém|mým|svém)(?: vlastní~?)? (?:e-?shop~|internetov~ obchod~|obchod~|web~|stránk~|prodejn~|webovk~)';
const DIRECT = 'přímo (?:u|od|přes|k|na|s|mně)(?: (?:nás|mě|mne|nám|mně|náš|naše|námi))?|napřímo|soukromě|na přímo';
const CHEAPER =
  'levn\\p{L}{0,4}|slev~|sleva|výhodněj~|nižší cen~|lepší cen~|dobr~ cen~|méně|míň|\\d{1,2} ?(?:%|procent~)|\\d{1,5} ?(?:kč|korun~|czk) (?:méně|levněji|míň|dolů)|ušetř~|sleví~|domluvíme se na ceně';
const FEES = 'proviz~|poplat~ (?:platform~|portál~|za (?:platform~|prodej|zprostředkování)|tržišt~|tady)|poplatky tady';
const REVIEW = '(?:pozitivní~? |kladn~ |pěkn~ |dobr~ |pětihvězdičkov~ )?(?:recenz~|hodnocení~?|hodnocen~|hvězdič~|hvězd~)';
const GIFT =
  'poukaz~|voucher~|kupón~|kupon~|dárek|dárk~|dáreč~|slev~|odměn~|zdarma|překvapení|vrát~|bonus~|cashback|\\d{1,3} ?(?:%|kč|korun|procent)';
const IDIOT =
  'idiot~|debil~|kretén~|blb~|blbec|pitom~|hlup~|hlupák~|podvodní~|podvodni~|zloděj~|lhář~|šmejd~|gauner~|vyžírk~|dement~|imbecil~|tup~|tupec|hovad~|prase|prasat~|svin~|póvl|lůz~|vydřiduch~|magor~|hajzl~|chudák~|ubožák~|trapák~|neschopn~|ksindl|darebá~|parazit~|šašk~|šašek';

/** Czech, as it is written and as it is spoken. */
export const cs: LanguagePack = {
  language: 'cs',
  numbers: {
    ...counted(
      `0 nula nuly nulu nul; 1 jedna jeden jedno jednička jedničku; 2 dva dvě dvojka dvojku; 3 tři trojka trojku; 4 čtyři štyry čtyry čtyřka čtyřku; 5 pět pětka pětku; 6 šest šestka šestku;
       7 sedm sedum sedmička sedmičku; 8 osm osum osmička osmičku; 9 devět devítka devítku; 10 deset; 11 jedenáct; 12 dvanáct; 13 třináct; 14 čtrnáct; 15 patnáct; 16 šestnáct;
       17 sedmnáct sedumnáct; 18 osmnáct osumnáct; 19 devatenáct; ${TENS}; 70 sedumdesát; 80 osumdesát; 100 sto; 200 dvěstě; 300 třista; 400 čtyřista; 500 pětset;
       600 šestset; 700 sedmset sedumset; 800 osmset osumset; 900 devětset`,
    ),
    ...joined(TENS, '1 jedna jeden; 2 dva; 3 tři; 4 čtyři; 5 pět; 6 šest; 7 sedm sedum; 8 osm osum; 9 devět', (ten, unit) => [
      `${ten} ${unit}`,
      `${unit}a${ten}`,
      `${ten}${unit}`,
    ]),
    'dvě stě': '200',
    'dve ste': '200',
    'tři sta': '300',
    'tri sta': '300',
    'čtyři sta': '400',
    'ctyri sta': '400',
    'pět set': '500',
    'pet set': '500',
    'šest set': '600',
    'sest set': '600',
    'sedm set': '700',
    'osm set': '800',
    'devět set': '900',
    'devet set': '900',
    jednadvacet: '21',
    jednatřicet: '31',
    jednačtyřicet: '41',
    jednapadesát: '51',
    jednašedesát: '61',
    jednasedmdesát: '71',
    jednaosmdesát: '81',
    jednadevadesát: '91',
    pětadvacet: '25',
  },
  repeats: {
    dvojitá: 2,
    dvojité: 2,
    dvojita: 2,
    dvakrát: 2,
    dvakrat: 2,
    třikrát: 3,
    trikrat: 3,
    'dva krát': 2,
    trojitá: 3,
    '2x': 2,
    '3x': 3,
  },
  symbols: {
    at: ['zavináč', 'zavinac', 'zavináček', 'zavin', 'at', 'šnek', 'snek'],
    dot: ['tečka', 'tecka', 'tečkou', 'teckou', 'dot'],
    dash: ['pomlčka', 'pomlcka', 'minus', 'mínus', 'spojovník', 'spojovnik'],
    underscore: ['podtržítko', 'podtrzitko', 'podtrhovátko', 'podtrhovatko', 'podtrhávátko'],
    slash: ['lomítko', 'lomitko', 'lomeno'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:máš|máte) (?:taky )?${SHORT}|(?:vaše|váš|tvoje) (?:telefonní |tel )?(?:číslo|mobil|mail|telefon)|číslo na (?:vás|tebe)|${MESSENGER}`,
      ),
      request: `(?:pošl~|poslat|posílej~|dej~|dát|dáte|dáš|napiš~|napsat|nechte|nech|nechat|řekn~|říct|sděl~|prozraď~|poskytn~|hoď~|hodit|zadej~|uveď~|můžete mi|potřebuj~|chci|chtěl~)<15>(?:${YOURS} ){1,3}(?:${CONTACT})(?! (?:objednáv|zásilk|balík|účtu|zboží|bot))|(?:pošl~|poslat|dej~|dát|dáte|dáš|nechte|nech|sděl~|hoď~|prosím o|poprosil~ o|potřebuj~|napiš~|napište|můžete)<12>(?:telefonní číslo|telefonu?|číslo na (?:vás|tebe|mobil|telefon)|číslo (?:mobilu|telefonu)|mobil|kontakt na (?:vás|tebe|sebe)|kontakt|(?:e-?mail|mail)(?! (?:s|o|z|od)))(?! (?:dopravc|na dopravc|s |kurýr))`,
      what: `(?:jaké|jaký|jakej|jaká)<6>(?:je|máš|máte)<6>(?:${YOURS} )?(?:telefonní číslo|tel číslo|číslo na (?:vás|tebe)|číslo (?:telefonu|mobilu)|telefon|e-?mail|mail|tvoje číslo|vaše číslo|číslo|nick)(?! (?:objednáv|zásilk|bot|model|balík|sled))|(?:na jaké[mj]?|na kterém?|pod jakým) (?:čísl~|telefon~|mail~|e-?mail~|mejl~)|(?:máte|máš|je|existuje)<8>(?:nějak~ |na vás |na tebe )?(?:telefonní číslo|telefonní kontakt|telefon na (?:vás|tebe)|kontakt na (?:vás|tebe)|číslo na (?:vás|tebe))|(?:můžu|mohu|mohl~ bych|můžeme|dal~ by|šlo by)<12>(?:poprosit o |dostat |získat |mít |požádat o |prosit o )(?:${YOURS} )?(?:${CONTACT})`,
      messenger: `(?:máš|máte|jsi|jste|používáš|používáte|nemáš|nemáte)<12>(?:${MESSENGER}|signal~)`,
      move: `(?:napiš~|piš~|psát|napsat|ozv~|ozvi|ozvěte|kontaktuj~|kontakt~|domluv~|domluvi~|probra~|probere~|řeš~|vyřeš~|volat|zavolej~|pokrač~|přejde~|přesu~|spoj~|bavit|mluvit|promluvi~|pošlete|pošli|dořeš~|odepiš~)<25>(?:(?:na|přes|po|v|do|prostřednictvím)<8>${CHANNEL}(?! (?:dopravc|kurýr|s potvrz))|telefonicky|mailem|emailem|soukromě|v soukromí|jinde|jinudy|${OUTSIDE})|(?:na|přes)<5>${CHANNEL}<20>(?:napiš~|piš~|ozv~|domluv~|probere~|psát|rychlej~|lepší|snazší)`,
      call: `${atStart('(?:(?:prosím|prosim|tak|radši|raději|nejlépe|a|dobrý den) ){0,2}(?:zavolej~|zavolejte|volejte|volej|brnkn~|prozvoň~|prozvonte)(?! (?:na )?(?:dopravc|kurýr|infolink|ppl|dpd|zásilkovn|gls|poštu|linku|výrobc|do |servis|polici))')}|(?:zavolej~|zavolat|zavoláte|zavoláš|volejte|brnkn~|prozvoň~|ozv~)<3>(?:mi|mě|nám|mně)(?: (?:prosím|zpět|na|zpátky))?|prosím o (?:zavolání|telefonát)`,
      'call-you':
        '(?:můžu|mohu|můžeme|mohl~ bych|chtěl~ bych|smím|rád~ bych|můžem)<15>(?:(?:vám|ti|tě|vás) )(?:za)?(?:volat|telefonovat|brnknout)|(?:(?:vám|ti) )?(?:zavolám|zavoláme|brnknu)(?: (?:vám|ti|raději|radši))|(?:jak|kde) (?:vás|tě|se s vámi|se s tebou) (?:můžu |mohu |můžeme |mám )?(?:kontaktovat|zastihnout|sehnat|spojit|zastihnu|zastihnem)<12>(?:telefonicky|přímo|jinak|soukromě|mimo|osobně)?|můžeme (?:si )?(?:zavolat|zatelefonovat|promluvit po telefonu)',
      give: `(?:tady|zde|tu|pošlu|dám|posílám|píšu|uložte|ulož|zapište|zapiš|nechávám)<12>(?:moje|můj|svoje|svůj|naše|náš|své|mé)(?: soukrom~)? (?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:vygoogl~|vygugl~|googl~|vyhled~|vyhledat|najdě~|najdi~|hledej~|zadej~|napiš~|zkus~)<25>(?:(?:nás|mě|si nás)(?: (?:na|v|přes) (?:google~|internetu|síti|netu|seznam~))|(?:si )?(?:naš~ |moj~ |mé )?(?:název|jméno|jmén~|název~) (?:naš~|našeho|firmy|obchodu|mého|moj~)|(?:našeho|naši|naší|mou|moji) (?:firm~|obchod~|e-?shop~|značk~|název|jméno)|na google~?|do google~?)|(?:vygoogl~|vygugl~) (?:si )?(?:nás|mě)',
      find: '(?:najde~|najdeš|najdou|jsme|zastihne~|sežene~)<12>(?:(?:nás|mě)<20>)?(?:na (?:google~|internetu|netu|webu|seznamu|insta~|facebook~|fb)|všude|pod (?:naším|stejným|mým|tímto|svým) (?:jmén~|názv~|nick~)|podle (?:názv~|jmén~)|v telefonním seznamu|jinde|i jinde|snadno)(?! (?:návod|čísl))',
      printed:
        '(?:naše|moje|náš|můj|telefonní|mé|číslo na (?:nás|mě)|kontakt|kontakty|telefon)(?: (?:telefonní|číslo|telefon|kontakt~|mail|e-?mail|údaje|mobil|na (?:nás|mě))){0,3} (?:(?:je|máte|máš|najdete|najdeš|jsou|stojí|naleznete|uveden~|vytištěn~|napsan~|najdeme) ){1,2}(?:i |také |taky )?(?:na|v|přímo na|ve|u) (?:balík~|krabici|štítku|letáč~|letáku|vizitce|faktuře|dodacím|obálce|účtence|nálepce|samolepce|kartičce|fotce|fotkách|profilu|zadní|logu|obalu|zásilce|obrázku|popisku|lístku|obale)',
      look: '(?:podív~|mrkn~|koukn~|kouknu|zkontrolu~|otoč~|přečt~)<20>(?:(?:na )?(?:zadní stran~|druh~ stran~|vizitk~|kartičk~|odesílatel~|leták~|letáč~|můj profil|náš profil))',
      know: '(?:víš|víte)(?: (?:přece|už|jistě|určitě|,)){0,2},? (?:kde|jak) (?:mě|nás|mne|se se mnou|se s námi)(?: (?:najít|hledat|najdeš|najdete|sehnat|spojit|zastihnout|kontaktovat))?|(?:stejný|stejné|stejná|můj) (?:nick|jméno|název|přezdívka)<15>(?:na|u) (?:gmail~|insta~|google|seznam~|fb|facebook~)|(?:máš|máte) (?:přece |už )?(?:moje|naše|můj) (?:číslo|kontakt|telefon)',
      app: '(?:na|přes|v)<8>(?:té |tu )?(?:zelen~|modr~|fialov~) (?:aplikac~|appk~|apk~|apce|ikon~)|aplikac~ (?:se|s) (?:zelen~|sluchátk~|duch~|vlaštov~)',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'koup~|kup~|prodá~|prod~|zaplat~|plat~|objedn~|obchod~|dohod~|dohodn~|domluv~|vyříd~|vyřeš~|zaříd~|uděl~|obchod|transakc~|převod~|dokonč~|vyřizova~|poslat|pošl~',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:koup~|kup~|objedn~|zaplat~|plat~)<12>(?:přímo|napřímo|soukromě)|přímo (?:u nás|u mě|od nás|ode mě|nám|mně|na účet)|bez (?:proviz~|poplat~|faktur~|účtenk~)|(?:hotově|v hotovosti|převodem)|(?:když|pokud|při)<6>(?:zaplat~|plat~) (?:hotově|převodem|na ruku)`,
      ),
      direct:
        '(?:zaplať~|zaplatit|zaplatíte|zaplatíš|plať~|platba|platbu|pošl~|poslat|převeď~|převést)<25>(?:přímo (?:mně|mi|nám|na|u nás)|(?<!vrátit )na (?:můj|náš|moje|naše|svůj) (?:bankovní |vlastní )?(?:účet|paypal|revolut|číslo účtu)|převodem (?:na účet|přímo|nám|mně)|na účet přímo|mi na účet|nám na účet)|přím~ (?:platb~|převod~)',
      friends:
        'paypal~<20>(?:přátel~|kamarád~|rodin~|friends|blízk~)|(?:jako|pro|přes) (?:přátel~|přátele|kamarád~)(?: (?:a|i|&) (?:rodin~|blízk~))|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'hotově|v hotovosti|hotovost~|za hotové|na ruku|cash',
          'vyzvedn~|odběr~|osobní~?|osobně|převzetí|předání|předán~|sejde~|setkán~|na míst~|přije~|stav~|bez (?:faktur~|proviz~|poplat~|účtenk~|papír~)|levn~',
        ),
      ],
      cancel: `(?:zruš~|stornuj~|storno~|odstup~|odstoup~)<60>(?:koup~|kup~|objedn~|zaplat~|pošl~|uděl~|domluv~)<30>(?:přímo|napřímo|soukromě|${OUTSIDE}|(?:na|v|přes|u|ve) (?:${OWN_SHOP})|levněji|u nás(?! (?:na|cez|přes) (?:tejto |této )?(?:platform|portál|trhovisk|tržišt))|u mě)|(?:zruš~|stornuj~)<40>(?:přímo|napřímo|soukromě|${OUTSIDE}|u nás|(?:na|v|přes|ve) (?:${OWN_SHOP}))<20>(?:koup~|kup~|objedn~|zaplat~|levn~)`,
      fees: both(30, 'ušetř~|šetř~|obej~|obejde~|vyhn~|bez|odpad~|vyhnout|nemusíme platit|zbytečn~', FEES),
      shop: [
        0.8,
        both(30, '(?:koup~|kup~|objedn~|nakoup~)(?: si| to)?', `(?:přímo |levněji |rovnou )?(?:na|v|přes|u|ve) (?:${OWN_SHOP})`),
      ],
      privately: [
        0.8,
        `(?:koup~|kup~|objedn~|prod~|zaplat~)<15>(?:přímo (?:u|od|ode|s) (?:nás|mě|mne|námi)|napřímo|soukromě)|(?:${DIRECT})<12>(?:koup~|kup~|objedn~|zaplat~|prod~|levněji)|soukrom~ (?:prodej|obchod|dohod~)|zůstane (?:to )?mezi námi`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'přihla~|přihlas~|odebír~|odběr|zaregistruj~|registr~|připoj~',
        'newsletter~|novin~ (?:e-?mailem|mailem)|(?:naš~ |našeho |našemu |do našeho )(?:kanál~|klub~|program~|zákaznick~)|zpravodaj~|odběr~ (?:našich )?novin~|věrnostn~ (?:klub~|program~)',
      ),
      follow: `(?:sleduj~|lajk~|dejte (?:nám )?(?:like|lajk)|navštiv~|přidej~|najdě~|označ~|podív~|připoj~|mrkn~|koukn~)<12>(?:nás|náš|naše|naši|nám|mě|můj|moje|na|se)<25>(?:${MESSENGER}|youtube|profil~|stránk~ na|skupin~|kanál~|pinterest|blog~)|${atStart('(?:prosím )?sleduj~ (?:nás|mě|náš|naše)')}`,
      code: both(
        45,
        '(?:slevov~ |promo ?)?(?:kód~|kupón~|kupon~|poukaz~|voucher~)|\\d{1,2} ?(?:%|procent)~?(?: sleva~| slevu| slevy)?|slev~',
        `(?:příšt~|další~?|dalším~?|následující~?|druh~) (?:nákup~|objednáv~)|${OWN_SHOP}|(?:celý|celé|veškeré) (?:sortiment~|obchod|zboží)|na vše(?:chno)?`,
      ),
      review: both(
        60,
        `(?:za|výměnou za|napiš~|napíše~|nech~|dej~|dáte|uděl~|zanech~|změn~|změň~|uprav~|smaž~|smazání|přidej~|po|ohodno~) (?:nám |mi |vaši |vaše |napsání |změnu |změn~ |smazání )?${REVIEW}|ohodnoť~? (?:nás|mě)|(?:5|pět) hvězd~(?: ?\\?)?`,
        `(?:dosta~|získ~|pošl~|pošlem~|dá~|nabíd~|obdrž~|čeká|vyhr~|přidá~|vrát~|máte|máš|jako|a|vám|ti)<20>(?:${GIFT})`,
      ),
      shop: `(?:navštiv~|podív~|mrkn~|koukn~|prohléd~|objev~|zavítej~|více|další)<20>(?:(?:na|do|v)? ?(?:${OWN_SHOP})|naš~ (?:další~?|ostatní~?|nov~|cel~) (?:produkt~|nabíd~|kolekc~|sortiment~|zboží))`,
      sale: both(
        35,
        'naš~ (?:nov~|velk~|letn~|zimn~)<15>(?:kolekc~|výprodej~|akc~|nabíd~)|black friday|(?:letní|zimní|velk~|vánoční|jarní) (?:výprodej~|slev~|akc~)',
        'podív~|nezmešk~|nenech~|až|\\d{1,2} ?%|právě|jen (?:dnes|teď|do)|využ~|koukn~|mrkn~|na vše|začín~',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'kurv(?:a|y|o|ě|ou|ičk~|iš~)|zkurv~|zkurvysyn~|čurá(?:k|ci|ku|ka|kem|ků|kovi)|curak~?|píč(?:a|o|e|i|us~|ovin~)|kokot(?:e|i|a|em|ina)?|mrd(?:k~|ko|at|ej)|zmrd~|šukat|jeban~|vyjeban~|zajeban~|hovno|hovn(?:o|a|em)|sráč(?:i|e|u|i|em)?|debil(?:e|i|ové|ní|a|em)?|kretén(?:e|i|a|em|ský)?|hajzl(?:e|i|ové|a|em|ové)?|svině|svin(?:ě|i)|děvk(?:a|o|y)|buzn~|buzerant~|zasran~|posran~|prdel(?:i|e)?|vyser~|naser~|nasrat|vyprdn~|serete|sereš|vole|blbče|magore|parchant(?:e|i)?|zmetku|zmetci|čůrá(?:k|ku|ci)|kunda|kundo|vymaštěn~|dement(?:e|i)|šmejdi|pičo|do (?:prdele|piči)|idiot(?:e|i|ové)',
      addressed: `(?:jste|jsi|seš|ty|vy)(?: (?:jste|jsi|seš|prostě|fakt|opravdu|obyčejn~|normální|totální|naprost~|úpln~|jen|banda|bandou|takov~|pěkn~|vážně|všichni|jeden|parta|partou|tak|zasran~|hnusn~|špinav~)){0,4} (?:${IDIOT})|band[ao]u? (?:zlodějů|podvodníků|idiotů|debilů|šmejdů)`,
      vocative: `(?:blb~|hlup~|pitom~|zatracen~|zasran~|prolhan~|špinav~|podl~|hnusn~|tup~) (?:krávo|kráva|prase|svině|podvodní~|zloděj~|idiot~|debil~|bábo|lhář~|hovado|prodejc~|chlap~)|${atStart('(?:podvodníci|zloději|idioti|debilové|idiote|debile|podvodníku|zloději|šmejdi|lháři)(?= ?[!.,]|$)')}|drž(?:te)? (?:hubu|klapačku|hubu a)|zavři(?:te)? (?:hubu|klapačku)|(?:jdi|jdě)(?:te)? (?:do (?:háje|prdele|pekla|hajzlu)|k čertu)|běž(?:te)? (?:do (?:háje|prdele|pekla)|k čertu)|táhni(?:te)?|polib(?:te)? (?:mi|si)|(?:ať|kéž) (?:chcípne~|zdechne~|umře~|shnij~)|chcípni(?:te)?|zdechni(?:te)?|trhni si|zabij se|vypadni(?:te)?`,
      threat:
        '(?:vím|víme|zjistím|zjistíme|najdu si)<6>kde (?:bydlí~|pracuj~|žij~|máš|máte dům)|(?:zabij~|zabiju|zmlát~|rozbij~|zlom~|znič~|podpál~|podřež~|dostanu|najdu si|přeraz~|přerazím|rozmlát~)<6>(?:tě|vás|ti|vám|tebe|si tě)|(?:tě|vás|ti|vám) (?:zabij~|zmlát~|rozbij~|zlom~|znič~|podpál~|podřež~|dostanu|přeraz~|rozmlát~)|(?<!(?:jak|kde) )(?:tě|vás) najdu(?! (?:na|v|ve|přes|pod|podle|mezi) )|(?:toho|tohohle|tohle) (?:budete|budeš|ještě) (?:budeš |budete )?litovat|budeš (?:toho )?litovat|budete (?:toho )?litovat|(?:přijdu|přijedu|přijdeme|přijedeme|pošlu)<12>(?:si pro (?:tebe|vás)|k (?:tobě|vám)|na vás|chlap~|kluky)<20>(?:domů|rozbij~|zmlát~|uvidí~|hub~|dom)?|dej(?:te)? si (?:bacha|pozor) na (?:svo~ )?(?:rodinu|děti|sebe|záda|zuby|hubu|dům|barák)',
      slur: 'cikán~ (?:špinav~|zasran~|zlodějsk~|jeden)|negr(?:e|ů|i|ové|a|em)?|buzik~|rákosník~|rákosnic~|žid(?:e|áci|áku)|čmoud(?:e|i|ové|ů)?|morgoš~|úkáčk~|skopčá~|polák~ zasran~|(?:špinav~|zasran~|zkurven~|smradlav~|hnusn~|jeban~) (?:cikán~|žid~|negr~|ukrajin~|rus(?:ák~|i|ové)?|vietnam~|arab~|polák~|slovák~|cigán~)|vrať(?:te)? se (?:odkud|domů|do své)',
    }),
  },
  context: contexts({
    refusal:
      '(?:prodat|prodávat|obchodovat|domluvit|domlouvat)<12>ne(?:smí~|můž~|lze|chceme|chci)|(?:ne(?:smí~|můž~|lze|jde|posílej~|dávej~|pošl~|sděluj~|piš~|vol~|poskyt~|vyměňuj~|kontaktuj~|domlouvej~|přijím~|obchoduj~|prodáv~|plať~|dělá~|chceme|chci|povolen~|dovolen~|nabíz~|uvádě~|řeš~|posíl~)|zakázan~|zakaz~|není (?:dovolen~|možn~|povolen~)|nikdy)<40>(?:čísl~|telefon~|kontakt~|mail~|e-?mail~|mimo|soukrom~|převod~|platb~|zaplat~|whats\\W?app~|přímo|recenz~|hotov~|poslat|posíl~|dávat|dát|sděl~|vyměň~|psát|volat|poskyt~|obchod~|prod~|domlouv~)|(?:telefon~|čísl~|kontakt~|mimo|e-?mail~|údaj~|soukrom~)<30>ne(?:smí~|můž~|lze|posíl~|dává~|sděl~|poskyt~|vyměň~|řeš~|dělá~)|(?:jen|pouze|výhradně|jedině|radši|raději|zůsta~|všechno|vše|prosím)<20>(?:tady|zde|(?:přes|na|v rámci|prostřednictvím) (?:tuto |této |tu |tohoto )?(?:platform~|portál~|chat~|zpráv~|tržišt~))|zakázan~|proti (?:pravidl~|podmínk~)|pravidla (?:zakazuj~|nedovol~)',
    warning:
      'pozor|varov~|varuj~|dávej~ pozor|opatrn~|podvod|podvodn~|podvody|phishing~|podezřel~|falešn~|neklik~|nevěř~|neotev~|spam~|scam~|vylák~|polici~|hacker~|hacknut~',
    thirdParty: `(?:mluvil~|volal~)<12>(?:dopravc~|kurýr~|linko~|lince|infolin~|zásilkovn~|pošt~|ppl|dpd|dhl|gls)|(?:řekli|poradili|říkali)(?: mi| nám)?,? (?:ať|abych|abychom)|(?:kontakt~|zavol~|obrať~|obrátit)<16>(?:dopravc~|kurýr~|výrobc~|zásilkovn~|ppl|dhl|dpd|gls|ups)|(?:taxi~|ambulan~)|(?:jin~|nějak~|jeden|další|předchozí|onen|ten|tamten) (?:prodejc~|prodavač~|člověk|osob~|pán|paní|zákazn~|chlap|kupující|obchod~)|někdo|kurýr~|(?:soused~|manžel~|kamarád~|kolega|kolegyně|syn|dcera|bratr|sestra|výrobce|infolinka|ppl|dpd|dhl|gls|zásilkovna|pošta|banka|servis|váš zaměstnanec|řidič)<12>(?:chtě~|řekl~|volal~|napsal~|psal~|dal~|tvrd~|ptal~|nazval~|urazil~|nabíze~|nabídl~|žádal~|bude volat|zavolá~)|(?:nahlás~|nahlasuj~|stěžov~|stížnost~)|(?:prodejn~|obchod~|market~)<10>(?:vedle|za rohem|v okolí|nedaleko)|v jiném obchodě|(?:manžel~|syn|dcera|bratr|sestra|kamarád~)<12>(?:koupil~|sehnal~|našel|našla)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:kompatibil~|připoj~|páruj~|spáruj~|zobrazuj~|zobrazí|ukazuj~|upozorně~|podporuj~|nainstal~|instal~|funkc~|synchron~|notifikac~)<25>(?:${MESSENGER}|telefon~|mobil~|e-?mail~|hovor~|sms~)|(?:${MESSENGER}|telefon~|mobil~|sms~)<25>(?:kompatibil~|upozorně~|podpor~|hodink~|funkc~|nainstal~|zobraz~|notifikac~)|(?:pouzdro|obal|kryt|držák|nabíječk~|kabel|sklo|fólie|stojan~|bateri~)<8>(?:na|pro|k) (?:telefon~|mobil~)|(?:telefon|mobil) (?:má|je|nefunguje|funguje|s android~|pro seniory)|(?:poštovní schránk~|dopisní schránk~|schránk~ na)|chytr~ (?:hodink~|telefon~)|smart ?watch~|sim ?kart~|dual ?sim|imei`,
    orderNumber:
      '(?:čísl~|č|kód~|id)(?: (?:objednáv~|zásilk~|balík~|sledován~|faktur~|výrobk~|zboží|modelu|artiklu|zakázk~|reklamac~|případu|dílu|šarže|dokladu|účtenk~|produktu|série|vrácen~|podán~|karty|účtu|dodacího|výrobní))|(?:sériov~|výrobn~|katalogov~|objednac~|sledovac~|podac~|zakázkov~|zákaznick~|referenčn~|variabiln~) (?:čísl~|kód~|symbol~)|objednáv~|zásilk~|faktur~|balík~|model~|ean|gtin|isbn|sku|imei|sn|s/n|rma|ičo|dič|ič|vs|ppl|dpd|dhl|gls|zásilkovn~|reklamac~|typ|artikl~|variabilní symbol',
    price: 'cen~|stojí|korun~|kč|czk|eur~|částk~|celkem|součet|haléř~|dph|poštovn~|doprav~|záloh~',
    size: 'velikost~|délk~|šířk~|výšk~|hloubk~|průměr~|rozměr~|cm|mm|palc~|kg|gram~|litr~|ml|watt~|volt~|mah|ghz|gb|tb|hmotnost~|váž~|obvod~|pas|boky|hrudník~|rozlišen~|pixel~|číslo bot',
    date: 'leden|lednu|ledna|únor~|březen|březn~|duben|dubn~|květen|květn~|červen|červn~|červenec|červenc~|srpen|srpn~|září|říjen|říjn~|listopad~|prosinec|prosinc~|pondělí|úterý|střed~|čtvrt(?:ek|ku)|pát(?:ek|ku)|sobot~|neděl~|dat(?:um|a|u)|rok~|hodin~|hod|otevírací',
    address:
      'ulic~|ul|psč|směrovací číslo|výdejn~|zásilkovn~|z-?box~|box~|poboč~|adres~ doručení|doručovací adres~|pošt~|patr~|budov~|sklad~|náměstí|nám|čp|balíkovn~|alzabox~|zvonek',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal~|sms~|youtube|twitter`,
    contactVerb:
      'zavolej~|volej~|volat|zavolat|napiš~|piš~|ozv~|ozvi|kontaktuj~|spoj~|brnkn~|prozvoň~|pošl~|přidej~|najd~|zapiš~|uložte|esemeskuj~|zastihn~|zved~|bere to|hlásí se',
    phoneNoun: 'telefon~|tel|mobil~|čísl~|č|linka|infolink~|fax|kontakt~',
    mailNoun: 'e\\W?mail~|mail~|mejl~|adres~|schránk~|gmail|seznam|centrum|volny|outlook|hotmail|yahoo',
  }),
};
