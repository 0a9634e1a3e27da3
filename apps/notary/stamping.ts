/** Has checkpoints stamped by a time-stamping authority (RFC 3161): that a tree was there at a time, said by somebody else. */
import { randomBytes } from 'node:crypto';
import { NoStamp, stampedAt, stampQuery } from '../../libs/evidence';
import { parseNote } from '../../libs/proof';
import { keepStamp, type ReadModels } from '../../libs/read-models';
import { type Outlet, sent } from './outlets';

// Authorities count questions: not each second's tree needs a stamp, it stands in the next that has one.
const PACE_MS = 60_000;
const NONCE_BYTES = 16;

/** The authority at a URL. What it answers is kept with the checkpoint, as it came. */
export function stampOutlet(url: string, models: ReadModels): Outlet {
  const { protocol, host, pathname } = new URL(url);
  return {
    name: `stamps ${protocol}//${host}${pathname}`,
    isNews: ({ size, stamp }, taken) => size > taken && stamp === null,
    async deliver({ size, note }) {
      const text = Buffer.from(parseNote(note).text);
      const nonce = randomBytes(NONCE_BYTES);
      const { status, type, body } = await sent(url, new Uint8Array(stampQuery(text, nonce)), 'application/timestamp-query');
      if (status !== 200) throw new Error(`it refuses (${status} ${body.toString('utf8').trim().slice(0, 200)})`);
      if (!type.startsWith('application/timestamp-reply'))
        throw new NoStamp(`its answer is rubbish: it says it is ${type || 'nothing'}`);
      stampedAt(body, text, nonce);
      await keepStamp(models, size, body);
    },
    paceMs: PACE_MS,
  };
}
