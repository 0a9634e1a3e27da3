/** Why a rule refuses a command. Each code has an HTTP status in the api; a forgotten one does not compile there. */
export type RejectionCode =
  | 'not-found'
  | 'forbidden'
  | 'conversation-exists'
  | 'conversation-ended'
  | 'message-unknown'
  | 'attachment-unknown'
  | 'attachments-too-many'
  | 'obligation-unknown'
  | 'obligation-not-open'
  | 'nothing-to-contest'
  | 'already-contested'
  | 'not-reportable'
  | 'not-excused'
  | 'revision-unknown'
  | 'promise-in-the-past'
  | 'promise-too-far'
  | 'promise-needs-a-human-seller'
  | 'stage-facts-missing'
  | 'stage-contradicts-history'
  | 'stage-fact-foreign'
  | 'date-in-the-past'
  | 'amount-invalid'
  | 'message-not-held'
  | 'violation-unknown'
  | 'already-decided'
  | 'already-claimed'
  | 'clock-decides'
  | 'assignee-unknown'
  | 'seller-unknown'
  | 'order-required'
  | 'order-unknown'
  | 'not-demoted'
  | 'not-standing'
  | 'not-parked'
  | 'hold-unknown'
  | 'hold-over'
  | 'time-goes-forwards'
  | 'time-not-covered'
  | 'calendar-date-invalid'
  | 'outage-invalid'
  | 'outage-unknown'
  | 'seller-suspended'
  | 'seller-removed'
  | 'sanction-not-proposed'
  | 'no-notice'
  | 'appeal-lodged-already'
  | 'not-appealable'
  | 'appeal-too-late'
  | 'no-appeal'
  | 'appeal-decided'
  | 'another-human'
  | 'something-arrived'
  | 'evidence-not-there'
  | 'evidence-erased';

/**
 * A command refused by a rule. `field` names the part of the command that is at fault, where one is; `happened` what was decided before,
 * where that is why.
 */
export class Rejection extends Error {
  constructor(
    readonly code: RejectionCode,
    message: string,
    readonly field?: string,
    readonly happened?: object,
  ) {
    super(message);
    this.name = 'Rejection';
  }
}
