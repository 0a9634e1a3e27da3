export { type Config, loadClockHours, loadConfig, type TokenRules } from './config';
export { makeDirectory } from './directory';
export { ensureKeys, type PrivateKeys, signToken, type TokenClaims } from './keys';
export { runProcess } from './process';
