/**
 * Who may do what: one row for each route there is. A route without a row does not start (access.guard.ts enforces this).
 *
 * `object` says what stands between a caller and an object of somebody else. `conversation`: buyer and seller reach only their own,
 * checked by the rules when writing and by the read model's parties when reading. `seller`: a seller reaches only its own
 * organisation. `caller`: the answer holds only what the caller may see. `platform`: belongs to nobody. A foreign object is answered
 * like a missing one.
 */
import type { CallerRole } from './caller';

export interface Access {
  /** `anyone` needs no token. */
  readonly roles: readonly CallerRole[] | 'anyone';
  readonly object: 'conversation' | 'seller' | 'caller' | 'platform';
}

const anyone = (): Access => ({ roles: 'anyone', object: 'platform' });
const on = (object: Access['object'], ...roles: CallerRole[]): Access => ({ roles, object });

export const ACCESS: Readonly<Record<string, Access>> = {
  'POST /v1/conversations': on('conversation', 'buyer', 'seller'),
  'POST /v1/conversations/:id/messages': on('conversation', 'buyer', 'seller', 'admin'),
  'POST /v1/conversations/:id/status-updates': on('conversation', 'seller'),
  'POST /v1/conversations/:id/notes': on('conversation', 'seller', 'admin'),
  'POST /v1/conversations/:id/assignment': on('conversation', 'seller', 'admin'),
  'POST /v1/conversations/:id/close': on('conversation', 'buyer', 'seller', 'admin'),
  'POST /v1/conversations/:id/reports': on('conversation', 'buyer', 'seller', 'admin'),
  'POST /v1/conversations/:id/read': on('conversation', 'buyer', 'seller'),
  'POST /v1/conversations/:id/messages/:message/no-reply-needed': on('conversation', 'seller'),
  'POST /v1/conversations/:id/messages/:message/contest': on('conversation', 'buyer'),
  'POST /v1/conversations/:id/messages/:message/unanswered': on('conversation', 'buyer'),
  'POST /v1/conversations/:id/messages/:message/release': on('conversation', 'admin'),
  'POST /v1/conversations/:id/obligations/:message/excuse': on('conversation', 'admin'),
  'POST /v1/conversations/:id/obligations/:message/excuse/revocation': on('conversation', 'admin'),
  'GET /v1/conversations/:id': on('conversation', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/conversations/:id/messages': on('conversation', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/conversations/:id/history': on('conversation', 'admin', 'compliance'),
  'GET /v1/conversations/:id/obligations/:message/explanation': on('conversation', 'buyer', 'seller', 'admin', 'compliance'),

  'GET /v1/inbox': on('caller', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/inbox/counts': on('caller', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/search': on('caller', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/changes': on('caller', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/changes/stream': on('caller', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/clock': on('caller', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/clock/overdue': on('platform', 'admin'),
  'GET /v1/sellers/:id/response-times': on('seller', 'seller', 'admin', 'compliance'),
  'GET /v1/audit': on('platform', 'admin', 'compliance'),

  'GET /v1/markets': on('platform', 'buyer', 'seller', 'admin', 'compliance'),
  'GET /v1/markets/:id/calendar': on('platform', 'buyer', 'seller', 'admin', 'compliance'),
  'POST /v1/markets/:id/excuses': on('platform', 'admin'),
  'POST /v1/markets/:id/calendar-corrections': on('platform', 'admin'),

  // These two exist only where the test clock is switched on.
  'GET /v1/test-clock': on('platform', 'buyer', 'seller', 'admin', 'compliance'),
  'PUT /v1/test-clock': on('platform', 'admin'),

  'GET /': anyone(),
  'GET /markets/:id/calendar.ics': anyone(),
  'GET /v1/health/live': anyone(),
  'GET /v1/health/ready': anyone(),
  'GET /health/live': anyone(),
  'GET /health/ready': anyone(),
  'GET /v1/metrics': anyone(),
  'GET /metrics': anyone(),
  'GET /openapi.json': anyone(),
  'GET /docs': anyone(),
  'GET /docs/': anyone(),
  'GET /docs/*': anyone(),
  'GET /docs/index.html': anyone(),
  'GET /docs/LICENSE': anyone(),
  'GET /docs/swagger-ui-init.js': anyone(),
  'GET /docs/docs/swagger-ui-init.js': anyone(),
};
