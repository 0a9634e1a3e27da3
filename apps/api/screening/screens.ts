/** Screening of what people write before it becomes an event (R5.3): what stands around it comes from the store, where it matters. */
import { LRUCache } from 'lru-cache';
import { Counter, type Registry } from 'prom-client';
import {
  type ConversationEvent,
  conversation,
  EARLIER,
  knownOfOrder,
  languageOf,
  languagesIn,
  precision,
  type Screened,
  type ScreenedFinding,
  type Stamp,
  surest,
} from '../../../libs/domain';
import type { CommandHandling, EventStore, StoredEvent } from '../../../libs/event-store';
import {
  ACTIONS,
  actionOf,
  type Finding,
  type RuleSet,
  type ScreenedMessage,
  type Screening,
  type Writer,
} from '../../../libs/screening';
import type { OnRecord } from '../application/on-record';
import { ScreeningThread } from './screening-thread';

/** Where a text goes: whose conversation, in which market, about which order. */
interface Place {
  readonly market: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order?: string;
}

/** A conversation by its id, or where a new one will be. */
type Where = string | Place;

/** What somebody writes, as whom, and when (epoch milliseconds). */
interface Text {
  readonly text: string;
  readonly writer: Writer;
  readonly language?: string;
  readonly at: number;
  /** A number that is told in it and no contact, such as a parcel's. */
  readonly own?: string;
}

/** How screening stands in this process. */
export interface ScreeningHealth {
  readonly status: 'works' | 'away' | 'off';
  readonly hung: number;
  readonly ended: number;
}

/** So many of the newest events are looked through for them at most, in pages. */
const LOOKED_THROUGH = 120;
const PAGE = 12;
/** A longer text is no end of a number that begins in another. */
const LONGEST_END = 112;
/** Said by the other side, it makes numbers surer in every language. */
const A_CONTACT_ASKED_FOR = 'WhatsApp?';
/** An append has bounds: what is found beyond is one finding with the last. */
const MOST_FINDINGS = 50;
const PLACES_KEPT = 20_000;

/** Screens texts by one rule set; without one nothing is found. */
export class Screens {
  /** They never change. */
  readonly #places = new LRUCache<string, Place>({ max: PLACES_KEPT });

  readonly #screening: ScreeningThread | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly record: OnRecord,
    readonly rules: RuleSet | undefined,
    private readonly handling: Pick<CommandHandling, 'stateOf'>,
  ) {
    this.#screening = rules && new ScreeningThread(rules);
  }

  /** Whether texts can be screened, and how many threads were lost since the process started. */
  get health(): ScreeningHealth {
    const screening = this.#screening;
    if (!screening) return { status: 'off', hung: 0, ended: 0 };
    return { status: screening.works ? 'works' : 'away', ...screening.lost };
  }

  /** Tells its numbers there. */
  observe(registry: Registry): void {
    const health = () => this.health;
    new Counter({
      name: 'helpdesk_screening_threads_lost_total',
      help: 'Threads that were lost over a text or before they took one: they hung, or ended by themselves',
      labelNames: ['how'] as const,
      registers: [registry],
      collect() {
        this.reset();
        for (const how of ['hung', 'ended'] as const) this.inc({ how }, health()[how]);
      },
    });
  }

  /** Ends with the module. */
  async onModuleDestroy(): Promise<void> {
    await this.#screening?.end();
  }

  /** What is found in a message, and the rule it is held by where it is. What the platform writes is not screened. */
  async message(
    { actor, at }: Stamp,
    where: Where,
    { body, language }: { readonly body: string; readonly language?: string },
  ): Promise<{ readonly screened?: Screened; readonly held?: string }> {
    const screening = this.#screening;
    if (!screening || (actor.role !== 'buyer' && actor.role !== 'seller')) return {};
    const findings = await this.#findings(screening, where, 'body', { text: body, writer: actor.role, language, at });
    const held = surest(findings.filter(({ action }) => action === 'hold'));
    return { screened: screenedBy(screening.rules, findings), ...(held && { held: held.rule }) };
  }

  /**
   * What is found in texts beside messages, named by their fields: subjects, reasons, facts. They tell what happened and are never held; for
   * what a message would be held for they are masked. `own`: a number they tell that is no contact, such as a parcel's.
   */
  async texts(
    { actor, at }: Stamp,
    where: Where,
    texts: Readonly<Record<string, string | undefined>>,
    own?: string,
  ): Promise<{ readonly screened?: Screened }> {
    const screening = this.#screening;
    if (!screening || (actor.role !== 'buyer' && actor.role !== 'seller')) return {};
    const findings: ScreenedFinding[] = [];
    for (const [field, text] of Object.entries(texts))
      if (text !== undefined)
        for (const found of await this.#findings(screening, where, field, { text, writer: actor.role, at, own }))
          findings.push(found.action === 'hold' ? { ...found, action: 'mask' } : found);
    return { screened: screenedBy(screening.rules, findings) };
  }

  /**
   * What is found in the name of a file, and in its content where it is a text, in pieces. A content cannot be masked: it holds the
   * message that names it, or is flagged.
   */
  async attachment(
    { actor, at }: Stamp,
    where: Where,
    name: string,
    content: readonly string[],
  ): Promise<{ readonly screened?: Screened }> {
    const screening = this.#screening;
    if (!screening || (actor.role !== 'buyer' && actor.role !== 'seller')) return {};
    const writer = actor.role;
    const findings = [...(await this.#findings(screening, where, 'name', { text: name, writer, at }))];
    let before = 0;
    for (const text of content) {
      for (const { from, to, action, ...found } of await this.#findings(screening, where, 'content', { text, writer, at }))
        findings.push({ ...found, from: before + from, to: before + to, action: action === 'hold' ? 'hold' : 'flag' });
      before += text.length;
      // A long text holds up nobody.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { screened: screenedBy(screening.rules, bounded(findings)) };
  }

  /** What would be found in a message. */
  async check(where: Where | undefined, text: Text): Promise<Screening> {
    if (!this.#screening) return { action: 'pass', findings: [] };
    const weighed = await this.#weighed(this.#screening, where, text);
    const action = ACTIONS.findLast((one) => weighed.some((found) => found.action === one)) ?? 'pass';
    return { action, findings: weighed.map(({ action: _, ...found }) => found) };
  }

  async #findings(screening: ScreeningThread, where: Where, field: string, text: Text): Promise<readonly ScreenedFinding[]> {
    return bounded((await this.#weighed(screening, where, text)).map((found) => ({ field, ...found })));
  }

  /** What is found, and what is done because of it: of a rule that is demoted nothing but a flag. */
  async #weighed(
    screening: ScreeningThread,
    where: Where | undefined,
    text: Text,
  ): Promise<(Finding & Pick<ScreenedFinding, 'action'>)[]> {
    const { findings, message } = await this.#look(screening, where, text);
    const weighed: (Finding & Pick<ScreenedFinding, 'action'>)[] = [];
    for (const found of findings) {
      const action = actionOf(found, message, screening.rules);
      if (action === 'pass') continue;
      const lowered = action !== 'flag' && (await this.#isDemoted(found.rule, languageOf(message.language)));
      weighed.push(lowered ? { ...found, action: 'flag', why: `${found.why}; the rule is demoted` } : { ...found, action });
    }
    return weighed;
  }

  /** Whether what a rule finds in texts of a language is only flagged (R5.2); asked only where it would mask or hold. */
  async #isDemoted(rule: string, language: string): Promise<boolean> {
    return (await this.handling.stateOf(precision, rule)).get(language)?.demoted === true;
  }

  /** Screens a text alone, and once more with what stands around it where screening looked for that. */
  async #look(
    screening: ScreeningThread,
    where: Where | undefined,
    { text, writer, language, at, own }: Text,
  ): Promise<{ readonly findings: readonly Finding[]; readonly message: ScreenedMessage }> {
    const place = typeof where === 'string' ? await this.#placeOf(where) : where;
    const alone = { text, role: writer, language: languagesIn(place?.market, language) };
    // What is around can only lower a finding, but for a contact that was asked for and the beginning of a number.
    const pieces = text.length <= LONGEST_END;
    const { findings, hasPiece } = await screening.look({ ...alone, asked: A_CONTACT_ASKED_FOR }, { pieces });
    if (findings.length === 0 && !hasPiece) return { findings, message: alone };
    const thread = typeof where === 'string' ? await this.#thread(where, writer, at) : undefined;
    const message = { ...alone, ...thread, order: await this.#order(place, own) };
    return { findings: (await screening.look(message)).findings, message };
  }

  async #placeOf(id: string): Promise<Place | undefined> {
    const known = this.#places.get(id);
    if (known) return known;
    // The command that follows is decided by the same state: one read is enough for both.
    const { opened } = await this.handling.stateOf(conversation, id);
    // Whoever writes where nothing is is told so.
    if (!opened) return undefined;
    const { market, seller, buyer, order } = opened;
    const place = { market, seller, buyer, ...(order !== undefined && { order }) };
    this.#places.set(id, place);
    return place;
  }

  /** The last messages of the writer's side, the latest last, and what the other side said last. */
  async #thread(id: string, writer: Writer, at: number): Promise<Pick<ScreenedMessage, 'before' | 'asked'>> {
    const before: string[] = [];
    let asked: string | undefined;
    for await (const { type, data } of this.#newest(id)) {
      const isRecent = at - Date.parse(data.at) <= EARLIER.withinMs;
      if (asked !== undefined && (!isRecent || before.length === EARLIER.messages)) break;
      if (type !== 'MessageSent' && type !== 'MessageHeld') continue;
      if (data.from !== writer) asked ??= type === 'MessageSent' ? data.body : undefined;
      else if (isRecent && before.length < EARLIER.messages) before.unshift(data.body);
    }
    return { before, asked };
  }

  /** Events of a conversation from the newest on; nearly always the first few are enough. */
  async *#newest(id: string): AsyncGenerator<StoredEvent<ConversationEvent>, void> {
    let from: number | undefined;
    for (let count = 0; count < LOOKED_THROUGH && from !== -1; count += PAGE) {
      const page = { direction: 'backwards', maxCount: PAGE, ...(from !== undefined && { from }) } as const;
      from = -1;
      for await (const event of this.store.read<ConversationEvent>(`${conversation.category}-${id}`, page)) {
        from = event.revision - 1;
        yield event;
      }
    }
  }

  /** The order of these two as it was told last; of one that was not told only its number is known. */
  async #order(place: Place | undefined, own: string | undefined): Promise<ScreenedMessage['order']> {
    const told = place?.order === undefined ? undefined : await this.record.order(place.order);
    return knownOfOrder(place, told, own);
  }
}

const screenedBy = ({ hash, versions }: RuleSet, findings: readonly ScreenedFinding[]): Screened => ({
  ruleSet: hash,
  versions,
  findings,
});

function bounded(findings: readonly ScreenedFinding[]): readonly ScreenedFinding[] {
  const rest = findings.slice(MOST_FINDINGS - 1);
  const worst = rest.find(({ action }) => action === 'hold') ?? rest.find(({ action }) => action === 'mask') ?? rest[0];
  if (worst === undefined || rest.length === 1) return findings;
  const [from, to] = [Math.min(...rest.map((one) => one.from)), Math.max(...rest.map((one) => one.to))];
  return [...findings.slice(0, MOST_FINDINGS - 1), { ...worst, from, to }];
}
