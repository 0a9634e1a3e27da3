export { type Content, FileRefused, inspected } from './content';
export { AttachmentFiles, type KeptFile } from './files';
export { type Picture, pictureOf } from './picture';
export { clamd, type Scanner, ScannerAway } from './scanner';
export { SealedBlobs } from './sealed-blobs';
export { FileAltered, FileErased, type FileKeys, FileLost, FileRestricted } from './sealed-file';
