export { type Config, loadClockHours, loadConfig, loadTestClock, type TokenRules } from './config';
export { lockDirectory } from './directory-lock';
export { ensureKeys, type PrivateKeys, signToken, type TokenClaims } from './keys';
export { runProcess, sayer } from './process';
