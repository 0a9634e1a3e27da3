/** Events as people read them, in each language: what the renderings are made of. What is not opened is not in it. */
import { FixedOffsetZone, IANAZone } from 'luxon';
import {
  type ConversationEvent,
  findMarket,
  idOfStream,
  instant,
  type Language,
  type Role,
  type Shape,
  STREAMS,
  screeningOf,
  spelled,
} from '../domain';
import { accessIn } from './access-words';
import { FIELD_WORDS } from './field-words';
import { reasonIn } from './own-words';
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
  /** What somebody wrote: `[field, text]`. */
  readonly texts: readonly (readonly [field: string, text: string])[];
  /** What else is on record, as it stands there: for programs. */
  readonly facts: readonly (readonly [field: string, text: string])[];
  /** The same for people, in their words. What only the product uses is left out. */
  readonly told: readonly (readonly [label: string, text: string])[];
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

/** What the product remembers things by; the conversation is the heading. */
const OF_THE_PRODUCT: ReadonlySet<string> = new Set(['conversation', 'wakeAt', 'key', 'thumbnail']);
/** Fields that mean something else in these events than in all others. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  'ReplyObligationAnswered.by': 'answeredBy',
  'ReviewClaimed.subject': 'claimed',
};
const GONE = /^\[(erased on|restricted since) (\d{4}-\d\d-\d\d)\]$/;

/** What people call a field, whatever it is part of. */
export function labelOf(language: Language, field: string): string {
  const { fields } = FIELD_WORDS[language];
  const name = field.slice(field.lastIndexOf('.') + 1);
  return (fields as Readonly<Record<string, string>>)[name] ?? name;
}

const QUARTER_MS = 900_000;
const QUARTERS_REMEMBERED = 1_000;

/** Texts, facts and marks of events, one after the other: it remembers only which market a conversation is of, what is late in it, and what is masked. */
export class Showing {
  #conversation = '';
  #zone = IANAZone.create('UTC');
  /** By quarters of an hour, in this zone. */
  readonly #offsets = new Map<number, { readonly minutes: number; readonly told: string }>();
  #late = new Set<string>();
  readonly #masked = new Map<number, Happened>();
  /** What stands for values of closed lists. */
  readonly #values: Readonly<Record<string, string>>;

  constructor(
    private readonly language: Language,
    private readonly disclose: Disclose,
  ) {
    const { roles, kinds } = EVIDENCE_WORDS[language];
    this.#values = { ...roles, ...kinds, ...FIELD_WORDS[language].values };
  }

  /** The event for people. */
  show(event: Happened): Shown {
    const { stream, type, id, revision, hash, metadata } = event;
    const conversation = idOfStream(stream);
    const isFirst = conversation !== this.#conversation;
    if (isFirst) {
      this.#conversation = conversation;
      this.#late = new Set();
      this.#masked.clear();
      this.#stayIn('UTC');
    }
    if (event.type === 'ConversationOpened') this.#stayIn(findMarket(event.data.market)?.zone ?? 'UTC');
    const words = EVIDENCE_WORDS[this.language];
    const data = event.data as Readonly<Record<string, unknown>>;
    const definition = STREAMS.conversation.events[type].data;
    const { texts, facts, told } = this.#fields(definition, data, { type, data });
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
      told,
      texts: event.type === 'MaskLifted' ? [...texts, ...this.#unmasked(event)] : texts,
      marks: this.#marks(event),
      message: typeof data.message === 'string' ? data.message : undefined,
      answers: Array.isArray(data.answers) ? (data.answers as string[]) : [],
    };
  }

  #stayIn(zone: string): void {
    if (zone === this.#zone.name) return;
    this.#zone = IANAZone.create(zone);
    this.#offsets.clear();
  }

  #times(at: string): readonly [string, string] {
    const instant = Date.parse(at);
    const { minutes, told } = this.#offset(instant);
    const there = new Date(instant + minutes * 60_000).toISOString();
    const clock = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
    return [clock(at), `${clock(there)}${told} ${this.#zone.name}`];
  }

  /** Clocks change at full quarters of an hour; to ask costs more than the rest. */
  #offset(instant: number): { readonly minutes: number; readonly told: string } {
    const quarter = Math.floor(instant / QUARTER_MS);
    let offset = this.#offsets.get(quarter);
    if (!offset) {
      const minutes = this.#zone.offset(instant);
      offset = { minutes, told: FixedOffsetZone.instance(minutes).formatOffset(instant, 'short') };
      if (this.#offsets.size === QUARTERS_REMEMBERED) this.#offsets.clear();
      this.#offsets.set(quarter, offset);
    }
    return offset;
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

  /** Texts that people wrote apart from what programs say; lists and objects as JSON, where no words are made of them. */
  #fields(
    shape: Shape<unknown>,
    value: Readonly<Record<string, unknown>>,
    of: { readonly type: string; readonly data: object },
    inside = '',
  ): Pick<Shown, 'texts' | 'facts' | 'told'> {
    const texts: [string, string][] = [];
    const facts: [string, string][] = [];
    const told: [string, string][] = [];
    for (const [name, part] of fieldsOf(shape)) {
      const one = value[name];
      if (one === undefined || one === null || name === 'screened' || name === 'at') continue;
      if (part.written) texts.push([inside + name, this.#text(name, String(one), of.data)]);
      else if (part.fields) {
        const inner = this.#fields(part, one as Readonly<Record<string, unknown>>, of, `${inside}${name}.`);
        texts.push(...(inner.texts as [string, string][]));
        facts.push(...(inner.facts as [string, string][]));
        if (name === 'place') told.push([labelOf(this.language, name), placeOf(one as Place)]);
        else told.push(...(inner.told as [string, string][]));
      } else {
        facts.push([inside + name, typeof one === 'object' ? JSON.stringify(one) : String(one)]);
        if (OF_THE_PRODUCT.has(name)) continue;
        const label = labelOf(this.language, NAMED_OTHERWISE[`${of.type}.${name}`] ?? name);
        told.push([label, this.#told(name, part, one)]);
      }
    }
    return { texts, facts, told };
  }

  /** What stands in a field, in words. */
  #told(name: string, shape: Shape<unknown>, value: unknown): string {
    if (typeof value === 'boolean') return this.#values[value ? 'yes' : 'no'];
    if (name === 'countedMs') return clockOf(Number(value));
    if (name === 'masks')
      return (value as readonly (Place & { readonly field: string; readonly kind: string })[])
        .map((mask) => `${this.#path(mask.field)}: ${this.#values[mask.kind]} (${placeOf(mask)})`)
        .join(', ');
    if (Array.isArray(value)) return value.join(', ');
    const text = String(value);
    if (name === 'field') return this.#path(text);
    if (name === 'what') return accessIn(this.language, text);
    if (name === 'reason' && !shape.values) return reasonIn(this.language, text);
    if (shape.values) return this.#values[text] ?? text;
    if (instant.fault(text, name) !== undefined) return text;
    const [utc, market] = this.#times(text);
    return `${utc} (${market})`;
  }

  /** Where in an event something was found. */
  #path = (path: string): string =>
    path
      .split('.')
      .filter((part) => part !== 'facts')
      .map((part) => labelOf(this.language, part))
      .join(' ');

  /** The texts of which masks are lifted, as the other side reads them from then on. */
  #unmasked(event: Happened): Shown['texts'] {
    if (event.type !== 'MaskLifted' || this.disclose) return [];
    const said = this.#masked.get(event.data.revision);
    if (!said) return [];
    const findings = screeningOf(said.data, event.data.masks)?.findings ?? [];
    const { type } = said;
    const data = { ...said.data, screened: { findings } };
    return this.#fields(STREAMS.conversation.events[type].data, { ...said.data }, { type, data }).texts;
  }

  #text(name: string, text: string, data: object): string {
    const { disclose, language } = this;
    const [, gone, day] = GONE.exec(text) ?? [];
    if (disclose && !disclose.includes(name)) return `[${EVIDENCE_WORDS[language].withheld}]`;
    if (gone !== undefined) return FIELD_WORDS[language].gone[gone as 'erased on'].replace('{day}', day);
    if (disclose) return text;
    const masked = screeningOf(data)?.masked?.[name];
    return masked === undefined ? text : spelled(masked, language);
  }
}

interface Place {
  readonly from: number;
  readonly to: number;
}

const placeOf = ({ from, to }: Place): string => `${from}–${to}`;

/** Milliseconds as hours, minutes and seconds. */
function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  return `${Math.floor(seconds / 3_600)}:${minutes}:${rest}`;
}
