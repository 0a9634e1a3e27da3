import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS = '20 huszon; 30 harminc; 40 negyven; 50 ötven; 60 hatvan; 70 hetven; 80 nyolcvan; 90 kilencven';
const CHANNEL = `(?:${MESSENGER}|signal~|telefonon|mobilon|e-?mail(?:ben|en|re)|mailben|sms~|privátban|privát üzenet~|üzenetben máshol|vib(?:er)?en)`;
const OUTSIDE =
  '(?:a |az |ezen a )?(?:platform|oldal|felület|rendszer|weboldal|piactér|portál|app)~ kívül|(?:a |az )?(?:platform|oldal|felület|piactér|portál)~ (?:megkerül~|nélkül|kihagy~)|megkerül~ (?:a |az )?(?:platform|oldal|rendszer|jutalék)~|zsebbe|feketén|közvetítő nélkül|nem (?:itt|ezen az oldalon|a platformon)|kéz alatt|okosba|pult alól';
const OWN_SHOP =
  '(?:(?:a |az )?(?:saját )?(?:webshop|honlap|webáruház|weboldal|bolt|üzlet|oldal)(?:unk|om|unkban|unkon|omon|omban|unkról|unkból|omról|omból|unkat))';
const CHEAPER =
  'olcsóbb~|kedvezmény~|engedmény~|jobb ár~|kedvezőbb~|alacsonyabb ár~|kevesebb~|spórol~|megspórol~|\\d{1,2} ?(?:%|százalék~)|\\d{1,6} ?(?:ft|forint)~? (?:olcsóbb~|kevesebb~|kedvezmény~)|engedek|elengedek|jobban jár~';
const FEES = 'jutalék~|(?:platform|közvetítői|kezelési|eladási|oldal)[ -]?díj~|sáp~';
const REVIEW = '(?:jó |pozitív |kedvező |ötcsillagos |5 csillagos )?(?:értékelés~|vélemény~|csillag~|visszajelzés~)';
const GIFT =
  'ajándék~|kupon~|utalvány~|kedvezmény~|ingyen~|meglepetés~|visszatérít~|bónusz~|jutalom~|cashback|visszafizet~|\\d{1,6} ?(?:%|ft|forint|százalék)';
const IDIOT =
  'idiót~|idiota|hülyé?~|csaló~|tolvaj~|hazug~|szélhámos~|gazember~|senkiházi~|barom|barmok|bolond~|ostoba~|marha|féreg|férgek|disznó~|tetves~|szemét~|söpredék~|agyhalott~|hülyegyerek~|tetű~|bűnöző~|szarházi~|rabló~|kretén~|debil~|fogyatékos~|patkány~|bunkó~|paraszt~|nyomorult~|degenerált~|balfasz~|csirkefogó~|gyökér';

/** Hungarian. */
export const hu: LanguagePack = {
  language: 'hu',
  numbers: {
    ...counted(
      `0 nulla nullás zéró; 1 egy egyes; 2 kettő két kettes; 3 három hármas; 4 négy négyes; 5 öt ötös; 6 hat hatos; 7 hét hetes; 8 nyolc nyolcas; 9 kilenc kilences; 10 tíz tízes;
       20 húsz húszas; 30 harminc harmincas; 40 negyven; 50 ötven; 60 hatvan; 70 hetven hetvenes; 80 nyolcvan; 90 kilencven; 100 száz egyszáz; 200 kétszáz kettőszáz; 300 háromszáz;
       400 négyszáz; 500 ötszáz; 600 hatszáz; 700 hétszáz; 800 nyolcszáz; 900 kilencszáz`,
    ),
    ...joined(`10 tizen; ${TENS}`, '1 egy; 2 kettő két; 3 három; 4 négy; 5 öt; 6 hat; 7 hét; 8 nyolc; 9 kilenc', (ten, unit) => [
      `${ten}${unit}`,
      `${ten} ${unit}`,
    ]),
  },
  repeats: { dupla: 2, kétszer: 2, ketszer: 2, tripla: 3, háromszor: 3, haromszor: 3 },
  symbols: {
    at: ['kukac', 'kukacjel', 'kukacka', 'at', 'et'],
    dot: ['pont', 'pontka', 'dot'],
    dash: ['kötőjel', 'kotojel', 'mínusz', 'minusz', 'gondolatjel'],
    underscore: [
      'alsóvonal',
      'alsovonal',
      'alsó vonal',
      'also vonal',
      'aláhúzás',
      'alahuzas',
      'alulvonás',
      'alulvonas',
      'aláhúzásjel',
    ],
    slash: ['per', 'perjel', 'törtjel', 'tortjel', 'törtvonal'],
    plus: ['plusz', 'plussz'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:van )?(?:nálad |nálatok )?${SHORT}(?: van)?|(?:és )?(?:a )?(?:telefon|mobil)?(?:számod|száma|számotok|elérhetőséged|elérhetősége|elérhetőségetek)|(?:az )?e-?mail ?címe?d?|${MESSENGER}`,
      ),
      request: `(?:küld(?:je|d|ene|enéd|ené|ené?d|jen|jél|hetné|j)?|írd|írja|írj|írjon|add|adja|adná|adnád|adj|adjon|adjátok|megad(?:ná|nád|ja|od)|mondd?|mondja|dobd|dobj|dobja|elküld(?:ené|enéd|i|öd)|átküld(?:ené|enéd)|elkérhet(?:em|ném|jük)|kérem|kérném|kérhetem|megkaphatom|megkaphatnám|megadná|hagyja|hagyd|szeretném|kellene|ossza)<15>(?:(?:a|az|egy|meg|el|át|le|nekem|nekünk|mobil|ide|kérem) ){0,3}(?:(?:(?:telefon|mobil|whats\\W?app|tel|privát )-?)?(?:számod|számát|számodat|száma|számotokat|számukat|telefonszámot|elérhetőség~)|telefonszám~|e-?mail(?:-?cím~|-?(?:ed~|jét|je))|mailed~|e-?mail címét|elérhetőségét)(?! (?:a rendelés|a csomag))|(?:(?:telefon|mobil|whats\\W?app)-?számod~|(?:telefon|mobil|whats\\W?app)-?szám(?:át|ot)|e-?mail-?cím(?:ét|edet|ed|et)|elérhetőség(?:ét|edet|et))<12>(?:küld~|ír(?:d|ja|j|jon)|add|adja|megad~|elküld~|kér(?:em|ném|nénk|jük)|elkér~|megkap~|mondd~|hagyd|hagyja)`,
      what: `(?:mi|mennyi|melyik)<4>(?:a|az)<4>(?:telefon|mobil|whats\\W?app)?-?(?:számod|száma|számotok|számuk|elérhetőséged|elérhetősége|e-?mail-?cím(?:ed|e))(?! a )|(?:milyen|melyik) (?:telefonszám~|számon|számra|e-?mail~|elérhetőség~)|(?:van|lenne|létezik)<6>(?:egy |esetleg |valami )?(?:telefonszám~|mobilszám~|telefonos elérhetőség~|közvetlen elérhetőség~|számod|számuk)`,
      messenger: `(?:van(?!-e rajta| rajta)|fent vagy|fenn vagy|használsz|használ|használtok|elérhető vagy|vagy|rajta vagy|megvan)<10>(?:${MESSENGER}|signal~)(?! (?:értesítés|üzenet|funkci))|(?:${MESSENGER})<6>(?:fent vagy|fenn vagy|van\\?|rajta vagy|elérhető|használ(?:sz|od)|vagy)(?! (?:az|a) )|vegyél fel<10>(?:${CHANNEL})`,
      move: `(?:írj~|írjon|írjatok|keress~|keressen|keresse~|beszél~|beszéljü~|hívj~|folytas~|menjünk|lépj~|jelentkez~|üzen~|egyeztes~|egyeztet~|válaszolj~|intéz~|dobj~|kommunikál~|megbeszél~|tudunk|küldj~)<25>(?:${CHANNEL}(?! (?:a futár|visszaigazol))|telefonon|privátban|máshol|másik felületen|${OUTSIDE})|(?:${CHANNEL}|telefonon)<20>(?:írj~|írjon|keress~|keressen|beszél~|megbeszél~|egyeztet~|folytas~|elér(?:sz|het)|elérhet~|hívj~|intéz~|jobban|gyorsabb~|egyszerűbb~|válaszol~)`,
      call: `${atStart('(?:(?:kérem|kérlek|akkor|inkább|légyszi|jó napot|szia|vagy) ){0,2}(?:hívj(?:on|atok|anak)?|csörögj(?:ön)?|csörgess~|telefonálj(?:on)?)(?: (?:fel|meg|vissza|rám|engem|minket|kérem|kérlek|nyugodtan))')}|(?:hívj(?:on|atok)?|csörögj(?:ön)?) (?:fel|meg|vissza|rám)(?! (?:a futár|a szállít|az ügyfél))|(?:fel|meg|vissza)(?: tudna| tudnál| tudsz| tud)?<3>(?:hívni|hívna|hívnál|hívnátok) ?(?:engem|minket)?|(?:fel|vissza)?hív(?:na|nál) (?:kérem|kérlek|engem)`,
      'call-you':
        '(?:felhívhat(?:om|nám|lak|nálak|juk)(?! (?:a|az) (?:szállító|futár|csomag|gyártó|platform|ügyfél))|hívhat(?:om|lak|nám|nálak)|telefonálhat(?:ok|nék))|(?:hogyan|hogy|hol|merre) (?:tudom|tudlak|tudnám|tudnálak|érhet(?:em|lek|ném)) (?:önt |önöket |magát |közvetlenül |telefonon |máshol ){0,3}(?:elérni|felhívni|el)(?! (?:a futár|a szállít|a platform|az ügyfél|az oldal))|(?:felhívom|felhívlak|hívom önt|hívlak|visszahívlak|visszahívom)|(?:beszélhetünk|beszélhetnénk|beszélnénk) telefonon',
      give: `(?:itt (?:a|az|van a|van az)|íme|megadom|(?:küldöm|adom|írom|hagyom|elküldöm|leírom|átküldöm)|mentsd el|mentse el|jegyezd|jegyezze)<8>(?:a |az )?(?:privát )?(?:(?:telefon|mobil|whats\\W?app)?-?(?:számom~|számunk~)|e-?mail-?cím(?:em~|ünk~)|elérhetőség(?:em~|ünk~)|${MESSENGER})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:guglizz~|googlezz~|guglizd|google-?zd|google-?ban|google-?n|gugliban|keress(?:en|e|ük|d|etek)?|írja be|írd be|üsse be|üsd be|nézz|nézzen)<25>(?:(?:a |az )?(?:bolt|cég|üzlet|márka|webshop|céges)[ -]?(?:nevünk~|nevét|neve|nevünkre|nevére|név)|(?:a |az )?(?:nevünk~|nevem~)|ránk|rám|minket (?:a )?(?:google|neten|interneten)|(?:a )?google-?ban|(?:a )?neten)|(?:guglizz|googlezz|guglizzon|rákeres~)<6>(?:ránk|rám|a nevünkre|a cégre|a boltra)|(?:ránk|rám|a nevünkre|a bolt nevére|a cég nevére|a nevemre)<8>(?:rákeres~|keress~|guglizz~|google~)',
      find: '(?:megtalál(?:sz|nak|ja|hat~|tok)?|megtalálod|megtalálhat~|fent vagyunk|elérsz|elérhet~|elér)<15>(?:minket|bennünket|engem)?<12>(?:(?:az )?interneten|(?:a )?neten|(?:a )?google~|insta~|facebook~|mindenhol|máshol|ugyanezen a néven|ezen a néven|(?:a )?nevünk~|ugyanilyen néven|név alapján)|(?:ugyanezen|ugyanazon|azonos|a saját|ezen) ?(?:a )?néven<15>(?:megtalál~|elér~|vagyunk|fent)|(?:az interneten|a neten|google-?n|facebookon|máshol|mindenhol)<15>(?:megtalál(?:sz|ja|hat~|nak)|fent vagyunk|ránk talál~) ?(?:minket|bennünket)?',
      printed:
        '(?:(?:a |az )?(?:telefon|mobil)?(?:számunk|számom)|elérhetőség(?:ünk|eink|em)|telefonszám(?:unk|om)|e-?mail-?cím(?:ünk|em)|a (?:telefonszám|elérhetőség))<15>(?:rajta|ott|megtalál~|szerepel~|olvashat~|látható|fel van|rá van|a|az|benne)<12>(?:csomag~|doboz~|számlá~|címké~|szórólap~|névjegy~|matric~|fotó~|kép~|profil~|hátul~|boríték~|blokk~|kártyá~|feladó~|logó~|szállítólevel~|csomagolás~)',
      look: '(?:nézd|nézze|nézz|nézzen|olvasd|olvassa|fordítsd|fordítsa|pillants~|ellenőriz~)<15>(?:meg )?(?:a |az )?(?:hátulját|hátoldal~|névjegykárty~|kártyát a|profilom~|profilunk~|feladót)',
      know: '(?:tudod|tudja|tudjátok)(?: (?:már|jól|úgyis|hogy|,)){0,2},? (?:hol|hogyan|hogy|merre) (?:találsz|talál|tudsz|érsz|ér|keress|keressen|találsz meg|tud|találod|érhet~|lehet)<10>(?:meg|el|engem|minket|elérni|megtalálni)?|(?:ugyanaz|ugyanilyen|azonos)<4>(?:a )?(?:nevem|felhasználónevem|név|nevünk|nick)<12>(?:gmail~|insta~|google~|facebook~|citromail~|freemail~)|(?:megvan|neked megvan|önnek megvan) (?:a )?(?:számom|számunk|elérhetőség~)',
      app: '(?:a |azon a )?(?:zöld|kék|lila|sárga) (?:alkalmazás|app|ikon|applikáció)(?:on|ban|ben|en|ba|al|ra)?|(?:abban az |azon az )(?:appban|alkalmazásban) (?:amelyik|ami)',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        'vásárol~|vesz~|vegye~|vegyük|megvesz~|elad(?!ó)~|fizet~|fizes~|rendel~|üzlet~|megállapod~|megegyez~|intéz~|lebonyolít~|megold~|átutal~|utal~|egyez~|adásvétel~|tranzakció~|csinál~',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:közvetlenül|direktben|privátban)<12>(?:tőlünk|tőlem|nálunk|nálam|rendel~|vásárol~|vesz~|veszi~|fizet~|utal~|nekem|nekünk)|(?:tőlünk|tőlem|nálunk|nálam) (?:közvetlenül|direktben)|(?:jutalék|számla|közvetítő|díj) nélkül|készpénz~|(?:banki )?átutalás~|ha (?:utal~|készpénz~)`,
      ),
      direct:
        '(?:közvetlenül|direktben|egyenesen)<15>(?:nekem|nekünk|a számlám~|a számlánk~|hozzánk|hozzám)?<12>(?:fizet~|fizes~|utal~|átutal~|küld~)|(?:fizes~|fizet~|utal~|átutal~|küld(?:je|d|jön)<6>(?:a |az )?(?:pénzt|összeget|árát))<25>(?:(?:a |az )?(?:saját )?(?:bank)?számlá(?:mra|nkra)|közvetlenül|revolutra|(?:a )?revolut~|paypal-?om~)|(?:(?:bank)?számlá(?:mra|nkra)|revolutra)<15>(?:utal~|átutal~|fizes~|küld~)',
      friends: 'paypal<25>(?:barát~|család~|ismerős~|friends)|(?:barát~|barátok) és család~|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'készpénz~|kp|kápé~',
          'személyes~|átvétel~|átvesz~|találkoz~|helyszín~|(?:számla|jutalék|blokk) nélkül|olcsóbb~|eljön~|érte jön~',
        ),
      ],
      cancel: `(?:mondja|mondd|lemond~|mondjátok|töröl~|törölje|storn~|vonja vissza|lemond)<60>(?:közvetlenül|direktben|privátban|${OUTSIDE}|${OWN_SHOP}|olcsóbb~|nálunk|nálam|tőlünk|tőlem)`,
      fees: both(
        30,
        'spórol~|megspórol~|megtakarít~|kikerül~|elkerül~|nélkül|megúsz~|ne fizes~|nem kell (?:kifizet~|fizet~)|megkerül~',
        FEES,
      ),
      shop: [0.8, both(30, 'rendel(?:je|j|d|jen|jék|ni|het~|hető)?|megrendel~|vásárol~|vegye~|vedd|vegyél|vásárolj~', OWN_SHOP)],
      privately: [
        0.8,
        '(?:közvetlenül|direktben|privátban)<10>(?:tőlünk|tőlem|nálunk|nálam|velünk|velem)<15>(?:vásárol~|vesz~|veszi~|rendel~|vegye~|vedd|fizet~|üzlet~|megegyez~)?|(?:rendel~|vásárol~|vegye~|vedd|fizet~|fizes~)<10>(?:közvetlenül|direktben) (?:tőlünk|tőlem|nálunk|nálam|nekünk|nekem)|magán ?(?:eladás|üzlet)~|(?:köztünk|közöttünk) marad',
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        '(?<!(?:^| )le(?:| szeretnék| akarok| kívánok| szeretném) )iratkoz~(?! le)|feliratkoz~|regisztrál~|csatlakoz~|jelentkez~',
        'hírlevél~|hírlevelünk~|levelezőlist~|(?:csatornánk|klubunk|törzsvásárlói)~',
      ),
      follow: `(?:kövess~|kövessen~|kövesd|kövesse~|kövessetek|lájkol~|lájk~|like-?ol~|látogass~|látogasd|csatlakoz~|jelölj~)<15>(?:minket|bennünket|be|az|a|engem|oldalunk~)?<20>(?:${MESSENGER}|youtube~|oldalunk~|csatornánk~|pinterest~|profilunk~|csoportunk~|blog~|közösségi)|(?:${MESSENGER}|youtube-?on)<8>(?:kövess~|kövesd|lájkol~)|${atStart('(?:és )?(?:kövess|kövessen|kövessetek) (?:minket|bennünket|be)')}`,
      code: both(
        45,
        '(?:kupon|kedvezmény|akciós|promóciós)[ -]?kód~|kupon~|kóddal|utalvány~|kedvezmény~|\\d{1,2} ?(?:%|százalék)~',
        `(?:következő|legközelebbi|második|újabb|további) (?:vásárlás~|rendelés~|alkalom~)|${OWN_SHOP}|(?:teljes|egész) (?:kínálat~|választék~|bolt~)|mindenre`,
      ),
      'for-review': `(?:csillagos )?(?:értékelésért|véleményért|értékelés esetén)(?: \\S{1,12}){0,3} (?:visszaad~|visszatérít~|visszautal~)`,
      review: both(
        60,
        `(?:írj~|írjon|írd|hagyj~|adj~|adjon|ad|módosít~|töröl~|írásáért|cserébe|értékelj~)<12>${REVIEW}|${REVIEW}<8>(?:ír~|cserébe|esetén|után|ad~|hagy~|módosít~|törl~|fejében|-?ért)|(?:értékelés|vélemény|visszajelzés)(?:é|ed|)ért|(?:értékeljen|értékelj) (?:minket|bennünket)|(?:5|öt) csillag~(?: ?\\?)?`,
        `(?:kap~|küld~|ad~|jár~|nyer~|ajándékoz~|visszatérít~|visszafizet~|és|egy|cserébe)<20>(?:${GIFT})|${GIFT}<8>(?:adunk|kap|küldünk|jár|kapsz|kapnak)`,
      ),
      shop: `(?:látogass~|nézz(?:en|etek)?|nézd|nézze|nézzen|fedezd|fedezze|böngéssz~|térj~|kattints~|további|még több)<20>(?:be |meg |fel |szét |körül )?(?:${OWN_SHOP}|(?:többi|új|teljes) (?:termék(?:ünk~|eink~)|ajánlat~|kollekció~|hirdetés(?:ünk~|eink~)|kínálat~))`,
      sale: both(
        35,
        '(?:új|nagy|nyári|téli|őszi|tavaszi|karácsonyi)<12>(?:kollekció~|akció~|leárazás~|kiárusítás~)|black friday|szezonvégi',
        'nézd|nézze|fedez~|ne (?:hagyd|hagyja|maradj)|akár|\\d{1,2} ?%|most|csak (?:ma|most)|kihasznál~|mindenre|elindult|kezdőd~|várjuk|indul',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'kurv(?:a|ák|át|ára|apecér|anyád~|anyátok~)|geci(?:k|t|nek|ket|ség~|szar)?|bazdmeg|baszd ?meg|basz(?:d|szátok|ód|ni|ol|ki|meg|hat~)|baszki|faszfej~|fasz(?:om|kalap~|ság~|ok|t|ba|szopó~|a)?|pöcs(?:ök|fej~)?|picsa|picsába|pina|pinába|segg(?:fej~|nyaló~)|szarházi~|szarjankó|szopj(?:ál|atok|on|ad)?|köcsög~|buzi(?:k|t|nak|gyerek)?|buzer~|kibaszott~|rohadék~|rohadj~|rohadt (?:geci|csaló|tolvaj|kurva|szemét|disznó|hazug)~|mocskos (?:geci|csaló|tolvaj|kurva|szemét|disznó|hazug)~|anyád~ (?:picsáj~|kurv~)|kurva anyád~|seggfej~|balfasz~|csicska|csicskák|ribanc~|szuka|görény(?:ek)?|balfék|barom~|barmok|idióták|hülyék|debilek|szarfej~|lófasz~',
      addressed: `(?:te|ti|maga|ön|maguk|önök|vagy|vagytok|ez egy|milyen|mekkora)(?: (?:vagy|vagytok|egy|csak|tényleg|igazán|valóban|mind|mindnyájan|közönséges|szánalmas|aljas|mocskos|rohadt|hazug|utolsó|hatalmas|kis|nagy|teljesen|totál|undorító|olyan|büdös|ostoba|ilyen)){0,4} (?:${IDIOT})|(?:${IDIOT}) (?:vagy|vagytok|maga|önök|banda)`,
      vocative: `(?:rohadt|mocskos|büdös|szemét|hülye|aljas|undorító|hazug|ostoba|tetves|szaros|átkozott) (?:idióta|csaló~|tolvaj~|disznó~|tehén|hazug~|liba|állat~|barom|kereskedő~|eladó~|féreg|zsidó~|cigány~|banda|népség~|kutya)|${atStart('(?:csalók|tolvajok|csaló|tolvaj|idióták|idióta|hazugok|szélhámosok|gazemberek|szemétládák)(?= ?!|$)')}|(?:fogd|fogja|fogjátok) be (?:a )?(?:pofád~|pofáját|szád~)?|kuss(?:olj~)?|(?:menj|menjen|menjetek|húzz|húzzon|takarodj)<6>(?:a pokolba|a francba|a picsába|a fenébe|innen|el innen)|dögölj~|rohadj meg|pusztulj~|(?:remélem|kívánom)<12>(?:megdöglesz|meghalsz|megrohadsz|elpusztul~|rákos)|nyald ki|kapd be|kapja be|öld meg magad`,
      threat:
        '(?<!nem )(?:tudom|tudjuk|kiderítem|megtudom)<4>(?:hol|merre) (?:laksz|lakik ön|lakik maga|lakik a csalá|lakol|laktok|dolgoz~|élsz)|(?:megöl~|megverlek|megver~|szétver~|agyonver~|kinyír~|széttör~|összetör~|eltöröm|feldarabol~|elvág~|felgyújt~|megtalállak|kicsinál~|péppé ver~|leszúr~)<8>(?:téged|titeket|benneteket|önt|magát|a házad|a boltod|a lábad|a kezed|a képed|az arcod)?|(?:ezt|még|ezért) (?:nagyon |még |ezt )?(?:megbánod|megbánja|megbánjátok|megkeserülöd|megkeserüli|meg fogod bánni|meg fogja bánni|megfizetsz)|(?:odamegyek|elmegyek hozzád|megyek érted|odamegyünk|küldök)<12>(?:hozzád|érted|valakit|a házad~|a haverj~)?<10>(?:és|szét~|meg~|házad~)|vigyázz (?:magadra|a családodra|a hátadra)|megkeserülöd|halott ember vagy',
      slur: '(?:cigó|cigók|büdös zsidó|zsidó ?geci|nigger~|négerek? büdös|oláh~ geci|román geci|buzeráns~|buzik|köcsögök|tót geci|ferdeszemű~|migráncs~|libsi geci)|(?:büdös|mocskos|rohadt|koszos|tetves|szaros) (?:cigány~|zsidó~|román~|szlovák~|tót~|arab~|néger~|ukrán~|magyar~|kínai~|buzi~|meleg~|migráns~|oláh~|német~)|(?:menj|takarodj|húzz) (?:vissza |haza )?(?:a saját |a )?(?:hazádba|országodba|ahonnan)',
    }),
  },
  context: contexts({
    refusal:
      'nem engedi~|készpénz~<15>(?:nem|sem)|(?:nem|ne|soha|tilos|sem|nincs|senki~)<40>(?:cserél~|adhat~|adunk|adok|adja|add|küld~|oszt~|megoszt~|közöl~|telefonszám~|szám~|e-?mail~|kapcsolat~|hív~|telefon~|fizet~|utal~|átutal~|kívül|privát~|üzletel~|elad~|elfogad~|értékelés~|készpénz~|szabad|lehet~|megenged~|engedélyez~|whats\\W?app~|közvetlenül|írhat~|tehet~|áll módunkban|intéz~|kér~)|(?:telefonszám~|elérhetőség~|e-?mail~|kívül|számot|adatok~)<30>(?:nem|ne|tilos|soha)|(?:csak|kizárólag|inkább|mindig|maradjunk|mindent)<20>(?:itt|(?:a |ezen a )?(?:platformon|felületen|oldalon|rendszerben|chatben|üzenetben|appban))|tilos|szabályzat~|szabályok (?:tiltják|szerint)|ellentétes a szabály~',
    warning:
      'vigyáz~|figyelem|figyelmeztet~|óvatos~|csalás~|csalárd|átver~|adathalász~|phishing|gyanús~|hamis~|ne (?:kattints~|nyissa~|higgy~|dőlj~)|spam~|scam|kísérlet~|feltör~|hacker~|rendőrség~',
    thirdParty: `(?:beszéltem|beszéltünk|telefonáltam)<8>(?:futár~|ügyfélszolgálat~|gls|dpd|mpl|posta|postá~|foxpost)|(?:futár~|ügyfélszolgálat~|gls|dpd|mpl|foxpost)<8>(?:beszéltem|beszéltünk|telefonáltam)|azt (?:írják|mondják|olvastam|írta|írták)|(?:azt mondt(?:ák|a)|szóltak),? ?(?:hogy )?(?:írjak|hívjam|forduljak|írjunk)|(?:keres~|hívj~|kérdez~|forduljon)<16>(?:futár~|gyártó~|posta~|postá~|dhl|dpd|gls|ups)|(?:egy|az|egyik|másik|előző)<4>(?:másik |előző )?(?:eladó~|személy|vevő~|kereskedő~|férfi|nő|ügyfél~|vásárló~|bolt|emberke|fazon)<8>(?:kér~|akar~|azt|ír~|mondta~|ajánl~|hív~|a|megsért~)|valaki~|(?:a |az |egy )?(?:futár~|postás~|szomszéd~|férjem|feleségem|barátom|barátnőm|testvérem|kollégám|bank~|gyártó~|gls|dpd|foxpost|mpl|posta|munkatárs~)<12>(?:kér~|akar~|azt|ír~|mondta~|hív~|telefonál~|ígér~|fog|megígér~)|(?:elkérte|kérték|megkérdezte|ajánlották|felhívott|megkerestek|megsértett|megfenyegetett|lehülyézett)|(?:jelent(?:em|eni|ettem|és)|panasz~)|(?:sarki|közeli|helyi|szomszédos|másik) (?:bolt~|üzlet~|áruház~)|egy (?:boltban|üzletben|áruházban)|barkácsáruház~|(?:férjem|feleségem|fiam|lányom|testvérem|barátom)<20>(?:vette|találta|megvette)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:kompatibilis|csatlakoz~|párosít~|megjelenít~|mutatja|megmutat~|kijelz~|jelzi|értesítés~|támogat~|telepít~|funkció~|szinkron~|előretelepít~)<25>(?:${MESSENGER}|telefon~|e-?mail~|hívás~|sms~)|(?:${MESSENGER}|telefon~|hívások~|sms~)<25>(?:kompatibilis|értesítés~|megjelen~|óra|órá~|telepít~|támogat~|mutatja|megmutat~)|telefon(?:tok|tartó|töltő|állvány|akku|kábel|tokot|fólia)~|(?:tok|tartó|töltő|kábel|fólia|üveg|akkumulátor)<8>telefon~|(?:telefon|mobil) (?:nem|működik|jó|új|felújított|hibás|akkumulátor~|kijelző~)|okosóra~|okostelefon~|postaláda~|levélszekrény~|sim ?-?kártya~|dual ?sim|imei`,
    orderNumber:
      '(?:rendelés|rendelési|megrendelés|csomag|csomagkövetési|követési|nyomkövetési|szállítási|sorozat|gyári|széria|számla|cikk|vevő|ügyfél|termék|modell|visszaküldési|ügy|tétel|garancia|reklamációs|tranzakciós|alkatrész|azonosító|hivatkozási|vonalkód|adó|cég|bizonylat|jegy|fuvarlevél|szállítólevél|típus)[ -]?(?:szám~|azonosító~|kód~|id)|azonosító~|rendelés~|csomag~|számla~|cikk~|modell~|ean|gtin|isbn|sku|imei|sn|s/n|adószám~|gls|dpd|foxpost|mpl|packeta|ügyszám~|nyomkövetés~|gyári szám',
    price:
      'ár~|ára|forint~|ft|huf|eur|euró~|€|összeg~|összesen|fillér|áfa|szállítási díj|szállítási költség|költség~|visszatérít~|foglaló~|kerül',
    size: 'méret~|hossz~|szélesség~|magasság~|mélység~|átmérő~|cm|mm|col|hüvelyk|kg|gramm|liter~|ml|watt~|volt~|mah|ghz|gb|tb|súly~|tömeg~|derékbőség~|csípőbőség~|mellbőség~|lábméret~|felbontás~|pixel~|cipőméret',
    date: 'január~|február~|március~|április~|május~|június~|július~|augusztus~|szeptember~|október~|november~|december~|hétfő~|kedd~|szerda|szerdá~|csütörtök~|péntek~|szombat~|vasárnap~|dátum~|év|évben|óra|órakor|születet~|nyitvatartás~',
    address:
      'utca|út|tér|körút|krt|irányítószám~|csomagpont~|csomagautomata|csomagautomat~|foxpost~|átvételi pont~|átvevőhely~|postai|szállítási cím~|emelet|ajtó|lépcsőház|kapucsengő|kerület|raktár~|házszám~|köz|sétány',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal~|sms~|youtube~|twitter~`,
    contactVerb:
      'hívj~|hív|hívjon|felhív~|hívd|hívja|írj~|írd|írjon|keress~|keressen|keresd|elér~|csörög~|csörgess~|üzenj~|vegyél fel|dobj|telefonálj~|mentsd|jegyezd|megtalál~|felvesz~|felveszi|vesz(?:i|em|ik|ünk)? fel|veszi fel',
    phoneNoun: 'telefon~|telefonszám~|tel|mobil~|mobilszám~|szám~|számom|számunk|számra|vezetékes|fax|elérhetőség~',
    mailNoun: 'e\\W?mail~|mail~|cím~|e-?mail-?cím~|postafiók~|gmail~|freemail~|citromail~|hotmail~|outlook~|yahoo',
  }),
};
