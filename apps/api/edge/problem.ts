import type { RejectionCode } from '../../../libs/domain';

/** One field at fault; `rule` names what it breaks. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
}

/** A refusal as it is answered: RFC 9457 with the code a program can act on. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly more: {
      readonly field?: string;
      readonly errors?: readonly FieldError[];
      readonly retryAfter?: number;
      readonly happened?: object;
    } = {},
  ) {
    super(detail);
    this.name = 'Problem';
  }

  body(): object {
    const { field, errors, happened } = this.more;
    return {
      type: `urn:helpdesk:problem:${this.code}`,
      title: TITLES[this.status] ?? 'Refused',
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(field !== undefined && { field }),
      ...(errors !== undefined && { errors }),
      ...(happened !== undefined && { happened }),
    };
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  414: 'Address too long',
  416: 'Range not satisfiable',
  415: 'Content type not supported',
  417: 'Expectation not met',
  422: 'Refused by a rule',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Not available for the moment',
};

/** The status of each refusal of a rule; a forgotten code does not compile. */
export const STATUS_OF: Readonly<Record<RejectionCode, number>> = {
  'not-found': 404,
  forbidden: 403,
  'not-excused': 409,
  'conversation-exists': 409,
  'conversation-ended': 409,
  'message-unknown': 422,
  'attachment-unknown': 422,
  'attachments-too-many': 422,
  'obligation-unknown': 404,
  'obligation-not-open': 409,
  'nothing-to-contest': 409,
  'already-contested': 409,
  'not-reportable': 422,
  'revision-unknown': 422,
  'promise-in-the-past': 422,
  'promise-too-far': 422,
  'promise-needs-a-human-seller': 422,
  'stage-facts-missing': 422,
  'stage-contradicts-history': 409,
  'stage-fact-foreign': 422,
  'date-in-the-past': 422,
  'amount-invalid': 422,
  'message-not-held': 409,
  'violation-unknown': 404,
  'already-decided': 409,
  'already-claimed': 409,
  'clock-decides': 409,
  'assignee-unknown': 422,
  'seller-unknown': 422,
  'order-required': 422,
  'order-unknown': 422,
  'not-demoted': 409,
  'not-standing': 409,
  'not-parked': 409,
  'time-goes-forwards': 422,
  'time-not-covered': 422,
  'calendar-date-invalid': 422,
  'outage-invalid': 422,
  'outage-unknown': 422,
  'seller-suspended': 403,
  'seller-removed': 403,
  'sanction-not-proposed': 409,
  'no-notice': 422,
  'appeal-lodged-already': 409,
  'not-appealable': 409,
  'appeal-too-late': 422,
  'hold-unknown': 404,
  'hold-over': 422,
  'no-appeal': 409,
  'appeal-decided': 409,
  'another-human': 403,
  'something-arrived': 409,
  'evidence-not-there': 409,
  'evidence-erased': 410,
};

/** A foreign object and a missing one are answered with the very same words. */
export const notFound = (): Problem => new Problem(404, 'not-found', 'There is nothing here for you.');

/** The shape of a request is wrong. */
export const invalid = (field: string, rule: string, detail: string): Problem =>
  new Problem(400, 'invalid', detail, { field, errors: [{ field, rule }] });

/** A token that will not do, whatever is done with it. */
export const tokenInvalid = (detail: string): Problem => new Problem(401, 'token-invalid', detail);

/** Try again later: the only 5xx this program answers on purpose. */
export const unavailable = (code: string, detail: string, retryAfter = 2): Problem =>
  new Problem(503, code, detail, { retryAfter });
