export { lockDirectory } from '../embedded-eventstore/directory';
export { type Config, loadClockHours, loadConfig, loadScoreWeights, loadTestClock } from './config';
export { serveHealth } from './health-server';
export { ensureKeys, type PrivateKeys, signToken, type TokenClaims } from './keys';
export { type LogConfig, loadLog, type Publishing, type WitnessAddress } from './log';
export { lineLogger, runProcess } from './process';
export { loadSealing, type SealingConfig } from './sealing';
export type { IdentityProvider, SessionRules } from './sessions';
export { CLAIM_NAMES, loadTokenTerms, TOKEN_ROLES, type TokenRole, type TokenRules, type TokenTerms } from './tokens';
