export { lockDirectory } from '../embedded-eventstore/directory';
export { type Config, loadClockHours, loadConfig, loadTestClock, type TokenRules } from './config';
export { serveHealth } from './health-server';
export { ensureKeys, type PrivateKeys, signToken, type TokenClaims } from './keys';
export { lineLogger, runProcess } from './process';
