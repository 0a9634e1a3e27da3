export { decimal, parseCheckpoint, printCheckpoint } from './checkpoint';
export { digestOf, disclosureOf, readDisclosure } from './disclosure';
export { type Leaf, leafOf } from './leaf';
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
export { hashesFrom, TILE_WIDTH, type Tile } from './tiles';
export {
  consistencyProof,
  GrowingTree,
  inclusionProof,
  isIncluded,
  leafHash,
  type ReadHashes,
  rootOf,
  type Subtree,
  type TreeHead,
} from './tree';
export { printAddCheckpoint, witness } from './witness';
