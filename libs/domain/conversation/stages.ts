/** Stages of an after-sales case (R3): which facts one needs, and which may follow which history. */
import { iso } from '../clock';
import { type EventsOf, event } from '../event';
import type { Stamp } from '../people';
import { Rejection } from '../rejection';
import { instant, list, object, oneOf, optional, text, uuid, written } from '../shape';
import type { Clockwork } from './clockwork';
import type { Conversation, ConversationEvent } from './conversation';
import { requireBuyerMessages } from './messages';
import { answered, ending, openObligations } from './obligation';

/** Stages, in no particular order here. */
export const STAGES = [
  'order-confirmed',
  'delayed',
  'return-received',
  'repair-started',
  'exchange-started',
  'repair-completed',
  'exchange-prepared',
  'shipped',
  'delivered',
  'refund-issued',
] as const;
/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** Facts a stage carries (R3.1). Dates are `YYYY-MM-DD`, amounts decimal strings. */
export interface StageFacts {
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly estimatedDelivery?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly newDate?: string;
  readonly reason?: string;
}

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
        carrier: optional(text),
        trackingNumber: optional(text),
        estimatedDelivery: optional(text),
        amount: optional(text),
        currency: optional(text),
        newDate: optional(text),
        reason: optional(written),
      }),
      answers: optional(list(uuid)),
      by: text,
      at: instant,
    },
    ['seller'],
  ),
};

/** Facts each stage must carry (R3.1). */
const REQUIRED_FACTS: Readonly<Record<Stage, readonly (keyof StageFacts)[]>> = {
  'order-confirmed': [],
  delayed: ['newDate', 'reason'],
  'return-received': [],
  'repair-started': [],
  'exchange-started': [],
  'repair-completed': [],
  'exchange-prepared': [],
  shipped: ['carrier', 'trackingNumber', 'estimatedDelivery'],
  delivered: [],
  'refund-issued': ['amount', 'currency'],
};

/** What has been reported so far: how often each stage, and the tracking numbers used. */
interface Progress {
  readonly count: Partial<Record<Stage, number>>;
  readonly trackingNumbers: string[];
}

/** What the rules know of stages. */
export interface Stages {
  readonly progress: Progress;
  readonly updates: Set<string>;
}

/** None yet. */
export const noStages = (): Stages => ({ progress: { count: {}, trackingNumbers: [] }, updates: new Set() });

/** How the events change that. */
export const stageFolds = {
  StatusUpdated({ progress, updates }: Stages, { update, stage, facts }: EventsOf<typeof stageEvents>['data']): void {
    updates.add(update);
    progress.count[stage] = (progress.count[stage] ?? 0) + 1;
    if (stage === 'shipped' && facts.trackingNumber) progress.trackingNumbers.push(facts.trackingNumber);
  },
};

/** Throws {@link Rejection} `stage-facts-missing`, `stage-contradicts-history` or `message-unknown`. */
export function updateStatus({ update, stamp, clock }: UpdateStatus, state: Conversation): ConversationEvent[] {
  const { id, stage, facts, answers } = update;
  if (state.updates.has(id)) return [];
  assertStage(stage, facts, state.progress);
  requireBuyerMessages(state, answers);
  const named = openObligations(state).filter((obligation) => answers?.includes(obligation.message));
  const by = stamp.actor.id;
  return [
    { type: 'StatusUpdated', data: { update: id, stage, facts, ...(answers && { answers }), by, at: iso(stamp.at) } },
    ...ending(named, (obligation) => answered(obligation, id, stamp.at, clock)),
  ];
}

/** A tracking number however it is typed. */
const plain = (trackingNumber: string): string => trackingNumber.replace(/\s/g, '').toUpperCase();

/** Throws unless the stage may be reported now (R3.2). */
function assertStage(stage: Stage, facts: StageFacts, progress: Progress): void {
  const missing = REQUIRED_FACTS[stage].find((name) => facts[name] === undefined);
  if (missing) throw new Rejection('stage-facts-missing', `stage ${stage} needs ${REQUIRED_FACTS[stage].join(', ')}`, missing);
  const times = (name: Stage) => progress.count[name] ?? 0;
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
      if (progress.trackingNumbers.some((known) => plain(known) === plain(facts.trackingNumber ?? '')))
        refuse('this tracking number was reported as shipped already', 'trackingNumber');
      return;
    case 'delivered':
      if (times('delivered') >= times('shipped')) refuse('delivered only after it was shipped');
      return;
    case 'delayed':
    case 'return-received':
    case 'refund-issued':
      return;
  }
}
