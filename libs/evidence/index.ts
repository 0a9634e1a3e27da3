export { html } from './html';
export { openingOf } from './opening';
export { type Contents, type LeftOut, makePackage, type PackagedEvent } from './package';
export { pdf } from './pdf';
export type { Signer } from './seal';
export { type Happened, Showing, type Shown, WRITTEN_FIELDS } from './shown';
export { ownSigner, signerIn } from './signer';
export { NoStamp, stampedAt, stampQuery } from './stamp';
export { type Verdict, verifyPackage } from './verify';
