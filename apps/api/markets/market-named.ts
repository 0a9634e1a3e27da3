import { findMarket, type Market } from '../../../libs/domain';
import { Problem } from '../edge/problem';

/** The market with this id. Throws 404: which markets there are is no secret, so the refusal says what was not found. */
export function marketNamed(id: string): Market {
  const market = findMarket(id);
  if (!market) throw new Problem(404, 'market-unknown', `There is no market ${id}. GET /v1/markets lists them.`, { field: 'id' });
  return market;
}
