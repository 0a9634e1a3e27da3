/** Reasons that the product gives by itself, as they stand in events: who shows them to people has words for each in their language. */

/** Behind `corrected` and `excused` stands, after a colon, why somebody did that. */
export const PRODUCT_REASONS = {
  released: 'the message was released',
  replaced: 'another message was sent in its place',
  otherHours: 'other hours of reminder and escalation',
  corrected: 'calendar corrected',
  excused: 'excused',
  sellerRemoved: 'the seller is removed: the platform answers',
  inTimeThoughHeld: 'answered in time by a message that was held',
} as const;
