export interface Shape<T> {
  fault(value: unknown, path: string): string | undefined;
  readonly optional?: true;
  readonly written?: true;
  readonly fields?: Readonly<Record<string, Shape<unknown>>>;
  readonly _?: T;
}
export interface EventDefinition {
  readonly data: Shape<object>;
  readonly by: readonly string[];
}
export interface StreamCategory {
  readonly id: Shape<string>;
  readonly names?: string;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly upcasters?: readonly Upcaster[];
}
export interface Upcaster {
  readonly type: string;
  readonly to: string;
  up(data: object): object;
}
export type Streams = Readonly<Record<string, StreamCategory>>;
const anything: Shape<object> = {
  fault: (value) => (typeof value === 'object' && value !== null ? undefined : 'data has to be an object'),
};
const ROLES = ['buyer', 'seller', 'admin', 'compliance', 'system', 'operator'];
/** Any event of the categories, until the registry of the domain names them. */
const ANY: Record<string, EventDefinition> = new Proxy({}, { get: () => ({ data: anything, by: ROLES }), has: () => true });
const any: StreamCategory = { id: { fault: () => undefined }, events: ANY };
export const STREAMS: Streams = { conversation: any, market: any, testclock: any, projection: any };
export function faultOf(
  streams: Streams,
  event: { stream: string; type: string; data: unknown; metadata: unknown },
): string | undefined {
  const at = event.stream.indexOf('-');
  const category = streams[event.stream.slice(0, at)];
  if (!category) return 'no stream of ours';
  const id = category.id.fault(event.stream.slice(at + 1), 'stream');
  if (id) return id;
  if (!(category.events === ANY ? event.type : Object.hasOwn(category.events, event.type)))
    return `type ${event.type} is none of ours`;
  const { data, by } = category.events[event.type];
  if (category.events === ANY) return data.fault(event.data, 'data');
  const role = (event.metadata as { role?: string } | undefined)?.role;
  if (typeof event.metadata !== 'object' || !role || !by.includes(role)) return 'metadata.role';
  return data.fault(event.data, 'data');
}
