/** The words of a statement of reasons (R6.3), a language after the other. */
import type { Language, Statement, Step, ViolationKind } from '../../../libs/domain';

type Words = ReturnType<typeof words>;

/** The parts of each line in their order, as the lines stand below. */
function words(labels: string, steps: string, scopes: string, kinds: string, ways: string, appeal: string) {
  const [title, facts, points, threshold, rule, version, scope, duration, from, until, unlimited, ...more] = labels.split(' | ');
  const [found, decided, reason, exception, appealing, message, conversation, characters] = more;
  const [warning, restriction, suspension, removal] = steps.split(' | ');
  const [nothing, visibility, opening, everything] = scopes.split(' | ');
  const [contact, deal, marketing, abuse, evasive, late] = kinds.split(' | ');
  const [screening, report, clock, automatically, byReport, both, byAPerson] = ways.split(' | ');
  const named: Record<Step, string> = { warning, restriction, suspension, removal };
  const meaning: Record<Statement['scope'], string> = { nothing, visibility, opening, everything };
  const broken: Record<ViolationKind, string> = {
    ...{ 'external-contact': contact, 'off-platform-deal': deal, marketing },
    ...{ 'abusive-language': abuse, 'evasive-answer': evasive, 'late-reply': late },
  };
  const finding: Record<Statement['found'], string> = { automatically, 'by-report': byReport, both };
  const deciding: Record<Statement['decided'], string> = { automatically, 'by-a-person': byAPerson };
  return {
    ...{ title, facts, points, threshold, rule, version, scope, duration, from, until, unlimited },
    ...{ found, decided, reason, exception, appealing, message, conversation, characters },
    ...{ steps: named, scopes: meaning, kinds: broken, sources: { screening, report, clock }, finding, deciding, appeal },
  };
}

/** By language; `{until}` in `appeal` is filled in. It names the view and the form of the console as these are called there. */
export const STATEMENT_WORDS: Readonly<Record<Language, Words>> = {
  en: words(
    'Statement of reasons | Facts and evidence | Points | this step is reached at | Rule | version | Effect | Duration | from | until | without end | How the facts were found | How it was decided | Reasons given | Why without notice | How to appeal | message | conversation | characters',
    'warning | restriction of selling rights | temporary suspension | permanent removal',
    'a warning takes nothing away | your offers are shown less often in search: their visibility is halved | you cannot open conversations and your offers are not shown in search; open conversations have to be answered | you can write nothing any more and your offers are not shown; open conversations are taken over by the platform',
    'contact outside of the platform | deal outside of the platform | advertising | abusive language | evasive answer | late reply',
    'screening | report | clock | automatically | after a report | automatically and after reports | by a person',
    'You can appeal until {until}: in the Helpdesk under “My standing”, open “Appeal” at this decision and say why. Another person than the one who decided decides on it.',
  ),
  de: words(
    'Begründung | Tatsachen und Belege | Punkte | Schwelle dieser Stufe | Regel | Version | Wirkung | Dauer | ab | bis | unbefristet | Wie es festgestellt wurde | Wie entschieden wurde | Angegebene Gründe | Warum ohne Ankündigung | Widerspruch | Nachricht | Gespräch | Zeichen',
    'Verwarnung | Einschränkung der Verkaufsrechte | vorübergehende Sperre | dauerhafter Ausschluss',
    'eine Verwarnung nimmt Ihnen nichts | Ihre Angebote werden in der Suche seltener gezeigt: ihre Sichtbarkeit ist halbiert | Sie können keine Gespräche eröffnen, und Ihre Angebote erscheinen nicht in der Suche; offene Gespräche müssen Sie weiter beantworten | Sie können nichts mehr schreiben, und Ihre Angebote erscheinen nicht; offene Gespräche übernimmt die Plattform',
    'Kontakt außerhalb der Plattform | Geschäft außerhalb der Plattform | Werbung | beleidigende Sprache | ausweichende Antwort | verspätete Antwort',
    'Prüfung der Texte | Meldung | Uhr | automatisch | nach einer Meldung | automatisch und nach Meldungen | durch einen Menschen',
    'Sie können bis {until} widersprechen: Öffnen Sie im Helpdesk unter „Meine Bewertung“ bei dieser Entscheidung „Widerspruch“ und nennen Sie Ihre Gründe. Darüber entscheidet ein anderer Mensch als der, der zuerst entschieden hat.',
  ),
  pl: words(
    'Uzasadnienie | Fakty i dowody | Punkty | próg tego kroku | Reguła | wersja | Skutek | Czas trwania | od | do | bezterminowo | Jak ustalono fakty | Jak podjęto decyzję | Podane powody | Dlaczego bez uprzedzenia | Odwołanie | wiadomość | rozmowa | znaki',
    'ostrzeżenie | ograniczenie praw sprzedaży | czasowe zawieszenie | trwałe usunięcie',
    'ostrzeżenie niczego nie ogranicza | oferty są rzadziej pokazywane w wyszukiwarce: ich widoczność jest o połowę mniejsza | nie można rozpoczynać rozmów, a oferty nie są pokazywane w wyszukiwarce; na otwarte rozmowy trzeba nadal odpowiadać | nie można już nic pisać, a oferty nie są pokazywane; otwarte rozmowy przejmuje platforma',
    'kontakt poza platformą | transakcja poza platformą | reklama | obraźliwy język | wymijająca odpowiedź | spóźniona odpowiedź',
    'sprawdzanie treści | zgłoszenie | zegar | automatycznie | po zgłoszeniu | automatycznie i po zgłoszeniach | przez człowieka',
    'Można się odwołać do {until}: w Helpdesku, w widoku „Moja ocena”, należy otworzyć przy tej decyzji „Odwołanie” i podać powody. Rozstrzyga inna osoba niż ta, która podjęła decyzję.',
  ),
  cs: words(
    'Odůvodnění | Skutečnosti a důkazy | Body | práh tohoto stupně | Pravidlo | verze | Účinek | Doba trvání | od | do | bez omezení | Jak byly skutečnosti zjištěny | Jak bylo rozhodnuto | Uvedené důvody | Proč bez výpovědní lhůty | Odvolání | zpráva | konverzace | znaky',
    'varování | omezení prodejních práv | dočasné pozastavení | trvalé odstranění',
    'varování nic neomezuje | nabídky se ve vyhledávání zobrazují méně: jejich viditelnost je poloviční | nelze zahajovat konverzace a nabídky se ve vyhledávání nezobrazují; na otevřené konverzace je třeba dál odpovídat | nelze už nic psát a nabídky se nezobrazují; otevřené konverzace přebírá platforma',
    'kontakt mimo platformu | obchod mimo platformu | reklama | urážlivý jazyk | vyhýbavá odpověď | pozdní odpověď',
    'kontrola textů | nahlášení | hodiny | automaticky | po nahlášení | automaticky a po nahlášeních | člověkem',
    'Odvolat se lze do {until}: v Helpdesku v části „Moje hodnocení“ otevřete u tohoto rozhodnutí „Odvolání“ a uveďte důvody. Rozhodne jiný člověk než ten, který rozhodl poprvé.',
  ),
  sk: words(
    'Odôvodnenie | Skutočnosti a dôkazy | Body | prah tohto stupňa | Pravidlo | verzia | Účinok | Trvanie | od | do | bez obmedzenia | Ako sa skutočnosti zistili | Ako sa rozhodlo | Uvedené dôvody | Prečo bez výpovednej lehoty | Odvolanie | správa | konverzácia | znaky',
    'varovanie | obmedzenie predajných práv | dočasné pozastavenie | trvalé odstránenie',
    'varovanie nič neobmedzuje | ponuky sa vo vyhľadávaní zobrazujú menej: ich viditeľnosť je polovičná | nemožno začínať konverzácie a ponuky sa vo vyhľadávaní nezobrazujú; na otvorené konverzácie treba naďalej odpovedať | už nemožno nič písať a ponuky sa nezobrazujú; otvorené konverzácie preberá platforma',
    'kontakt mimo platformy | obchod mimo platformy | reklama | urážlivý jazyk | vyhýbavá odpoveď | neskorá odpoveď',
    'kontrola textov | nahlásenie | hodiny | automaticky | po nahlásení | automaticky a po nahláseniach | človekom',
    'Odvolať sa možno do {until}: v Helpdesku v časti „Moje hodnotenie“ otvorte pri tomto rozhodnutí „Odvolanie“ a uveďte dôvody. Rozhodne iný človek než ten, ktorý rozhodol prvý.',
  ),
  fr: words(
    'Exposé des motifs | Faits et preuves | Points | seuil de cette étape | Règle | version | Effet | Durée | du | jusqu’au | sans limite | Comment les faits ont été constatés | Comment la décision a été prise | Motifs indiqués | Pourquoi sans préavis | Recours | message | conversation | caractères',
    'avertissement | restriction des droits de vente | suspension temporaire | exclusion définitive',
    'un avertissement ne retire rien | vos offres apparaissent moins dans la recherche : leur visibilité est réduite de moitié | vous ne pouvez pas ouvrir de conversation et vos offres n’apparaissent pas dans la recherche ; les conversations ouvertes doivent recevoir une réponse | vous ne pouvez plus rien écrire et vos offres n’apparaissent plus ; les conversations ouvertes sont reprises par la plateforme',
    'contact hors de la plateforme | transaction hors de la plateforme | publicité | propos injurieux | réponse évasive | réponse tardive',
    'contrôle des textes | signalement | horloge | automatiquement | à la suite d’un signalement | automatiquement et à la suite de signalements | par une personne',
    'Vous pouvez faire appel jusqu’au {until} : dans le Helpdesk, sous « Mon évaluation », ouvrez « Recours » à cette décision et indiquez vos motifs. Une autre personne que celle qui a décidé statuera.',
  ),
  it: words(
    'Motivazione | Fatti e prove | Punti | soglia di questo passo | Regola | versione | Effetto | Durata | dal | fino al | senza termine | Come sono stati accertati i fatti | Come è stato deciso | Motivi indicati | Perché senza preavviso | Ricorso | messaggio | conversazione | caratteri',
    'avvertimento | limitazione dei diritti di vendita | sospensione temporanea | esclusione definitiva',
    'un avvertimento non toglie nulla | le offerte compaiono meno nella ricerca: la loro visibilità è dimezzata | non è possibile aprire conversazioni e le offerte non compaiono nella ricerca; alle conversazioni aperte si deve ancora rispondere | non è più possibile scrivere e le offerte non compaiono; le conversazioni aperte passano alla piattaforma',
    'contatto fuori dalla piattaforma | affare fuori dalla piattaforma | pubblicità | linguaggio offensivo | risposta evasiva | risposta in ritardo',
    'controllo dei testi | segnalazione | orologio | automaticamente | dopo una segnalazione | automaticamente e dopo segnalazioni | da una persona',
    'È possibile presentare ricorso fino al {until}: nell’Helpdesk, alla voce «La mia valutazione», aprire «Ricorso» presso questa decisione e indicare i motivi. Decide una persona diversa da quella che ha deciso.',
  ),
  es: words(
    'Exposición de motivos | Hechos y pruebas | Puntos | umbral de este paso | Regla | versión | Efecto | Duración | desde | hasta | sin límite | Cómo se constataron los hechos | Cómo se decidió | Motivos indicados | Por qué sin preaviso | Recurso | mensaje | conversación | caracteres',
    'advertencia | restricción de los derechos de venta | suspensión temporal | exclusión definitiva',
    'una advertencia no quita nada | sus ofertas se muestran menos en la búsqueda: su visibilidad se reduce a la mitad | no puede abrir conversaciones y sus ofertas no se muestran en la búsqueda; las conversaciones abiertas deben seguir respondiéndose | ya no puede escribir nada y sus ofertas no se muestran; la plataforma se hace cargo de las conversaciones abiertas',
    'contacto fuera de la plataforma | trato fuera de la plataforma | publicidad | lenguaje ofensivo | respuesta evasiva | respuesta tardía',
    'revisión de textos | denuncia | reloj | automáticamente | tras una denuncia | automáticamente y tras denuncias | por una persona',
    'Puede recurrir hasta {until}: en el Helpdesk, en «Mi valoración», abra «Recurso» junto a esta decisión e indique sus motivos. Decide otra persona distinta de la que decidió.',
  ),
  nl: words(
    'Motivering | Feiten en bewijs | Punten | drempel van deze stap | Regel | versie | Gevolg | Duur | vanaf | tot | zonder einde | Hoe de feiten zijn vastgesteld | Hoe is beslist | Opgegeven redenen | Waarom zonder aankondiging | Bezwaar | bericht | gesprek | tekens',
    'waarschuwing | beperking van verkooprechten | tijdelijke schorsing | definitieve verwijdering',
    'een waarschuwing neemt niets af | uw aanbiedingen worden minder getoond in de zoekresultaten: hun zichtbaarheid is gehalveerd | u kunt geen gesprekken openen en uw aanbiedingen worden niet getoond in de zoekresultaten; open gesprekken moet u blijven beantwoorden | u kunt niets meer schrijven en uw aanbiedingen worden niet getoond; open gesprekken neemt het platform over',
    'contact buiten het platform | deal buiten het platform | reclame | beledigend taalgebruik | ontwijkend antwoord | te laat antwoord',
    'controle van teksten | melding | klok | automatisch | na een melding | automatisch en na meldingen | door een mens',
    'U kunt tot {until} bezwaar maken: open in de Helpdesk onder “Mijn beoordeling” bij deze beslissing “Bezwaar” en geef uw redenen. Een ander dan wie eerst besliste, beslist daarover.',
  ),
  ro: words(
    'Expunere de motive | Fapte și dovezi | Puncte | pragul acestei trepte | Regula | versiunea | Efect | Durata | de la | până la | fără termen | Cum s-au constatat faptele | Cum s-a decis | Motive indicate | De ce fără preaviz | Contestație | mesaj | conversație | caractere',
    'avertisment | restrângerea drepturilor de vânzare | suspendare temporară | excludere definitivă',
    'un avertisment nu ia nimic | ofertele apar mai rar în căutare: vizibilitatea lor este înjumătățită | nu se pot deschide conversații, iar ofertele nu apar în căutare; la conversațiile deschise trebuie răspuns în continuare | nu se mai poate scrie nimic, iar ofertele nu apar; conversațiile deschise sunt preluate de platformă',
    'contact în afara platformei | tranzacție în afara platformei | publicitate | limbaj abuziv | răspuns evaziv | răspuns întârziat',
    'verificarea textelor | sesizare | ceas | automat | în urma unei sesizări | automat și în urma unor sesizări | de către o persoană',
    'Se poate face contestație până la {until}: în Helpdesk, la „Evaluarea mea”, deschideți „Contestație” lângă această decizie și indicați motivele. Decide o altă persoană decât cea care a decis.',
  ),
  hu: words(
    'Indokolás | Tények és bizonyítékok | Pontok | e fokozat küszöbe | Szabály | verzió | Hatás | Időtartam | ettől | eddig | határozatlan időre | Hogyan állapították meg a tényeket | Hogyan döntöttek | Megadott indokok | Miért felmondási idő nélkül | Fellebbezés | üzenet | beszélgetés | karakterek',
    'figyelmeztetés | az értékesítési jogok korlátozása | ideiglenes felfüggesztés | végleges kizárás',
    'a figyelmeztetés nem von el semmit | az ajánlatok ritkábban jelennek meg a keresésben: láthatóságuk a felére csökken | nem nyitható beszélgetés, és az ajánlatok nem jelennek meg a keresésben; a nyitott beszélgetésekre továbbra is válaszolni kell | semmi sem írható többé, és az ajánlatok nem jelennek meg; a nyitott beszélgetéseket a platform veszi át',
    'platformon kívüli kapcsolat | platformon kívüli üzlet | reklám | sértő nyelvezet | kitérő válasz | késedelmes válasz',
    'szövegellenőrzés | bejelentés | óra | automatikusan | bejelentés alapján | automatikusan és bejelentések alapján | ember által',
    'Fellebbezni {until} időpontig lehet: a Helpdeskben, „Az értékelésem” alatt nyissa meg ennél a döntésnél a „Fellebbezés” részt, és írja le az okokat. Más személy dönt róla, mint aki először döntött.',
  ),
};
