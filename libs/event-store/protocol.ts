/**
 * The messages of the store's protocol that this product sends and reads, with the fields it uses; others are passed over. The
 * classes the client brings for them cost several times as much, most of all in reading.
 */
import { Root } from 'protobufjs/light';

const EMPTY = { fields: {} };
const TEXT_BY_NAME = { keyType: 'string', type: 'string' };
const POSITION = { fields: { commitPosition: { type: 'uint64', id: 1 }, preparePosition: { type: 'uint64', id: 2 } } };

// Names of streams are bytes to the protocol and text here.
const root = Root.fromJSON({
  nested: {
    Empty: EMPTY,
    Position: POSITION,
    UUID: { fields: { structured: { type: 'UUIDBits', id: 1 }, string: { type: 'string', id: 2 } } },
    UUIDBits: { fields: { mostSignificantBits: { type: 'int64', id: 1 }, leastSignificantBits: { type: 'int64', id: 2 } } },
    StreamIdentifier: { fields: { streamName: { type: 'string', id: 3 } } },

    BatchAppendReq: {
      fields: {
        correlationId: { type: 'UUID', id: 1 },
        options: { type: 'AppendOptions', id: 2 },
        proposedMessages: { rule: 'repeated', type: 'bytes', id: 3 },
        isFinal: { type: 'bool', id: 4 },
      },
    },
    AppendOptions: {
      fields: {
        streamIdentifier: { type: 'StreamIdentifier', id: 1 },
        streamPosition: { type: 'uint64', id: 2 },
        noStream: { type: 'Empty', id: 3 },
        any: { type: 'Empty', id: 4 },
        streamExists: { type: 'Empty', id: 5 },
        deadline: { type: 'Timestamp', id: 6 },
      },
    },
    Timestamp: { fields: { seconds: { type: 'int64', id: 1 }, nanos: { type: 'int32', id: 2 } } },
    ProposedMessage: {
      fields: {
        id: { type: 'UUID', id: 1 },
        metadata: { ...TEXT_BY_NAME, id: 2 },
        customMetadata: { type: 'bytes', id: 3 },
        data: { type: 'bytes', id: 4 },
      },
    },

    BatchAppendResp: {
      fields: {
        correlationId: { type: 'UUID', id: 1 },
        error: { type: 'Status', id: 2 },
        success: { type: 'AppendSuccess', id: 3 },
      },
    },
    AppendSuccess: { fields: { currentRevision: { type: 'uint64', id: 1 }, position: { type: 'Position', id: 3 } } },
    Status: { fields: { message: { type: 'string', id: 2 }, details: { type: 'Any', id: 3 } } },
    Any: { fields: { typeUrl: { type: 'string', id: 1 }, value: { type: 'bytes', id: 2 } } },
    WrongExpectedVersion: { fields: { currentStreamRevision: { type: 'uint64', id: 1 } } },
    MaximumAppendSizeExceeded: { fields: { maxAppendSize: { type: 'uint32', id: 1 } } },

    ReadReq: { fields: { options: { type: 'ReadOptions', id: 1 } } },
    ReadOptions: {
      fields: {
        stream: { type: 'StreamOptions', id: 1 },
        all: { type: 'AllOptions', id: 2 },
        readDirection: { type: 'int32', id: 3 },
        count: { type: 'uint64', id: 5 },
        subscription: { type: 'Empty', id: 6 },
        filter: { type: 'FilterOptions', id: 7 },
        noFilter: { type: 'Empty', id: 8 },
        uuidOption: { type: 'UUIDOption', id: 9 },
      },
    },
    StreamOptions: {
      fields: {
        streamIdentifier: { type: 'StreamIdentifier', id: 1 },
        revision: { type: 'uint64', id: 2 },
        start: { type: 'Empty', id: 3 },
        end: { type: 'Empty', id: 4 },
      },
    },
    AllOptions: {
      fields: { position: { type: 'Position', id: 1 }, start: { type: 'Empty', id: 2 }, end: { type: 'Empty', id: 3 } },
    },
    FilterOptions: {
      fields: {
        streamIdentifier: { type: 'Expression', id: 1 },
        max: { type: 'uint32', id: 3 },
        checkpointIntervalMultiplier: { type: 'uint32', id: 5 },
      },
    },
    Expression: { fields: { prefix: { rule: 'repeated', type: 'string', id: 2 } } },
    UUIDOption: { fields: { string: { type: 'Empty', id: 2 } } },

    ReadResp: {
      fields: {
        event: { type: 'ReadEvent', id: 1 },
        checkpoint: { type: 'Position', id: 3 },
        caughtUp: { type: 'Empty', id: 8 },
      },
    },
    ReadEvent: { fields: { event: { type: 'RecordedEvent', id: 1 } } },
    RecordedEvent: {
      fields: {
        id: { type: 'UUID', id: 1 },
        streamIdentifier: { type: 'StreamIdentifier', id: 2 },
        streamRevision: { type: 'uint64', id: 3 },
        commitPosition: { type: 'uint64', id: 5 },
        metadata: { ...TEXT_BY_NAME, id: 6 },
        customMetadata: { type: 'bytes', id: 7 },
        data: { type: 'bytes', id: 8 },
      },
    },
  },
});

/** How messages of one kind become bytes and the other way round. What a message lacks is null, empty or 0 when it is read. */
interface Kind<Message extends object> {
  encode(message: Message): Buffer;
  /** Throws a RangeError for bytes that are no message. */
  decode(bytes: Uint8Array): Message;
}

function kind<Message extends object>(name: string): Kind<Message> {
  const type = root.lookupType(name);
  return {
    encode: (message) => type.encode(message).finish() as Buffer,
    decode: (bytes) => type.decode(bytes) as unknown as Message,
  };
}

type Empty = Readonly<Record<string, never>>;

/** A number of 64 bits as it is read. */
export interface Uint64 {
  readonly low: number;
  readonly high: number;
  /** Exact below 2^53. */
  toNumber(): number;
}

/** All bits of it. */
export const bigintOf = ({ low, high }: Uint64): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);

/** A UUID as it is read: a real engine answers appends with the bits, whatever it was sent. */
interface ReadUuid {
  readonly string: string;
  readonly structured: { readonly mostSignificantBits: Uint64; readonly leastSignificantBits: Uint64 } | null;
}

/** The text of a UUID in either form; empty when there is none. */
export function uuidOf(uuid: ReadUuid | null): string {
  if (!uuid?.structured) return uuid?.string ?? '';
  const { mostSignificantBits, leastSignificantBits } = uuid.structured;
  const hex = [mostSignificantBits, leastSignificantBits].map((bits) => bigintOf(bits).toString(16).padStart(16, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** An append; one of the revision and the three words says what is expected. */
export interface BatchAppendReq {
  readonly correlationId: { readonly string: string };
  readonly options: {
    readonly streamIdentifier: { readonly streamName: string };
    readonly streamPosition?: number;
    readonly noStream?: Empty;
    readonly any?: Empty;
    readonly streamExists?: Empty;
    readonly deadline: { readonly seconds: number; readonly nanos: number };
  };
  /** Each a ProposedMessage. */
  readonly proposedMessages: readonly Uint8Array[];
  readonly isFinal: boolean;
}
/** How it is written. */
export const BatchAppendReq = kind<BatchAppendReq>('BatchAppendReq');

/** An event to be appended. */
export interface ProposedMessage {
  readonly id: { readonly string: string };
  readonly metadata: Readonly<Record<string, string>>;
  readonly customMetadata: Uint8Array;
  readonly data: Uint8Array;
}
/** How it is written. */
export const ProposedMessage = kind<ProposedMessage>('ProposedMessage');

/** The answer to an append: one of success and error. */
export interface BatchAppendResp {
  readonly correlationId: ReadUuid | null;
  readonly error: {
    readonly message: string;
    readonly details: { readonly typeUrl: string; readonly value: Uint8Array } | null;
  } | null;
  readonly success: { readonly currentRevision: Uint64; readonly position: { readonly commitPosition: Uint64 } | null } | null;
}
/** How it is read. */
export const BatchAppendResp = kind<BatchAppendResp>('BatchAppendResp');

/** Details of a conflict; the revision is no property of its own when the stream has no events. */
export const WrongExpectedVersion = kind<{ readonly currentStreamRevision: Uint64 }>('WrongExpectedVersion');
/** Details of an append too large; in bytes. */
export const MaximumAppendSizeExceeded = kind<{ readonly maxAppendSize: number }>('MaximumAppendSizeExceeded');

/** What to read and how, once or for good; 64-bit numbers as decimal text. */
export interface ReadOptions {
  readonly stream?: {
    readonly streamIdentifier: { readonly streamName: string };
    readonly revision?: string;
    readonly start?: Empty;
    readonly end?: Empty;
  };
  readonly all?: {
    readonly position?: { readonly commitPosition: string; readonly preparePosition: string };
    readonly start?: Empty;
    readonly end?: Empty;
  };
  /** 0 forwards, 1 backwards. */
  readonly readDirection?: number;
  readonly count?: string;
  readonly subscription?: Empty;
  readonly filter?: {
    readonly streamIdentifier: { readonly prefix: readonly string[] };
    readonly max: number;
    readonly checkpointIntervalMultiplier: number;
  };
  readonly noFilter?: Empty;
  readonly uuidOption: { readonly string: Empty };
}
/** A read or a subscription. */
export const ReadReq = kind<{ readonly options: ReadOptions }>('ReadReq');

/** One message of the answer to a read. */
export interface ReadResp {
  readonly event: { readonly event: RecordedMessage | null } | null;
  readonly checkpoint: { readonly commitPosition: Uint64 } | null;
  readonly caughtUp: Empty | null;
}
interface RecordedMessage {
  readonly id: ReadUuid | null;
  readonly streamIdentifier: { readonly streamName: string } | null;
  readonly streamRevision: Uint64;
  readonly commitPosition: Uint64;
  readonly metadata: Readonly<Record<string, string>>;
  readonly customMetadata: Uint8Array;
  readonly data: Uint8Array;
}
/** How it is read. */
export const ReadResp = kind<ReadResp>('ReadResp');
