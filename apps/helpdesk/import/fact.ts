/** One line of an import file that tells of an order or a seller (R1.6): the fields of `PUT /v1/orders/{id}` and `/v1/sellers/{id}`. */
import {
  findMarket,
  LANGUAGES,
  list,
  MEMBER_ROLES,
  matching,
  type Of,
  ORDER_ID,
  ORDER_ID_IS,
  ORDER_STATES,
  object,
  oneOf,
  optional,
  PERSON_ID,
  PERSON_ID_IS,
  RecordOrder,
  RecordSeller,
  Rejection,
  requireAmounts,
  SELLER_ID,
  SELLER_ID_IS,
  type Shape,
  type Stamp,
} from '../../../libs/domain';
import { BadLine, instantIn, type Json } from './dialogue';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const shape = <T>(fine: (value: T) => boolean, what: string): Shape<T> => ({
  fault: (value, path) => (fine(value as T) ? undefined : `${path} has to be ${what}`),
});
const text = (max: number) => matching(new RegExp(`^(?=.*\\S)[^\\p{Cc}]{1,${max}}$`, 'u'), `one line of 1 to ${max} characters`);
const texts = (max: number) =>
  matching(new RegExp(`^(?=[^]*\\S)(?:[^\\p{Cc}]|[\\t\\n]|\\r\\n){1,${max}}$`, 'u'), `a text of 1 to ${max} characters`);
const decimal = matching(/^\d{1,12}(\.\d{1,4})?$/, 'a decimal such as "19.99"');
const person = matching(PERSON_ID, PERSON_ID_IS);
const seller = matching(SELLER_ID, SELLER_ID_IS);
const market = shape<string>((value) => typeof value === 'string' && findMarket(value) !== undefined, 'a market that exists');
const currency = shape<string>((value) => CURRENCIES.has(value), 'a currency (ISO 4217)');
const quantity = shape<number>(
  (value) => Number.isInteger(value) && value > 0 && value <= 1_000_000,
  'a number from 1 to 1000000',
);

/** A list of at most `max`, none twice by what `named` says. */
const distinct = <T>(inner: Shape<T>, max: number, named: (one: T) => unknown = (one) => one): Shape<readonly T[]> => ({
  fault(value, path) {
    const fault = list(inner).fault(value, path);
    if (fault !== undefined) return fault;
    const names = (value as readonly T[]).map(named);
    if (names.length > max) return `${path} has to be a list of at most ${max}`;
    const twice = names.findIndex((name, at) => names.indexOf(name) < at);
    return twice < 0 ? undefined : `${path}[${twice}] is there twice`;
  },
});

/** An object of these fields and no others. */
const exact = <F extends Readonly<Record<string, Shape<unknown>>>>(fields: F) => {
  const inner = object(fields);
  return {
    ...inner,
    fault(value: unknown, path: string) {
      const other = Object.keys(value ?? {}).find((name) => !Object.hasOwn(fields, name));
      return inner.fault(value, path) ?? (other === undefined ? undefined : `${path}.${other} is not taken`);
    },
  };
};

const ORDER = object({
  id: matching(ORDER_ID, ORDER_ID_IS),
  buyer: person,
  seller,
  state: oneOf(ORDER_STATES),
  market: optional(market),
  items: optional(
    distinct(exact({ title: text(300), quantity, sku: optional(text(100)), price: optional(decimal) }), 200, () => ({})),
  ),
  amount: optional(decimal),
  currency: optional(currency),
  deliveryAddress: optional(texts(1_000)),
  trackingNumbers: optional(distinct(text(100), 100)),
});
const SELLER = object({
  id: seller,
  name: text(200),
  markets: distinct(market, 1_000),
  languages: distinct(oneOf(LANGUAGES), 100),
  members: distinct(exact({ id: person, role: oneOf(MEMBER_ROLES) }), 1_000, ({ id }) => id),
});

/** A command that records what a line says, given a stamp, and what was odd: each a sentence that names the field. */
export interface ReadFact {
  readonly command: (stamp: Stamp) => RecordOrder | RecordSeller;
  readonly odd: readonly string[];
}

/** Reads a line of kind `order` or `seller`; `now`: epoch milliseconds, history lies before. Throws BadLine that names the field. */
export function readFact({ kind, at, ...given }: Json, now: number): ReadFact {
  const since = at === undefined ? now : instantIn(at);
  if (since === undefined || since > now) throw new BadLine('at: is no instant of the past such as 2026-01-05T09:00:00Z');
  if (kind === 'seller') {
    const { fields, odd } = taken(SELLER, given);
    const { id, ...facts } = fields;
    return { command: (stamp) => new RecordSeller(id, stamp, facts, since), odd };
  }
  const { fields, odd } = taken(ORDER, given);
  const { id, items = [], trackingNumbers = [], ...rest } = fields;
  const facts = { ...rest, items, trackingNumbers };
  try {
    requireAmounts(facts);
  } catch (error) {
    if (error instanceof Rejection) throw new BadLine(`${error.field}: ${error.message}`);
    throw error;
  }
  return { command: (stamp) => new RecordOrder(id, stamp, facts, since), odd };
}

/** The fields of a shape; null says as much as a field that is left out. Throws BadLine. */
function taken<S extends Shape<object> & { readonly fields: Readonly<Record<string, Shape<unknown>>> }>(
  of: S,
  given: Json,
): { fields: Of<S>; odd: string[] } {
  const known = Object.entries(given).filter(([name, value]) => value !== null && Object.hasOwn(of.fields, name));
  const fields = Object.fromEntries(known);
  const fault = of.fault(fields, '');
  if (fault !== undefined) throw new BadLine(fault.replace(/^\.(\S+) /, '$1: '));
  const odd = Object.keys(given).filter((name) => !Object.hasOwn(of.fields, name));
  return { fields: fields as Of<S>, odd: odd.map((name) => `${name}: is not taken`) };
}
