import type { LanguagePack } from '../language-pack';
import { asQuestion, atStart, both, contexts, counted, joined, MESSENGER, nearby, rules, SHOPS, SHORT } from './writing';

const TENS =
  '20 dwadzieścia dwadzieścią; 30 trzydzieści; 40 czterdzieści; 50 pięćdziesiąt pindziesiąt; 60 sześćdziesiąt; 70 siedemdziesiąt; 80 osiemdziesiąt; 90 dziewięćdziesiąt';
const NUMBER =
  '(?:numer~|nr|nume?rek|numerku)(?: (?:telefonu|tel|komórk~|kom|kontaktowy|whats\\W?app~|do (?:ciebie|pana|pani|was|siebie)))?|telefon~|kontakt~|komórk~|namiar~|dane kontaktowe|cyfry';
const MAIL = '(?:adres~? )?(?:e\\W?mail~?|mejl~|maila?|gmail~)|adres (?:e-?mail|poczty)~?';
const CONTACT = `${NUMBER}|${MAIL}|${MESSENGER}|nick~|login~`;
const YOURS =
  '(?:twój|twoj~|swój|swoj~|pana|pani|państwa|wasz~|jakiś|jakiegoś|do ciebie|do pana|do pani|prywatn~|mi|nam|jaki|mnie)';
const CHANNEL = `(?:${MESSENGER}|signal~|telefon~|komórk~|e\\W?mail~|mejl~|maila?|mailu|sms~|priv~|pw)`;
const OUTSIDE =
  'poza (?:tą |tym |waszą )?(?:platform~|portal~|serwis~|stron~|systemem|aplikacj~|allegro|sklepem)|z pominięciem (?:platform~|portal~|serwis~|pośrednik~|prowizji)|bez (?:platform~|portal~|serwisu|pośrednik~)|omin~ (?:platform~|portal~|serwis~)|obok platform~|omijając (?:platform~|portal~|serwis~|prowizj~)|pod stołem|na boku|nie przez (?:platform~|portal~|tę stronę|stronę|serwis)|na lewo|w cztery oczy';
const OWN_SHOP =
  '(?:nasz|mój|nasz~|moj~)(?: własn~)? (?:sklep~|stron~|witryn~|butik~|www|sklepik~)(?: internetow~| www)?|nasz~ e-?sklep~';
const DIRECT =
  'bezpośrednio(?: (?:u|do|od|z|na) (?:nas|mnie|mną|nami|mój|moje|nasze|konto))?|prywatnie|u (?:nas|mnie) bezpośrednio';
const CHEAPER =
  'tani\\p{L}{0,3}|rabat~|zniżk~|upust~|opust~|lepsz~ cen~|niższ~ cen~|dobr~ cen~|mniej|\\d{1,2} ?(?:%|procent~)|\\d{1,4} ?(?:zł|złotych|pln) (?:mniej|taniej)|zaoszczędz~|oszczędz~|dogadamy się|spuszcz~|opuszcz~';
const FEES =
  'prowizj~|opłat~ (?:platform~|portal~|serwis~|za sprzedaż|za pośrednictwo|od sprzedaży|manipulacyjn~)|prowizj~ (?:platform~|portal~)|haracz~|opłat~ (?:dla|na rzecz) (?:platform~|portal~)';
const REVIEW = '(?:pozytywn~ |dobr~ |mił~ |5-?gwiazdkow~ )?(?:opini~|recenzj~|komentarz~|ocen~|gwiazd~)';
const GIFT =
  'bon~|voucher~|kupon~|prezent~|gratis~|rabat~|zniżk~|zwrot~|upomin~|niespodziank~|nagrod~|kod~|cashback|\\d{1,3} ?(?:%|zł|złotych|procent)';
const IDIOT =
  'idiot~|debil~|kretyn~|głup~|tępy|tępa|tępak~|oszust~|złodziej~|baran~|cwaniak~|bezczeln~|kłamc~|naciągacz~|krętacz~|palant~|bandyt~|nieudacznik~|pajac~|świni~|śmieć|śmieci|zer[ao]|chamy?|buce?|bandą|patałach~|matoł~|imbecyl~|żałosn~|nienormaln~|chor~ na głowę|gnoj~|wieśniak~|prostak~|burak~';

/** Polish. */
export const pl: LanguagePack = {
  language: 'pl',
  numbers: {
    ...counted(
      `0 zero zera zerem; 1 jeden jedna jedno jedynka jedynki jedynkę; 2 dwa dwie dwójka dwójki dwójkę; 3 trzy trójka trójki trójkę; 4 cztery czwórka czwórki czwórkę;
       5 pięć piątka piątki piątkę; 6 sześć szóstka szóstki szóstkę; 7 siedem siódemka siódemki siódemkę; 8 osiem ósemka ósemki ósemkę; 9 dziewięć dziewiątka dziewiątki dziewiątkę; 10 dziesięć;
       11 jedenaście; 12 dwanaście; 13 trzynaście; 14 czternaście; 15 piętnaście; 16 szesnaście; 17 siedemnaście; 18 osiemnaście; 19 dziewiętnaście; ${TENS};
       100 sto; 200 dwieście; 300 trzysta; 400 czterysta; 500 pięćset; 600 sześćset; 700 siedemset; 800 osiemset; 900 dziewięćset`,
    ),
    ...joined(TENS, '1 jeden; 2 dwa; 3 trzy; 4 cztery; 5 pięć; 6 sześć; 7 siedem; 8 osiem; 9 dziewięć', (ten, unit) => [
      `${ten} ${unit}`,
      `${ten}-${unit}`,
    ]),
  },
  repeats: {
    podwójne: 2,
    podwójna: 2,
    podwójny: 2,
    podwojne: 2,
    'dwa razy': 2,
    'trzy razy': 3,
    potrójne: 3,
    potrójna: 3,
    dwukrotnie: 2,
  },
  symbols: {
    at: ['małpa', 'malpa', 'małpka', 'malpka', 'at', 'et'],
    dot: ['kropka', 'kropeczka', 'kropa', 'dot'],
    dash: ['myślnik', 'myslnik', 'minus', 'kreska', 'pauza', 'łącznik', 'lacznik'],
    underscore: [
      'podkreślnik',
      'podkreslnik',
      'podkreślenie',
      'podkreslenie',
      'podłoga',
      'podloga',
      'kreska dolna',
      'dolna kreska',
    ],
    slash: ['ukośnik', 'ukosnik', 'slash', 'slesz'],
    plus: ['plus'],
  },
  patterns: {
    ask: rules('ask', 0.8, {
      bare: asQuestion(
        `(?:masz|macie|ma pan|ma pani) (?:może )?${SHORT}|(?:pana|pani|twój|wasz) (?:numer|nr|mail|telefon)(?: telefonu| tel)?|(?:jest |masz |macie )?${MESSENGER}`,
      ),
      request: `(?:podaj~?|podać|podasz|wyślij~?|wyślesz|wysłać|wyśle|prześlij~?|przesłać|prześlesz|daj~?|dasz|dać|da|napisz~?|zostaw~?|zostawić|przekaż~?|udostępni~|zdradź~|rzuć~?|dawaj|dorzuć|poda|podeślij~?|podesłać)<15>${YOURS} (?:${CONTACT})(?! (?:zamówi|przesył|paczk|konta|serii|seryj))|(?:podaj~?|podasz|wyślij~?|prześlij~?|daj~?|rzuć~?|dawaj|podeślij~?|zostaw~?|proszę o|poproszę(?: o)?|prosiłbym o|prosiłabym o|potrzebuj~|poda (?:pan|pani))<12>(?:(?:numer~|nr|numerek) (?:telefonu|tel|kom|komórk~|kontaktowy|whats\\W?app~|do (?:ciebie|pana|pani|was))|telefon do|kontakt do|namiar~|(?:adres )?(?:maila|mejla|e-?maila|e-?mail)(?! (?:z|od|o|w))|kontakt(?: telefoniczny)?|dane kontaktowe)`,
      what: `(?:jaki|jak~|który)<8>(?:jest|macie|masz|ma)?<6>(?:${YOURS} )?(?:numer (?:telefonu|tel|kontaktowy|komórki|whats\\W?app~)|telefon do|(?:adres )?e?-?mail|twój numer|nick)|(?:twój|pana|pani|wasz) (?:numer|nr)(?: telefonu| tel)?(?= ?\\?)|(?:pod jakim|na jaki|na który|pod którym) (?:numer~|nr|telefon~|adres~|mail~)|(?:czy jest|jest|macie|masz|ma pan|ma pani)<8>(?:jakiś |do (?:was|ciebie|pana|pani) )?(?:numer telefonu|numer kontaktowy|telefon kontaktowy|kontakt telefoniczny|telefon do (?:was|ciebie|pana|pani)|numer do (?:was|ciebie|pana|pani))|(?:mogę|można|możemy|mógłbym|mogłabym) (?:prosić (?:o )?|dostać |poprosić o |wziąć )(?:${YOURS} )?(?:${CONTACT})`,
      messenger: `(?:masz|macie|ma (?:pan|pani)|mają państwo|jesteś|jesteście|jest (?:pan|pani)|korzysta~|używa~)<12>(?:${MESSENGER}|signal~)`,
      move: `(?:napisz~?|pisz~?|pisać|odezwij~|odezwać|skontaktuj~|kontakt~|dogada~|dogadaj~|rozmawia(?!ł)~|porozmawia(?!ł)~|pogada~|dzwoń(?!ek|k)~?|przejdź~|przejść|przenieś~|umów~|załatw~|zadzwoń~?|odpisz~|ustal~|kontynu~|wyślij~|gadaj~|łap~)<25>(?:(?:na|przez|po|w|poprzez|za pomocą)<8>${CHANNEL}(?! (?:kurier|przewoźn|infolini))|telefonicznie|mailowo|mejlowo|prywatnie|gdzie indziej|${OUTSIDE})|(?:na|przez|poprzez)<5>${CHANNEL}<20>(?:napisz~?|pisz~?|odezwij~|skontaktuj~|dogada~|porozmawia~|pogada~|pisać|wygodniej|łatwiej|szybciej)`,
      call: `${atStart('(?:(?:proszę|prosze|to|więc|najlepiej|po prostu|lepiej|i|dzień dobry) ){0,2}(?:zadzwoń(?!ił|ili)~?|zadzwon|dzwoń(?!ek|k|ił|ili)~?|przedzwoń|oddzwoń(?!ił|ili)~?|proszę (?:o telefon|zadzwonić|dzwonić|oddzwonić))(?! (?:do |na )?(?:kurier|infolini|przewoźnik|dpd|dhl|inpost|gls|ups|serwis|bank|sprzedaw|produc))')}|(?:zadzwoń~?|zadzwonić|dzwoń(?!ek|k)~?|oddzwoń~?|oddzwonić|zadzwonisz|zadzwoni (?:pan|pani)|przedzwoń|dzwonić) (?:do )(?:mnie|nas)|puść strzałkę|proszę o (?:telefon|kontakt telefoniczny)`,
      'call-you':
        '(?:mogę|czy mogę|możemy|mógłbym|mogłabym|chciałbym|chciałabym|chcę|wolę|wolałbym)<15>(?:zadzwonić|porozmawiać (?:przez telefon|telefonicznie)|dzwonić|przedzwonić)(?! (?:do |na )?(?:kurier|infolini))|(?:jak|gdzie) (?:mogę|można|możemy) (?:się )?(?:z (?:panem|panią|wami|tobą|państwem) )?(?:skontaktować|dodzwonić|złapać)<15>(?:telefonicznie|inaczej|bezpośrednio|prywatnie|poza)?<2>(?:telefonicznie|inaczej|bezpośrednio|prywatnie|poza|do (?:was|pana|pani|ciebie))|(?:zadzwonię|przedzwonię|oddzwonię)(?: do)? (?:pana|pani|ciebie|was|państwa)',
      give: `(?:oto|tu|tutaj|podaję|podam|zapisz~?|wyślę|wysyłam|zostawiam|daję|to|łap|dam)<12>(?:mój|swój|nasz|moje|nasze|moja)(?: prywatn~| bezpośredni)? (?:${CONTACT})`,
    }),
    hint: rules('hint', 0.7, {
      search:
        '(?:wygoogl~|wygugl~|googl~|gugl~|wyszukaj~|wyszukać|poszukaj~|poszukać|szukaj~|wpisz~?|sprawdź~|zajrzyj~)<25>(?:(?:nas|mnie)(?: (?:w|na) (?:google~|sieci|internecie|necie))|(?:nazw~|imię) (?:nasz~|firmy|sklepu|mojego|moj~)|nasz~ nazw~|(?:nasz~|naszej|moj~) (?:firm~|sklep~|nick~|nazw~)|nazw~ (?:użytkownika|konta) (?:w|na)|w google)|(?:wygoogl~|wygugl~) (?:nas|mnie|sobie)',
      find: '(?:znajdzie~|znajdziesz|znajdą|znaleźć|złapie~|jesteśmy|dostępni)<12>(?:(?:nas|mnie|państwo)<20>)?(?:w (?:google|internecie|necie|sieci|książce telefonicznej)|wszędzie|pod (?:naszą|tą samą|moją|swoją|tą|taką samą|nazwą)~?|po nazwie|pod tym samym|na (?:insta~|fb|facebook~)|gdzie indziej|bez problemu|łatwo)(?! (?:instrukcj|numer))',
      printed:
        '(?:nasz|mój|nasze|moje|numer|nr|telefon|dane|kontakt|namiary|adres)(?: (?:numer|telefon~|nr|telefonu|kontaktowe|do (?:nas|mnie)|dane|kontakt|mail|adres|e-?mail)){0,3} (?:do nas |do mnie |kontaktowe |telefonu |jest |są |macie |masz |znajdziesz |znajdziecie |znajdzie pan~ |znajduje się |jest podany |podany |wydrukowany |widnieje ){1,3}(?:również |też )?(?:na|w|przy) (?:paczce|kartonie|pudełku|ulotce|wizytówce|etykiecie|fakturze|paragonie|liście przewozowym|naklejce|karteczce|odwrocie|zdjęciu|zdjęciach|profilu|opisie|logo|stopce|liściku|przesyłce|banerze)',
      look: '(?:spójrz~?|zobacz~?|zerknij~?|popatrz~?|sprawdź~?|zajrzyj~?|przeczytaj~?)<20>(?:na )?(?:odwroc~|tył (?:kartki|wizytówki|zdjęcia)|wizytówk~|nadawc~ na|ulotk~|mój profil|nasz profil|karteczk~)',
      know: '(?:wiesz|wiecie|wie (?:pan|pani)|wiedzą państwo)<10>(?:gdzie|jak) (?:mnie|nas|się ze mną|się z nami)(?: (?:szukać|znaleźć|złapać|skontaktować))?|(?:ten sam|taki sam|ta sama) (?:nick|login|nazwa)<15>(?:na|w) (?:gmail~|insta~|google|wp|onet~|o2|interi~)|(?:masz|macie|ma (?:pan|pani)) (?:przecież |już )?(?:mój|nasz) (?:numer|telefon|kontakt|nr)',
      app: '(?:na|przez|w|po)<8>(?:zielon~|niebiesk~|fioletow~|tej zielonej) (?:aplikacj~|apk~|apce|komunikator~|ikon~)|aplikacj~ (?:z|ze) (?:zielon~|słuchawk~|duszk~|samolocik~)',
    }),
    deal: rules('deal', 0.9, {
      outside: both(
        45,
        '(?:kup~|kupi~|sprzed~|zapłac~|płac~|płatno~|zamów~|zamawia~|transakcj~|załatw~|dogada~|dogadaj~|rozlicz~|zrobi~|zróbmy|umów~|handl~|przelew~|sfinaliz~|deal~|wysłać|wyśl~|oferuj~)',
        OUTSIDE,
      ),
      cheaper: both(
        45,
        CHEAPER,
        `${OUTSIDE}|(?:kup~|zamów~|zamawia~|zapłac~|płac~|przelew~)<15>(?:bezpośrednio|prywatnie)|bezpośrednio (?:u nas|u mnie|do mnie|na konto|od nas|ode mnie)|bez (?:prowizji|paragonu|faktury)|(?:płatność|płatności|zapłac~|za)<8>(?:gotówk~|przelew~|blikiem)`,
      ),
      direct:
        '(?:zapłac~|płać~|płatno~|przelej~?|przelać|przelew~|wpłac~|wpłać~|wyślij~|blik~|puść)<25>(?:bezpośrednio (?:do|na|u)|na (?:mój|moje|nasze|nasz|swoje|podane|prywatne)(?: prywatne)? (?:konto|rachunek|numer konta|paypal~|revolut~|numer)|(?:mi |nam )?(?:blikiem|blik) na (?:numer|telefon|tel)|przelewem (?:bezpośrednio|na konto|do nas)|do (?:mnie|nas) (?:bezpośrednio|na konto))|bezpośredni przelew',
      friends:
        'paypal~<20>(?:dla )?(?:znajom~|przyjaci~|rodzin~|friends)|(?:jako|dla|przez|opcj~) (?:znajom~|przyjaci~)(?:(?: i | & )(?:rodzin~|bliskich))|friends (?:and|&) family',
      cash: [
        0.8,
        both(
          30,
          'gotówk~|gotówką|do ręki',
          '(?:przy )?odbio~|odbierz~|odebra~|spotkani~|spotkajmy~?|spotka~|na miejscu|osobi\\p{L}{0,6}|bez (?:paragonu|prowizji|faktury|opłat)|podjed~|przyjed~|taniej',
        ),
      ],
      cancel: `(?:anuluj~|anulow~|rezygn~|zrezygn~|odwoła~|wycofa~|odstąp~)<60>(?:kup~|zamów~|zapłac~|zamawia~|przelej~|zrob~|dogada~|wyśl~)<30>(?:bezpośrednio|prywatnie|${OUTSIDE}|(?:w|na|przez) (?:${OWN_SHOP})|taniej|u nas|u mnie)|(?:anuluj~|anulow~|zrezygn~)<40>(?:bezpośrednio|prywatnie|u nas|u mnie|${OUTSIDE}|(?:w|na|przez) (?:${OWN_SHOP}))<20>(?:kup~|zamów~|zapłac~|taniej)`,
      fees: both(30, 'zaoszczędz~|oszczędz~|omin~|omij~|unik~|bez(?: płacenia)?|uniknąć|szkoda|nie płacić|nie zapłac~', FEES),
      shop: [
        0.8,
        both(
          30,
          '(?:kup~|zamów~|zamawia~|zamówić)(?: to)?',
          `(?:bezpośrednio |taniej )?(?:w|na|przez|poprzez|ze|z) (?:${OWN_SHOP})`,
        ),
      ],
      privately: [
        0.8,
        `(?:kup~|zamów~|zamawia~|sprzed~|zapłac~)<15>(?:bezpośrednio (?:u|od|do|ode|z) (?:nas|mnie|mną|nami)|prywatnie)|(?:${DIRECT})<15>(?:kupić|zamówić|zapłacić|sprzedam|sprzedać|taniej)|prywatn~ (?:transakcj~|sprzedaż~|deal)|zostaje między nami`,
      ],
    }),
    marketing: rules('marketing', 0.8, {
      newsletter: both(
        30,
        'zapisz~|zapisa~|subskryb~|zasubskryb~|dołącz~|zarejestruj~',
        'newsletter~|biuletyn~|list~ mailingow~|(?:naszego|nasz|naszym) (?:kanał~|klub~|program~)|klub~ (?:vip|klienta)',
      ),
      follow: `(?:obserwuj~?|polub~|śledź~?|zaobserwuj~|lajkuj~|polajkuj~|odwiedź~|dołącz~|znajdź~|zajrzyj~|oznacz~|zapraszamy|zapraszam)<12>(?:nas|nasz~|naszego|do nas|mnie|mój|na)<25>(?:${MESSENGER}|youtube|profil~|fanpage~|stron~ na|grup~|kanał~|pinterest|blog~)|${atStart('(?:prosimy )?(?:obserwuj~|polub~) (?:nas|mnie|nasz~)')}`,
      code: both(
        45,
        '(?:kod~|kupon~|bon~|voucher~)(?: (?:rabatow~|zniżkow~|promocyjn~))?|z kodem|\\d{1,2} ?(?:%|procent)~?(?: rabatu| zniżki| taniej)?|rabat~|zniżk~',
        `(?:kolejn~|następn~|przyszł~|dalsz~|drugi~) (?:zakup~|zamówieni~|raz~)|${OWN_SHOP}|cał~ (?:asortyment|sklep|ofert)~`,
      ),
      'for-review': `za (?:\\p{L}{1,12} )?(?:opini~|recenzj~|ocen~)(?: \\S{1,12}){0,3} (?:zwracamy|zwrócimy|oddajemy|oddamy|odeślemy) \\d{1,4} ?(?:zł|pln|%)`,
      review: both(
        60,
        `(?:za|w zamian za|zostaw~|wystaw~|napisz~|daj~|dodaj~|zmień~|zmian~|usun~|usuń~|dodani~|wystawi~|po) (?:nam |mi |wystawieni~ |swoją |swoj~ |zmian~ )?${REVIEW}|oceń~? (?:nas|mnie)|(?:5|pięć) gwiazd~(?: ?\\?)?`,
        `(?:dosta~|otrzym~|wyśl~|przyzna~|oferuj~|da~|odbierz~|czeka|wygra~|dorzuc~|zwróc~|gratis|mam~|dla (?:pana|pani|ciebie|państwa)|i|to)<20>(?:${GIFT})|dostan~`,
      ),
      shop: `(?:odwiedź~|zajrzyj~|sprawdź~|zapraszam~?|zobacz~|wejdź~|poznaj~|odkryj~|obejrzyj~|więcej)<20>(?:(?:do|na|w)? ?(?:${OWN_SHOP})|nasz~ (?:inne|pozostał~|now~|cał~|pełn~) (?:produkt~|ofert~|aukcj~|kolekcj~|asortyment~))`,
      sale: both(
        35,
        'nasz~ (?:now~|wielk~|letni~|zimow~)<15>(?:kolekcj~|wyprzedaż~|promocj~|ofert~)|black friday|(?:letni~|zimow~|wielk~|świąteczn~|wiosenn~) (?:wyprzedaż~|promocj~|sale)',
        'sprawdź~|zobacz~|nie przegap~|aż do|do -?\\d{1,2} ?%|już|ruszyła?|tylko (?:dziś|teraz)|skorzystaj~|zapraszam~|wszystko|trwa',
      ),
    }),
    abuse: rules('abuse', 0.85, {
      insult:
        'kurw(?:a|y|o|ą|ę|ie|iarz~)|wkurw~|s?kurw(?:iel|ysyn|ysynu|ysyny|iele|ielu|iałe)~?|skurw~|chuj(?:u|a|e|owy|owa|owe|ek|em|nia|ków|ki)?|huj(?:u|a|e|owy|owa)?|pierdol~|spierdal~|wypierdal~|opierdal~|jeban~|jeb(?:ać|ie|ał|aniec|ańcu|any|ana|ane)|zajeb~|pojeb~|pizd(?:a|o|y|ę|ie|ą)|cip(?:a|o|y)|dziwk~|szmat(?:o|y) jedn~|suko|suki|cwel(?:u|e|a|em)?|dup(?:ek|ku|ki)|gówn(?:o|a|iarz~)|debil(?:e|u|i|em|ów|ami|ka|ny|na|a)?|kretyn(?:ie|i|em|ka)?|idiot(?:o|ko|ów)|skurczybyk~|pojeban~|zjeb~|ciot(?:o|y)|frajer(?:ze|zy|em|stwo|a|ów)?|popierdol~|śmieciu|matole|gnoj(?:u|e|ki|ku)|ścierwo|szuj[oay]|mend[oy]|gnid[oya]',
      addressed: `(?:jesteś|jesteście|jest (?:pan|pani)|ty|wy|pan to|pani to|z (?:ciebie|was|pana|pani))(?: (?:jesteś|jesteście|po prostu|zwykł~|naprawdę|totaln~|kompletn~|skończon~|jedn~|cholern~|wszyscy|chyba|jakiś|jakąś|takim|taki|głupi~|parszyw~|nędzn~|nic nie wart~|strasznym?|zwyczajnym?|bandą|banda|zgraj~|zakłaman~|bezczeln~)){0,4} (?:${IDIOT})|band[ao]? (?:złodziei|oszustów|idiotów|debili|kretynów)`,
      vocative: `(?:głupi~|tępy|tępa|parszyw~|pieprzon~|cholern~|zasran~|wstrętn~|bezczeln~|brudn~|zakłaman~|durn~) (?:idiot~|babo|krowo|świni~|oszust~|złodziej~|baran~|ch[ua]m~|babsztyl~|małp~|dziad~|kłamc~|sprzedaw~|kretyn~|debil~)|${atStart('(?:oszuści|złodzieje|idioci|debile|idioto|debilu|oszuście|złodzieju|kłamco|oszuści i złodzieje)(?= ?[!.,]|$)')}|zamknij (?:ryj|mordę|gębę|się)|stul (?:pysk|ryj|dziób|mordę)|wal(?:cie)? się|goń(?:cie)? się|pocałuj(?:cie)? mnie w|idź(?:cie)? do (?:diabła|piekła|cholery)|wynoś się|odwal się|pieprz(?:cie)? się|zdychaj~?|(?:żebyś|obyś|oby) (?:zdech~|umar~|zgni~|dosta~ raka)|spadaj~? (?:na drzewo|frajer~|dziad~)|spieprz~|lecz się na (?:głowę|łeb)|zabij się`,
      threat:
        '(?<!nie )(?:wiem|wiemy|dowiem się|znajdę|znajdziemy|ustalę)<6>gdzie (?:mieszka(?:sz|cie|ją wasze|ją twoje)|pracuje(?:sz|cie)|pan pracuje|pani pracuje|pan mieszka|pani mieszka|chodzą)|(?:zabij~|zabić|zajeb~|połami~|połam~|rozwal~|spal~|zniszcz~|dorw~|pobij~|obij~|potn~|załatw~|zatłuk~)(?:ę|emy|my)? (?:cię|ciebie|was|ci|pana|panią|wam|twoj~|wasz~)(?! (?:spraw|zwrot))|(?:pożałuj~|popamięta~|pożałować)(?:sz|cie)? (?:tego|mnie)|pożałujesz|pożałujecie|popamiętasz|(?:przyjd~|przyjad~|wpadn~|przyśl~)<12>(?:do (?:ciebie|was|pana)|chłopak~|kumpl~)<20>(?:nog~|mord~|pogad~|policz~|łeb|domu|zobacz~)|uważaj na siebie|strzeż się|już po tobie',
      slur: '(?:pedał(?:y|ów|owi|em|u|zie)|ciapat~|ciapak~|żydk~|żydziw~|brudas~|szwab(?:y|ów|ie|em|skie)?|ukrai?n(?:iec|ka) jeb~|kacap(?:y|ów|ie)?|asfalt(?:y|u)? jeb~|bambus~ jeb~|czarnuch~|cygan~ (?:jeb~|śmierdz~|złodziej~)|banderow~|pedzi(?:o|e))|(?:jeban~|brudn~|pieprzon~|parszyw~|śmierdz~|zasran~) (?:żyd~|cygan~|ukrai~|niem~|rusk~|murzyn~|arab~|pedał~|polacz~)|wracaj do (?:siebie|swojego kraju|kraju)',
    }),
  },
  context: contexts({
    refusal:
      '(?:nie|nigdy|zabronion~|zakaz~|niedozwolon~|niedopuszczaln~)<40>(?:podawa~|podaj~|wysyła~|wymieni~|przesyła~|udostępni~|pisz~|dzwoni~|kontakt~|telefon~|numer~|mail~|e-?mail~|poza|prywat~|przelew~|płac~|zapłat~|transakcj~|whats\\W?app~|bezpośredni~|opini~|prosi~|sprzedaj~|przyjmuj~|prowadz~|akcept~|załatwia~|gotówk~|anuluj~|newsletter~|dozwolon~|wolno|możemy|można)|(?:tylko|wyłącznie|jedynie|najlepiej|zosta~|wszystko|proszę|zawsze)<20>(?:tutaj|tu|(?:przez|na|w ramach|poprzez|za pośrednictwem) (?:tę |tej |tą |te |ten |tym )?(?:platform~|portal~|czat~|serwis~|wiadomoś~))|zabronion~|zakazan~|niezgodn~ z (?:regulamin~|zasad~)|regulamin (?:zabrania|nie pozwala)|bez (?:telefonu|numeru)',
    warning:
      'uwaga|uważaj~|ostrzega~|ostrzeżeni~|ostrożn~|oszustw~|oszuka~|phishing~|podejrzan~|fałszyw~|nie (?:klikaj~|ufaj~|otwieraj~)|spam~|scam~|wyłudz~|naciąg~|podszywa~|policj~|haker~|próba oszustwa',
    thirdParty: `dostał(?:em|am) (?:wiadomość|maila|sms~)|(?:rozmawia(?:łem|łam|liśmy)|dzwoni(?:łem|łam|liśmy))<15>(?:kurier~|infolini~|inpost~|poczt~|dpd|dhl|gls|ups|nich)|(?:kazali|kazano|kazał|kazała|powiedzieli)(?: mi| nam)?,? (?:żeby |żebym |aby )?(?:pisa~|napisa~|zgłosi~|kontakt~|dzwoni~|zadzwoni~)|(?:skontakt~|zadzwoń~|zadzwonić|pytać|napisać)<16>(?:kurier~|przewoźnik~|producent~|inpost~|dhl|dpd|gls|ups)|(?:inn~|jakiś|jakaś|pewien|poprzedni~|ktoś|tamten) (?:sprzedaw~|sprzedając~|osob~|pan~|klient~|facet~|firm~|kupując~|sklep~)|ktoś|kurier~|listonosz~|(?:sąsiad~|mąż|żona|kolega|koleżanka|syn|córka|brat|siostra|producent|infolinia|inpost|dpd|dhl|gls|bank|serwis|wasz pracownik|pracownik)<12>(?:prosi~|chcia~|powiedzia~|zadzwoni~|dzwoni~|napisa~|poda~|mówi~|pyta~|nazwa~|wyzwa~|obrazi~|oferowa~|zaproponowa~)|(?:poproszono|zaproponowano|wyzwano|proszono|nazwano) (?:mnie|nas|mi)?|(?:zgłasza~|zgłosi~|skarg~)|(?:sklep~|market~)<14>(?:obok|za rogiem|w okolicy|niedaleko)|w innym sklepie|(?:mąż|żona|syn|córka|brat|siostra|kolega)<12>(?:kupił~|znalazł~)|${both(30, SHOPS, CHEAPER)}`,
    productFeature: `(?:kompatybil~|połącz~|łączy|paruje|wyświetla~|pokazuj~|powiadomi~|obsługuj~|zainstal~|instal~|funkcj~|synchron~|współprac~|dzwonek)<25>(?:${MESSENGER}|telefon~|e-?mail~|połącze~|sms~)|(?:${MESSENGER}|telefon~|e-?mail~|sms~)<25>(?:kompatybil~|powiadomi~|obsług~|zegarek|zegarku|funkcj~|zainstal~|wyświetl~)|etui|(?:uchwyt|pokrowiec|ładowark~|kabel|szkło|folia|stojak|obudow~|bateri~)<8>(?:na|do|dla) telefon~|telefon~ (?:ma|jest|działa|nie działa|posiada|z systemem|dla seniora|komórkow~ (?:marki|nie)|bezprzewodow~|stacjonarn~ (?:marki|nie|panasonic))|skrzynk~ (?:na listy|pocztow~)|smart ?watch~|smart ?fon~|karta sim|dual sim|imei`,
    orderNumber:
      '(?:numer~|nr|kod~|id|symbol~)(?: (?:zamówieni~|przesyłk~|paczk~|śledzeni~|seryjn~|faktur~|katalogow~|produkt~|artykuł~|części|klienta|referencyjn~|zwrotu|reklamacj~|zgłoszeni~|modelu|model|partii|listu|oferty|aukcji|transakcji|kreskow~|ean|gwarancj~|rma|vin|nip|regon|paragonu|konta klienta))|zamówieni~|przesyłk~|faktur~|model~|ean|gtin|isbn|sku|imei|sn|s/n|rma|nip|regon|dpd|dhl|inpost|gls|ups|list~ przewozow~|artykuł~|śledzeni~|paczk~|paragon~|zgłoszeni~|reklamacj~|typ~|seri~',
    price: 'cen~|koszt~|złot~|zł|pln|euro|eur|kwot~|sum~|groszy|brutto|netto|vat|rat~|cena',
    size: 'rozmiar~|długoś~|szerokoś~|wysokoś~|głębokoś~|średnic~|wymiar~|cm|mm|cal~|kg|gram~|litr~|ml|wat~|volt~|mah|ghz|gb|tb|wag~|waży|obwód|obwod~|pas~ w|biodr~|klatk~|wkładk~|rozdzielczoś~|piksel~',
    date: 'stycz~|lut(?:y|ego|ym)|marc~|kwie~|maj(?:a|u)|czerw~|lip(?:iec|ca|cu)|sierp~|wrze~|paździer~|listopad~|grud~|poniedział~|wtor~|środ~|czwart~|piąt(?:ek|ku)|sobot~|niedziel~|dat~|rok~|godzin~|godz|dni~|dnia',
    address:
      'ul|ulic~|al|alej~|mieszkan~|kod pocztowy|paczkomat~|punkt~ odbioru|punkt~|adres~ dostawy|poczt~|piętr~|klatk~|osiedl~|os|budyn~|oddział~|żabk~|magazyn~|automat~|domofon~',
  }),
  nearby: nearby({
    messenger: `${MESSENGER}|signal~|sms~|youtube|twitter`,
    contactVerb:
      'zadzwo~|dzwo~|napisz~|pisz~|odezwij~|kontakt~|skontakt~|łap~|złap~|dodaj~|oddzwo~|szukaj~|znajd~|smsuj~|mailuj~|zapisz~|przedzwo~|odbierze~|odbieram~|odbiorę',
    phoneNoun: 'telefon~|tel|numer~|nr|kom|komórk~|komórkow~|infolini~|fax|numerek|namiar~|cyfr~',
    mailNoun: 'e\\W?mail~|mail~|mejl~|adres~|poczt~|gmail|wp|onet|o2|interia|outlook|hotmail|yahoo',
  }),
};
