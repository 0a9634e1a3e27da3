/** What a package says of itself and of what the product did, a language after the other: README.txt, data/left-out.json, the product's own reasons. */
import { type Language, PRODUCT_REASONS } from '../domain';
import { printedIn } from './printed-words';

/** What a package can leave out, each with its place among the words: what, and why. */
const LEFT_OUT = {
  'later-events': [0, 7],
  'later-conversations': [1, 8],
  'sealed-not-asked-for': [2, 9],
  'open-not-asked-for': [3, 10],
  'files-not-asked-for': [4, 9],
  'files-erased': [4, 11],
  'files-restricted': [4, 12],
  'files-lost': [4, 13],
  'files-altered': [4, 14],
  'not-stamped': [5, 15],
  'keys-missing': [6, 16],
} as const;
/** Why something is not in a package. */
export type LeftOutCode = keyof typeof LEFT_OUT;
/** All of them. */
export const LEFT_OUT_CODES = Object.keys(LEFT_OUT) as readonly LeftOutCode[];

interface Words {
  /** Of {@link LEFT_OUT}: seven that are left out, then ten reasons. */
  readonly leftOut: readonly string[];
  /** In the order of {@link PRODUCT_REASONS}. */
  readonly reasons: readonly string[];
  readonly readme: readonly string[];
}

const words = (leftOut: string, reasons: string, readme: readonly string[]): Words => ({
  leftOut: leftOut.split('|'),
  reasons: reasons.split('|'),
  readme,
});

/** By language. */
export const OWN_WORDS: Readonly<Record<Language, Words>> = {
  en: words(
    'events recorded after {asOf}|conversations that began after {asOf}|disclosures of sealed fields|recorded data of events with texts that were stored in the open|files of attachments|a time stamp|sealed fields of events|the package shows what was on record then|there was nothing on record of them then|they were not asked for|not all of their texts were asked for|their keys are erased|they are restricted: for compliance only|they are not where they were kept|they are not as they were uploaded|no authority had seen the log with all these events yet|their keys are erased, restricted or not here',
    'the message was released|another message was sent in its place|other hours of reminder and escalation|calendar corrected|excused|the seller is removed: the platform answers|answered in time by a message that was held',
    [
      'EVIDENCE PACKAGE',
      'What is in it',
      'for people; renderings, the lines below are the authority',
      'each event as an entry of the log: its place, its hashes, no texts (RFC 8785 JSON, a line each)',
      'the same events as they were recorded, base64; null where that is left out',
      'personal fields that are opened, each with its event (RFC 9901)',
      'files by their SHA-256',
      'what is left out, and why',
      "the log's signed head (C2SP tlog-checkpoint), with cosignatures of witnesses",
      'for each event its index in the log, and the hashes to the head (RFC 6962)',
      "the log's key",
      'where an authority stamps the log: the newest head it saw with all of these events (RFC 3161: proof/stamp.tsr; proof/consistency.txt has the hashes between the two heads, RFC 6962)',
      'the seal (ASiC-E with CAdES) over META-INF/ASiCManifest001.xml, which names every file with its hash',
      'the same as a BagIt bag',
      'How to check it',
      'or',
      'Name what you trust',
      'Certificates and a key that came with the package show that it is whole, not whose it is.',
      'What it shows',
      'Every event stood in the log when the checkpoint was signed, and, where there is a stamp, at its time. The events of one conversation count without a gap, and each names the one before: none between was left out. What comes after the last one is not in it.',
      "A field's text is shown where its disclosure is inside; without it the digest in the event tells nothing.",
    ],
  ),
  de: words(
    'Ereignisse, die nach {asOf} aufgezeichnet wurden|Gespräche, die nach {asOf} begannen|Offenlegungen versiegelter Felder|aufgezeichnete Daten von Ereignissen mit offen gespeicherten Texten|Dateien von Anhängen|ein Zeitstempel|versiegelte Felder von Ereignissen|das Paket zeigt, was damals aufgezeichnet war|von ihnen war damals nichts aufgezeichnet|nicht angefordert|nicht alle ihre Texte wurden angefordert|ihre Schlüssel sind gelöscht|eingeschränkt: nur für Compliance|nicht mehr dort, wo sie aufbewahrt wurden|nicht mehr so, wie sie hochgeladen wurden|noch keine Stelle hatte das Protokoll mit allen diesen Ereignissen gesehen|ihre Schlüssel sind gelöscht, eingeschränkt oder nicht hier',
    'die Nachricht wurde freigegeben|an ihrer Stelle wurde eine andere Nachricht gesendet|andere Stunden für Erinnerung und Eskalation|Kalender berichtigt|entschuldigt|der Verkäufer ist ausgeschlossen: die Plattform antwortet|rechtzeitig beantwortet durch eine Nachricht, die zurückgehalten war',
    [
      'BEWEISPAKET',
      'Was darin ist',
      'für Menschen; Darstellungen, maßgeblich sind die Zeilen darunter',
      'jedes Ereignis als Eintrag des Protokolls: sein Platz, seine Hashes, keine Texte (JSON nach RFC 8785, je eine Zeile)',
      'dieselben Ereignisse, wie sie aufgezeichnet wurden, base64; null, wo das ausgelassen ist',
      'offengelegte persönliche Felder, jedes mit seinem Ereignis (RFC 9901)',
      'Dateien nach ihrem SHA-256',
      'was ausgelassen ist und warum',
      'der unterschriebene Stand des Protokolls (C2SP tlog-checkpoint), mit Gegenzeichnungen von Zeugen',
      'zu jedem Ereignis seine Nummer im Protokoll und die Hashes bis zu dessen Stand (RFC 6962)',
      'der Schlüssel des Protokolls',
      'wo eine Stelle das Protokoll stempelt: der neueste Stand, den sie mit allen diesen Ereignissen sah (RFC 3161: proof/stamp.tsr; proof/consistency.txt hat die Hashes zwischen beiden Ständen, RFC 6962)',
      'das Siegel (ASiC-E mit CAdES) über META-INF/ASiCManifest001.xml, das jede Datei mit ihrem Hash nennt',
      'dasselbe als BagIt-Paket',
      'Wie man es prüft',
      'oder',
      'Nennen Sie, wem Sie trauen',
      'Zertifikate und ein Schlüssel, die mit dem Paket kamen, zeigen, dass es unversehrt ist, nicht, von wem es ist.',
      'Was es zeigt',
      'Jedes Ereignis stand im Protokoll, als dessen Stand unterschrieben wurde, und, wo ein Stempel ist, zu dessen Zeit. Die Ereignisse eines Gesprächs zählen ohne Lücke, und jedes nennt das vorige: Keines dazwischen wurde ausgelassen. Was nach dem letzten kommt, ist nicht darin.',
      'Der Text eines Feldes ist gezeigt, wo seine Offenlegung dabei ist; ohne sie sagt der Hashwert im Ereignis nichts.',
    ],
  ),
  pl: words(
    'zdarzenia zapisane po {asOf}|rozmowy rozpoczęte po {asOf}|ujawnienia zapieczętowanych pól|zapisane dane zdarzeń z tekstami przechowywanymi jawnie|pliki załączników|znacznik czasu|zapieczętowane pola zdarzeń|pakiet pokazuje to, co było wtedy zapisane|nic o nich wtedy nie zapisano|nie zażądano ich|nie zażądano wszystkich ich tekstów|ich klucze są usunięte|są ograniczone: tylko dla compliance|nie ma ich tam, gdzie je przechowywano|nie są takie, jak je przesłano|żaden urząd nie widział jeszcze dziennika z wszystkimi tymi zdarzeniami|ich klucze są usunięte, ograniczone lub niedostępne',
    'wiadomość została zwolniona|w jej miejsce wysłano inną wiadomość|inne godziny przypomnienia i eskalacji|kalendarz poprawiony|usprawiedliwione|sprzedawca jest usunięty: odpowiada platforma|odpowiedziano w terminie wiadomością, która była wstrzymana',
    [
      'PAKIET DOWODOWY',
      'Co zawiera',
      'dla ludzi; odwzorowania, rozstrzygają wiersze w plikach poniżej',
      'każde zdarzenie jako wpis dziennika: jego miejsce, skróty, bez tekstów (JSON wg RFC 8785, po wierszu)',
      'te same zdarzenia tak, jak je zapisano, base64; null tam, gdzie je pominięto',
      'ujawnione pola osobowe, każde ze swoim zdarzeniem (RFC 9901)',
      'pliki według ich SHA-256',
      'co pominięto i dlaczego',
      'podpisany stan dziennika (C2SP tlog-checkpoint) z kontrasygnatami świadków',
      'dla każdego zdarzenia jego numer w dzienniku i skróty aż do stanu (RFC 6962)',
      'klucz dziennika',
      'gdzie urząd znakuje dziennik: najnowszy stan, który widział z wszystkimi tymi zdarzeniami (RFC 3161: proof/stamp.tsr; proof/consistency.txt ma skróty między oboma stanami, RFC 6962)',
      'pieczęć (ASiC-E z CAdES) nad META-INF/ASiCManifest001.xml, który wymienia każdy plik z jego skrótem',
      'to samo jako paczka BagIt',
      'Jak to sprawdzić',
      'lub',
      'Podaj, komu ufasz',
      'Certyfikaty i klucz, które przyszły z pakietem, pokazują, że jest nienaruszony, nie zaś, czyj jest.',
      'Co pokazuje',
      'Każde zdarzenie było w dzienniku, gdy podpisano jego stan, a gdzie jest znacznik, w jego czasie. Zdarzenia jednej rozmowy są liczone bez luk i każde wymienia poprzednie: żadnego pomiędzy nie pominięto. Tego, co następuje po ostatnim, tu nie ma.',
      'Tekst pola jest pokazany tam, gdzie jest jego ujawnienie; bez niego skrót w zdarzeniu nic nie mówi.',
    ],
  ),
  cs: words(
    'události zaznamenané po {asOf}|konverzace, které začaly po {asOf}|odhalení zapečetěných polí|zaznamenaná data událostí s texty uloženými otevřeně|soubory příloh|časové razítko|zapečetěná pole událostí|balíček ukazuje, co bylo tehdy zaznamenáno|tehdy o nich nebylo nic zaznamenáno|nebylo o ně požádáno|nebylo požádáno o všechny jejich texty|jejich klíče jsou smazány|jsou omezeny: jen pro compliance|nejsou tam, kde byly uchovány|nejsou takové, jak byly nahrány|žádná autorita zatím neviděla protokol se všemi těmito událostmi|jejich klíče jsou smazány, omezeny nebo nejsou zde',
    'zpráva byla uvolněna|místo ní byla odeslána jiná zpráva|jiné hodiny připomenutí a eskalace|kalendář opraven|omluveno|prodejce je vyloučen: odpovídá platforma|zodpovězeno včas zprávou, která byla pozdržena',
    [
      'DŮKAZNÍ BALÍČEK',
      'Co obsahuje',
      'pro lidi; zobrazení, rozhodující jsou řádky v souborech níže',
      'každá událost jako záznam protokolu: její místo, její otisky, žádné texty (JSON podle RFC 8785, po řádcích)',
      'tytéž události, jak byly zaznamenány, base64; null tam, kde je to vynecháno',
      'odhalená osobní pole, každé se svou událostí (RFC 9901)',
      'soubory podle jejich SHA-256',
      'co je vynecháno a proč',
      'podepsaný stav protokolu (C2SP tlog-checkpoint) se spolupodpisy svědků',
      'ke každé události její číslo v protokolu a otisky až ke stavu (RFC 6962)',
      'klíč protokolu',
      'kde autorita razítkuje protokol: nejnovější stav, který viděla se všemi těmito událostmi (RFC 3161: proof/stamp.tsr; proof/consistency.txt má otisky mezi oběma stavy, RFC 6962)',
      'pečeť (ASiC-E s CAdES) nad META-INF/ASiCManifest001.xml, který jmenuje každý soubor s jeho otiskem',
      'totéž jako balík BagIt',
      'Jak to ověřit',
      'nebo',
      'Uveďte, komu důvěřujete',
      'Certifikáty a klíč, které přišly s balíčkem, ukazují, že je neporušený, ne čí je.',
      'Co ukazuje',
      'Každá událost byla v protokolu, když byl podepsán jeho stav, a kde je razítko, v jeho čase. Události jedné konverzace se počítají bez mezer a každá jmenuje předchozí: žádná mezi nimi nebyla vynechána. Co přijde po poslední, v něm není.',
      'Text pole je ukázán tam, kde je uvnitř jeho odhalení; bez něj otisk v události nic neříká.',
    ],
  ),
  sk: words(
    'udalosti zaznamenané po {asOf}|konverzácie, ktoré sa začali po {asOf}|odhalenia zapečatených polí|zaznamenané údaje udalostí s textami uloženými otvorene|súbory príloh|časová pečiatka|zapečatené polia udalostí|balík ukazuje, čo bolo vtedy zaznamenané|vtedy o nich nebolo nič zaznamenané|neboli požadované|neboli požadované všetky ich texty|ich kľúče sú vymazané|sú obmedzené: len pre compliance|nie sú tam, kde boli uchované|nie sú také, ako boli nahrané|žiadna autorita zatiaľ nevidela protokol so všetkými týmito udalosťami|ich kľúče sú vymazané, obmedzené alebo tu nie sú',
    'správa bola uvoľnená|namiesto nej bola odoslaná iná správa|iné hodiny pripomenutia a eskalácie|kalendár opravený|ospravedlnené|predajca je vylúčený: odpovedá platforma|zodpovedané včas správou, ktorá bola pozdržaná',
    [
      'DÔKAZNÝ BALÍK',
      'Čo obsahuje',
      'pre ľudí; zobrazenia, rozhodujúce sú riadky v súboroch nižšie',
      'každá udalosť ako záznam protokolu: jej miesto, jej odtlačky, žiadne texty (JSON podľa RFC 8785, po riadkoch)',
      'tie isté udalosti, ako boli zaznamenané, base64; null tam, kde je to vynechané',
      'odhalené osobné polia, každé so svojou udalosťou (RFC 9901)',
      'súbory podľa ich SHA-256',
      'čo je vynechané a prečo',
      'podpísaný stav protokolu (C2SP tlog-checkpoint) so spolupodpismi svedkov',
      'ku každej udalosti jej číslo v protokole a odtlačky až k stavu (RFC 6962)',
      'kľúč protokolu',
      'kde autorita pečiatkuje protokol: najnovší stav, ktorý videla so všetkými týmito udalosťami (RFC 3161: proof/stamp.tsr; proof/consistency.txt má odtlačky medzi oboma stavmi, RFC 6962)',
      'pečať (ASiC-E s CAdES) nad META-INF/ASiCManifest001.xml, ktorý menuje každý súbor s jeho odtlačkom',
      'to isté ako balík BagIt',
      'Ako to overiť',
      'alebo',
      'Uveďte, komu dôverujete',
      'Certifikáty a kľúč, ktoré prišli s balíkom, ukazujú, že je neporušený, nie čí je.',
      'Čo ukazuje',
      'Každá udalosť bola v protokole, keď bol podpísaný jeho stav, a kde je pečiatka, v jej čase. Udalosti jednej konverzácie sa počítajú bez medzier a každá menuje predchádzajúcu: žiadna medzi nimi nebola vynechaná. Čo príde po poslednej, v ňom nie je.',
      'Text poľa je ukázaný tam, kde je vnútri jeho odhalenie; bez neho odtlačok v udalosti nič nehovorí.',
    ],
  ),
  fr: words(
    'événements enregistrés après {asOf}|conversations commencées après {asOf}|divulgations de champs scellés|données enregistrées d’événements dont les textes étaient stockés en clair|fichiers de pièces jointes|un horodatage|champs scellés d’événements|le dossier montre ce qui était alors enregistré|rien n’en était alors enregistré|non demandés|leurs textes n’ont pas tous été demandés|leurs clés sont effacées|limités : pour la conformité seulement|ne sont plus là où ils étaient gardés|ne sont plus tels qu’ils ont été envoyés|aucune autorité n’avait encore vu le journal avec tous ces événements|leurs clés sont effacées, limitées ou absentes',
    'le message a été libéré|un autre message a été envoyé à sa place|autres heures de rappel et d’escalade|calendrier corrigé|excusé|le vendeur est exclu : la plateforme répond|répondu à temps par un message qui était retenu',
    [
      'DOSSIER DE PREUVES',
      'Ce qu’il contient',
      'pour les personnes ; des rendus, les lignes ci-dessous font foi',
      'chaque événement comme entrée du journal : sa place, ses empreintes, aucun texte (JSON selon RFC 8785, une ligne chacun)',
      'les mêmes événements tels qu’enregistrés, base64 ; null là où c’est omis',
      'champs personnels divulgués, chacun avec son événement (RFC 9901)',
      'fichiers selon leur SHA-256',
      'ce qui est omis, et pourquoi',
      'la tête signée du journal (C2SP tlog-checkpoint), avec les cosignatures de témoins',
      'pour chaque événement son rang dans le journal et les empreintes jusqu’à la tête (RFC 6962)',
      'la clé du journal',
      'là où une autorité horodate le journal : la tête la plus récente qu’elle a vue avec tous ces événements (RFC 3161 : proof/stamp.tsr ; proof/consistency.txt a les empreintes entre les deux têtes, RFC 6962)',
      'le sceau (ASiC-E avec CAdES) sur META-INF/ASiCManifest001.xml, qui nomme chaque fichier avec son empreinte',
      'la même chose comme paquet BagIt',
      'Comment le vérifier',
      'ou',
      'Nommez ce à quoi vous vous fiez',
      'Les certificats et une clé venus avec le dossier montrent qu’il est intact, non de qui il est.',
      'Ce qu’il montre',
      'Chaque événement figurait dans le journal quand sa tête a été signée et, là où il y a un horodatage, à son heure. Les événements d’une conversation se comptent sans lacune et chacun nomme le précédent : aucun entre eux n’a été omis. Ce qui vient après le dernier n’y est pas.',
      'Le texte d’un champ est montré là où sa divulgation est jointe ; sans elle, l’empreinte dans l’événement ne dit rien.',
    ],
  ),
  it: words(
    'eventi registrati dopo {asOf}|conversazioni iniziate dopo {asOf}|divulgazioni di campi sigillati|dati registrati di eventi con testi conservati in chiaro|file degli allegati|una marca temporale|campi sigillati di eventi|il fascicolo mostra ciò che era registrato allora|allora non ne era registrato nulla|non richiesti|non tutti i loro testi sono stati richiesti|le loro chiavi sono cancellate|limitati: solo per la compliance|non sono dove erano conservati|non sono come furono caricati|nessuna autorità aveva ancora visto il registro con tutti questi eventi|le loro chiavi sono cancellate, limitate o assenti',
    'il messaggio è stato rilasciato|al suo posto è stato inviato un altro messaggio|altre ore di promemoria ed escalation|calendario corretto|scusato|il venditore è escluso: risponde la piattaforma|risposto in tempo con un messaggio che era trattenuto',
    [
      'FASCICOLO DI PROVE',
      'Che cosa contiene',
      'per le persone; rappresentazioni, fanno fede le righe qui sotto',
      'ogni evento come voce del registro: il suo posto, le sue impronte, nessun testo (JSON secondo RFC 8785, una riga ciascuno)',
      'gli stessi eventi come furono registrati, base64; null dove sono omessi',
      'campi personali divulgati, ciascuno con il suo evento (RFC 9901)',
      'file secondo il loro SHA-256',
      'che cosa è omesso, e perché',
      'la testa firmata del registro (C2SP tlog-checkpoint), con le controfirme dei testimoni',
      'per ogni evento il suo numero nel registro e le impronte fino alla testa (RFC 6962)',
      'la chiave del registro',
      'dove un’autorità marca il registro: la testa più recente che ha visto con tutti questi eventi (RFC 3161: proof/stamp.tsr; proof/consistency.txt ha le impronte fra le due teste, RFC 6962)',
      'il sigillo (ASiC-E con CAdES) su META-INF/ASiCManifest001.xml, che nomina ogni file con la sua impronta',
      'lo stesso come pacchetto BagIt',
      'Come verificarlo',
      'oppure',
      'Indichi di che cosa si fida',
      'I certificati e una chiave arrivati con il fascicolo mostrano che è integro, non di chi è.',
      'Che cosa mostra',
      'Ogni evento era nel registro quando la sua testa fu firmata e, dove c’è una marca, alla sua ora. Gli eventi di una conversazione si contano senza lacune e ciascuno nomina il precedente: nessuno in mezzo è stato omesso. Ciò che viene dopo l’ultimo non c’è.',
      'Il testo di un campo è mostrato dove è inclusa la sua divulgazione; senza di essa l’impronta nell’evento non dice nulla.',
    ],
  ),
  es: words(
    'eventos registrados después de {asOf}|conversaciones iniciadas después de {asOf}|revelaciones de campos sellados|datos registrados de eventos con textos guardados en claro|archivos adjuntos|un sello de tiempo|campos sellados de eventos|el paquete muestra lo que constaba entonces|entonces no constaba nada de ellas|no se pidieron|no se pidieron todos sus textos|sus claves están borradas|limitados: solo para cumplimiento|no están donde se guardaban|no están como se subieron|ninguna autoridad había visto aún el registro con todos estos eventos|sus claves están borradas, limitadas o no están aquí',
    'el mensaje fue liberado|se envió otro mensaje en su lugar|otras horas de recordatorio y escalada|calendario corregido|excusado|el vendedor está excluido: responde la plataforma|respondido a tiempo con un mensaje que estaba retenido',
    [
      'PAQUETE DE PRUEBAS',
      'Qué contiene',
      'para personas; representaciones, dan fe las líneas de abajo',
      'cada evento como entrada del registro: su lugar, sus huellas, ningún texto (JSON según RFC 8785, una línea cada uno)',
      'los mismos eventos como se registraron, base64; null donde se omite',
      'campos personales revelados, cada uno con su evento (RFC 9901)',
      'archivos por su SHA-256',
      'qué se omite y por qué',
      'la cabeza firmada del registro (C2SP tlog-checkpoint), con cofirmas de testigos',
      'de cada evento su número en el registro y las huellas hasta la cabeza (RFC 6962)',
      'la clave del registro',
      'donde una autoridad sella el registro: la cabeza más reciente que vio con todos estos eventos (RFC 3161: proof/stamp.tsr; proof/consistency.txt tiene las huellas entre las dos cabezas, RFC 6962)',
      'el sello (ASiC-E con CAdES) sobre META-INF/ASiCManifest001.xml, que nombra cada archivo con su huella',
      'lo mismo como paquete BagIt',
      'Cómo comprobarlo',
      'o bien',
      'Indique en qué confía',
      'Los certificados y una clave que vinieron con el paquete muestran que está íntegro, no de quién es.',
      'Qué muestra',
      'Cada evento estaba en el registro cuando se firmó su cabeza y, donde hay un sello, a su hora. Los eventos de una conversación se cuentan sin huecos y cada uno nombra al anterior: ninguno entre ellos se omitió. Lo que viene después del último no está.',
      'El texto de un campo se muestra donde está su revelación; sin ella la huella en el evento no dice nada.',
    ],
  ),
  nl: words(
    'gebeurtenissen vastgelegd na {asOf}|gesprekken die begonnen na {asOf}|openbaringen van verzegelde velden|vastgelegde gegevens van gebeurtenissen met open opgeslagen teksten|bestanden van bijlagen|een tijdstempel|verzegelde velden van gebeurtenissen|het pakket toont wat toen vastlag|er lag toen niets van vast|niet gevraagd|niet al hun teksten zijn gevraagd|hun sleutels zijn gewist|beperkt: alleen voor compliance|niet meer waar ze bewaard werden|niet meer zoals ze geüpload werden|geen instantie had het logboek met al deze gebeurtenissen al gezien|hun sleutels zijn gewist, beperkt of niet hier',
    'het bericht is vrijgegeven|in plaats daarvan is een ander bericht verzonden|andere uren voor herinnering en escalatie|kalender gecorrigeerd|verontschuldigd|de verkoper is uitgesloten: het platform antwoordt|op tijd beantwoord door een bericht dat werd tegengehouden',
    [
      'BEWIJSPAKKET',
      'Wat erin zit',
      'voor mensen; weergaven, de regels hieronder zijn leidend',
      'elke gebeurtenis als regel van het logboek: haar plaats, haar hashes, geen teksten (JSON volgens RFC 8785, elk een regel)',
      'dezelfde gebeurtenissen zoals ze zijn vastgelegd, base64; null waar dat is weggelaten',
      'geopende persoonlijke velden, elk met zijn gebeurtenis (RFC 9901)',
      'bestanden naar hun SHA-256',
      'wat is weggelaten, en waarom',
      'de ondertekende stand van het logboek (C2SP tlog-checkpoint), met medeondertekening door getuigen',
      'van elke gebeurtenis haar nummer in het logboek en de hashes tot aan de stand (RFC 6962)',
      'de sleutel van het logboek',
      'waar een instantie het logboek stempelt: de nieuwste stand die zij met al deze gebeurtenissen zag (RFC 3161: proof/stamp.tsr; proof/consistency.txt heeft de hashes tussen beide standen, RFC 6962)',
      'het zegel (ASiC-E met CAdES) over META-INF/ASiCManifest001.xml, dat elk bestand met zijn hash noemt',
      'hetzelfde als BagIt-pakket',
      'Hoe het te controleren',
      'of',
      'Noem wat u vertrouwt',
      'Certificaten en een sleutel die met het pakket kwamen, tonen dat het heel is, niet van wie het is.',
      'Wat het toont',
      'Elke gebeurtenis stond in het logboek toen de stand ervan werd ondertekend en, waar een stempel is, op de tijd daarvan. De gebeurtenissen van één gesprek tellen zonder gat en elke noemt de vorige: geen ertussen is weggelaten. Wat na de laatste komt, zit er niet in.',
      'De tekst van een veld is te zien waar de openbaring ervan erbij zit; zonder die zegt de hash in de gebeurtenis niets.',
    ],
  ),
  ro: words(
    'evenimente înregistrate după {asOf}|conversații începute după {asOf}|dezvăluiri de câmpuri sigilate|date înregistrate ale evenimentelor cu texte păstrate în clar|fișiere ale atașamentelor|o marcă temporală|câmpuri sigilate ale evenimentelor|pachetul arată ce era înregistrat atunci|atunci nu era nimic înregistrat despre ele|nu au fost cerute|nu au fost cerute toate textele lor|cheile lor sunt șterse|sunt restricționate: numai pentru conformitate|nu sunt acolo unde erau păstrate|nu sunt așa cum au fost încărcate|nicio autoritate nu văzuse încă jurnalul cu toate aceste evenimente|cheile lor sunt șterse, restricționate sau nu sunt aici',
    'mesajul a fost eliberat|în locul lui a fost trimis alt mesaj|alte ore de reamintire și escaladare|calendar corectat|scuzat|vânzătorul este exclus: răspunde platforma|răspuns la timp printr-un mesaj care era reținut',
    [
      'PACHET DE PROBE',
      'Ce conține',
      'pentru oameni; redări, fac dovada rândurile de mai jos',
      'fiecare eveniment ca intrare a jurnalului: locul lui, amprentele lui, fără texte (JSON după RFC 8785, câte un rând)',
      'aceleași evenimente așa cum au fost înregistrate, base64; null acolo unde sunt omise',
      'câmpuri personale dezvăluite, fiecare cu evenimentul lui (RFC 9901)',
      'fișiere după SHA-256',
      'ce este omis și de ce',
      'starea semnată a jurnalului (C2SP tlog-checkpoint), cu cosemnături ale martorilor',
      'pentru fiecare eveniment numărul lui în jurnal și amprentele până la stare (RFC 6962)',
      'cheia jurnalului',
      'unde o autoritate marchează jurnalul: cea mai nouă stare pe care a văzut-o cu toate aceste evenimente (RFC 3161: proof/stamp.tsr; proof/consistency.txt are amprentele dintre cele două stări, RFC 6962)',
      'sigiliul (ASiC-E cu CAdES) peste META-INF/ASiCManifest001.xml, care numește fiecare fișier cu amprenta lui',
      'același lucru ca pachet BagIt',
      'Cum se verifică',
      'sau',
      'Numiți în ce aveți încredere',
      'Certificatele și o cheie venite cu pachetul arată că este întreg, nu al cui este.',
      'Ce arată',
      'Fiecare eveniment era în jurnal când starea lui a fost semnată și, unde există o marcă, la ora ei. Evenimentele unei conversații se numără fără goluri și fiecare îl numește pe cel dinainte: niciunul dintre ele nu a fost omis. Ce vine după ultimul nu este în el.',
      'Textul unui câmp este arătat acolo unde este inclusă dezvăluirea lui; fără ea amprenta din eveniment nu spune nimic.',
    ],
  ),
  hu: words(
    '{asOf} után rögzített események|{asOf} után kezdődött beszélgetések|lepecsételt mezők feltárásai|nyíltan tárolt szövegű események rögzített adatai|mellékletek fájljai|időbélyeg|események lepecsételt mezői|a csomag azt mutatja, ami akkor rögzítve volt|akkor semmi sem volt róluk rögzítve|nem kérték|nem kérték minden szövegüket|kulcsaik törölve|korlátozva: csak a megfelelőség számára|nincsenek ott, ahol őrizték őket|nem olyanok, ahogyan feltöltötték őket|még egy hatóság sem látta a naplót mindezekkel az eseményekkel|kulcsaik törölve, korlátozva vagy nincsenek itt',
    'az üzenetet kiadták|helyette más üzenetet küldtek|az emlékeztetés és az eszkaláció más órái|naptár javítva|kimentve|az eladó ki van zárva: a platform válaszol|időben megválaszolta egy visszatartott üzenet',
    [
      'BIZONYÍTÉKCSOMAG',
      'Mi van benne',
      'embereknek; megjelenítések, az alábbi fájlok sorai az irányadók',
      'minden esemény a napló bejegyzéseként: helye, lenyomatai, szövegek nélkül (JSON az RFC 8785 szerint, soronként)',
      'ugyanazok az események, ahogyan rögzítették őket, base64; null, ahol ez kimarad',
      'feltárt személyes mezők, mindegyik az eseményével (RFC 9901)',
      'fájlok SHA-256 szerint',
      'mi maradt ki, és miért',
      'a napló aláírt állapota (C2SP tlog-checkpoint), tanúk ellenjegyzéseivel',
      'minden eseményhez a száma a naplóban és a lenyomatok az állapotig (RFC 6962)',
      'a napló kulcsa',
      'ahol hatóság bélyegzi a naplót: a legújabb állapot, amelyet mindezekkel az eseményekkel látott (RFC 3161: proof/stamp.tsr; a proof/consistency.txt tartalmazza a két állapot közötti lenyomatokat, RFC 6962)',
      'a pecsét (ASiC-E, CAdES) a META-INF/ASiCManifest001.xml felett, amely minden fájlt lenyomatával megnevez',
      'ugyanaz BagIt-csomagként',
      'Hogyan ellenőrizhető',
      'vagy',
      'Nevezze meg, miben bízik',
      'A csomaggal érkezett tanúsítványok és kulcs azt mutatják, hogy ép, nem azt, hogy kié.',
      'Mit mutat',
      'Minden esemény a naplóban volt, amikor az állapotát aláírták, és ahol bélyeg van, annak idején. Egy beszélgetés eseményei hézag nélkül számozottak, és mindegyik megnevezi az előzőt: közülük egy sem maradt ki. Ami az utolsó után jön, nincs benne.',
      'Egy mező szövege ott látható, ahol a feltárása benne van; anélkül az eseményben lévő lenyomat semmit sem mond.',
    ],
  ),
};

/** What is left out, and why, in words. */
export function leftOutIn(language: Language, code: LeftOutCode, asOf: string): { readonly what: string; readonly why: string } {
  const [what, why] = LEFT_OUT[code].map((at) => OWN_WORDS[language].leftOut[at]);
  return { what: what.replace('{asOf}', asOf), why };
}

const REASONS = Object.values(PRODUCT_REASONS);

/** A reason on record as people read it: what the product gave is told in their language, with what a person said behind it as it is. */
export function reasonIn(language: Language, reason: string): string {
  const at = REASONS.findIndex((one) => reason === one || reason.startsWith(`${one}: `));
  return at < 0 ? reason : OWN_WORDS[language].reasons[at] + reason.slice(REASONS[at].length);
}

/** README.txt: in the language of the package, and again in English for whoever has to check it elsewhere. */
export const readmeIn = (language: Language): string =>
  [...new Set([language, 'en'] as const)]
    .map((one) => readme(OWN_WORDS[one].readme, printedIn(one)))
    .join(`\n${'-'.repeat(100)}\n\n`);

function readme(words: readonly string[], { heading, lines: printed }: ReturnType<typeof printedIn>) {
  const [title, inIt, people, events, recorded, disclosures, files, left, head, inclusion, key, ...more] = words;
  const [stamped, seal, bag, how, or, trust, theirs, shows, all, field] = more;
  const lines = [
    ['data/conversation*.html, data/report.pdf', people],
    ['data/events.jsonl', events],
    ['data/recorded.jsonl', recorded],
    ['data/disclosures.jsonl', disclosures],
    ['data/attachments/', files],
    ['data/left-out.json', left],
    ['proof/checkpoint.txt', head],
    ['proof/inclusion.txt', inclusion],
    ['proof/log.pub.pem', key],
    ['proof/stamped.txt', stamped],
    ['META-INF/', seal],
    ['manifest-sha256.txt, tagmanifest-sha256.txt, bagit.txt, bag-info.txt', bag],
  ];
  return `${title}

${inIt}
${lines.map(([name, what]) => `  ${name.padEnd(24)} ${what}\n`).join('')}
${how}
  mkdir package && cd package && unzip -q ../PACKAGE.asice && bash verify.sh ../PACKAGE.asice
  ${or}: helpdesk verify-package PACKAGE.asice
  ${trust}: TRUST=seal.pem LOG_KEY=log.pub.pem AUTHORITY=stamps.pem bash verify.sh ...,
  helpdesk verify-package --trust seal.pem --log-key log.pub.pem --authority stamps.pem
  ${theirs}

${heading}
${printed.map(([line, means]) => `  ${line}\n    ${means}\n`).join('')}
${shows}
  ${all}
  ${field}
`;
}
