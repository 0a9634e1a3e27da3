/** What screening found in a text before it became an event (R5.3, R5.4). Replay reads it and never runs a rule. */
import { iso } from '../clock';
import type { OrderFacts } from '../order/order';
import type { Stamp } from '../people';
import { fraction, list, type Of, object, oneOf, optional, record, text, whole } from '../shape';
import type { ConversationCommand, ConversationEvent } from './conversation';

/** Kinds of violation that a text can be. */
export const KINDS = ['external-contact', 'off-platform-deal', 'marketing', 'abusive-language'] as const;

/** What is done because of a finding, the mildest first. */
const ACTIONS = ['flag', 'mask', 'hold'] as const;

const screening = object({
  /** Hash of the rule set that was asked. */
  ruleSet: text,
  /** What the rules and what they use can do, by version. */
  versions: record(text, text),
  /** None: it was looked at, and is clean. */
  findings: list(
    object({
      /** The field of the event's data whose text it is in, `facts.reason` for one inside another. */
      field: text,
      kind: oneOf(KINDS),
      rule: text,
      /** Where in the text, in UTF-16 code units. */
      from: whole,
      to: whole,
      score: fraction,
      why: text,
      action: oneOf(ACTIONS),
    }),
  ),
});

/** What screening found in the texts of an event, and by which rules. */
export type Screened = Of<typeof screening>;

/** One thing found. */
export type ScreenedFinding = Screened['findings'][number];

/** A number may be split over so many earlier messages of its sender, which came in this time. */
export const EARLIER = { messages: 3, withinMs: 600_000 } as const;

/**
 * What screening knows of the order of a conversation, as `told` has it last: of one that was told of others, or not at all, only its
 * number. `own` is a number that is told in the text itself, such as a parcel's.
 */
export function knownOfOrder(
  parties: { readonly buyer: string; readonly seller: string; readonly order?: string } | undefined,
  told: OrderFacts | undefined,
  own?: string,
): { readonly numbers: readonly string[]; readonly address?: string; readonly state?: string } {
  const numbers = [parties?.order, own].filter((one) => one !== undefined);
  if (told === undefined || told.buyer !== parties?.buyer || told.seller !== parties.seller) return { numbers };
  const { trackingNumbers, items, deliveryAddress: address, state } = told;
  const articles = items.flatMap(({ sku }) => sku ?? []);
  return { numbers: [...numbers, ...trackingNumbers, ...articles], ...(address !== undefined && { address }), state };
}

/** The field of events that carry what a party wrote; like the text itself it stays out of the audit trail, since reasons quote it. */
export const screened = {
  ...optional(screening),
  written: true as const,
  silent: ({ findings }: Screened) => findings.length === 0,
};

/** The surest of some findings; undefined of none. */
export const surest = <F extends { readonly score: number }>(findings: readonly F[]): F | undefined =>
  findings.reduce<F | undefined>((best, one) => (best && best.score >= one.score ? best : one), undefined);

/**
 * What follows from findings (R5.2): a suspected violation for each kind, right behind the text, with the surest place as its evidence.
 * `first` is the revision of the first of these events.
 */
export function withSuspicions(
  events: readonly ConversationEvent[],
  { id, stamp }: ConversationCommand,
  first: number,
): readonly ConversationEvent[] {
  if (!events.some(hasFindings)) return events;
  const told: ConversationEvent[] = [];
  for (const event of events) {
    const revision = first + told.length;
    told.push(event);
    if (hasFindings(event)) told.push(...suspicions(event, { conversation: id, revision, stamp }));
  }
  return told;
}

type WithFindings = ConversationEvent & { readonly data: { readonly screened: Screened } };

function hasFindings(event: ConversationEvent): event is WithFindings {
  // What is found in an attachment is said when a message names it.
  return event.type !== 'AttachmentUploaded' && 'screened' in event.data && (event.data.screened?.findings.length ?? 0) > 0;
}

function suspicions(
  { data }: WithFindings,
  at: { readonly conversation: string; readonly revision: number; readonly stamp: Stamp },
): ConversationEvent[] {
  const { conversation, revision, stamp } = at;
  return KINDS.flatMap((kind): ConversationEvent[] => {
    const found = surest(data.screened.findings.filter((one) => one.kind === kind));
    if (!found) return [];
    const { field, rule, from, to, action } = found;
    const evidence = {
      ...('message' in data && { message: data.message }),
      ...{ revision, field, place: { from, to }, rule },
      ...(action === 'mask' && { masked: true as const }),
      ...(action === 'hold' && { held: true as const }),
    };
    const of = stamp.actor.role === 'buyer' ? ('buyer' as const) : ('seller' as const);
    return [
      {
        type: 'ViolationRecorded',
        data: {
          ...{ violation: `${kind}-${conversation}-${revision}`, kind, of, source: 'screening', status: 'suspected', evidence },
          ...{ by: 'screening', at: iso(stamp.at) },
        },
      },
    ];
  });
}
