export { BYTES_AT_MOST, type Content, FileRefused, inspected } from './content';
export { AttachmentFiles, FileLost, type KeptFile } from './files';
export { keyFile } from './key-file';
export { type Picture, pictureOf } from './picture';
export { clamd, type Scanner, ScannerAway } from './scanner';
export { FileAltered, FileErased, type FileKeys } from './sealed-file';
