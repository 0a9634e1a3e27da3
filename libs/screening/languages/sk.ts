import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 dvadsať; 30 tridsať; 40 štyridsať; 50 päťdesiat; 60 šesťdesiat; 70 sedemdesiat; 80 osemdesiat; 90 deväťdesiat';
const NUMBER =
  '(?:telefónne |mobilné |vaše |svoje )?(?:čísl~|číselko)(?: (?:na (?:mobil|telefón|vás|teba|whats\\W?app~)|telefónu|mobilu))?|telefón~|mobil~|tel|kontakt~|kontaktné údaje|spojenie';
const MAIL = '(?:e\\W?mail~|mejl~|mail~)(?:ov~ adres~)?|mailov~ adres~|emailov~ adres~';
const CONTACT = `${NUMBER}|${MAIL}|${MESSENGER}|nick~|prezývk~`;
const YOURS = '(?:tvoj~|váš|vaše|vaši|vášho|svoj~|na (?:vás|teba|seba)|nejak~|mi|nám|vám)';
const CHANNEL = `(?:${MESSENGER}|signal~|telefón~|mobil~|e\\W?mail~|mejl~|mail~|sms~|súkromn~ správ~)`;
const OUTSIDE =
  'mimo (?:tejto |tohto |tej |vašej )?(?:platform~|portál~|trhovisk~|web~|stránk~|aplikáci~|systém)~?|bez (?:platform~|portál~|sprostredkovateľ~)|obísť (?:platform~|portál~)|obídeme (?:platform~|portál~)|bokom|načierno|na čierno|pod rukou|pod stolom|nie cez (?:platform~|portál~|tieto|túto)|namiesto (?:cez )?(?:platform~|portál~)|medzi štyrmi očami|mimo (?:tadiaľto|tadeto)';
const OWN_SHOP =
  '(?:náš|naš~|môj|moj~|svoj~)(?: vlastn~)? (?:e-?shop~|internetov~ obchod~|obchod~|web~|stránk~|predajn~|webstránk~)';
const DIRECT = 'priamo (?:u|od|cez|k|na|s|mne|nám)(?: (?:nás|mňa|nám|mne|náš|naše|nami|mnou))?|napriamo|súkromne';
const CHEAPER =
  'lacn\\p{L}{0,4}|zľav~|výhodnejš~|nižš~ cen~|lepš~ cen~|dobr~ cen~|menej|\\d{1,2} ?(?:%|percent~)|\\d{1,4} ?(?:€|eur~) (?:menej|lacnejšie|dole)|ušetr~|dohodneme sa na cene';
const FEES = 'províz~|poplat~ (?:platform~|portál~|za (?:platform~|predaj|sprostredkovanie)|trhovisk~|tu)';
const REVIEW = '(?:pozitívn~ |kladn~ |pekn~ |dobr~ |päťhviezdičkov~ )?(?:recenzi~|hodnoten~|hviezdič~|hviezd~)';
const GIFT =
  'poukaz~|poukáž~|voucher~|kupón~|darček~|zľav~|odmen~|zadarmo|zdarma|prekvapenie|vrát~|bonus~|cashback|\\d{1,3} ?(?:%|€|eur~|percent~)';
const IDIOT =
  'idiot~|debil~|kretén~|blb~|sprost~|hlúp~|hlupák~|podvodní~|zlodej~|klamár~|šmejd~|gauner~|dement~|imbecil~|tup~|hovad~|prasa|prasat~|svin~|magor~|hajzl~|úbožiak~|neschopn~|darebá~|parazit~|grázl~|háv(?:eď|ede)|somár~|sviňa|vydriduch~|luhár~|zmrd~|trápn~';

/** Slovak, as it is written and as it is spoken. */
export const sk: LanguagePack = {
  language: 'sk',
  numbers: {
    ...counted(
      `0 nula nuly nulu nul; 1 jeden jedna jedno jednotka jednotku jednička; 2 dva dve dvojka dvojku; 3 tri trojka trojku; 4 štyri štvorka štvorku; 5 päť pätka pätku; 6 šesť šestka šestku;
       7 sedem sedmička sedmičku; 8 osem osmička osmičku; 9 deväť deviatka deviatku; 10 desať; 11 jedenásť; 12 dvanásť; 13 trinásť; 14 štrnásť; 15 pätnásť; 16 šestnásť;
       17 sedemnásť; 18 osemnásť; 19 devätnásť; ${TENS}; 100 sto; 200 dvesto; 300 tristo; 400 štyristo; 500 päťsto; 600 šesťsto; 700 sedemsto; 800 osemsto; 900 deväťsto`,
    ),
    ...joined(TENS, '1 jeden jedna; 2 dva; 3 tri; 4 štyri; 5 päť; 6 šesť; 7 sedem; 8 osem; 9 deväť', (ten, unit) => [
      `${ten}${unit}`,
      `${ten} ${unit}`,
    ]),
  },
  repeats: {
    dvojitá: 2,
    dvojité: 2,
    dvojita: 2,
    dvakrát: 2,
    dvakrat: 2,
    trikrát: 3,
    trikrat: 3,
    'dva krát': 2,
    'dva krat': 2,
    trojitá: 3,
    '2x': 2,
    '3x': 3,
  },
  symbols: {
    at: ['zavináč', 'zavinac', 'zavináčik', 'zavin', 'at', 'slimák', 'slimak'],
    dot: ['bodka', 'bodkou', 'bodku', 'dot'],
    dash: ['pomlčka', 'pomlcka', 'mínus', 'minus', 'spojovník', 'spojovnik'],
    underscore: ['podčiarkovník', 'podciarkovnik', 'podtržník', 'podtrznik', 'podčiarnik', 'podtržítko'],
    slash: ['lomka', 'lomítko', 'lomitko', 'lomeno'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:máš|máte) (?:aj )?${SHORT}|(?:a )?(?:vaše|váš|tvoje) (?:telefónne |tel )?(?:číslo|mobil|mail|telefón)|číslo na (?:vás|teba)|${MESSENGER}`,
      ),
      request: `(?:pošli~|poslať|daj~|dať|dáte|dáš|napíš~|napísať|nechaj~|nechať|povedz~|povedať|zdeľ~|oznám~|prezraď~|poskytni~|hoď~|hodiť|zadaj~|uveď~|môžete mi|potrebuj~|chcem|chcel~)<15>(?:${YOURS} ){1,3}(?:${CONTACT})(?! (?:objednáv|zásielk|balík|účtu|tovar|topán))|(?:pošli~|poslať|daj~|dať|dáte|dáš|nechaj~|prosím o|poprosil~ o|poprosím|potrebuj~|napíš~|hoď~|môžete)<12>(?:telefónne číslo|telefón|číslo na (?:vás|teba|mobil|telefón)|číslo (?:mobilu|telefónu)|mobil|kontakt na (?:vás|teba|seba)|kontakt|(?:e-?mail|mail)(?! (?:s|o|z|od)))(?! (?:dopravc|na dopravc|s |kuriér))`,
      what: `(?:aké|aký|akú|aká)<6>(?:je|máš|máte)<6>(?:${YOURS} )?(?:telefónne číslo|tel číslo|číslo na (?:vás|teba)|číslo (?:telefónu|mobilu)|telefón|e-?mail|mail|tvoje číslo|vaše číslo|číslo|nick)(?! (?:objednáv|zásielk|topán|model|balík|sled))|(?:na aké|na akom|na ktoré|na ktorom|pod akým) (?:čísl~|telefón~|mail~|e-?mail~|mejl~)|(?:máte|máš|je|existuje)<8>(?:nejak~ |na vás |na teba )?(?:telefónne číslo|telefónny kontakt|telefón na (?:vás|teba)|kontakt na (?:vás|teba)|číslo na (?:vás|teba))|(?:môžem|môžeme|mohol by som|mohla by som|dalo by sa|šlo by)<12>(?:poprosiť (?:o )?|dostať |získať |mať |požiadať o |prosiť o )(?:${YOURS} )?(?:${CONTACT})`,
      messenger: `(?:máš|máte|si na|ste na|používaš|používate|nemáš|nemáte)<12>(?:${MESSENGER}|signal~)`,
      move: `(?:napíš~|píš~|písať|napísať|ozvi~|ozvať|kontaktuj~|kontakt~|dohodni~|dohodne~|dohodn~|preberie~|rieš~|vyrieš~|volať|zavolaj~|pokrač~|prejd~|presu~|spoj~|baviť|hovoriť|porozprávaj~|pošli|pošlite|dorieš~|odpíš~|komunikova~)<25>(?:(?:na|cez|po|v|do|prostredníctvom)<8>${CHANNEL}(?! (?:dopravc|kuriér|s potvrd))|telefonicky|mailom|emailom|súkromne|v súkromí|inde|inak|${OUTSIDE})|(?:na|cez)<5>${CHANNEL}<20>(?:napíš~|píš~|ozvi~|dohodn~|preberie~|písať|rýchlej~|lepšie|jednoduchš~)`,
      call: `${atStart('(?:(?:prosím|prosim|tak|radšej|najlepšie|a|dobrý deň) ){0,2}(?:zavolaj~|volajte|volaj|brnkni~|prezvoň~|cinkni~)(?! (?:na )?(?:dopravc|kuriér|infolink|dpd|gls|poštu|packet|linku|výrobc|do |servis|políci))')}|(?:zavolaj~|zavolať|zavoláte|zavoláš|volajte|brnkni~|prezvoň~|ozvi~)<3>(?:mi|nám|mne)(?: (?:prosím|späť|na))?|prosím o (?:zavolanie|telefonát)`,
      'call-you':
        '(?:môžem|môžeme|mohol by som|mohla by som|chcel by som|chcela by som|smiem|rád by som|rada by som)<15>(?:(?:vám|ti|vás) )(?:za)?(?:volať|telefonovať|brnknúť)|(?:(?:vám|ti) )?(?:zavolám|zavoláme|brnknem)(?: (?:vám|ti|radšej))|(?:ako|kde) (?:vás|ťa|sa s vami|sa s tebou) (?:môžem |môžeme |mám )?(?:kontaktovať|zastihnúť|zohnať|spojiť|zastihnem)<12>(?:telefonicky|priamo|inak|súkromne|mimo|osobne)?|môžeme (?:si )?(?:zavolať|zatelefonovať|porozprávať sa po telefóne)',
      give: `(?:tu je|tu máte|tu máš|pošlem|dám|posielam|píšem|uložte|ulož|zapíšte|zapíš|nechávam)<12>(?:moje|môj|svoje|svoj|naše|náš)(?: súkromn~)? (?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:vygoogli~|vygúgli~|vygoogl~|googli~|vyhľadaj~|vyhľadať|nájdi~|hľadaj~|zadaj~|napíš~|skús~|pohľadaj~)<25>(?:(?:nás|ma|si nás)(?: (?:na|v|cez) (?:google~|internete|sieti|nete))|(?:si )?(?:naš~ |moj~ )?(?:názov|meno|názv~) (?:naš~|nášho|firmy|obchodu|môjho|moj~)|(?:nášho|našu|moju|môj|náš) (?:firm~|obchod~|e-?shop~|značk~|názov|meno)|na google~?|do google~?)|(?:vygoogli~|vygúgli~) (?:si )?(?:nás|ma)',
      find: '(?:nájde~|nájdu|sme|zastihne~|zoženie~)<12>(?:(?:nás|ma)<20>)?(?:na (?:google~|internete|nete|webe|insta~|facebook~|fb)|všade|pod (?:naším|rovnakým|mojím|týmto|svojím|tým istým) (?:men~|názv~|nick~)|podľa (?:názvu|mena)|v telefónnom zozname|inde|aj inde|ľahko)(?! (?:návod|čísl))',
      printed:
        '(?:naše|moje|náš|môj|telefónne|číslo na (?:nás|mňa)|kontakt|kontakty|telefón)(?: (?:telefónne|číslo|telefón|kontakt~|mail|e-?mail|údaje|mobil|na (?:nás|mňa))){0,3} (?:(?:je|máte|máš|nájdete|nájdeš|sú|stojí|uveden~|vytlačen~|napísan~) ){1,2}(?:aj |tiež )?(?:na|v|priamo na|vo|pri) (?:balík~|krabici|škatuli|štítku|leták~|vizitke|faktúre|dodacom|obálke|účtenke|nálepke|kartičke|fotke|fotkách|profile|zadnej|logu|obale|zásielke|obrázku|popise|lístku|bločku)',
      look: '(?:pozri~|mrkni~|kukni~|skontroluj~|otoč~|prečítaj~)<20>(?:(?:na )?(?:zadn~ stran~|druh~ stran~|vizitk~|kartičk~|odosielateľ~|leták~|môj profil|náš profil))',
      know: '(?:vieš|viete)(?: (?:predsa|už|isto|určite|,)){0,2},? (?:kde|ako) (?:ma|nás|mňa|sa so mnou|sa s nami)(?: (?:nájsť|hľadať|nájdeš|nájdete|zohnať|spojiť|zastihnúť|kontaktovať))?|(?:rovnaký|rovnaké|rovnaká|môj|ten istý) (?:nick|meno|názov|prezývka)<15>(?:na|v) (?:gmail~|insta~|google|fb|facebook~|azet~)|(?:máš|máte) (?:predsa |už )?(?:moje|naše|môj) (?:číslo|kontakt|telefón)',
      app: '(?:na|cez|v)<8>(?:tej |tú )?(?:zelen~|modr~|fialov~) (?:aplikáci~|appk~|apk~|ikon~)|aplikáci~ (?:so|s) (?:zelen~|slúchadl~|duch~)',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'kúp~|predá~|predaj~|zaplat~|plat~|objedn~|obchod~|dohod~|dohodn~|vybav~|vyrieš~|zariad~|urob~|spravi~|transakci~|prevod~|dokonč~|poslať|pošle~|platb~',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:kúp~|objedn~|zaplat~|plat~)<12>(?:priamo|napriamo|súkromne)|priamo (?:u nás|u mňa|od nás|odo mňa|nám|mne|na účet)|bez (?:províz~|poplat~|faktúr~|bločk~)|(?:v hotovosti|hotovosťou|prevodom)|(?:keď|ak|pri)<6>(?:zaplat~|plat~) (?:v hotovosti|prevodom|na ruku)`,
      ),
      direct:
        '(?:zaplať~|zaplatiť|zaplatíte|zaplatíš|plaťte|platba|platbu|pošli~|poslať|preveď~|previesť)<25>(?:priamo (?:mne|mi|nám|na|u nás)|(?<!vrátiť )na (?:môj|náš|moje|naše|svoj) (?:bankový |vlastný )?(?:účet|paypal|revolut|číslo účtu|iban)|prevodom (?:na účet|priamo|nám|mne)|na účet priamo|mi na účet|nám na účet)|priam~ (?:platb~|prevod~)',
      friends:
        'paypal~<20>(?:priateľ~|kamarát~|rodin~|friends|známy~|blízk~)|(?:ako|pre|cez) (?:priateľ~|kamarát~)(?: (?:a|i|&) (?:rodin~|blízk~))|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'v hotovosti|hotovosť|hotovosťou|na ruku|cash',
          'vyzdvihn~|osobn~|prevzat~|odovzdan~|stretn~|na mieste|príd~|zastav~|bez (?:faktúr~|províz~|poplat~|bločk~|papier~)|lacn~',
        ),
      ],
      cancel: `(?:zruš~|stornuj~|storno~|odstúp~)<60>(?:kúp~|objedn~|zaplat~|pošl~|urob~|dohod~)<30>(?:priamo|napriamo|súkromne|${OUTSIDE}|(?:na|v|cez|u|vo) (?:${OWN_SHOP})|lacnejšie|u nás(?! (?:na|cez|přes) (?:tejto |této )?(?:platform|portál|trhovisk|tržišt))|u mňa)|(?:zruš~|stornuj~)<40>(?:priamo|napriamo|súkromne|${OUTSIDE}|u nás|(?:na|v|cez|vo) (?:${OWN_SHOP}))<20>(?:kúp~|objedn~|zaplat~|lacn~)`,
      fees: both(30, 'ušetr~|šetr~|obís~|obíd~|vyhn~|bez|odpad~|nemusíme platiť|zbytočn~', FEES),
      shop: [
        0.8,
        both(30, '(?:kúp~|objedn~|nakúp~)(?: si| to)?', `(?:priamo |lacnejšie |rovno )?(?:na|v|cez|u|vo) (?:${OWN_SHOP})`),
      ],
      privately: [
        0.8,
        `(?:kúp~|objedn~|predá~|predaj~|zaplat~)<15>(?:priamo (?:u|od|odo|s) (?:nás|mňa|nami)|napriamo|súkromne)|(?:${DIRECT})<12>(?:kúp~|objedn~|zaplat~|predá~|lacnejšie)|súkromn~ (?:predaj|obchod|dohod~)|zostane (?:to )?medzi nami`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'prihlás~|odober~|odber|zaregistruj~|registr~|pripoj~',
        'newsletter~|novin~ (?:e-?mailom|mailom)|(?:nášho |náš |našom )(?:kanál~|klub~|program~)|odber~ (?:našich )?novin~|vernostn~ (?:klub~|program~)',
      ),
      follow: `(?:sleduj~|lajk~|dajte (?:nám )?(?:like|lajk)|navštív~|pridaj~|nájdi~|označ~|pozri~|pripoj~|mrkni~|kukni~)<12>(?:nás|náš|naše|našu|nám|ma|môj|moje|na|sa)<25>(?:${MESSENGER}|youtube|profil~|stránk~ na|skupin~|kanál~|pinterest|blog~)|${atStart('(?:prosím )?sleduj~ (?:nás|ma|náš|naše)')}`,
      code: both(
        45,
        '(?:zľavov~ |promo ?)?(?:kód~|kupón~|poukaz~|voucher~)|\\d{1,2} ?(?:%|percent~)(?: zľava| zľavu| zľavy)?|zľav~',
        `(?:ďalš~|budúc~|nasledujúc~|druh~) (?:nákup~|objednáv~)|${OWN_SHOP}|(?:celý|celé|všetok) (?:sortiment~|obchod|tovar)|na všetko`,
      ),
      review: both(
        60,
        `(?:za|výmenou za|napíš~|nechaj~|necháte|daj~|dáte|udeľ~|zanechaj~|zmeň~|zmen~|uprav~|zmaž~|vymaž~|pridaj~|po|ohodno~) (?:nám |mi |vašu |vaše |napísanie |zmenu |zmen~ )?${REVIEW}|ohodnoť~? (?:nás|ma)|(?:5|päť) hviezd~(?: ?\\?)?`,
        `(?:dosta~|získ~|pošl~|dá~|ponúk~|obdrž~|čaká|vyhr~|pridá~|vrát~|máte|máš|ako|a|vám|ti)<20>(?:${GIFT})`,
      ),
      shop: `(?:navštív~|pozri~|mrkni~|kukni~|objav~|viac|ďalšie)<20>(?:(?:na|do|v)? ?(?:${OWN_SHOP})|naš~ (?:ďalš~|ostatn~|nov~|cel~) (?:produkt~|ponuk~|kolekci~|sortiment~|tovar~))`,
      sale: both(
        35,
        'naš~ (?:nov~|veľk~|letn~|zimn~)<15>(?:kolekci~|výpredaj~|akci~|ponuk~)|black friday|(?:letn~|zimn~|veľk~|vianočn~|jarn~) (?:výpredaj~|zľav~|akci~)',
        'pozri~|nezmešk~|až|\\d{1,2} ?%|práve|len (?:dnes|teraz|do)|využi~|kukni~|mrkni~|na všetko|začín~',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'kurv(?:a|y|o|e|ou|ičk~)|skurv~|zkurv~|kokot(?:i|e|a|om|ov|ina|ko)?|pič(?:a|o|e|i|us~|ovin~)|piče|jeb(?:at|ať|em|nut~|ni|ak|ák~|o)|jebn~|vyjeban~|zajeban~|dojeban~|pojeb~|čurá(?:k|ci|ka|kom)|hovno|hovná|debil(?:i|ko|ovia|ný|ni|a|om|e)?|kretén(?:i|e|a|om|sky)?|hajzel|hajzl(?:i|ov|e)?|sviň(?:a|e|u)|svine|zmrd~|mrdn~|buzerant~|buzn~|zasran~|posran~|riť(?:e|i)?|vyser~|naser~|serieš|seriete|ser na|idiot(?:i|e|ovia)|šmejdi|sráč(?:i|ov)?|prdel(?:i|e)?|do (?:riti|piče|prdele)|cigáň~ špinav~|magor(?:i|e)?|dement(?:i|e)?|chuj(?:u|a|e|ovia)?|kunda|štetk(?:a|o)|parchant(?:i|e)?',
      addressed: `(?:ste|si|ty|vy)(?: (?:ste|si|proste|fakt|naozaj|obyčajn~|normáln~|totáln~|úpln~|len|banda|bandou|takýt~|pekn~|vážne|všetci|jeden|partia|tak|zasran~|hnusn~|špinav~)){0,4} (?:${IDIOT})|band[ao]u? (?:zlodejov|podvodníkov|idiotov|debilov|šmejdov)`,
      vocative: `(?:blb~|hlúp~|sprost~|zasran~|prolhan~|špinav~|podl~|hnusn~|tup~|ulhan~) (?:krava|prasa|sviňa|podvodní~|zlodej~|idiot~|debil~|baba|klamár~|hovado|predajc~|chlap~)|${atStart('(?:podvodníci|zlodeji|idioti|debili|idiot|debil|podvodník|zlodej|šmejdi|klamári)(?= ?[!]|$)')}|drž(?:te)? (?:hubu|papuľu|jazyk)|zavri(?:te)? (?:hubu|papuľu)|(?:choď(?:te)?|bež(?:te)?) (?:do (?:čerta|riti|pekla|piče)|kade ľahšie|dočerta)|polib(?:te)? (?:mi|si)|pobozkaj(?:te)? (?:ma|mi)|(?:nech|kiež) (?:zdochne~|skape~|zomrie~)|zdochni(?:te)?|skap(?:te)?|daj(?:te)? si pohov|zabi sa|vypadni(?:te)?`,
      threat:
        '(?:viem|vieme|zistím|zistíme|nájdem si)<6>kde (?:bývaš|bývate|bývaj~|pracuj~|žij~|máš|máte dom)|(?:zabij~|zmlátim|rozbij~|zlom~|znič~|podpál~|podrež~|dostanem|nájdem si|dolám~|doláme~)<6>(?:ťa|vás|ti|vám|teba)|(?:ťa|vás|ti|vám) (?:zabij~|zmlátim~|rozbij~|zlom~|znič~|podpál~|podrež~|dostanem|dolám~)|(?<!(?:ako|kde) )(?:ťa|vás) nájdem(?! (?:na|v|vo|cez|pod|podľa|medzi) )|(?:budeš|budete)<8>(?:toho |to )?ľutovať|(?:toto|to) (?:ešte )?(?:oľutuješ|oľutujete)|oľutuješ|oľutujete|(?:prídem|prídeme|pošlem)<12>(?:si po (?:teba|vás)|(?:k|za) (?:tebe|tebou|vám|vami)|na vás|chlap~)<20>(?:domov|rozbij~|zmlát~|uvid~|hub~|dom)?|daj(?:te)? si (?:bacha|pozor) na (?:svoj~ )?(?:rodinu|deti|seba|chrbát|zuby|hubu|dom)',
      slur: 'cigáň~ (?:špinav~|zasran~|zlodejsk~|jeden)|negr(?:ov|i|a|om)?|buzík~|židák~|židáci|čmúd~|maďarón~|(?:špinav~|zasran~|skurven~|smradľav~|hnusn~|jeban~) (?:cigá~|žid~|negr~|ukrajin~|rus~|vietnam~|arab~|polia~|maďar~|čech~|čobol~)|vráť(?:te)? sa (?:odkiaľ|domov|do svojej)',
    }),
  },
  context: contexts({
    refusal:
      '(?:predať|predávať|obchodovať|dohodnúť|dohadovať)<12>ne(?:smie~|môž~|dá sa|chceme|chcem)|(?:ne(?:smie~|môž~|možno|dá sa|posiel~|dáva~|pošli~|zdeľ~|píš~|vola~|poskyt~|vymieňa~|kontaktuj~|dohadu~|prijím~|obchoduj~|predáv~|plaťte|robí~|chceme|chcem|povolen~|dovolen~|ponúk~|uvádza~|rieš~|uveď~)|zakázan~|zakaz~|nie je (?:dovolen~|možn~|povolen~)|nikdy)<40>(?:čísl~|telefón~|kontakt~|mail~|e-?mail~|mimo|súkromn~|prevod~|platb~|zaplat~|whats\\W?app~|priamo|recenzi~|hotov~|poslať|posiel~|dávať|dať|zdeľ~|vymeni~|vymieň~|písať|volať|poskyt~|obchod~|predáv~|dohad~)|(?:telefón~|čísl~|kontakt~|mimo|e-?mail~|údaj~|súkromn~)<30>ne(?:smi~|môž~|možno|posiel~|dáva~|zdeľ~|poskyt~|vymieň~|rieš~|robí~|prijím~|akceptuj~|ponúk~)|(?:len|iba|výhradne|jedine|radšej|zosta~|všetko|prosím)<20>(?:tu|sem|(?:cez|na|v rámci|prostredníctvom) (?:túto |tejto |tohto )?(?:platform~|portál~|chat~|správ~))|zakázan~|proti (?:pravidl~|podmienk~)|pravidlá (?:zakazuj~|nedovoľ~)',
    warning:
      'pozor|varova~|varuj~|upozorňuj~|opatrn~|podvod|podvodn~|podvody|phishing~|podozriv~|falošn~|neklik~|never~|neotv~|spam~|scam~|vyláka~|políci~|hacker~|hacknut~',
    thirdParty: `(?:hovoril~|volal~)<12>(?:dopravc~|kuriér~|linko~|linke|infolin~|packet~|pošt~|dpd|dhl|gls)|(?:povedali|poradili|vraveli)(?: mi| nám)?,? (?:nech|aby som|aby sme)|(?:kontakt~|zavol~|obráť~|obrátiť)<16>(?:dopravc~|kuriér~|výrobc~|packet~|dhl|dpd|gls|ups)|(?:taxí~|ambulan~)|(?:in~|nejak~|jeden|ďalš~|predchádzajúc~|ktosi|ten|tamten) (?:predajc~|predavač~|človek|osob~|pán|pani|zákazn~|chlap|kupujúc~|obchod~)|niekto|kuriér~|(?:sused~|manžel~|kamarát~|kolega|kolegyňa|syn|dcéra|brat|sestra|výrobca|infolinka|dpd|dhl|gls|packeta|pošta|banka|servis|váš zamestnanec|vodič)<12>(?:chce~|povedal~|volal~|napísal~|písal~|dal~|tvrd~|pýtal~|nazval~|urazil~|ponúk~|žiadal~|zavolá~)|(?:nahlás~|nahlasuj~|sťažov~|sťažnos~)|(?:predajn~|obchod~|market~)<10>(?:vedľa|za rohom|v okolí|neďaleko)|v inom obchode|(?:manžel~|syn|dcéra|brat|sestra|kamarát~)<12>(?:kúpil~|zohnal~|našiel|našla)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:kompatibil~|pripoj~|páruj~|spáruj~|zobrazuj~|zobrazia?|ukazuj~|upozorne~|podporuj~|nainštal~|inštal~|funkci~|synchron~|notifikáci~)<25>(?:${MESSENGER}|telefón~|mobil~|e-?mail~|hovor~|sms~)|(?:${MESSENGER}|telefón~|mobil~|sms~)<25>(?:kompatibil~|upozorn~|podpor~|hodink~|funkci~|nainštal~|zobraz~|notifikáci~)|(?:puzdro|obal|kryt|držiak|nabíjačk~|kábel|sklo|fólia|stojan~|batéri~)<8>(?:na|pre|k) (?:telefón~|mobil~)|(?:telefón|mobil) (?:má|je|nefunguje|funguje|s android~|pre seniorov)|poštov~ schránk~|schránk~ na|inteligentn~ hodink~|smart ?watch~|sim ?kart~|dual ?sim|imei`,
    orderNumber:
      '(?:čísl~|č|kód~|id)(?: (?:objednáv~|zásielk~|balík~|sledova~|faktúr~|výrobk~|tovar~|modelu|artiklu|zákazk~|reklamáci~|prípadu|dielu|šarže|dokladu|bločk~|produktu|série|vráten~|podan~|karty|účtu|dodacieho))|(?:sériov~|výrobn~|katalógov~|objednávac~|sledovac~|podac~|zákazkov~|zákazníck~|referenčn~|variabiln~) (?:čísl~|kód~|symbol~)|objednáv~|zásielk~|faktúr~|balík~|model~|ean|gtin|isbn|sku|imei|sn|s/n|rma|ičo|dič|vs|dpd|dhl|gls|packet~|reklamáci~|typ|artikel|variabilný symbol',
    price: 'cen~|stojí|eur~|€|sum~|celkom|spolu|cent~|dph|poštovn~|doprav~|záloh~',
    size: 'veľkos~|dĺžk~|šírk~|výšk~|hĺbk~|priemer~|rozmer~|cm|mm|palc~|kg|gram~|litr~|ml|watt~|volt~|mah|ghz|gb|tb|hmotnos~|váži~|obvod~|pás|boky|hrudník~|rozlíšen~|pixel~|číslo topánok',
    date: 'január~|február~|marec|marca|apríl~|máj~|jún~|júl~|august~|septemb~|októb~|novemb~|decemb~|pondel~|utor~|stred~|štvrt(?:ok|ku)|piat(?:ok|ku)|sobot~|nedeľ~|dátum~|rok~|hodin~|hod|otváraci~',
    address:
      'ulic~|ul|psč|smerovacie číslo|výdajn~|packet~|z-?box~|box~|poboč~|adres~ doručenia|doručovacia adres~|pošt~|poschod~|budov~|sklad~|námestie|nám|balíkobox~|alzabox~|zvonček',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal~|sms~|youtube|twitter`,
    contactVerb:
      'zavolaj~|volaj~|volať|zavolať|napíš~|píš~|ozvi~|ozvať|kontaktuj~|spoj~|brnkni~|prezvoň~|pošli~|pridaj~|nájd~|zapíš~|uložte|esemeskuj~|zastihn~|zdvih~|dvíha~|hlási sa',
    phoneNoun: 'telefón~|tel|mobil~|čísl~|č|linka|infolink~|fax|kontakt~',
    mailNoun: 'e\\W?mail~|mail~|mejl~|adres~|schránk~|gmail|azet|zoznam|centrum|outlook|hotmail|yahoo',
  }),
};
