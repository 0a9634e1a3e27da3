/** The messages of an answer to a read that are no events (ReadResp). */
import { encodePosition, encodeStreamName } from './identifiers';
import { Writer } from './protobuf';

/** ReadResp messages beside events. */
export const answers = {
  confirmation: (id: string): Buffer => new Writer().bytes(2, new Writer().bytes(1, id).finish()).finish(),
  checkpoint: (at: number): Buffer => new Writer().bytes(3, encodePosition(at)).finish(),
  streamNotFound: (stream: string): Buffer =>
    new Writer().bytes(4, new Writer().bytes(1, encodeStreamName(stream)).finish()).finish(),
  /** To which revision or position, and when; before the first event of a stream there is none. */
  caughtUp(reached: { revision: number } | { position: number }): Buffer {
    const now = Date.now();
    const instant = new Writer(16).varint(1, Math.floor(now / 1000)).varint(2, (now % 1000) * 1e6);
    const said = new Writer(64).bytes(1, instant.finish());
    if ('position' in reached) said.bytes(3, encodePosition(reached.position));
    else if (reached.revision >= 0) said.varint(2, reached.revision);
    return new Writer(80).bytes(8, said.finish()).finish();
  },
};
