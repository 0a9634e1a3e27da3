import { TOKEN_ROLES, type TokenRole } from '../../../libs/config';
import type { Actor } from '../../../libs/domain';

export const CALLER_ROLES = TOKEN_ROLES;
export type CallerRole = TokenRole;

/** Who calls, as the verified token says. A buyer's id is its `sub`; a seller's organisation is `seller`, the member is `sub`. */
export interface Caller {
  readonly sub: string;
  readonly role: CallerRole;
  readonly seller?: string;
}

/** The caller as the rules know people. */
export const actorOf = ({ sub, role, seller }: Caller): Actor => ({ id: sub, role, ...(seller !== undefined && { seller }) });

/** One text for each caller, whatever it calls from: what is counted by caller is counted by it. */
export const nameOf = ({ role, seller = '', sub }: Caller): string => `${role} ${seller} ${sub}`;
