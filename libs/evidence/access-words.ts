/** Kinds of access by the platform as people read them, a language after the other. */
import type { Language } from '../domain';

/** As the record names them; what one was about, or whose eyes it was seen with, stands behind it. */
const KINDS = [
  ...['conversation', 'messages', 'timeline', 'history', 'replay', 'explanation', 'attachment', 'inbox', 'clock', 'search'],
  ...['evidence', 'as the buyer saw it', 'as the seller saw it'],
] as const;

/** By language, in the order of {@link KINDS}. */
const ACCESS_WORDS: Readonly<Record<Language, string>> = {
  en: 'conversation|messages|what was said|whole record|step by step|why an answer was due|file|list of conversations|list of answers owed|search|making of evidence|as the buyer saw it|as the seller saw it',
  de: 'Gespräch|Nachrichten|was gesagt wurde|ganzer Verlauf|Schritt für Schritt|warum eine Antwort fällig war|Datei|Liste der Gespräche|Liste fälliger Antworten|Suche|Anfertigen von Beweisen|wie der Käufer es sah|wie der Verkäufer es sah',
  pl: 'rozmowa|wiadomości|co powiedziano|cały zapis|krok po kroku|dlaczego odpowiedź była należna|plik|lista rozmów|lista należnych odpowiedzi|wyszukiwanie|sporządzenie dowodów|tak jak widział kupujący|tak jak widział sprzedawca',
  cs: 'konverzace|zprávy|co bylo řečeno|celý záznam|krok za krokem|proč byla odpověď splatná|soubor|seznam konverzací|seznam dlužných odpovědí|hledání|pořízení důkazů|jak ji viděl kupující|jak ji viděl prodejce',
  sk: 'konverzácia|správy|čo sa povedalo|celý záznam|krok za krokom|prečo bola odpoveď splatná|súbor|zoznam konverzácií|zoznam dlžných odpovedí|hľadanie|vyhotovenie dôkazov|ako ju videl kupujúci|ako ju videl predajca',
  fr: 'conversation|messages|ce qui a été dit|tout l’enregistrement|pas à pas|pourquoi une réponse était due|fichier|liste des conversations|liste des réponses dues|recherche|établissement de preuves|telle que l’acheteur la voyait|telle que le vendeur la voyait',
  it: 'conversazione|messaggi|ciò che è stato detto|tutta la registrazione|passo per passo|perché una risposta era dovuta|file|elenco delle conversazioni|elenco delle risposte dovute|ricerca|preparazione di prove|come la vedeva l’acquirente|come la vedeva il venditore',
  es: 'conversación|mensajes|lo que se dijo|todo el registro|paso a paso|por qué se debía una respuesta|archivo|lista de conversaciones|lista de respuestas debidas|búsqueda|preparación de pruebas|como la veía el comprador|como la veía el vendedor',
  nl: 'gesprek|berichten|wat er gezegd is|het hele verloop|stap voor stap|waarom een antwoord verschuldigd was|bestand|lijst van gesprekken|lijst van verschuldigde antwoorden|zoeken|maken van bewijs|zoals de koper het zag|zoals de verkoper het zag',
  ro: 'conversație|mesaje|ce s-a spus|întreaga înregistrare|pas cu pas|de ce era datorat un răspuns|fișier|lista conversațiilor|lista răspunsurilor datorate|căutare|întocmirea dovezilor|cum a văzut-o cumpărătorul|cum a văzut-o vânzătorul',
  hu: 'beszélgetés|üzenetek|ami elhangzott|a teljes feljegyzés|lépésről lépésre|miért járt válasz|fájl|beszélgetések listája|esedékes válaszok listája|keresés|bizonyíték készítése|ahogyan a vevő látta|ahogyan az eladó látta',
};

const KIND = /^(\w+)(?: of)?(?: (.+))?$/;

/** What was read, of which the record says so in a code: in words, with what it was about as it is. What has no word stays as it is. */
export function accessIn(language: Language, what: string): string {
  const words: readonly string[] = ACCESS_WORDS[language].split('|');
  const wordOf = (kind: string): string | undefined => words[(KINDS as readonly string[]).indexOf(kind)];
  const [, kind = what, about] = KIND.exec(what) ?? [];
  const word = wordOf(kind);
  if (word === undefined) return what;
  return about === undefined ? word : `${word}: ${wordOf(about) ?? about}`;
}
