/**
 * The messages of the protocol that come once a call: requests to read and to delete, answers to deletions and classic appends, details
 * of errors, features, gossip. What comes with every event, BatchAppend and the events of reads, is written and read by hand in
 * `messages.ts` and `records.ts`, for which see the README.
 */
import { Root } from 'protobufjs/light';

const EMPTY = { fields: {} };
const uint64 = (id: number) => ({ type: 'uint64', id });
const text = (id: number) => ({ type: 'string', id });
const of = (type: string, id: number) => ({ type, id });

const root = Root.fromJSON({
  nested: {
    Empty: EMPTY,
    Position: { fields: { commit: uint64(1), prepare: uint64(2) } },
    // Bytes to the protocol, text here.
    StreamIdentifier: { fields: { name: text(3) } },

    ReadReq: { fields: { options: of('ReadOptions', 1) } },
    ReadOptions: {
      fields: {
        stream: of('StreamOptions', 1),
        all: of('AllOptions', 2),
        direction: of('uint32', 3),
        resolveLinks: of('bool', 4),
        count: uint64(5),
        subscription: of('Empty', 6),
        filter: of('Filter', 7),
        noFilter: of('Empty', 8),
        uuid: of('UuidOption', 9),
      },
    },
    StreamOptions: {
      fields: { identifier: of('StreamIdentifier', 1), revision: uint64(2), start: of('Empty', 3), end: of('Empty', 4) },
    },
    AllOptions: { fields: { position: of('Position', 1), start: of('Empty', 2), end: of('Empty', 3) } },
    Filter: {
      fields: { stream: of('Expression', 1), type: of('Expression', 2), max: of('uint32', 3), multiplier: of('uint32', 5) },
    },
    Expression: { fields: { regex: text(1), prefix: { rule: 'repeated', type: 'string', id: 2 } } },
    UuidOption: { fields: { structured: of('Empty', 1), string: of('Empty', 2) } },

    DeleteReq: { fields: { options: of('DeleteOptions', 1) } },
    DeleteOptions: {
      fields: {
        identifier: of('StreamIdentifier', 1),
        revision: uint64(2),
        noStream: of('Empty', 3),
        any: of('Empty', 4),
        exists: of('Empty', 5),
      },
    },
    DeleteResp: { fields: { position: of('Position', 1) } },

    AppendResp: { fields: { success: of('Success', 1), conflict: of('Conflict', 2) } },
    Success: {
      fields: { revision: uint64(1), noStream: of('Empty', 2), position: of('Position', 3), noPosition: of('Empty', 4) },
    },
    Conflict: {
      fields: {
        actual: uint64(6),
        actualNoStream: of('Empty', 7),
        revision: uint64(8),
        any: of('Empty', 9),
        exists: of('Empty', 10),
        noStream: of('Empty', 11),
      },
    },

    // Details of errors of a BatchAppend.
    WrongExpectedVersion: {
      fields: {
        actual: uint64(1),
        actualNoStream: of('Empty', 2),
        revision: uint64(3),
        any: of('Empty', 4),
        exists: of('Empty', 5),
        noStream: of('Empty', 6),
      },
    },
    StreamDeleted: { fields: { identifier: of('StreamIdentifier', 1) } },
    MaximumAppendSizeExceeded: { fields: { limit: of('uint32', 1) } },

    SupportedMethods: { fields: { methods: { rule: 'repeated', type: 'SupportedMethod', id: 1 }, version: text(2) } },
    SupportedMethod: { fields: { method: text(1), service: text(2), features: { rule: 'repeated', type: 'string', id: 3 } } },
    ClusterInfo: { fields: { members: { rule: 'repeated', type: 'MemberInfo', id: 1 } } },
    MemberInfo: {
      fields: {
        instance: of('Uuid', 1),
        time: of('int64', 2),
        state: of('uint32', 3),
        alive: of('bool', 4),
        endpoint: of('EndPoint', 5),
      },
    },
    Uuid: { fields: { string: text(2) } },
    EndPoint: { fields: { address: text(1), port: of('uint32', 2) } },
  },
});

/** Numbers of 64 bits as protobufjs reads them. */
interface Long {
  readonly low: number;
  readonly high: number;
  toNumber(): number;
}

/** An unsigned number of 64 bits. */
export const bigintOf = ({ low, high }: Long): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);

type Present = object;

/** Reads a message of a type of the table; parts that were not sent are undefined. Throws where the bytes are none. */
const reader =
  <T>(name: string) =>
  (bytes: Uint8Array): T => {
    const type = root.lookupType(name);
    return type.toObject(type.decode(bytes), { longs: undefined }) as T;
  };

/** Writes a message of a type of the table. */
export function encoded(name: string, message: object): Buffer {
  const type = root.lookupType(name);
  return type.encode(type.fromObject(message)).finish() as Buffer;
}

interface Identifier {
  readonly name?: string;
}

interface Expression {
  readonly regex?: string;
  readonly prefix?: readonly string[];
}

/** A ReadReq. */
export const readReq = reader<{
  readonly options?: {
    readonly stream?: { readonly identifier?: Identifier; readonly revision?: Long; readonly end?: Present };
    readonly all?: { readonly position?: { readonly commit?: Long }; readonly end?: Present };
    readonly direction?: number;
    readonly resolveLinks?: boolean;
    readonly count?: Long;
    readonly subscription?: Present;
    readonly filter?: {
      readonly stream?: Expression;
      readonly type?: Expression;
      readonly max?: number;
      readonly multiplier?: number;
    };
    readonly noFilter?: Present;
    readonly uuid?: { readonly structured?: Present; readonly string?: Present };
  };
}>('ReadReq');

/** A DeleteReq or TombstoneReq. */
export const deleteReq = reader<{
  readonly options?: {
    readonly identifier?: Identifier;
    readonly revision?: Long;
    readonly noStream?: Present;
    readonly any?: Present;
    readonly exists?: Present;
  };
}>('DeleteReq');
