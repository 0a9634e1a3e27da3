/** What fields of events are called where people read them, and what stands in them: a language after the other. */
import type { Language } from '../domain';

/** Fields by their names; the answer and the matter of a review have names of their own, since others are called the same. */
const FIELDS = [
  ...['market', 'topic', 'subject', 'follows', 'imported', 'message', 'author', 'body', 'language', 'answers', 'seenRevision'],
  ...['automatic', 'promisedBy', 'attachments', 'replaces', 'from', 'reason', 'submittedAt', 'by'],
  ...['kind', 'receivedAt', 'allowanceHours', 'dueAt', 'overdueAfter', 'version', 'tzdata', 'renews', 'countedMs', 'late'],
  ...['answeredBy', 'declaredAt', 'reminded', 'overdueVoid'],
  ...['note', 'assignee', 'role', 'side', 'upTo', 'what', 'asOf', 'revision', 'search', 'violation', 'of', 'source', 'status'],
  ...['field', 'place', 'rule', 'masked', 'held', 'replacedBy', 'until', 'claimed', 'masks'],
  ...['update', 'stage', 'carrier', 'trackingNumber', 'estimatedDelivery', 'amount', 'currency', 'newDate', 'level'],
  ...['followedBy', 'attachment', 'sha256', 'name', 'mediaType', 'size', 'width', 'height', 'scan', 'signature', 'because'],
  ...['command', 'content', 'buyer', 'seller', 'order'],
] as const;

/** What stands in fields that have one of a few values. */
const VALUES = [
  ...['yes', 'no', 'question', 'order', 'shipping', 'return', 'withdrawal', 'complaint', 'warranty', 'claim'],
  ...['order-confirmed', 'delayed', 'return-received', 'repair-started', 'exchange-started', 'repair-completed'],
  ...['exchange-prepared', 'shipped', 'delivered', 'refund-issued'],
  ...['reply', 'promise', 'unanswered', 'thanks', 'duplicate', 'misdirected', 'screening', 'report', 'clock', 'suspected'],
  ...['established', 'clean', 'waiting', 'none', 'erased', 'closed-by-buyer', 'seller-removed'],
] as const;

type Named<N extends string> = Readonly<Record<N, string>>;
const named = <N extends string>(names: readonly N[], words: readonly string[]): Named<N> =>
  Object.fromEntries(
    words
      .join('|')
      .split('|')
      .map((word, at) => [names[at], word]),
  ) as Named<N>;

/** Labels of {@link FIELDS}, words of {@link VALUES}, and what stands in place of a text that is erased or restricted, with its day. */
function words(labels: readonly string[], values: readonly string[], gone: readonly [erased: string, restricted: string]) {
  const [erased, restricted] = gone;
  return {
    fields: named(FIELDS, labels),
    values: named(VALUES, values),
    gone: { 'erased on': erased, 'restricted since': restricted },
  };
}

/** By language. */
export const FIELD_WORDS: Readonly<Record<Language, ReturnType<typeof words>>> = {
  en: words(
    [
      'Market|Topic|Subject|Continues conversation|Imported|Message|Author|Text|Language|Answers|Had seen up to event|Automatic|Full answer promised by|Files (SHA-256)|In place of message|From|Reason|Written at|By',
      'Kind|Received|Hours allowed|Due|Overdue after|Calendar|Time-zone data|Puts off the promise of|Time counted|Late|Answered by|Declared|Reminded before|The overdue before is void',
      'Note|Assigned to|Role|Side|Read up to event|What|As of|Event number|Searched for|Violation|Of|Found by|Status|Place|Signs|Rule|Masked|Held back|Replaced by|Until|About|What stays masked',
      'Status update|Stage|Carrier|Tracking number|Expected delivery|Amount|Currency|New date|Level|Followed by|File|SHA-256|Name|Type|Bytes|Width|Height|Scan|Found|Because|Command|Content|Buyer|Seller|Order',
    ],
    [
      'yes|no|question|order|shipping|return|withdrawal|complaint|warranty|claim',
      'order confirmed|delayed|return received|repair started|exchange started|repair completed|exchange ready to ship|shipped|delivered|refund issued',
      'reply|promise|no answer, says the buyer|thanks only|duplicate|misdirected|screening|report|clock|suspected|established|clean|waiting|none|erased|closed by the buyer|seller removed',
    ],
    ['[erased on {day}]', '[restricted since {day}]'],
  ),
  de: words(
    [
      'Markt|Thema|Betreff|Setzt Gespräch fort|Übernommen|Nachricht|Verfasser|Text|Sprache|Beantwortet|Gesehen bis Ereignis|Automatisch|Volle Antwort versprochen bis|Dateien (SHA-256)|Anstelle der Nachricht|Von|Grund|Geschrieben|Durch',
      'Art|Eingegangen|Erlaubte Stunden|Fällig|Überfällig nach|Kalender|Zeitzonendaten|Schiebt auf das Versprechen von|Gezählte Zeit|Verspätet|Beantwortet durch|Erklärt|Vorher erinnert|Das Überfällige zuvor gilt nicht',
      'Notiz|Zugewiesen an|Rolle|Seite|Gelesen bis Ereignis|Was|Stand vom|Nummer des Ereignisses|Gesucht nach|Verstoß|Von wem|Gefunden durch|Stand|Stelle|Zeichen|Regel|Verdeckt|Zurückgehalten|Ersetzt durch|Bis|Worüber|Was verdeckt bleibt',
      'Statusmeldung|Schritt|Versanddienst|Sendungsnummer|Voraussichtliche Lieferung|Betrag|Währung|Neues Datum|Stufe|Gefolgt von|Datei|SHA-256|Name|Typ|Bytes|Breite|Höhe|Virenprüfung|Fund|Weil|Befehl|Inhalt|Käufer|Verkäufer|Bestellung',
    ],
    [
      'ja|nein|Frage|Bestellung|Versand|Rückgabe|Widerruf|Beschwerde|Garantie|Reklamation',
      'Bestellung bestätigt|verzögert|Rücksendung eingegangen|Reparatur begonnen|Umtausch begonnen|Reparatur fertig|Umtausch versandfertig|versandt|zugestellt|erstattet',
      'Antwort|Versprechen|unbeantwortet, sagt der Käufer|nur Dank|doppelt|falsch adressiert|Prüfung der Texte|Meldung|Uhr|vermutet|festgestellt|sauber|wartet|keine|gelöscht|vom Käufer geschlossen|Verkäufer ausgeschlossen',
    ],
    ['[gelöscht am {day}]', '[eingeschränkt seit {day}]'],
  ),
  pl: words(
    [
      'Rynek|Temat|Tytuł|Kontynuuje rozmowę|Przeniesione|Wiadomość|Autor|Treść|Język|Odpowiada na|Widziano do zdarzenia|Automatyczna|Pełna odpowiedź obiecana do|Pliki (SHA-256)|Zamiast wiadomości|Od|Powód|Napisano|Przez',
      'Rodzaj|Otrzymano|Dozwolone godziny|Termin|Po terminie od|Kalendarz|Dane stref czasowych|Odracza obietnicę z|Naliczony czas|Spóźnione|Odpowiedziano przez|Zadeklarowano|Przypomniano wcześniej|Wcześniejsze przekroczenie nieważne',
      'Notatka|Przydzielono|Rola|Strona rozmowy|Przeczytano do zdarzenia|Co|Stan na|Numer zdarzenia|Szukano|Naruszenie|Czyje|Wykryte przez|Stan|Miejsce|Znaki|Reguła|Zakryte|Wstrzymane|Zastąpiono przez|Do|Czego dotyczy|Co pozostaje zakryte',
      'Zmiana statusu|Etap|Przewoźnik|Numer przesyłki|Przewidywana dostawa|Kwota|Waluta|Nowa data|Poziom|Następnie|Plik|SHA-256|Nazwa|Typ|Bajty|Szerokość|Wysokość|Skanowanie|Znaleziono|Ponieważ|Polecenie|Zawartość|Kupujący|Sprzedawca|Zamówienie',
    ],
    [
      'tak|nie|pytanie|zamówienie|wysyłka|zwrot|odstąpienie|skarga|gwarancja|reklamacja',
      'zamówienie potwierdzone|opóźnienie|zwrot otrzymany|naprawa rozpoczęta|wymiana rozpoczęta|naprawa zakończona|wymiana gotowa do wysyłki|wysłano|doręczono|zwrot pieniędzy',
      'odpowiedź|obietnica|bez odpowiedzi, mówi kupujący|tylko podziękowanie|powtórzenie|źle skierowane|kontrola treści|zgłoszenie|zegar|podejrzewane|stwierdzone|czysty|oczekuje|brak|usunięte|zamknięte przez kupującego|sprzedawca usunięty',
    ],
    ['[usunięto {day}]', '[ograniczono od {day}]'],
  ),
  cs: words(
    [
      'Trh|Téma|Předmět|Navazuje na konverzaci|Převzato|Zpráva|Autor|Znění|Jazyk|Odpovídá na|Viděno do události|Automatická|Úplná odpověď přislíbena do|Soubory (SHA-256)|Místo zprávy|Od|Důvod|Napsáno|Kdo',
      'Druh|Přijato|Povolené hodiny|Termín|Po termínu od|Kalendář|Data časových pásem|Odkládá příslib z|Započtený čas|Pozdě|Zodpovězeno čím|Prohlášeno|Připomenuto dříve|Dřívější prodlení neplatí',
      'Poznámka|Přiděleno|Role|Strana sporu|Přečteno do události|Co|Ke dni|Číslo události|Hledáno|Porušení|Čí|Nalezeno čím|Stav|Místo|Znaky|Pravidlo|Skryto|Pozdrženo|Nahrazeno čím|Do|O čem|Co zůstává skryté',
      'Změna stavu|Krok|Dopravce|Číslo zásilky|Předpokládané doručení|Částka|Měna|Nové datum|Stupeň|Následuje|Soubor|SHA-256|Název|Typ|Bajty|Šířka|Výška|Kontrola|Nález|Protože|Příkaz|Obsah|Kupující|Prodejce|Objednávka',
    ],
    [
      'ano|ne|dotaz|objednávka|doprava|vrácení|odstoupení|stížnost|záruka|reklamace',
      'objednávka potvrzena|zpoždění|vrácené zboží přijato|oprava zahájena|výměna zahájena|oprava dokončena|výměna připravena k odeslání|odesláno|doručeno|peníze vráceny',
      'odpověď|příslib|bez odpovědi, říká kupující|jen poděkování|duplicita|chybně směrováno|kontrola textů|nahlášení|hodiny|podezření|zjištěno|čistý|čeká|žádná|smazáno|uzavřel kupující|prodejce vyloučen',
    ],
    ['[smazáno {day}]', '[omezeno od {day}]'],
  ),
  sk: words(
    [
      'Trh|Téma|Predmet|Nadväzuje na konverzáciu|Prevzaté|Správa|Autor|Znenie|Jazyk|Odpovedá na|Videné po udalosť|Automatická|Úplná odpoveď prisľúbená do|Súbory (SHA-256)|Namiesto správy|Od|Dôvod|Napísané|Kto',
      'Druh|Prijaté|Povolené hodiny|Termín|Po termíne od|Kalendár|Údaje časových pásiem|Odkladá prísľub z|Započítaný čas|Neskoro|Zodpovedané čím|Vyhlásené|Pripomenuté predtým|Predošlé omeškanie neplatí',
      'Poznámka|Pridelené|Rola|Strana sporu|Prečítané po udalosť|Čo|K dátumu|Číslo udalosti|Hľadané|Porušenie|Čie|Nájdené čím|Stav|Miesto|Znaky|Pravidlo|Skryté|Pozdržané|Nahradené čím|Do|O čom|Čo zostáva skryté',
      'Zmena stavu|Krok|Dopravca|Číslo zásielky|Predpokladané doručenie|Suma|Mena|Nový dátum|Stupeň|Nasleduje|Súbor|SHA-256|Názov|Typ|Bajty|Šírka|Výška|Kontrola|Nález|Pretože|Príkaz|Obsah|Kupujúci|Predajca|Objednávka',
    ],
    [
      'áno|nie|otázka|objednávka|doprava|vrátenie|odstúpenie|sťažnosť|záruka|reklamácia',
      'objednávka potvrdená|oneskorenie|vrátený tovar prijatý|oprava začatá|výmena začatá|oprava dokončená|výmena pripravená na odoslanie|odoslané|doručené|peniaze vrátené',
      'odpoveď|prísľub|bez odpovede, hovorí kupujúci|len poďakovanie|duplicita|nesprávne smerované|kontrola textov|nahlásenie|hodiny|podozrenie|zistené|čistý|čaká|žiadna|vymazané|uzavrel kupujúci|predajca vylúčený',
    ],
    ['[vymazané {day}]', '[obmedzené od {day}]'],
  ),
  fr: words(
    [
      'Marché|Thème|Objet|Suite de la conversation|Repris|Message|Auteur|Texte|Langue|Répond à|Avait vu jusqu’à l’événement|Automatique|Réponse complète promise pour le|Fichiers (SHA-256)|À la place du message|De|Motif|Écrit le|Par',
      'Nature|Reçu|Heures accordées|Échéance|En retard après|Calendrier|Données de fuseaux|Reporte la promesse de|Temps compté|Tardive|Répondu par|Déclaré|Rappelé avant|Le retard d’avant est nul',
      'Note|Attribuée à|Rôle|Partie|Lu jusqu’à l’événement|Quoi|État au|Numéro de l’événement|Recherché|Infraction|De qui|Trouvé par|État|Endroit|Signes|Règle|Masqué|Retenu|Remplacé par|Jusqu’au|À propos de|Ce qui reste masqué',
      'Mise à jour|Étape|Transporteur|Numéro de suivi|Livraison prévue|Montant|Devise|Nouvelle date|Niveau|Suivi par|Fichier|SHA-256|Nom|Type|Octets|Largeur|Hauteur|Analyse|Trouvé|Parce que|Commande du système|Contenu|Acheteur|Vendeur|Commande',
    ],
    [
      'oui|non|question|commande|livraison|retour|rétractation|plainte|garantie|réclamation',
      'commande confirmée|retardée|retour reçu|réparation commencée|échange commencé|réparation terminée|échange prêt à partir|expédiée|livrée|remboursée',
      'réponse|promesse|sans réponse, dit l’acheteur|simple merci|doublon|mal adressé|contrôle des textes|signalement|horloge|soupçonnée|établie|sain|en attente|aucune|effacé|fermée par l’acheteur|vendeur exclu',
    ],
    ['[effacé le {day}]', '[limité depuis le {day}]'],
  ),
  it: words(
    [
      'Mercato|Tema|Oggetto|Continua la conversazione|Ripreso|Messaggio|Autore|Testo|Lingua|Risponde a|Aveva visto fino all’evento|Automatico|Risposta completa promessa entro|File (SHA-256)|Al posto del messaggio|Da|Motivo|Scritto|Da parte di',
      'Genere|Ricevuto|Ore concesse|Scadenza|In ritardo dopo|Calendario|Dati dei fusi orari|Rinvia la promessa di|Tempo contato|Tardiva|Risposta data con|Dichiarato|Sollecitato prima|Il ritardo di prima è nullo',
      'Nota|Assegnata a|Ruolo|Parte|Letto fino all’evento|Che cosa|Stato al|Numero dell’evento|Cercato|Violazione|Di chi|Trovato da|Stato|Punto|Segni|Regola|Oscurato|Trattenuto|Sostituito da|Fino a|Riguardo a|Che cosa resta oscurato',
      'Aggiornamento|Fase|Corriere|Numero di tracciamento|Consegna prevista|Importo|Valuta|Nuova data|Livello|Seguito da|File caricato|SHA-256|Nome|Tipo|Byte|Larghezza|Altezza|Controllo|Trovato|Perché|Comando|Contenuto|Acquirente|Venditore|Ordine',
    ],
    [
      'sì|no|domanda|ordine|spedizione|reso|recesso|reclamo|garanzia|contestazione',
      'ordine confermato|in ritardo|reso ricevuto|riparazione iniziata|cambio iniziato|riparazione completata|cambio pronto|spedito|consegnato|rimborsato',
      'risposta|promessa|senza risposta, dice l’acquirente|solo grazie|doppione|destinatario errato|controllo dei testi|segnalazione|orologio|sospetta|accertata|pulito|in attesa|nessuno|cancellato|chiusa dall’acquirente|venditore escluso',
    ],
    ['[cancellato il {day}]', '[limitato dal {day}]'],
  ),
  es: words(
    [
      'Mercado|Tema|Asunto|Continúa la conversación|Importado|Mensaje|Autor|Texto|Idioma|Responde a|Había visto hasta el evento|Automático|Respuesta completa prometida para el|Archivos (SHA-256)|En lugar del mensaje|De|Motivo|Escrito|Por',
      'Clase|Recibido|Horas permitidas|Vence|Fuera de plazo después de|Calendario|Datos de zonas horarias|Aplaza la promesa de|Tiempo contado|Tardía|Respondido por|Declarado|Recordado antes|El retraso anterior es nulo',
      'Nota|Asignada a|Función|Parte|Leído hasta el evento|Qué|Estado a|Número del evento|Buscado|Infracción|De quién|Hallado por|Estado|Lugar|Signos|Regla|Oculto|Retenido|Sustituido por|Hasta|Acerca de|Qué sigue oculto',
      'Actualización|Fase|Transportista|Número de seguimiento|Entrega prevista|Importe|Moneda|Nueva fecha|Nivel|Seguido de|Archivo|SHA-256|Nombre|Tipo|Bytes|Anchura|Altura|Análisis|Hallado|Porque|Orden del sistema|Contenido|Comprador|Vendedor|Pedido',
    ],
    [
      'sí|no|pregunta|pedido|envío|devolución|desistimiento|queja|garantía|reclamación',
      'pedido confirmado|retrasado|devolución recibida|reparación iniciada|cambio iniciado|reparación terminada|cambio listo|enviado|entregado|reembolsado',
      'respuesta|promesa|sin respuesta, dice el comprador|solo gracias|duplicado|mal dirigido|control de textos|denuncia|reloj|sospechada|constatada|limpio|en espera|ninguno|borrado|cerrada por el comprador|vendedor excluido',
    ],
    ['[borrado el {day}]', '[limitado desde el {day}]'],
  ),
  nl: words(
    [
      'Markt|Onderwerp|Titel|Vervolg op gesprek|Overgenomen|Bericht|Auteur|Tekst|Taal|Beantwoordt|Had gezien tot gebeurtenis|Automatisch|Volledig antwoord beloofd vóór|Bestanden (SHA-256)|In plaats van bericht|Van|Reden|Geschreven|Door',
      'Soort|Ontvangen|Toegestane uren|Uiterlijk|Te laat na|Kalender|Tijdzonegegevens|Stelt de belofte uit van|Getelde tijd|Laat|Beantwoord met|Verklaard|Eerder herinnerd|De eerdere overschrijding geldt niet',
      'Notitie|Toegewezen aan|Rol|Kant|Gelezen tot gebeurtenis|Wat|Stand op|Nummer van de gebeurtenis|Gezocht naar|Overtreding|Van wie|Gevonden door|Stand|Plaats|Tekens|Regel|Afgeschermd|Tegengehouden|Vervangen door|Tot|Waarover|Wat afgeschermd blijft',
      'Statusupdate|Fase|Vervoerder|Trackingnummer|Verwachte levering|Bedrag|Valuta|Nieuwe datum|Niveau|Gevolgd door|Bestand|SHA-256|Naam|Type|Bytes|Breedte|Hoogte|Viruscontrole|Gevonden|Omdat|Opdracht|Inhoud|Koper|Verkoper|Bestelling',
    ],
    [
      'ja|nee|vraag|bestelling|verzending|retour|herroeping|klacht|garantie|claim',
      'bestelling bevestigd|vertraagd|retour ontvangen|reparatie begonnen|ruil begonnen|reparatie klaar|ruil klaar voor verzending|verzonden|bezorgd|terugbetaald',
      'antwoord|belofte|onbeantwoord, zegt de koper|alleen dank|dubbel|verkeerd gericht|controle van teksten|melding|klok|vermoed|vastgesteld|schoon|wacht|geen|gewist|gesloten door de koper|verkoper uitgesloten',
    ],
    ['[gewist op {day}]', '[beperkt sinds {day}]'],
  ),
  ro: words(
    [
      'Piață|Temă|Subiect|Continuă conversația|Preluat|Mesaj|Autor|Text|Limbă|Răspunde la|Văzuse până la evenimentul|Automat|Răspuns complet promis până la|Fișiere (SHA-256)|În locul mesajului|De la|Motiv|Scris|De către',
      'Fel|Primit|Ore permise|Termen|Depășit după|Calendar|Date de fus orar|Amână promisiunea din|Timp numărat|Întârziat|Răspuns prin|Declarat|Reamintit înainte|Depășirea de dinainte este nulă',
      'Notă|Atribuită lui|Rol|Parte|Citit până la evenimentul|Ce|Starea la|Numărul evenimentului|Căutat|Încălcare|A cui|Găsit de|Stare|Loc|Semne|Regulă|Ascuns|Reținut|Înlocuit de|Până la|Despre|Ce rămâne ascuns',
      'Actualizare de stare|Etapă|Transportator|Număr de urmărire|Livrare estimată|Sumă|Monedă|Dată nouă|Nivel|Urmat de|Fișier|SHA-256|Nume|Tip|Octeți|Lățime|Înălțime|Scanare|Găsit|Deoarece|Comandă de sistem|Conținut|Cumpărător|Vânzător|Comandă',
    ],
    [
      'da|nu|întrebare|comandă|livrare|retur|retragere|plângere|garanție|reclamație',
      'comandă confirmată|întârziată|retur primit|reparație începută|schimb început|reparație terminată|schimb pregătit|expediată|livrată|rambursată',
      'răspuns|promisiune|fără răspuns, spune cumpărătorul|doar mulțumiri|duplicat|greșit adresat|controlul textelor|sesizare|ceas|bănuită|constatată|curat|în așteptare|niciuna|șters|închisă de cumpărător|vânzător exclus',
    ],
    ['[șters la {day}]', '[restricționat din {day}]'],
  ),
  hu: words(
    [
      'Piac|Téma|Tárgy|Folytatott beszélgetés|Átvett|Üzenet|Szerző|Szöveg|Nyelv|Válasz erre|Eddig az eseményig látta|Automatikus|Teljes válasz ígérve eddig|Fájlok (SHA-256)|Ezen üzenet helyett|Feladó|Indok|Írva|Ki által',
      'Fajta|Beérkezett|Engedélyezett órák|Határidő|Késik ezután|Naptár|Időzónaadatok|Elhalasztott ígéret|Beszámított idő|Késett|Megválaszolta|Kijelentve|Korábban emlékeztetve|A korábbi késedelem érvénytelen',
      'Jegyzet|Felelőse|Szerep|Fél|Olvasva eddig az eseményig|Mit|Ekkori állapot|Esemény száma|Keresett szó|Szabálysértés|Kié|Megtalálta|Állapot|Hely|Jelek|Szabály|Takarva|Visszatartva|Helyettesíti|Eddig|Miről|Mi marad takarva',
      'Állapotfrissítés|Szakasz|Futár|Csomagszám|Várható kézbesítés|Összeg|Pénznem|Új dátum|Szint|Követte|Fájl|SHA-256|Név|Típus|Bájt|Szélesség|Magasság|Ellenőrzés|Találat|Mert|Parancs|Tartalom|Vevő|Eladó|Rendelés',
    ],
    [
      'igen|nem|kérdés|rendelés|szállítás|visszaküldés|elállás|panasz|garancia|reklamáció',
      'rendelés visszaigazolva|késik|visszáru megérkezett|javítás megkezdve|csere megkezdve|javítás kész|csere szállításra kész|feladva|kézbesítve|visszatérítve',
      'válasz|ígéret|nincs válasz, mondja a vevő|csak köszönet|ismétlés|rossz címzett|szövegek ellenőrzése|bejelentés|óra|gyanított|megállapított|tiszta|várakozik|nincs|törölve|a vevő zárta le|az eladó kizárva',
    ],
    ['[törölve: {day}]', '[korlátozva ettől: {day}]'],
  ),
};
