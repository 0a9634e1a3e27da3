import type { TokenClaims } from '../../../libs/config';

/** What a stranger needs next: where it is, and lines to paste as each of the four kinds of people. */
export async function welcome(address: string, sign?: (claims: TokenClaims) => Promise<string>): Promise<string> {
  const where = `\nThe helpdesk is ready.\n\n  console   ${address}/console/\n  address   ${address}\n  API page  ${address}/docs\n`;
  if (!sign) return `${where}\nTokens come from your identity provider (JWT_JWKS_URL).\n\n`;
  const buyer = await sign({ sub: 'demo-buyer', role: 'buyer' });
  const seller = await sign({ sub: 'demo-agent', role: 'seller', seller: 'demo-shop' });
  const admin = await sign({ sub: 'demo-admin', role: 'admin' });
  const compliance = await sign({ sub: 'demo-compliance', role: 'compliance' });
  return `${where}
As a buyer, ask a seller something:

curl -s -X POST ${address}/v1/conversations -H 'Authorization: Bearer ${buyer}' -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first-question' -d '{"market":"de","seller":"demo-shop","topic":"shipping","subject":"Where is my parcel?","message":{"body":"It should have come on Monday."}}'

As the seller, read the inbox, with the time that is left for each answer:

curl -s ${address}/v1/inbox -H 'Authorization: Bearer ${seller}'

As an admin, see what is overdue, and who:

curl -s ${address}/v1/clock/overdue -H 'Authorization: Bearer ${admin}'

As compliance, read the trail of everything that happened:

curl -s ${address}/v1/audit -H 'Authorization: Bearer ${compliance}'

Ctrl-C ends everything; the data stay.

`;
}
