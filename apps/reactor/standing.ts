/** Violations of sellers become their standing (R6.2): what is established or confirmed counts, what is dismissed or void does not. */
import {
  type ConversationEvent,
  CountViolation,
  effectAt,
  HandBack,
  idOfStream,
  STANDING_RULES,
  TakeOver,
  VoidPoints,
} from '../../libs/domain';
import type { Given, Reaction, ReactiveCommand } from './reaction';

type Recorded = Extract<ConversationEvent, { type: 'ViolationRecorded' }>['data'];

/** Follows violations. Ids of commands derive from events, and a stream knows its violations: each counts once, whoever runs and how often. */
export const standingReaction: Reaction = {
  name: 'standing',
  on: {
    async ViolationRecorded({ stream, data }, given) {
      if (data.status !== 'established') return [];
      // A late reply is the seller's, whatever else the conversation says; and many come at once.
      const seller = data.kind === 'late-reply' ? await given.seller() : undefined;
      return seller === undefined ? counted(stream, data.violation, given) : [await counting(stream, data, seller, given)];
    },
    ViolationConfirmed: (event, given) => counted(event.stream, event.data.violation, given),
    ViolationDismissed: (event, given) => voided(event.stream, event.data, given),
    ViolationVoided: (event, given) => voided(event.stream, event.data, given),
  },
};

/**
 * R6.4: what is open of a removed seller is the platform's, with what is opened later, until the removal is undone. It is asked of the
 * seller's stream, which is ahead of whatever a read model shows.
 */
export const removals: Reaction = {
  name: 'removals',
  on: {
    SanctionDecided: moved,
    SanctionBegun: moved,
    SanctionRevoked: moved,
    async ConversationOpened({ stream, data }, { clock, stamp, standing }) {
      const isRemoved = !data.imported && effectAt(await standing(data.seller), clock.now()) === 'removal';
      return isRemoved ? [new TakeOver(idOfStream(stream), stamp(0))] : [];
    },
    async ConversationReopened({ stream }, { clock, stamp, history, standing }) {
      const seller = sellerIn(await history());
      if (seller === undefined) return [];
      const isRemoved = effectAt(await standing(seller), clock.now()) === 'removal';
      return [new (isRemoved ? TakeOver : HandBack)(idOfStream(stream), stamp(0))];
    },
  },
};

async function moved(
  { data: { seller, sanction } }: { readonly data: { readonly seller: string; readonly sanction: string } },
  { clock, stamp, standing, openConversations }: Given,
): Promise<ReactiveCommand[]> {
  const state = await standing(seller);
  if (state.sanctions.get(sanction)?.step !== 'removal') return [];
  const Move = effectAt(state, clock.now()) === 'removal' ? TakeOver : HandBack;
  return (await openConversations(seller)).map((conversation) => new Move(conversation, stamp(conversation)));
}

async function counted(stream: string, violation: string, given: Given): Promise<ReactiveCommand[]> {
  const told = await given.history();
  const found = recordedIn(told, violation);
  const seller = sellerIn(told);
  return found && seller !== undefined && isOfSeller(told, found) ? [await counting(stream, found, seller, given)] : [];
}

/** The command that counts a violation for its seller. */
async function counting(stream: string, found: Recorded, seller: string, { lateReplies, stamp }: Given): Promise<CountViolation> {
  const { violation, kind, source, evidence } = found;
  const at = Date.parse(found.at);
  const rules = STANDING_RULES;
  const weighed = kind === 'late-reply' ? { weighed: await lateReplies(seller, at, rules.windowDays) } : {};
  const { message, place, rule, masked } = evidence;
  const proof = { ...(message !== undefined && { message }), ...(place && { place }), ...(rule !== undefined && { rule }) };
  const facts = { kind, source, ...proof, ...(masked && { masked }), at, ...weighed };
  return new CountViolation(seller, stamp(0), rules, { conversation: idOfStream(stream), violation, ...facts });
}

async function voided(
  stream: string,
  { violation, reason }: { readonly violation: string; readonly reason: string },
  { history, stamp }: Given,
): Promise<ReactiveCommand[]> {
  const told = await history();
  const found = recordedIn(told, violation);
  const seller = sellerIn(told);
  const isCounted = told.some(({ type, data }) => type === 'ViolationConfirmed' && data.violation === violation);
  if (seller === undefined || !found || (found.status !== 'established' && !isCounted)) return [];
  return [new VoidPoints(seller, stamp(0), STANDING_RULES, { conversation: idOfStream(stream), violation }, reason)];
}

const recordedIn = (told: readonly ConversationEvent[], violation: string): Recorded | undefined =>
  told.flatMap(({ type, data }) => (type === 'ViolationRecorded' && data.violation === violation ? data : []))[0];

const sellerIn = (told: readonly ConversationEvent[]): string | undefined =>
  told.flatMap(({ type, data }) => (type === 'ConversationOpened' ? data.seller : []))[0];

/** A late reply is the seller's; anything else is whose text it is in. */
function isOfSeller(told: readonly ConversationEvent[], { kind, of, evidence }: Recorded): boolean {
  if (kind === 'late-reply') return true;
  if (of !== undefined) return of === 'seller';
  return told.some(
    ({ type, data }) =>
      (type === 'MessageSent' || type === 'MessageHeld') && data.message === evidence.message && data.from === 'seller',
  );
}
