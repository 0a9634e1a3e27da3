/** Stages of an after-sales case (R3): which facts one needs, and which may follow which history. */
import { iso, localDate } from '../clock';
import { type EventsOf, event } from '../event';
import { requireDecimals } from '../money';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, list, object, oneOf, optional, text, uuid, written } from '../shape';
import type { Clockwork } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { requireBuyerMessages } from './messages';
import { type AwaitedUpdates, awaits, settled } from './missing-updates';
import { answered, ending, openObligations } from './obligation';
import { marketOf } from './parties';
import { type Screened, screened } from './screening';
import { OTHER_FACTS, REQUIRED_FACTS, STAGES, type Stage, type StageFacts } from './stage-facts';

/** The seller reports a stage of the after-sales case; it answers only the messages it names (R2.8, R3). */
export class UpdateStatus {
  readonly type = 'UpdateStatus';
  constructor(
    readonly id: string,
    readonly stamp: Stamp,
    readonly clock: Clockwork,
    readonly update: {
      readonly id: string;
      readonly stage: Stage;
      readonly facts: StageFacts;
      readonly answers?: readonly string[];
      /** What screening found in the facts. */
      readonly screened?: Screened;
    },
  ) {}
}

/** What that leads to. */
export const stageEvents = {
  StatusUpdated: event(
    {
      update: uuid,
      stage: oneOf(STAGES),
      facts: object({
        carrier: optional(written),
        trackingNumber: optional(written),
        estimatedDelivery: optional(text),
        amount: optional(text),
        currency: optional(text),
        newDate: optional(text),
        reason: optional(written),
      }),
      answers: optional(list(uuid)),
      by: text,
      /** When the stage that has to follow is first missed (R3.3). */
      wakeAt: optional(instant),
      screened,
      at: instant,
    },
    ['seller'],
    { command: 'RemindOfUpdate', key: 'update' },
  ),
};

/** Facts that announce a day. */
const ANNOUNCED = ['estimatedDelivery', 'newDate'] as const;

/** What has been reported so far: how often each stage, and what was shipped and delivered under which tracking numbers. */
interface Progress {
  readonly count: Partial<Record<Stage, number>>;
  readonly shipped: string[];
  readonly delivered: string[];
}

/** What the rules know of stages. */
export interface Stages {
  readonly progress: Progress;
  readonly updates: Set<string>;
}

/** None yet. */
export const noStages = (): Stages => ({ progress: { count: {}, shipped: [], delivered: [] }, updates: new Set() });

/** How the events change that. */
export const stageFolds = {
  StatusUpdated(state: Stages & AwaitedUpdates, data: EventsOf<typeof stageEvents>['data']): void {
    const { update, stage, facts, wakeAt, at } = data;
    const { progress, updates, awaited } = state;
    updates.add(update);
    if (wakeAt !== undefined) awaited.set(update, { stage, facts, at: Date.parse(at), level: 0, wakeAt: Date.parse(wakeAt) });
    progress.count[stage] = (progress.count[stage] ?? 0) + 1;
    if (stage === 'shipped' && facts.trackingNumber) progress.shipped.push(plain(facts.trackingNumber));
    if (stage !== 'delivered') return;
    const { shipped, delivered } = progress;
    // Where it names none, it is the first of those that are on their way.
    const parcel = facts.trackingNumber ? plain(facts.trackingNumber) : shipped.find((number) => !delivered.includes(number));
    if (parcel !== undefined) delivered.push(parcel);
  },
};

/**
 * Throws {@link Rejection} `stage-facts-missing`, `stage-fact-foreign`, `date-in-the-past`, `amount-invalid`,
 * `stage-contradicts-history` or `message-unknown`.
 */
export function updateStatus({ update, stamp, clock }: UpdateStatus, state: Conversation): ConversationEvent[] {
  const { id, stage, facts, answers, screened } = update;
  if (state.updates.has(id)) return [];
  assertFacts(stage, facts, localDate.of(clock.current(marketOf(state)).calendar, stamp.at));
  assertStage(stage, facts, state.progress);
  requireBuyerMessages(state, answers);
  const named = openObligations(state).filter((obligation) => answers?.includes(obligation.message));
  const at = iso(stamp.at);
  const said = {
    ...(answers && { answers }),
    ...{ by: stamp.actor.id, ...awaits(stage, facts, { stamp, clock }, state), ...(screened && { screened }), at },
  };
  return [
    { type: 'StatusUpdated', data: { update: id, stage, facts, ...said } },
    ...settled({ id, stage, facts }, state, at, ({ trackingNumber }) => trackingNumber && plain(trackingNumber)),
    ...ending(named, (obligation) => answered(obligation, id, stamp.at, clock)),
  ];
}

/** A tracking number however it is typed: with hyphens or without, in wide letters, with what nobody sees in between. */
const plain = (trackingNumber: string): string => {
  const typed = trackingNumber.normalize('NFKC').toUpperCase();
  // Without a letter or a digit, it is what it is.
  return typed.replace(/[^\p{L}\p{N}]/gu, '') || typed;
};

/** Throws unless the stage has its own facts and no others, announces days that lie ahead, and pays a sum there is (R3.1, R3.2). */
function assertFacts(stage: Stage, facts: StageFacts, today: string): void {
  const needed = REQUIRED_FACTS[stage];
  const missing = needed.find((name) => facts[name] === undefined);
  if (missing) throw new Rejection('stage-facts-missing', `stage ${stage} needs ${needed.join(', ')}`, `facts.${missing}`);
  const own = [...needed, ...(OTHER_FACTS[stage] ?? [])];
  const foreign = Object.entries(facts).find(
    ([name, fact]) => fact !== undefined && !own.includes(name as keyof StageFacts),
  )?.[0];
  if (foreign !== undefined)
    throw new Rejection(
      'stage-fact-foreign',
      `stage ${stage} has ${own.join(', ') || 'no facts'}, and no ${foreign}`,
      `facts.${foreign}`,
    );
  for (const name of ANNOUNCED)
    if ((facts[name] ?? today) < today)
      throw new Rejection('date-in-the-past', 'a date that is announced lies ahead', `facts.${name}`);
  const { amount, currency } = facts;
  if (amount === undefined || currency === undefined) return;
  if (!(Number(amount) > 0)) throw new Rejection('amount-invalid', 'an amount is above zero', 'facts.amount');
  requireDecimals(amount, currency, 'facts.amount');
}

/** Throws unless the stage may follow what was reported before (R3.2). */
function assertStage(stage: Stage, facts: StageFacts, { count, shipped, delivered }: Progress): void {
  const times = (name: Stage) => count[name] ?? 0;
  const number = plain(facts.trackingNumber ?? '');
  const refuse = (why: string, field = 'stage'): never => {
    throw new Rejection('stage-contradicts-history', why, field);
  };
  switch (stage) {
    case 'order-confirmed':
      if (times('order-confirmed') > 0) refuse('the order was confirmed already');
      if (times('shipped') > 0) refuse('the order was shipped already');
      return;
    case 'repair-started':
      if (times('repair-started') > times('repair-completed')) refuse('a repair was started and not completed yet');
      return;
    case 'repair-completed':
      if (times('repair-completed') >= times('repair-started')) refuse('a repair is completed only after it was started');
      return;
    case 'exchange-started':
      if (times('exchange-started') > times('exchange-prepared')) refuse('an exchange was started and not prepared yet');
      return;
    case 'exchange-prepared':
      if (times('exchange-prepared') >= times('exchange-started')) refuse('an exchange is prepared only after it was started');
      return;
    case 'shipped':
      if (shipped.includes(number)) refuse('this tracking number was reported as shipped already', 'facts.trackingNumber');
      return;
    case 'delivered':
      if (times('shipped') === 0) refuse('delivered only after it was shipped');
      if (facts.trackingNumber === undefined && times('shipped') > 1)
        refuse('several parcels were shipped: name the one that was delivered', 'facts.trackingNumber');
      if (facts.trackingNumber !== undefined && !shipped.includes(number))
        refuse('nothing was shipped under this tracking number', 'facts.trackingNumber');
      if (facts.trackingNumber === undefined ? times('delivered') > 0 : delivered.includes(number))
        refuse('this parcel was delivered already', facts.trackingNumber === undefined ? 'stage' : 'facts.trackingNumber');
      return;
    case 'delayed':
    case 'return-received':
    case 'refund-issued':
      return;
  }
}
