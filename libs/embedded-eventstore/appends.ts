/** The writing calls: BatchAppend, Append, Delete, Tombstone. */
import { type Call, type Method, Status, StatusError, unary } from './grpc';
import {
  type Appended,
  type AppendHead,
  type BatchPart,
  decodeAppendPart,
  decodeBatchPart,
  decodeDeletion,
  type Expected,
  encodeAppendAnswer,
  encodeBatchAnswer,
  encodeDeletionAnswer,
} from './messages';
import { streamDeleted } from './reads';
import type { Proposed } from './records';
import type { Writer } from './writer';

/** Bytes of an event as the limit counts them. */
const sizeOf = ({ type, data, metadata }: Proposed): number => data.length + metadata.length + 2 * type.length;

interface Assembly {
  readonly head: AppendHead;
  readonly correlation?: Buffer;
  readonly events: Proposed[];
  bytes: number;
  bad: boolean;
  /** It was too large before it ended; what still comes of it is passed over. */
  answered?: true;
}

/** One call carries all appends of a client; parts of different appends arrive mixed and are told apart by correlation id. */
export function batchAppend(writer: Writer, maxAppendSize: number): Method {
  return (call) => {
    const assemblies = new Map<string, Assembly>();
    let answers: Buffer[] = [];
    let unanswered = 0;
    let clientDone = false;
    const flush = () => {
      const ready = answers;
      answers = [];
      void call.send(ready);
      if (clientDone && unanswered === 0) call.end();
    };
    const answer = (assembly: Assembly, result: Appended) => {
      // Answers of one group leave in one write.
      if (answers.length === 0) queueMicrotask(flush);
      answers.push(encodeBatchAnswer(assembly.correlation, assembly.head.stream ?? '', result));
      unanswered--;
    };
    return (message) => {
      if (message === undefined) {
        clientDone = true;
        if (unanswered === 0) call.end();
        return;
      }
      const part = decodeBatchPart(message);
      const key = part.correlation?.toString('hex') ?? '';
      const assembly = assemblies.get(key) ?? begin(part);
      if (!assemblies.has(key)) {
        assemblies.set(key, assembly);
        unanswered++;
      }
      for (const event of part.proposed) {
        if (!event) assembly.bad = true;
        else {
          assembly.bytes += sizeOf(event);
          // Beyond the limit the events are counted, not kept.
          if (assembly.bytes <= maxAppendSize) assembly.events.push(event);
        }
      }
      if (part.final) assemblies.delete(key);
      const tooLarge = assembly.bytes > maxAppendSize;
      if (assembly.answered || !(part.final || tooLarge)) return;
      if (tooLarge) assembly.answered = true;
      submit(writer, assembly, maxAppendSize, (result) => answer(assembly, result));
    };
  };
}

function begin({ head, correlation }: BatchPart): Assembly {
  return { head: head ?? {}, correlation, events: [], bytes: 0, bad: correlation === undefined };
}

/** Whether a stream may have it: not an empty one, nor that of an empty one's metadata. */
const isName = (stream: string | undefined): stream is string => stream !== undefined && stream !== '' && stream !== '$$';

function submit(writer: Writer, assembly: Assembly, limit: number, answer: (result: Appended) => void): void {
  const { stream, expected, deadline } = assembly.head;
  if (assembly.bad || !isName(stream) || expected === undefined) answer({ ok: false, error: 'bad-request' });
  else if (deadline !== undefined && deadline <= Date.now()) answer({ ok: false, error: 'timeout' });
  else if (assembly.bytes > limit) answer({ ok: false, error: 'too-large', limit });
  else writer.submit({ kind: 'append', stream, expected, events: assembly.events }, assembly.bytes, answer);
}

/** The classic Append: options first, then one event a message. Errors but a conflict are statuses. */
export function append(writer: Writer, maxAppendSize: number): Method {
  return (call) => {
    const assembly: Assembly & { head: AppendHead } = { head: {}, events: [], bytes: 0, bad: false };
    return (message) => {
      if (message !== undefined) {
        const { head, proposed } = decodeAppendPart(message);
        if (head) Object.assign(assembly.head, head);
        else if (proposed === 'bad' || proposed === undefined) assembly.bad = true;
        else {
          assembly.bytes += sizeOf(proposed);
          if (assembly.bytes <= maxAppendSize) assembly.events.push(proposed);
          else answerAppend(call, assembly, { ok: false, error: 'too-large', limit: maxAppendSize });
        }
        return;
      }
      submit(writer, assembly, maxAppendSize, (result) => answerAppend(call, assembly, result));
    };
  };
}

function answerAppend(call: Call, { head }: Assembly, result: Appended): void {
  if (result.ok || result.error === 'wrong-expected-version') {
    void call.send([encodeAppendAnswer(result)]);
    call.end();
  } else call.end(statusOf(result, head.stream ?? ''));
}

function statusOf(
  result: Exclude<Extract<Appended, { ok: false }>, { error: 'wrong-expected-version' }>,
  stream: string,
): StatusError {
  switch (result.error) {
    case 'stream-deleted':
      return streamDeleted(stream);
    case 'too-large':
      return new StatusError(Status.invalidArgument, `Maximum Append Size of ${result.limit} Exceeded.`, {
        exception: 'maximum-append-size-exceeded',
        'maximum-append-size': String(result.limit),
      });
    case 'bad-request':
      return new StatusError(Status.invalidArgument, 'Required metadata properties missing.', {
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': 'type,content-type',
      });
    case 'timeout':
      return new StatusError(Status.deadlineExceeded, 'Operation timed out');
    case 'unavailable':
      return new StatusError(Status.unavailable, 'Server Is Not Ready');
  }
}

const EXPECTED_NUMBER = { 'no-stream': -1, any: -2, exists: -4 } as const;
const numberOf = (expected: Expected): number => (typeof expected === 'number' ? expected : EXPECTED_NUMBER[expected]);

/** Delete and Tombstone. */
export function deletion(writer: Writer, kind: 'delete' | 'tombstone'): Method {
  return unary((call, message) => {
    const { stream, expected } = decodeDeletion(message);
    // One without a name was never written, and can have a tombstone like any of those.
    if (!(isName(stream) || stream === '') || expected === undefined) throw new Error('no stream or no expectation');
    writer.submit({ kind, stream, expected }, 0, (result) => {
      if (result.ok) {
        void call.send([encodeDeletionAnswer(result.position ?? 0)]);
        call.end();
      } else if (result.error === 'wrong-expected-version') {
        call.end(
          new StatusError(
            Status.failedPrecondition,
            `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${numberOf(result.expected)}, Actual version: ${result.actual}`,
            {
              exception: 'wrong-expected-version',
              'stream-name': stream,
              'expected-version': String(numberOf(result.expected)),
              'actual-version': String(result.actual),
            },
          ),
        );
      } else call.end(statusOf(result, stream));
    });
  });
}
