import { type Claim, claimOver, claimsOf } from './claims';
import type { Hit } from './pattern-index';
import type { Numbering } from './phones';
import { type Group, OF_CONTACT, OF_NUMBERS, type Reading } from './reading';
import { thresholdsOf } from './rule-set';
import type { ScreenedMessage } from './screen';
import { normalise } from './view';

const NEAR_BEFORE = 45;
const NEAR_AFTER = 25;
const NUMBER_BEFORE = 20;
const NUMBER_AFTER = 4;
const LONGEST_SENTENCE = 220;
const LONGEST_ASKED = 2_000;
const MEASURES: ReadonlySet<Group> = new Set<Group>(['price', 'size', 'date']);
const ASKED_FOR: ReadonlySet<Group> = new Set<Group>(['ask', 'phoneNoun', 'mailNoun', 'messenger']);

interface Place {
  from: number;
  to: number;
}

/** What stands around the places of a text. It is looked for when it is first asked for: most messages hold nothing to weigh. */
export class Around {
  /** what the numbers were that were looked at */
  readonly numberings = new Map<string, Numbering | undefined>();
  private found: Hit<Group>[] | undefined;
  private contexts: Hit<Group>[] | undefined;
  private orders: Hit<Group>[] | undefined;
  private claims: Claim[] | undefined;
  private asked: boolean | undefined;

  constructor(
    private readonly text: string,
    private readonly message: ScreenedMessage,
    readonly reading: Reading,
  ) {}

  /** The least score of contact data of which anything comes. */
  get least(): number {
    const { role, order } = this.message;
    return Math.min(...Object.values(thresholdsOf(this.reading.rules, 'external-contact', role, order?.state)));
  }

  /** What the digits of a place are, where they are no contact. */
  claim({ from, to }: Place): Claim | undefined {
    this.claims ??= claimsOf(this.text, ownNumbers(this.message));
    return claimOver(this.claims, from, to);
  }

  /** Whether the text that is replied to asks for a contact. */
  isAsked(): boolean {
    this.asked ??= asksForContact(this.message.asked, this.reading);
    return this.asked;
  }

  /** Words of contact near a place. */
  contact(place: Place): string | undefined {
    return this.beside(place, OF_CONTACT, NEAR_BEFORE, NEAR_AFTER, (hit) => within(hit, place) || this.isOfOrder(hit));
  }

  /** Words of prices, sizes, orders and addresses beside a number. */
  number(place: Place): string | undefined {
    return this.beside(place, OF_NUMBERS, NUMBER_BEFORE, NUMBER_AFTER, (hit) => this.isApart(place, hit));
  }

  /**
   * By how much the sentence around a place lowers what was found there. Who asks refuses nothing: a refusal lowers by half in a question
   * that is `asked`. What comes `behind` counts or does not: "subscribe, and never miss an offer".
   */
  lowering(
    place: Place,
    lowers: Readonly<Partial<Record<Group, number>>>,
    { asked = false, behind = true, despite = [] }: { asked?: boolean; behind?: boolean; despite?: readonly Group[] } = {},
  ): { by: number; why: string } | undefined {
    this.contexts ??= this.reading.lowering.find(this.text);
    if (this.contexts.length === 0) return undefined;
    const { from, to } = this.sentence(place);
    const isQuestion = asked && this.text[to] === '?';
    let most: Hit<Group> | undefined;
    let by = 0;
    for (const each of this.contexts) {
      if (each.from >= (behind ? to : place.to)) break;
      const lowered = (lowers[each.entry.group] ?? 0) * (isQuestion && each.entry.group === 'refusal' ? 0.5 : 1);
      if (each.to > from && lowered > by && !despite.includes(each.entry.group)) [most, by] = [each, lowered];
    }
    return most && { by, why: `but "${this.said(most)}" (${most.entry.group})` };
  }

  private beside(
    { from, to }: Place,
    groups: ReadonlySet<Group>,
    before: number,
    after: number,
    isOther: (hit: Hit<Group>) => boolean,
  ): string | undefined {
    for (const each of this.hits()) {
      if (each.from >= to + after) return undefined;
      if (each.to > from - before && groups.has(each.entry.group) && !isOther(each)) return this.said(each);
    }
    return undefined;
  }

  /**
   * Whether a comma stands between a place and a word behind it, or a price, size or date before it: "ring 608 214 973, the bell is
   * broken", "home from 4 o'clock, 608 214 973". What is numbered may be named before a comma.
   */
  private isApart({ from, to }: Place, hit: Hit<Group>): boolean {
    if (hit.from >= to) return this.text.slice(to, hit.from).includes(',');
    return MEASURES.has(hit.entry.group) && this.text.slice(hit.to, from).includes(',');
  }

  /** Whether a word is a part of what names another number: the "number" of "serial number" is no telephone's. */
  private isOfOrder(hit: Hit<Group>): boolean {
    this.orders ??= this.hits().filter(({ entry }) => entry.group === 'orderNumber');
    return this.orders.some((order) => within(hit, order) && order.to - order.from > hit.to - hit.from);
  }

  private sentence({ from, to }: Place): Place {
    let start = from;
    while (start > 0 && from - start < LONGEST_SENTENCE && !this.endsAt(start - 1)) start -= 1;
    let end = to;
    while (end < this.text.length && end - to < LONGEST_SENTENCE && !this.endsAt(end)) end += 1;
    return { from: start, to: end };
  }

  private endsAt(at: number): boolean {
    const sign = this.text[at];
    return (sign === '.' || sign === '!' || sign === '?') && (at + 1 === this.text.length || this.text[at + 1] === ' ');
  }

  private hits(): Hit<Group>[] {
    this.found ??= this.reading.surroundings.find(this.text);
    return this.found;
  }

  private said({ from, to }: Place): string {
    return this.text.slice(from, to);
  }
}

function within(inner: Place, outer: Place): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

function ownNumbers({ order }: ScreenedMessage): string[] {
  return [...(order?.numbers ?? []), ...(order?.address ?? '').split(/[\n,;]/)];
}

function asksForContact(asked: string | undefined, { intents, surroundings }: Reading): boolean {
  if (!asked) return false;
  const { text } = normalise(asked.slice(0, LONGEST_ASKED));
  return [...intents.find(text), ...surroundings.find(text)].some(({ entry }) => ASKED_FOR.has(entry.group));
}
