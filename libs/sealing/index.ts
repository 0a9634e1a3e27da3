export { AwsKms, type AwsKmsOptions } from './aws-kms';
export type { SealingDoor } from './door';
export { type KeyService, KeysUnavailable } from './key-service';
export { addMasterKey, MasterKeyFile, retireMasterKeys } from './master-key-file';
export { type KeyRow, type KeyTable, PersonKeys } from './person-keys';
export { closed, disclosuresOf, endedKeys, erasedText, isSealed, opened, restrictedText, Sealing } from './sealing';
export { VaultTransit, type VaultTransitOptions } from './vault-transit';
