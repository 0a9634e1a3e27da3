export { parseCheckpoint, printCheckpoint } from './checkpoint';
export {
  cosign,
  parseNote,
  parseVerifier,
  printNote,
  printSignature,
  printVerifier,
  signNote,
  type Verifier,
  verified,
  verifierOf,
} from './note';
export { consistencyProof, GrowingTree, leafHash, type ReadHashes } from './tree';
export { printAddCheckpoint, witness } from './witness';
