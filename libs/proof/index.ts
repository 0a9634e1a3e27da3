export { type Checkpoint, decimal, parseCheckpoint, parseProof, printCheckpoint, printProof } from './checkpoint';
export { digestOf, disclosureOf, isSealedField, readDisclosure, type SealedField } from './disclosure';
export { type Leaf, leafOf, readLeaf } from './leaf';
export {
  cosign,
  Malformed,
  type Note,
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
export { hashesFrom, parseTilePath, TILE_WIDTH, type Tile, type TileFile, tilePath, widthAt } from './tiles';
export {
  consistencyProof,
  GrowingTree,
  HASH_BYTES,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  provenGrowth,
  type ReadHashes,
  rootOf,
  type Subtree,
  type TreeHead,
} from './tree';
export { printAddCheckpoint, witness } from './witness';
