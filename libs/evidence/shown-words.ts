/** The words of the renderings, a language after the other. */
import type { Language } from '../domain';

type Words = ReturnType<typeof words>;

/** Labels and titles in their order, as the lines stand below. */
function words(labels: string, events: string) {
  const [title, conversation, index, page, event, hash, purpose, reason, asOf, requestedBy, withheld, ...more] =
    labels.split('|');
  const [overdue, late, violation, confirmed, dismissed, authority, numbers] = more;
  const [opened, sent, held, released, rejected, status, note, closed, reopened, due, isOverdue, answered, ...others] =
    events.split('|');
  const [withdrawn, reminded, escalated, recorded, isConfirmed, isDismissed, accessed, unmasked] = others;
  return {
    ...{ title, conversation, index, page, event, hash, purpose, reason, asOf, requestedBy, withheld },
    ...{ overdue, late, violation, confirmed, dismissed, authority, numbers },
    titles: {
      ...{
        ConversationOpened: opened,
        MessageSent: sent,
        MessageHeld: held,
        MessageReleased: released,
        MessageRejected: rejected,
      },
      ...{ StatusUpdated: status, NoteAdded: note, ConversationClosed: closed, ConversationReopened: reopened },
      ...{ ReplyObligationOpened: due, ReplyObligationOverdue: isOverdue, ReplyObligationAnswered: answered },
      ...{ ReplyObligationWithdrawn: withdrawn, ReplyObligationReminded: reminded, ReplyObligationEscalated: escalated },
      ...{
        ViolationRecorded: recorded,
        ViolationConfirmed: isConfirmed,
        ViolationDismissed: isDismissed,
        HistoryAccessed: accessed,
        MaskLifted: unmasked,
      },
    },
  };
}

/** By language. */
export const EVIDENCE_WORDS: Readonly<Record<Language, Words>> = {
  en: words(
    'Evidence package|Conversation|Index|Page|Event|Hash|Purpose|Reason|As it was recorded up to|Requested by|not disclosed|OVERDUE|LATE REPLY|VIOLATION|VIOLATION CONFIRMED|violation withdrawn|A rendering for people; the lines in the package are the authority.|Signs that no font of this report has stand there as their Unicode numbers, as [U+1FAE8].',
    'Conversation opened|Message|Message held back|Message released|Message rejected|Status update|Internal note|Closed|Reopened|Reply due|Reply overdue|Reply given|Question withdrawn|Reminder|Escalation|Violation recorded|Violation confirmed|Violation dismissed|Read by the platform|Mask lifted',
  ),
  de: words(
    'Beweispaket|Gespräch|Verzeichnis|Seite|Ereignis|Hash|Zweck|Grund|Wie aufgezeichnet bis|Angefordert von|nicht offengelegt|ÜBERFÄLLIG|VERSPÄTETE ANTWORT|VERSTOSS|VERSTOSS BESTÄTIGT|Verstoß zurückgenommen|Eine Darstellung für Menschen; maßgeblich sind die Zeilen im Paket.|Zeichen, die keine Schrift dieses Berichts hat, stehen als ihre Unicode-Nummer da, wie [U+1FAE8].',
    'Gespräch eröffnet|Nachricht|Nachricht zurückgehalten|Nachricht freigegeben|Nachricht abgelehnt|Statusmeldung|Interne Notiz|Geschlossen|Wieder geöffnet|Antwort fällig|Antwort überfällig|Antwort gegeben|Frage zurückgezogen|Erinnerung|Eskalation|Verstoß erfasst|Verstoß bestätigt|Verstoß verworfen|Von der Plattform gelesen|Abdeckung aufgehoben',
  ),
  pl: words(
    'Pakiet dowodowy|Rozmowa|Spis|Strona|Zdarzenie|Skrót|Cel|Powód|Stan zapisany do|Na żądanie|nieujawnione|PO TERMINIE|SPÓŹNIONA ODPOWIEDŹ|NARUSZENIE|NARUSZENIE POTWIERDZONE|naruszenie wycofane|Wersja do czytania; rozstrzygające są wiersze w pakiecie.|Znaki, których nie ma żadna czcionka tego raportu, podano numerem Unicode, na przykład [U+1FAE8].',
    'Rozpoczęcie rozmowy|Wiadomość|Wiadomość wstrzymana|Wiadomość zwolniona|Wiadomość odrzucona|Zmiana statusu|Notatka wewnętrzna|Zamknięcie|Ponowne otwarcie|Odpowiedź wymagana|Odpowiedź po terminie|Udzielono odpowiedzi|Pytanie wycofane|Przypomnienie|Eskalacja|Naruszenie odnotowane|Naruszenie potwierdzone|Naruszenie odrzucone|Odczyt przez platformę|Zakrycie zniesione',
  ),
  cs: words(
    'Důkazní balíček|Konverzace|Rejstřík|Strana|Událost|Otisk|Účel|Důvod|Podle záznamu do|Vyžádal|nezveřejněno|PO LHŮTĚ|POZDNÍ ODPOVĚĎ|PORUŠENÍ|PORUŠENÍ POTVRZENO|porušení odvoláno|Podoba pro čtení; rozhodné jsou řádky v balíčku.|Znaky, které žádné písmo této zprávy nemá, jsou uvedeny číslem Unicode, například [U+1FAE8].',
    'Konverzace zahájena|Zpráva|Zpráva pozdržena|Zpráva uvolněna|Zpráva zamítnuta|Změna stavu|Interní poznámka|Uzavřeno|Znovu otevřeno|Odpověď požadována|Odpověď po lhůtě|Odpovězeno|Dotaz stažen|Připomínka|Eskalace|Porušení zaznamenáno|Porušení potvrzeno|Porušení zamítnuto|Přečteno platformou|Skrytí zrušeno',
  ),
  sk: words(
    'Dôkazný balík|Konverzácia|Register|Strana|Udalosť|Odtlačok|Účel|Dôvod|Podľa záznamu do|Vyžiadal|nezverejnené|PO LEHOTE|NESKORÁ ODPOVEĎ|PORUŠENIE|PORUŠENIE POTVRDENÉ|porušenie odvolané|Podoba na čítanie; rozhodujúce sú riadky v balíku.|Znaky, ktoré žiadne písmo tejto správy nemá, sú uvedené číslom Unicode, napríklad [U+1FAE8].',
    'Konverzácia začatá|Správa|Správa pozdržaná|Správa uvoľnená|Správa zamietnutá|Zmena stavu|Interná poznámka|Uzavreté|Znovu otvorené|Odpoveď požadovaná|Odpoveď po lehote|Odpovedané|Otázka stiahnutá|Pripomienka|Eskalácia|Porušenie zaznamenané|Porušenie potvrdené|Porušenie zamietnuté|Prečítané platformou|Skrytie zrušené',
  ),
  fr: words(
    'Dossier de preuves|Conversation|Index|Page|Événement|Empreinte|Finalité|Motif|Tel qu’enregistré jusqu’au|Demandé par|non divulgué|EN RETARD|RÉPONSE TARDIVE|INFRACTION|INFRACTION CONFIRMÉE|infraction retirée|Présentation pour lecture ; les lignes du dossier font foi.|Les signes qu’aucune police de ce rapport ne possède sont donnés par leur numéro Unicode, comme [U+1FAE8].',
    'Conversation ouverte|Message|Message retenu|Message libéré|Message refusé|Mise à jour du statut|Note interne|Fermée|Rouverte|Réponse attendue|Réponse en retard|Réponse donnée|Question retirée|Rappel|Escalade|Infraction enregistrée|Infraction confirmée|Infraction rejetée|Lu par la plateforme|Masquage levé',
  ),
  it: words(
    'Fascicolo di prove|Conversazione|Indice|Pagina|Evento|Impronta|Scopo|Motivo|Come registrato fino al|Richiesto da|non divulgato|IN RITARDO|RISPOSTA TARDIVA|VIOLAZIONE|VIOLAZIONE CONFERMATA|violazione ritirata|Versione per la lettura; fanno fede le righe del fascicolo.|I segni che nessun carattere di questo rapporto possiede sono indicati con il numero Unicode, come [U+1FAE8].',
    'Conversazione aperta|Messaggio|Messaggio trattenuto|Messaggio rilasciato|Messaggio respinto|Aggiornamento di stato|Nota interna|Chiusa|Riaperta|Risposta dovuta|Risposta in ritardo|Risposta data|Domanda ritirata|Promemoria|Escalation|Violazione registrata|Violazione confermata|Violazione respinta|Letto dalla piattaforma|Oscuramento rimosso',
  ),
  es: words(
    'Paquete de pruebas|Conversación|Índice|Página|Evento|Resumen|Finalidad|Motivo|Tal como se registró hasta|Solicitado por|no revelado|FUERA DE PLAZO|RESPUESTA TARDÍA|INFRACCIÓN|INFRACCIÓN CONFIRMADA|infracción retirada|Versión para leer; dan fe las líneas del paquete.|Los signos que ninguna fuente de este informe tiene se indican con su número Unicode, como [U+1FAE8].',
    'Conversación abierta|Mensaje|Mensaje retenido|Mensaje liberado|Mensaje rechazado|Actualización de estado|Nota interna|Cerrada|Reabierta|Respuesta debida|Respuesta fuera de plazo|Respuesta dada|Pregunta retirada|Recordatorio|Escalado|Infracción registrada|Infracción confirmada|Infracción desestimada|Leído por la plataforma|Ocultación retirada',
  ),
  nl: words(
    'Bewijspakket|Gesprek|Overzicht|Pagina|Gebeurtenis|Hash|Doel|Reden|Zoals vastgelegd tot|Aangevraagd door|niet vrijgegeven|TE LAAT|LAAT ANTWOORD|OVERTREDING|OVERTREDING BEVESTIGD|overtreding ingetrokken|Een weergave om te lezen; de regels in het pakket zijn bepalend.|Tekens die geen lettertype van dit rapport heeft, staan er als hun Unicode-nummer, zoals [U+1FAE8].',
    'Gesprek geopend|Bericht|Bericht tegengehouden|Bericht vrijgegeven|Bericht afgewezen|Statusupdate|Interne notitie|Gesloten|Heropend|Antwoord verwacht|Antwoord te laat|Antwoord gegeven|Vraag ingetrokken|Herinnering|Escalatie|Overtreding vastgelegd|Overtreding bevestigd|Overtreding afgewezen|Gelezen door het platform|Afscherming opgeheven',
  ),
  ro: words(
    'Pachet de probe|Conversație|Cuprins|Pagina|Eveniment|Amprentă|Scop|Motiv|Așa cum a fost înregistrat până la|Solicitat de|nedezvăluit|DEPĂȘIT|RĂSPUNS ÎNTÂRZIAT|ÎNCĂLCARE|ÎNCĂLCARE CONFIRMATĂ|încălcare retrasă|O redare pentru citire; fac dovada rândurile din pachet.|Semnele pe care niciun font al acestui raport nu le are sunt date prin numărul Unicode, ca [U+1FAE8].',
    'Conversație deschisă|Mesaj|Mesaj reținut|Mesaj eliberat|Mesaj respins|Actualizare de stare|Notă internă|Închisă|Redeschisă|Răspuns așteptat|Răspuns depășit|Răspuns dat|Întrebare retrasă|Memento|Escaladare|Încălcare înregistrată|Încălcare confirmată|Încălcare respinsă|Citit de platformă|Ascundere anulată',
  ),
  hu: words(
    'Bizonyítékcsomag|Beszélgetés|Tartalom|Oldal|Esemény|Lenyomat|Cél|Indok|Ahogyan eddig rögzítették|Kérte|nem közölt|KÉSEDELMES|KÉSEDELMES VÁLASZ|SZABÁLYSÉRTÉS|MEGERŐSÍTETT SZABÁLYSÉRTÉS|visszavont szabálysértés|Olvasásra szánt változat; a csomag sorai az irányadók.|A jelek, amelyek e jelentés egyik betűkészletében sincsenek meg, Unicode-számukkal szerepelnek, például [U+1FAE8].',
    'Beszélgetés megnyitva|Üzenet|Visszatartott üzenet|Kiadott üzenet|Elutasított üzenet|Állapotfrissítés|Belső jegyzet|Lezárva|Újranyitva|Válasz esedékes|Válasz késik|Válasz megadva|Kérdés visszavonva|Emlékeztető|Eszkaláció|Szabálysértés rögzítve|Szabálysértés megerősítve|Szabálysértés elvetve|A platform olvasta|Takarás feloldva',
  ),
};
