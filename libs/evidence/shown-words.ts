/** The words of the renderings, a language after the other. */
import type { ConversationEvent, Language, Role, ViolationKind } from '../domain';

type Words = ReturnType<typeof words>;

/** Labels, titles of events, roles and what violations are, in their order, as the lines stand below. */
function words(labels: string, events: string, otherEvents: string, people: string, about: string) {
  const [title, conversation, index, page, event, hash, purpose, reason, asOf, requestedBy, withheld, ...more] =
    labels.split('|');
  const [overdue, late, violation, confirmed, dismissed, authority, numbers] = more;
  const [opened, sent, held, released, rejected, status, note, closed, reopened, due, isOverdue, answered, ...others] =
    events.split('|');
  const [withdrawn, reminded, escalated, recorded, isConfirmed, isDismissed, accessed, unmasked] = others;
  const [uploaded, scanned, infected, removed, noReply, replyAfterAll, excused, excuseRevoked, moved, ...further] =
    otherEvents.split('|');
  const [missing, settled, assigned, takenOver, handedBack, read, voided, asked, claimed, reviewed, acknowledged] = further;
  const [buyer, seller, admin, compliance, system, operator, platform] = people.split('|');
  const [contact, deal, marketing, abuse, evasion, lateReply, order, conversations] = about.split('|');
  const titles: Readonly<Record<ConversationEvent['type'], string>> = {
    ...{ ConversationOpened: opened, MessageSent: sent, MessageHeld: held, MessageReleased: released, MessageRejected: rejected },
    ...{ StatusUpdated: status, StatusUpdateMissing: missing, StatusUpdateSettled: settled, NoteAdded: note },
    ...{ ConversationClosed: closed, ConversationReopened: reopened, ConversationAssigned: assigned, ConversationRead: read },
    ...{ ConversationTakenOver: takenOver, ConversationHandedBack: handedBack, CommandAcknowledged: acknowledged },
    ...{ ReplyObligationOpened: due, ReplyObligationOverdue: isOverdue, ReplyObligationAnswered: answered },
    ...{ ReplyObligationWithdrawn: withdrawn, ReplyObligationReminded: reminded, ReplyObligationEscalated: escalated },
    ...{ ReplyObligationExcused: excused, ReplyObligationExcuseRevoked: excuseRevoked, ReplyObligationMoved: moved },
    ...{ NoReplyNeededDeclared: noReply, NoReplyNeededContested: replyAfterAll },
    ...{ AttachmentUploaded: uploaded, AttachmentScanned: scanned, AttachmentInfected: infected, AttachmentRemoved: removed },
    ...{ ViolationRecorded: recorded, ViolationConfirmed: isConfirmed, ViolationDismissed: isDismissed, ViolationVoided: voided },
    ...{ ReviewRequested: asked, ReviewClaimed: claimed, MessageReviewed: reviewed },
    ...{ HistoryAccessed: accessed, MaskLifted: unmasked },
  };
  const roles: Readonly<Record<Role, string>> = {
    ...{ buyer, seller, admin, compliance, system, operator, platform },
    // No event of a conversation is a monitor's.
    monitor: 'monitor',
  };
  const kinds: Readonly<Record<ViolationKind, string>> = {
    ...{ 'external-contact': contact, 'off-platform-deal': deal, marketing, 'abusive-language': abuse },
    ...{ 'evasive-answer': evasion, 'late-reply': lateReply },
  };
  return {
    ...{ title, conversation, index, page, event, hash, purpose, reason, asOf, requestedBy, withheld },
    ...{ overdue, late, violation, confirmed, dismissed, authority, numbers, order, conversations },
    ...{ titles, roles, kinds },
  };
}

/** By language. */
export const EVIDENCE_WORDS: Readonly<Record<Language, Words>> = {
  en: words(
    'Evidence package|Conversation|Index|Page|Event|Hash|Purpose|Reason|As it was recorded up to|Requested by|not disclosed|OVERDUE|LATE REPLY|VIOLATION|VIOLATION CONFIRMED|violation withdrawn|A rendering for people; the lines in the package are the authority.|Signs that no font of this report has stand there as their Unicode numbers, as [U+1FAE8].',
    'Conversation opened|Message|Message held back|Message released|Message rejected|Status update|Internal note|Closed|Reopened|Reply due|Reply overdue|Reply given|Question withdrawn|Reminder|Escalation|Violation recorded|Violation confirmed|Violation dismissed|Read by the platform|Mask lifted',
    'File uploaded|File scanned|File infected|File removed|Said that no reply is needed|Contested that no reply is needed|Late answer excused|Excuse revoked|Due time moved|Status missing|Missing status settled|Conversation assigned|Conversation taken over by the platform|Conversation handed back to the seller|Conversation read|Violation void|Review asked for|Review taken|Message reviewed|Command without news',
    'Buyer|Seller|Admin|Compliance|The product|Operator|Platform',
    'Contact outside the platform|Deal outside the platform|Advertising|Abusive language|Evasive answer|Late reply|Order|Conversations',
  ),
  de: words(
    'Beweispaket|Gespräch|Verzeichnis|Seite|Ereignis|Hash|Zweck|Grund|Wie aufgezeichnet bis|Angefordert von|nicht offengelegt|ÜBERFÄLLIG|VERSPÄTETE ANTWORT|VERSTOSS|VERSTOSS BESTÄTIGT|Verstoß zurückgenommen|Eine Darstellung für Menschen; maßgeblich sind die Zeilen im Paket.|Zeichen, die keine Schrift dieses Berichts hat, stehen als ihre Unicode-Nummer da, wie [U+1FAE8].',
    'Gespräch eröffnet|Nachricht|Nachricht zurückgehalten|Nachricht freigegeben|Nachricht abgelehnt|Statusmeldung|Interne Notiz|Geschlossen|Wieder geöffnet|Antwort fällig|Antwort überfällig|Antwort gegeben|Frage zurückgezogen|Erinnerung|Eskalation|Verstoß erfasst|Verstoß bestätigt|Verstoß verworfen|Von der Plattform gelesen|Abdeckung aufgehoben',
    'Datei hochgeladen|Datei geprüft|Datei infiziert|Datei entfernt|Keine Antwort nötig, sagt der Verkäufer|Widerspruch: Antwort doch nötig|Späte Antwort entschuldigt|Entschuldigung widerrufen|Fälligkeit verschoben|Status fehlt|Fehlender Status erledigt|Gespräch zugewiesen|Gespräch von der Plattform übernommen|Gespräch an den Verkäufer zurückgegeben|Gespräch gelesen|Verstoß hinfällig|Prüfung verlangt|Prüfung übernommen|Nachricht geprüft|Befehl ohne Neues',
    'Käufer|Verkäufer|Admin|Compliance|Das Produkt|Betreiber|Plattform',
    'Kontakt außerhalb der Plattform|Geschäft außerhalb der Plattform|Werbung|Beleidigung|Ausweichende Antwort|Verspätete Antwort|Bestellung|Gespräche',
  ),
  pl: words(
    'Pakiet dowodowy|Rozmowa|Spis|Strona|Zdarzenie|Skrót|Cel|Powód|Stan zapisany do|Na żądanie|nieujawnione|PO TERMINIE|SPÓŹNIONA ODPOWIEDŹ|NARUSZENIE|NARUSZENIE POTWIERDZONE|naruszenie wycofane|Wersja do czytania; rozstrzygające są wiersze w pakiecie.|Znaki, których nie ma żadna czcionka tego raportu, podano numerem Unicode, na przykład [U+1FAE8].',
    'Rozpoczęcie rozmowy|Wiadomość|Wiadomość wstrzymana|Wiadomość zwolniona|Wiadomość odrzucona|Zmiana statusu|Notatka wewnętrzna|Zamknięcie|Ponowne otwarcie|Odpowiedź wymagana|Odpowiedź po terminie|Udzielono odpowiedzi|Pytanie wycofane|Przypomnienie|Eskalacja|Naruszenie odnotowane|Naruszenie potwierdzone|Naruszenie odrzucone|Odczyt przez platformę|Zakrycie zniesione',
    'Plik przesłany|Plik przeskanowany|Plik zainfekowany|Plik usunięty|Odpowiedź zbędna według sprzedawcy|Zakwestionowano: odpowiedź potrzebna|Spóźnienie usprawiedliwione|Usprawiedliwienie cofnięte|Termin przesunięty|Brak statusu|Brak statusu rozwiązany|Rozmowa przypisana|Rozmowa przejęta przez platformę|Rozmowa zwrócona sprzedawcy|Rozmowa przeczytana|Naruszenie nieważne|Poproszono o sprawdzenie|Sprawdzenie przejęte|Wiadomość sprawdzona|Polecenie bez zmian',
    'Kupujący|Sprzedawca|Administrator|Compliance|Produkt|Operator|Platforma',
    'Kontakt poza platformą|Transakcja poza platformą|Reklama|Obraźliwy język|Wymijająca odpowiedź|Spóźniona odpowiedź|Zamówienie|Rozmowy',
  ),
  cs: words(
    'Důkazní balíček|Konverzace|Rejstřík|Strana|Událost|Otisk|Účel|Důvod|Podle záznamu do|Vyžádal|nezveřejněno|PO LHŮTĚ|POZDNÍ ODPOVĚĎ|PORUŠENÍ|PORUŠENÍ POTVRZENO|porušení odvoláno|Podoba pro čtení; rozhodné jsou řádky v balíčku.|Znaky, které žádné písmo této zprávy nemá, jsou uvedeny číslem Unicode, například [U+1FAE8].',
    'Konverzace zahájena|Zpráva|Zpráva pozdržena|Zpráva uvolněna|Zpráva zamítnuta|Změna stavu|Interní poznámka|Uzavřeno|Znovu otevřeno|Odpověď požadována|Odpověď po lhůtě|Odpovězeno|Dotaz stažen|Připomínka|Eskalace|Porušení zaznamenáno|Porušení potvrzeno|Porušení zamítnuto|Přečteno platformou|Skrytí zrušeno',
    'Soubor nahrán|Soubor zkontrolován|Soubor napaden|Soubor odstraněn|Odpověď není třeba, říká prodejce|Namítnuto: odpověď je třeba|Zpoždění omluveno|Omluva odvolána|Termín posunut|Stav chybí|Chybějící stav vyřešen|Konverzace přidělena|Konverzaci převzala platforma|Konverzace vrácena prodejci|Konverzace přečtena|Porušení neplatné|Vyžádána kontrola|Kontrola převzata|Zpráva zkontrolována|Příkaz bez novinky',
    'Kupující|Prodejce|Správce|Compliance|Produkt|Provozovatel|Platforma',
    'Kontakt mimo platformu|Obchod mimo platformu|Reklama|Urážky|Vyhýbavá odpověď|Pozdní odpověď|Objednávka|Konverzace',
  ),
  sk: words(
    'Dôkazný balík|Konverzácia|Register|Strana|Udalosť|Odtlačok|Účel|Dôvod|Podľa záznamu do|Vyžiadal|nezverejnené|PO LEHOTE|NESKORÁ ODPOVEĎ|PORUŠENIE|PORUŠENIE POTVRDENÉ|porušenie odvolané|Podoba na čítanie; rozhodujúce sú riadky v balíku.|Znaky, ktoré žiadne písmo tejto správy nemá, sú uvedené číslom Unicode, napríklad [U+1FAE8].',
    'Konverzácia začatá|Správa|Správa pozdržaná|Správa uvoľnená|Správa zamietnutá|Zmena stavu|Interná poznámka|Uzavreté|Znovu otvorené|Odpoveď požadovaná|Odpoveď po lehote|Odpovedané|Otázka stiahnutá|Pripomienka|Eskalácia|Porušenie zaznamenané|Porušenie potvrdené|Porušenie zamietnuté|Prečítané platformou|Skrytie zrušené',
    'Súbor nahraný|Súbor skontrolovaný|Súbor infikovaný|Súbor odstránený|Odpoveď netreba, hovorí predajca|Namietané: odpoveď treba|Oneskorenie ospravedlnené|Ospravedlnenie odvolané|Termín posunutý|Stav chýba|Chýbajúci stav vyriešený|Konverzácia pridelená|Konverzáciu prevzala platforma|Konverzácia vrátená predajcovi|Konverzácia prečítaná|Porušenie neplatné|Vyžiadaná kontrola|Kontrola prevzatá|Správa skontrolovaná|Príkaz bez novinky',
    'Kupujúci|Predajca|Správca|Compliance|Produkt|Prevádzkovateľ|Platforma',
    'Kontakt mimo platformy|Obchod mimo platformy|Reklama|Urážky|Vyhýbavá odpoveď|Neskorá odpoveď|Objednávka|Konverzácie',
  ),
  fr: words(
    'Dossier de preuves|Conversation|Index|Page|Événement|Empreinte|Finalité|Motif|Tel qu’enregistré jusqu’au|Demandé par|non divulgué|EN RETARD|RÉPONSE TARDIVE|INFRACTION|INFRACTION CONFIRMÉE|infraction retirée|Présentation pour lecture ; les lignes du dossier font foi.|Les signes qu’aucune police de ce rapport ne possède sont donnés par leur numéro Unicode, comme [U+1FAE8].',
    'Conversation ouverte|Message|Message retenu|Message libéré|Message refusé|Mise à jour du statut|Note interne|Fermée|Rouverte|Réponse attendue|Réponse en retard|Réponse donnée|Question retirée|Rappel|Escalade|Infraction enregistrée|Infraction confirmée|Infraction rejetée|Lu par la plateforme|Masquage levé',
    'Fichier téléversé|Fichier analysé|Fichier infecté|Fichier supprimé|Aucune réponse nécessaire, dit le vendeur|Contestation : réponse nécessaire|Retard excusé|Excuse révoquée|Échéance déplacée|Statut manquant|Statut manquant réglé|Conversation attribuée|Conversation reprise par la plateforme|Conversation rendue au vendeur|Conversation lue|Infraction annulée|Examen demandé|Examen pris en charge|Message examiné|Commande sans effet',
    'Acheteur|Vendeur|Admin|Conformité|Le produit|Exploitant|Plateforme',
    'Contact hors plateforme|Affaire hors plateforme|Publicité|Propos injurieux|Réponse évasive|Réponse tardive|Commande|Conversations',
  ),
  it: words(
    'Fascicolo di prove|Conversazione|Indice|Pagina|Evento|Impronta|Scopo|Motivo|Come registrato fino al|Richiesto da|non divulgato|IN RITARDO|RISPOSTA TARDIVA|VIOLAZIONE|VIOLAZIONE CONFERMATA|violazione ritirata|Versione per la lettura; fanno fede le righe del fascicolo.|I segni che nessun carattere di questo rapporto possiede sono indicati con il numero Unicode, come [U+1FAE8].',
    'Conversazione aperta|Messaggio|Messaggio trattenuto|Messaggio rilasciato|Messaggio respinto|Aggiornamento di stato|Nota interna|Chiusa|Riaperta|Risposta dovuta|Risposta in ritardo|Risposta data|Domanda ritirata|Promemoria|Escalation|Violazione registrata|Violazione confermata|Violazione respinta|Letto dalla piattaforma|Oscuramento rimosso',
    'File caricato|File controllato|File infetto|File rimosso|Nessuna risposta necessaria, dice il venditore|Contestato: serve una risposta|Ritardo scusato|Scusa revocata|Scadenza spostata|Stato mancante|Stato mancante risolto|Conversazione assegnata|Conversazione presa dalla piattaforma|Conversazione restituita al venditore|Conversazione letta|Violazione annullata|Esame richiesto|Esame preso in carico|Messaggio esaminato|Comando senza novità',
    'Acquirente|Venditore|Admin|Compliance|Il prodotto|Gestore|Piattaforma',
    'Contatto fuori piattaforma|Affare fuori piattaforma|Pubblicità|Linguaggio offensivo|Risposta evasiva|Risposta tardiva|Ordine|Conversazioni',
  ),
  es: words(
    'Paquete de pruebas|Conversación|Índice|Página|Evento|Resumen|Finalidad|Motivo|Tal como se registró hasta|Solicitado por|no revelado|FUERA DE PLAZO|RESPUESTA TARDÍA|INFRACCIÓN|INFRACCIÓN CONFIRMADA|infracción retirada|Versión para leer; dan fe las líneas del paquete.|Los signos que ninguna fuente de este informe tiene se indican con su número Unicode, como [U+1FAE8].',
    'Conversación abierta|Mensaje|Mensaje retenido|Mensaje liberado|Mensaje rechazado|Actualización de estado|Nota interna|Cerrada|Reabierta|Respuesta debida|Respuesta fuera de plazo|Respuesta dada|Pregunta retirada|Recordatorio|Escalado|Infracción registrada|Infracción confirmada|Infracción desestimada|Leído por la plataforma|Ocultación retirada',
    'Archivo subido|Archivo analizado|Archivo infectado|Archivo eliminado|No hace falta respuesta, dice el vendedor|Rebatido: hace falta respuesta|Retraso disculpado|Disculpa revocada|Plazo movido|Estado ausente|Estado ausente resuelto|Conversación asignada|Conversación asumida por la plataforma|Conversación devuelta al vendedor|Conversación leída|Infracción anulada|Revisión pedida|Revisión asumida|Mensaje revisado|Orden sin novedades',
    'Comprador|Vendedor|Admin|Cumplimiento|El producto|Operador|Plataforma',
    'Contacto fuera de la plataforma|Trato fuera de la plataforma|Publicidad|Lenguaje ofensivo|Respuesta evasiva|Respuesta tardía|Pedido|Conversaciones',
  ),
  nl: words(
    'Bewijspakket|Gesprek|Overzicht|Pagina|Gebeurtenis|Hash|Doel|Reden|Zoals vastgelegd tot|Aangevraagd door|niet vrijgegeven|TE LAAT|LAAT ANTWOORD|OVERTREDING|OVERTREDING BEVESTIGD|overtreding ingetrokken|Een weergave om te lezen; de regels in het pakket zijn bepalend.|Tekens die geen lettertype van dit rapport heeft, staan er als hun Unicode-nummer, zoals [U+1FAE8].',
    'Gesprek geopend|Bericht|Bericht tegengehouden|Bericht vrijgegeven|Bericht afgewezen|Statusupdate|Interne notitie|Gesloten|Heropend|Antwoord verwacht|Antwoord te laat|Antwoord gegeven|Vraag ingetrokken|Herinnering|Escalatie|Overtreding vastgelegd|Overtreding bevestigd|Overtreding afgewezen|Gelezen door het platform|Afscherming opgeheven',
    'Bestand geüpload|Bestand gescand|Bestand besmet|Bestand verwijderd|Geen antwoord nodig, zegt de verkoper|Betwist: antwoord wel nodig|Laat antwoord verontschuldigd|Verontschuldiging ingetrokken|Termijn verschoven|Status ontbreekt|Ontbrekende status afgehandeld|Gesprek toegewezen|Gesprek door het platform overgenomen|Gesprek teruggegeven aan de verkoper|Gesprek gelezen|Overtreding vervallen|Beoordeling gevraagd|Beoordeling opgepakt|Bericht beoordeeld|Opdracht zonder nieuws',
    'Koper|Verkoper|Admin|Compliance|Het product|Beheerder|Platform',
    'Contact buiten het platform|Handel buiten het platform|Reclame|Beledigende taal|Ontwijkend antwoord|Laat antwoord|Bestelling|Gesprekken',
  ),
  ro: words(
    'Pachet de probe|Conversație|Cuprins|Pagina|Eveniment|Amprentă|Scop|Motiv|Așa cum a fost înregistrat până la|Solicitat de|nedezvăluit|DEPĂȘIT|RĂSPUNS ÎNTÂRZIAT|ÎNCĂLCARE|ÎNCĂLCARE CONFIRMATĂ|încălcare retrasă|O redare pentru citire; fac dovada rândurile din pachet.|Semnele pe care niciun font al acestui raport nu le are sunt date prin numărul Unicode, ca [U+1FAE8].',
    'Conversație deschisă|Mesaj|Mesaj reținut|Mesaj eliberat|Mesaj respins|Actualizare de stare|Notă internă|Închisă|Redeschisă|Răspuns așteptat|Răspuns depășit|Răspuns dat|Întrebare retrasă|Memento|Escaladare|Încălcare înregistrată|Încălcare confirmată|Încălcare respinsă|Citit de platformă|Ascundere anulată',
    'Fișier încărcat|Fișier scanat|Fișier infectat|Fișier eliminat|Nu e nevoie de răspuns, spune vânzătorul|Contestat: e nevoie de răspuns|Întârziere scuzată|Scuză revocată|Termen mutat|Stare lipsă|Stare lipsă rezolvată|Conversație atribuită|Conversație preluată de platformă|Conversație redată vânzătorului|Conversație citită|Încălcare anulată|Verificare cerută|Verificare preluată|Mesaj verificat|Comandă fără noutăți',
    'Cumpărător|Vânzător|Admin|Conformitate|Produsul|Operator|Platformă',
    'Contact în afara platformei|Tranzacție în afara platformei|Publicitate|Limbaj jignitor|Răspuns evaziv|Răspuns întârziat|Comandă|Conversații',
  ),
  hu: words(
    'Bizonyítékcsomag|Beszélgetés|Tartalom|Oldal|Esemény|Lenyomat|Cél|Indok|Ahogyan eddig rögzítették|Kérte|nem közölt|KÉSEDELMES|KÉSEDELMES VÁLASZ|SZABÁLYSÉRTÉS|MEGERŐSÍTETT SZABÁLYSÉRTÉS|visszavont szabálysértés|Olvasásra szánt változat; a csomag sorai az irányadók.|A jelek, amelyek e jelentés egyik betűkészletében sincsenek meg, Unicode-számukkal szerepelnek, például [U+1FAE8].',
    'Beszélgetés megnyitva|Üzenet|Visszatartott üzenet|Kiadott üzenet|Elutasított üzenet|Állapotfrissítés|Belső jegyzet|Lezárva|Újranyitva|Válasz esedékes|Válasz késik|Válasz megadva|Kérdés visszavonva|Emlékeztető|Eszkaláció|Szabálysértés rögzítve|Szabálysértés megerősítve|Szabálysértés elvetve|A platform olvasta|Takarás feloldva',
    'Fájl feltöltve|Fájl ellenőrizve|Fájl fertőzött|Fájl eltávolítva|Az eladó szerint nem kell válasz|Vitatva: kell válasz|Késés kimentve|Kimentés visszavonva|Határidő áthelyezve|Állapot hiányzik|Hiányzó állapot rendezve|Beszélgetés kiosztva|Beszélgetést átvette a platform|Beszélgetés visszaadva az eladónak|Beszélgetés elolvasva|Szabálysértés érvénytelen|Vizsgálat kérve|Vizsgálat átvéve|Üzenet megvizsgálva|Parancs újdonság nélkül',
    'Vevő|Eladó|Adminisztrátor|Megfelelés|A termék|Üzemeltető|Platform',
    'Platformon kívüli kapcsolat|Platformon kívüli üzlet|Reklám|Sértő beszéd|Kitérő válasz|Késői válasz|Rendelés|Beszélgetések',
  ),
};
