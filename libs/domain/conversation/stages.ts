/** Which facts a stage needs and which stage may follow which history (R3.1, R3.2). */
import { Rejection } from '../rejection';
import type { Stage, StageFacts } from './conversation.events';

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
export interface Progress {
  readonly count: Partial<Record<Stage, number>>;
  readonly trackingNumbers: readonly string[];
}

/** A tracking number however it is typed. */
const plain = (trackingNumber: string): string => trackingNumber.replace(/\s/g, '').toUpperCase();

/** Throws {@link Rejection} `stage-facts-missing` or `stage-contradicts-history` unless the stage may be reported now (R3.2). */
export function assertStage(stage: Stage, facts: StageFacts, progress: Progress): void {
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
