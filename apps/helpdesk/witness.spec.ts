import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  consistencyProof,
  GrowingTree,
  leafHash,
  parseNote,
  parseVerifier,
  printAddCheckpoint,
  printCheckpoint,
  printNote,
  printVerifier,
  type ReadHashes,
  signNote,
  verified,
  verifierOf,
} from '../../libs/proof';
import { serveWitness } from './witness';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const LOG = verifierOf('example.com/log', 'note', publicKey);
const kept = new Map<string, Buffer>();
const read: ReadHashes = async (subtrees) => subtrees.map(({ level, index }) => kept.get(`${level}/${index}`) as Buffer);

/** Signed checkpoints of a growing log, by size. */
async function grow(tree: GrowingTree, size: number): Promise<string> {
  while (tree.size < size)
    for (const { subtree, hash } of tree.add(leafHash(Buffer.from([tree.size]))))
      kept.set(`${subtree.level}/${subtree.index}`, hash);
  const text = printCheckpoint({ origin: LOG.name, size, root: tree.root() });
  return printNote({ text, signatures: [signNote(text, LOG, privateKey)] });
}

let directory: string;
let options: Parameters<typeof serveWitness>[0];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'witness-'));
  options = { directory: join(directory, 'w'), name: 'watcher.example', logs: [printVerifier(LOG)], host: '127.0.0.1', port: 0 };
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const post = async (address: string, body: string) => {
  const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

describe('helpdesk witness', () => {
  it('signs what grows, and after a restart no tree but one that continues what it signed', async () => {
    const tree = await GrowingTree.of(0, read);
    const first = await grow(tree, 3);
    const witness = await serveWitness(options);
    const answer = await post(witness.address, printAddCheckpoint({ old: 0, proof: [], note: first }));
    expect(answer).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    const cosigned = parseNote(first + answer.text);
    expect(verified(cosigned, [parseVerifier(witness.key)])).toEqual([cosigned.signatures[1]]);
    await witness.close();

    const again = await serveWitness(options);
    expect(again.key).toBe(witness.key);
    try {
      const fork = await grow(await GrowingTree.of(0, read), 5);
      const next = await grow(tree, 6);
      expect(await post(again.address, printAddCheckpoint({ old: 0, proof: [], note: fork }))).toEqual({
        status: 409,
        type: 'text/x.tlog.size',
        text: '3\n',
      });
      expect((await post(again.address, printAddCheckpoint({ old: 3, proof: [], note: next }))).status).toBe(422);
      const proof = await consistencyProof(3, 6, read);
      expect((await post(again.address, printAddCheckpoint({ old: 3, proof, note: next }))).status).toBe(200);
    } finally {
      await again.close();
    }
  });

  it('does not sign what it could not write down', async () => {
    const witness = await serveWitness(options);
    try {
      mkdirSync(join(options.directory, 'signed.json.new'));
      const note = await grow(await GrowingTree.of(0, read), 2);
      const refused = await post(witness.address, printAddCheckpoint({ old: 0, proof: [], note }));
      expect(refused.status).toBe(500);
      expect(refused.text).not.toContain('\u2014');
      rmSync(join(options.directory, 'signed.json.new'), { recursive: true });
      expect((await post(witness.address, printAddCheckpoint({ old: 0, proof: [], note }))).status).toBe(200);
      expect(readFileSync(join(options.directory, 'signed.json'), 'utf8')).toContain(LOG.name);
    } finally {
      await witness.close();
    }
  });

  it('is one process for one directory, and knows logs by their keys', async () => {
    const witness = await serveWitness(options);
    try {
      await expect(serveWitness(options)).rejects.toThrow('in use');
      expect((await post(witness.address, 'rubbish')).status).toBe(400);
      expect((await post(witness.address, 'x'.repeat(65 * 1024))).status).toBe(413);
    } finally {
      await witness.close();
    }
    await expect(serveWitness({ ...options, logs: ['nothing'] })).rejects.toThrow('is no key');
    await expect(serveWitness({ ...options, logs: [witness.key] })).rejects.toThrow("a witness's");
    await expect(serveWitness({ ...options, name: 'two words' })).rejects.toThrow('no blanks');
  });
});
