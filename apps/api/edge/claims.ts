/** Who a token says its bearer is. */
import type { JWTPayload } from 'jose';
import { CLAIM_NAMES, TOKEN_ROLES, type TokenRole, type TokenTerms } from '../../../libs/config';
import { PERSON_ID, PERSON_ID_IS, SELLER_ID, SELLER_ID_IS } from '../../../libs/domain';
import type { Caller } from '../application/caller';
import { tokenInvalid } from './problem';

const OURS: ReadonlyMap<string, TokenRole> = new Map(TOKEN_ROLES.map((role) => [role, role]));

/** The caller a verified token names. Throws 401 for one that names none. */
export function callerIn(payload: JWTPayload, { claims = CLAIM_NAMES, roles = OURS }: TokenTerms): Caller {
  const sub = claimOf(payload, claims.sub);
  if (typeof sub !== 'string' || !PERSON_ID.test(sub)) throw tokenInvalid(`The claim ${claims.sub} has to be ${PERSON_ID_IS}.`);
  const role = roleOf(claimOf(payload, claims.role), claims.role, roles);
  if (role !== 'seller') return { sub, role };
  const seller = alone(claimOf(payload, claims.seller));
  if (typeof seller !== 'string' || !SELLER_ID.test(seller))
    throw tokenInvalid(
      `The claim ${claims.seller} has to be the one organisation a seller's member belongs to: ${SELLER_ID_IS}.`,
    );
  return { sub, role, seller };
}

/** A claim may be one role or a list of them; the provider's other roles are no matter here. */
function roleOf(claim: unknown, name: string, roles: ReadonlyMap<string, TokenRole>): TokenRole {
  const found = new Set([claim].flat().flatMap((one) => (typeof one === 'string' ? (roles.get(one) ?? []) : [])));
  if (found.size > 1)
    throw tokenInvalid(`The claim ${name} gives several roles, ${[...found].sort().join(' and ')}: it has to be one.`);
  const [role] = found;
  if (role === undefined) throw tokenInvalid(`The claim ${name} gives no role of this helpdesk.`);
  return role;
}

const alone = (claim: unknown): unknown => (Array.isArray(claim) && claim.length === 1 ? claim[0] : claim);

/** A claim of this name; where there is none, each dot of the name may lead into a claim that holds others. */
function claimOf(claims: unknown, name: string): unknown {
  if (typeof claims !== 'object' || claims === null) return undefined;
  if (Object.hasOwn(claims, name)) return (claims as Record<string, unknown>)[name];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const outer = name.slice(0, dot);
    const inner = Object.hasOwn(claims, outer)
      ? claimOf((claims as Record<string, unknown>)[outer], name.slice(dot + 1))
      : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
