/** An explanation for people, in the languages the product writes in. Names of events stay as they are recorded. */
import type { Explanation, Language, ObligationStatus, Offsets } from '../../../libs/domain';
import { inWords } from './duration';

interface Words {
  readonly title: string;
  readonly received: string;
  readonly due: string;
  readonly overdueAfter: string;
  readonly allowed: string;
  readonly counted: string;
  readonly remaining: string;
  readonly calendar: string;
  readonly version: string;
  readonly zones: string;
  readonly days: string;
  readonly notCounted: string;
  readonly businessDay: string;
  readonly weekend: string;
  readonly holiday: string;
  readonly paused: string;
  readonly events: string;
  readonly outage: string;
  readonly here: string;
  readonly states: Readonly<Record<ObligationStatus | 'excused', string>>;
}

/** One line a language: the words of {@link Words} in their order, then the states in theirs. */
const words = (texts: string, states: string): Words => {
  const [title, received, due, overdueAfter, allowed, counted, remaining, calendar, version, zones, ...more] = texts.split(' | ');
  const [days, notCounted, businessDay, weekend, holiday, paused, events, outage, here] = more;
  const [open, reminded, overdue, escalated, answered, late, excused, withdrawn, noReply] = states.split(' | ');
  return {
    ...{ title, received, due, overdueAfter, allowed, counted, remaining, calendar, version, zones },
    ...{ days, notCounted, businessDay, weekend, holiday, paused, events, outage, here },
    states: {
      ...{ open, reminded, overdue, escalated, answered, excused, withdrawn },
      'answered-late': late,
      'no-reply-needed': noReply,
    },
  };
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: words(
    'Reply to message | Received | Due | Overdue after | Allowed | Counted so far | Remaining | Calendar | version | time zones | Day by day | not counted | business day | weekend | holiday | Not counted in between | Events | outage | here',
    'open | reminded | overdue | escalated | answered in time | answered late | excused | withdrawn | no reply needed',
  ),
  de: words(
    'Antwort auf Nachricht | Eingegangen | Fällig | Überfällig nach | Erlaubt | Bisher gezählt | Verbleibend | Kalender | Version | Zeitzonen | Tag für Tag | nicht gezählt | Arbeitstag | Wochenende | Feiertag | Dazwischen nicht gezählt | Ereignisse | Ausfall der Plattform | hier',
    'offen | erinnert | überfällig | eskaliert | rechtzeitig beantwortet | verspätet beantwortet | entschuldigt | zurückgezogen | keine Antwort nötig',
  ),
  pl: words(
    'Odpowiedź na wiadomość | Otrzymano | Termin | Po terminie od | Dozwolony czas | Dotychczas naliczono | Pozostało | Kalendarz | wersja | strefy czasowe | Dzień po dniu | nie liczy się | dzień roboczy | weekend | święto | Nie liczy się w międzyczasie | Zdarzenia | awaria platformy | tutaj',
    'otwarta | przypomniano | po terminie | eskalowana | odpowiedziano w terminie | odpowiedziano po terminie | usprawiedliwiona | wycofana | odpowiedź niepotrzebna',
  ),
  cs: words(
    'Odpověď na zprávu | Přijato | Termín | Po termínu od | Povolený čas | Dosud započteno | Zbývá | Kalendář | verze | časová pásma | Den po dni | nezapočítává se | pracovní den | víkend | svátek | Mezitím se nezapočítává | Události | výpadek platformy | zde',
    'otevřená | připomenuto | po termínu | eskalováno | zodpovězeno včas | zodpovězeno pozdě | omluveno | staženo | odpověď není nutná',
  ),
  sk: words(
    'Odpoveď na správu | Prijaté | Termín | Po termíne od | Povolený čas | Doteraz započítané | Zostáva | Kalendár | verzia | časové pásma | Deň po dni | nezapočítava sa | pracovný deň | víkend | sviatok | Medzitým sa nezapočítava | Udalosti | výpadok platformy | tu',
    'otvorená | pripomenuté | po termíne | eskalované | zodpovedané včas | zodpovedané neskoro | ospravedlnené | stiahnuté | odpoveď nie je potrebná',
  ),
  fr: words(
    'Réponse au message | Reçu | Échéance | En retard après | Temps accordé | Compté jusqu’ici | Restant | Calendrier | version | fuseaux horaires | Jour par jour | non compté | jour ouvré | week-end | jour férié | Non compté entre-temps | Événements | panne de la plateforme | ici',
    'ouverte | rappel envoyé | en retard | transmise à la plateforme | répondue à temps | répondue en retard | excusée | retirée | aucune réponse nécessaire',
  ),
  it: words(
    'Risposta al messaggio | Ricevuto | Scadenza | In ritardo dopo | Tempo concesso | Contato finora | Rimanente | Calendario | versione | fusi orari | Giorno per giorno | non contato | giorno lavorativo | fine settimana | giorno festivo | Non contato nel frattempo | Eventi | interruzione della piattaforma | qui',
    'aperta | promemoria inviato | in ritardo | segnalata alla piattaforma | risposta in tempo | risposta in ritardo | giustificata | ritirata | risposta non necessaria',
  ),
  es: words(
    'Respuesta al mensaje | Recibido | Vence | Fuera de plazo después de | Tiempo permitido | Contado hasta ahora | Restante | Calendario | versión | zonas horarias | Día por día | no cuenta | día laborable | fin de semana | festivo | No cuenta entretanto | Eventos | interrupción de la plataforma | aquí',
    'abierta | recordada | fuera de plazo | escalada | respondida a tiempo | respondida tarde | disculpada | retirada | no necesita respuesta',
  ),
  nl: words(
    'Antwoord op bericht | Ontvangen | Uiterlijk | Te laat na | Toegestaan | Tot nu toe geteld | Resterend | Kalender | versie | tijdzones | Dag voor dag | telt niet | werkdag | weekend | feestdag | Telt intussen niet | Gebeurtenissen | storing van het platform | hier',
    'open | herinnerd | te laat | geëscaleerd | op tijd beantwoord | te laat beantwoord | verontschuldigd | ingetrokken | geen antwoord nodig',
  ),
  ro: words(
    'Răspuns la mesajul | Primit | Termen | Întârziat după | Timp permis | Numărat până acum | Rămas | Calendar | versiunea | fusuri orare | Zi cu zi | nu se numără | zi lucrătoare | sfârșit de săptămână | sărbătoare legală | Între timp nu se numără | Evenimente | întreruperea platformei | aici',
    'deschis | reamintit | întârziat | escaladat | răspuns la timp | răspuns cu întârziere | scuzat | retras | nu necesită răspuns',
  ),
  hu: words(
    'Válasz az üzenetre | Beérkezett | Határidő | Késedelmes ezután | Megengedett idő | Eddig beszámítva | Hátralévő | Naptár | verzió | időzónák | Napról napra | nem számít bele | munkanap | hétvége | munkaszüneti nap | Közben nem számít bele | Események | a platform üzemzavara | itt',
    'nyitott | emlékeztetve | késedelmes | eszkalálva | időben megválaszolva | késve megválaszolva | kimentve | visszavonva | nem igényel választ',
  ),
};

/**
 * The explanation as lines of text; instants are local times of the calendar's zone, as days are: by the offsets it is counted with, which
 * need not be those of the time-zone data here.
 */
export function explanationText(explanation: Explanation, zone: string, language: Language, offsets: Offsets = {}): string {
  const { message, state, excused, receivedAt, dueAt, overdueAfter, allowanceMs, countedMs, remainingMs, calendar } = explanation;
  const say = WORDS[language];
  // Where they are not the same, whoever recomputes it with the data here may come to another instant.
  const here = explanation.tzdataHere === undefined ? '' : ` (${say.here} ${explanation.tzdataHere})`;
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    fractionalSecondDigits: 3,
  });
  const weekday = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short' });
  const day = (date: string) => `${weekday.format(new Date(`${date}T00:00:00Z`))} ${date}`;
  /** Date and time of day, to the millisecond: by hand the sum has to come out. */
  const parts = (instant: string | number) => {
    const offset = offsetAt(offsets, new Date(instant));
    if (offset === undefined) return local.format(new Date(instant)).replace(',', '.').split(' ');
    return new Date(new Date(instant).getTime() + offset * 1_000).toISOString().slice(0, -1).split('T');
  };
  const at = (instant: string | number) => {
    const [date, time] = parts(instant);
    return `${day(date)} ${time} (${zone})`;
  };
  const until = (instant: number, date: string) => {
    const [there, time] = parts(instant);
    return there === date ? time : '24:00:00.000';
  };
  /** What cannot be computed is left open. */
  const spelled = (ms: number | null) => (ms === null ? '–' : `${inWords(ms, language)} (${digits(ms)})`);
  const because = (reason: Explanation['days'][number]['reason']) => {
    if (typeof reason === 'object')
      return 'outage' in reason ? `${say.outage}: ${reason.outage}` : `${say.holiday}: ${reason.holiday}`;
    return reason === 'weekend' ? say.weekend : say.businessDay;
  };
  const facts = [
    [say.received, at(receivedAt)],
    [say.due, at(dueAt)],
    [say.overdueAfter, at(overdueAfter)],
    [say.allowed, spelled(allowanceMs)],
    [say.counted, spelled(countedMs)],
    [say.remaining, spelled(remainingMs)],
    [say.calendar, `${calendar.market}, ${say.version} ${calendar.version}, ${say.zones} ${calendar.tzdata}${here}`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [
    `${say.title} ${message}: ${say.states[state]}${excused ? `, ${say.states.excused}` : ''}`,
    '',
    ...facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
    `${say.days}:`,
    ...explanation.days.map(
      ({ date, from, to, countedMs: counted, reason }) =>
        `  ${day(date)}  ${parts(from)[1]}–${until(to, date)}  ${counted === 0 ? say.notCounted : digits(counted)}  ${because(reason)}`,
    ),
    ...(explanation.pauses.length > 0
      ? ['', `${say.paused}:`, ...explanation.pauses.map(({ from, to }) => `  ${at(from)} – ${at(to)}`)]
      : []),
    '',
    `${say.events}:`,
    ...explanation.events.map(({ revision, type, at: when, by, reason }) => {
      const more = [by, reason].filter((part) => part !== undefined).join(', ');
      return `  ${revision}  ${at(when)}  ${type}${more && ` (${more})`}`;
    }),
    '',
  ].join('\n');
}

/** The offset in force at an instant, in seconds; undefined before the first of them. */
const offsetAt = (offsets: Offsets, instant: Date): number | undefined => {
  const begun = Object.keys(offsets).filter((from) => from <= instant.toISOString());
  return offsets[begun.sort().at(-1) ?? ''];
};

/** Hours, minutes and seconds to the millisecond, such as `8:59:59.877`. */
function digits(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${Math.floor(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}
