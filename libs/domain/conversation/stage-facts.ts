/** Which facts a stage of an after-sales case has (R3.1): also what a form for one asks. */

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

/** Facts each stage must carry (R3.1). */
export const REQUIRED_FACTS: Readonly<Record<Stage, readonly (keyof StageFacts)[]>> = {
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

/** Facts it may carry beside these; no stage has others (R3.2). */
export const OTHER_FACTS: Readonly<Partial<Record<Stage, readonly (keyof StageFacts)[]>>> = { delivered: ['trackingNumber'] };
