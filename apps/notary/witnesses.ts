/** Asks a witness to cosign checkpoints (C2SP tlog-witness). */
import type { WitnessAddress } from '../../libs/config';
import {
  consistencyProof,
  decimal,
  Malformed,
  parseNote,
  printAddCheckpoint,
  printNote,
  printSignature,
  type ReadHashes,
  verified,
} from '../../libs/proof';
import { keepCosignature, type LogCheckpoint, logHashes, type ReadModels } from '../../libs/read-models';
import { Alarm, type Outlet, sent } from './outlets';

/** What `witness` answers becomes a line of the checkpoint where it is the witness's cosignature; `onCosigned` is told then. */
export function witnessOutlet({ verifier, url }: WitnessAddress, models: ReadModels, onCosigned: () => void): Outlet {
  const hashes = logHashes(models);
  return {
    name: `witness ${verifier.name}`,
    isNews: ({ size }, taken) => size > taken,
    async deliver(checkpoint, taken) {
      const lines = await cosignatures(url, checkpoint, taken, hashes);
      const own = readable(() => ownCosignature(checkpoint, lines));
      await keepCosignature(models, checkpoint.size, verifier.name, own);
      onCosigned();
    },
  };

  function ownCosignature({ note }: LogCheckpoint, lines: string): string {
    const { text, signatures } = parseNote(note);
    // Lines of keys that nobody knows are dropped.
    const [own] = verified(parseNote(printNote({ text, signatures: signatures.slice(0, 1) }) + lines), [verifier]);
    if (!own) throw new Error('the answer has no cosignature of its key');
    return printSignature(own);
  }
}

/** What an answer says. Throws in words where it is rubbish. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Malformed ? new Error(`its answer is rubbish: ${error.message}`) : error;
  }
}

/** The lines a witness answers. Told that it is at another size, it is asked once more from there. */
async function cosignatures(url: string, { size, note }: LogCheckpoint, taken: number, hashes: ReadHashes): Promise<string> {
  for (let old = taken, tries = 1; ; tries++) {
    const proof = old > 0 ? await consistencyProof(old, size, hashes) : [];
    const { status, type, body } = await sent(`${url}/add-checkpoint`, printAddCheckpoint({ old, proof, note }), 'text/plain');
    const text = body.toString('utf8');
    if (status === 200) return text;
    const said = text.trim().slice(0, 200);
    if (status === 422) throw new Alarm(`it says that the log does not continue what it signed (422 ${said})`);
    if (status !== 409 || !type.startsWith('text/x.tlog.size')) throw new Error(`it refuses (${status} ${said})`);
    const known = decimal(said);
    if (known === undefined) throw new Error(`it answers 409 with a size that is none (${said})`);
    if (known > size) throw new Alarm(`it says that it signed ${known} leaves, more than this log ever had (${size})`);
    if (tries > 1 || known === old)
      throw new Alarm(`it says that it signed ${known} leaves, and refuses what continues them (409)`);
    old = known;
  }
}
