/** Events as people read them, in each language: what the renderings are made of. What is not opened is not in it. */
import { FixedOffsetZone, IANAZone } from 'luxon';
import {
  type ConversationEvent,
  findMarket,
  idOfStream,
  type Language,
  type Role,
  type Shape,
  STREAMS,
  screeningOf,
  spelled,
} from '../domain';
import { EVIDENCE_WORDS } from './shown-words';

/** An event of a conversation as it is decoded; what was erased reads so already. */
export type Happened = ConversationEvent & {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  /** Hash of its leaf, hex. */
  readonly hash: string;
  readonly metadata: { readonly at: string; readonly actor: string; readonly role: string };
};

/** One event for people. */
export interface Shown {
  readonly conversation: string;
  /** The first of its conversation. */
  readonly isFirst: boolean;
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly hash: string;
  /** ISO, UTC. */
  readonly at: string;
  /** `2026-03-02 10:11:12 UTC`, and the same in the market's zone with its offset. */
  readonly times: readonly [utc: string, market: string];
  readonly author: string;
  readonly role: Role;
  readonly title: string;
  /** What somebody wrote: `[label, text]`. */
  readonly texts: readonly (readonly [label: string, text: string])[];
  readonly facts: readonly (readonly [label: string, text: string])[];
  /** Late replies and violations, in words. */
  readonly marks: readonly string[];
  /** The message, and those that it answers. */
  readonly message?: string;
  readonly answers: readonly string[];
}

/** Which texts are shown: those of these names, or as the other side read them where none is said. */
export type Disclose = readonly string[] | undefined;

/** Names of the fields that people wrote, as a request names them. */
export const WRITTEN_FIELDS: readonly string[] = [
  ...new Set(Object.values(STREAMS.conversation.events).flatMap(({ data }) => writtenIn(data))),
].sort();

function writtenIn({ fields = {} }: Shape<unknown>): string[] {
  return Object.entries(fields).flatMap(([name, shape]) => (shape.written ? [name] : writtenIn(shape)));
}

type Fields = readonly (readonly [name: string, shape: Shape<unknown>])[];
const FIELDS = new WeakMap<Shape<unknown>, Fields>();

/** The fields of a shape, listed once. */
function fieldsOf(shape: Shape<unknown>): Fields {
  let fields = FIELDS.get(shape);
  if (!fields) {
    fields = Object.entries(shape.fields ?? {});
    FIELDS.set(shape, fields);
  }
  return fields;
}

const QUARTER_MS = 900_000;

/** Texts, facts and marks of events, one after the other: it remembers only which market a conversation is of, what is late in it, and what is masked. */
export class Showing {
  #conversation = '';
  #zone = IANAZone.create('UTC');
  #quarter = '';
  #offset = { minutes: 0, told: '' };
  #late = new Set<string>();
  readonly #masked = new Map<number, Happened>();

  constructor(
    private readonly language: Language,
    private readonly disclose: Disclose,
  ) {}

  /** The event for people. */
  show(event: Happened): Shown {
    const { stream, type, id, revision, hash, metadata } = event;
    const conversation = idOfStream(stream);
    const isFirst = conversation !== this.#conversation;
    if (isFirst) {
      this.#conversation = conversation;
      this.#late = new Set();
      this.#masked.clear();
      this.#zone = IANAZone.create('UTC');
    }
    if (event.type === 'ConversationOpened') this.#zone = IANAZone.create(findMarket(event.data.market)?.zone ?? 'UTC');
    const words = EVIDENCE_WORDS[this.language];
    const data = event.data as Readonly<Record<string, unknown>>;
    const definition = STREAMS.conversation.events[type].data;
    const { texts, facts } = this.#fields(definition, data, data);
    if (screeningOf(data)?.masked) this.#masked.set(revision, event);
    return {
      conversation,
      isFirst,
      id,
      type,
      revision,
      hash,
      at: metadata.at,
      times: this.#times(metadata.at),
      author: metadata.actor,
      role: metadata.role as Role,
      title: words.titles[type],
      facts,
      texts: event.type === 'MaskLifted' ? [...texts, ...this.#unmasked(event)] : texts,
      marks: this.#marks(event),
      message: typeof data.message === 'string' ? data.message : undefined,
      answers: Array.isArray(data.answers) ? (data.answers as string[]) : [],
    };
  }

  #times(at: string): readonly [string, string] {
    const instant = Date.parse(at);
    // Clocks change at full quarters of an hour; to ask costs more than the rest.
    const quarter = `${this.#zone.name} ${Math.floor(instant / QUARTER_MS)}`;
    if (quarter !== this.#quarter) {
      const minutes = this.#zone.offset(instant);
      this.#quarter = quarter;
      this.#offset = { minutes, told: FixedOffsetZone.instance(minutes).formatOffset(instant, 'short') };
    }
    const there = new Date(instant + this.#offset.minutes * 60_000).toISOString();
    const clock = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
    return [clock(at), `${clock(there)}${this.#offset.told} ${this.#zone.name}`];
  }

  /** What was late, when it became so and when it was answered; and violations. */
  #marks(event: Happened): string[] {
    const words = EVIDENCE_WORDS[this.language];
    if (event.type === 'ReplyObligationOverdue') {
      this.#late.add(event.data.message);
      return [words.overdue];
    }
    if (event.type === 'ReplyObligationAnswered' && this.#late.has(event.data.message)) return [words.late];
    if (event.type === 'ViolationRecorded') return [`${words.violation}: ${words.kinds[event.data.kind]}`];
    if (event.type === 'ViolationConfirmed') return [words.confirmed];
    return event.type === 'ViolationDismissed' || event.type === 'ViolationVoided' ? [words.dismissed] : [];
  }

  /** Texts that people wrote apart from what programs say; lists and objects as JSON. */
  #fields(
    shape: Shape<unknown>,
    value: Readonly<Record<string, unknown>>,
    data: object,
    inside = '',
  ): Pick<Shown, 'texts' | 'facts'> {
    const texts: [string, string][] = [];
    const facts: [string, string][] = [];
    for (const [name, part] of fieldsOf(shape)) {
      const one = value[name];
      if (one === undefined || one === null || name === 'screened' || name === 'at') continue;
      if (part.written) texts.push([inside + name, this.#text(name, String(one), data)]);
      else if (part.fields) {
        const inner = this.#fields(part, one as Readonly<Record<string, unknown>>, data, `${inside}${name}.`);
        texts.push(...(inner.texts as [string, string][]));
        facts.push(...(inner.facts as [string, string][]));
      } else facts.push([inside + name, typeof one === 'object' ? JSON.stringify(one) : String(one)]);
    }
    return { texts, facts };
  }

  /** The texts of which masks are lifted, as the other side reads them from then on. */
  #unmasked(event: Happened): Shown['texts'] {
    if (event.type !== 'MaskLifted' || this.disclose) return [];
    const said = this.#masked.get(event.data.revision);
    if (!said) return [];
    const findings = screeningOf(said.data, event.data.masks)?.findings ?? [];
    return this.#fields(STREAMS.conversation.events[said.type].data, { ...said.data }, { ...said.data, screened: { findings } })
      .texts;
  }

  #text(name: string, text: string, data: object): string {
    const { disclose, language } = this;
    if (disclose?.includes(name)) return text;
    if (disclose) return `[${EVIDENCE_WORDS[language].withheld}]`;
    const masked = screeningOf(data)?.masked?.[name];
    return masked === undefined ? text : spelled(masked, language);
  }
}
