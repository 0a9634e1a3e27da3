/** The thread in which texts are screened: takes several at a time, and answers for all of them at once. */
import { parentPort, workerData } from 'node:worker_threads';
import { hasPieceOfNumber, screen } from '../../../libs/screening';
import type { Looked, Text, Work } from './screening-thread';

const { rules, done } = workerData as Work;

const looked = ({ message, pieces }: Text): Looked => {
  const { findings } = screen(message, rules);
  return { findings, hasPiece: pieces && findings.length === 0 && hasPieceOfNumber(message, rules) };
};

parentPort?.on('message', (texts: readonly Text[]) => {
  Atomics.store(done, 0, 0);
  const all = texts.map((text) => {
    const found = looked(text);
    Atomics.add(done, 0, 1);
    return found;
  });
  parentPort?.postMessage(all);
});
