/** The thread in which texts are screened: takes several at a time, and answers for all of them at once. */
import { parentPort, workerData } from 'node:worker_threads';
import { hasPieceOfNumber, type RuleSet, screen } from '../../../libs/screening';
import type { Looked, Text } from './screening-thread';

const rules = workerData as RuleSet;

const looked = ({ message, pieces }: Text): Looked => {
  const { findings } = screen(message, rules);
  return { findings, hasPiece: pieces && findings.length === 0 && hasPieceOfNumber(message, rules) };
};

parentPort?.on('message', (texts: readonly Text[]) => parentPort?.postMessage(texts.map(looked)));
