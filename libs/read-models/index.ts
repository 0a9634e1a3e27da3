/** What can be asked, and how events answer it. */
import { accesses } from './accesses/accesses.projection';
import { audit } from './audit/audit.projection';
import { clock } from './clock/clock.projection';
import { conversations } from './conversation/conversation.projection';
import { inbox } from './inbox/inbox.projection';
import { marketplace } from './marketplace/marketplace.projection';
import { precision } from './precision/precision.projection';
import { reviews } from './reviews/reviews.projection';
import { score } from './score/score.projection';
import { search } from './search/search.projection';
import type { Projection } from './shared/projection';
import { standingModel } from './standing/standing.projection';
import { timers } from './timers/timers.projection';

export { type AccessFilter, accessesPage } from './accesses/accesses.query';
export { type AuditFilter, type AuditItem, auditPage, type Change, changesAfter, recordedChanges } from './audit/audit.query';
export { clockPast } from './clock/clock.projection';
export {
  clockEver,
  correctableObligations,
  lateRepliesOf,
  type ObligationFilter,
  type ObligationItem,
  type ObligationPlace,
  type ObligationsEnded,
  obligations,
  overdueBySeller,
  type ResponseTimes,
  responseTimes,
  sellersIn,
} from './clock/clock.query';
export {
  type AttachmentDue,
  type AttachmentFound,
  type AttachmentSeen,
  attachmentFound,
  attachmentsDue,
  attachmentsKept,
  attachmentsWaiting,
  type ConversationHead,
  type ConversationItem,
  conversationOf,
  type MessagesAsked,
  messagesPage,
  timelinePage,
} from './conversation/conversation.query';
export { conversationsFor, type EvidenceProgress, evidenceProgress, noteEvidenceProgress } from './evidence/evidence.query';
export { inboxPast } from './inbox/inbox.projection';
export {
  INBOX_STATES,
  type InboxFilter,
  type InboxItem,
  inboxCounts,
  inboxCountsByRow,
  inboxEver,
  inboxPage,
  inboxStatement,
  openConversationsOf,
} from './inbox/inbox.query';
export { fileKeys } from './keys/file-keys';
export { caughtUpWithLedger, cleaned, erasuresShown, followLedger } from './keys/ledger';
export { endPackageKey, ledgerState, rewrapKeys } from './keys/person-keys.table';
export { connectSealed, openSealed, type SealingRules } from './keys/sealed-store';
export { restrictedIn, streamsOf, writtenBy } from './keys/written.query';
export {
  checkpointOf,
  checkpointsAfter,
  forgetOtherOutlets,
  keepCheckpoint,
  keepCosignature,
  keepStamp,
  type LogCheckpoint,
  type LogOutlet,
  type LogProof,
  logOutlets,
  logProofs,
  newestCheckpoint,
  noteOutlet,
  stampedCheckpoint,
} from './log/checkpoints.query';
export {
  GrownTiles,
  type LeafAt,
  type LogState,
  lastLeaf,
  leavesFrom,
  leavesOf,
  logHashes,
  logState,
  logTiles,
  noteLogKey,
  openLog,
  rememberedHashes,
} from './log/leaves.query';
export { buyersOrders, type KnownSeller, orderOf, sellerNames, sellerOf } from './marketplace/marketplace.query';
export { type RulePrecision, rulePrecisions } from './precision/precision.query';
export {
  type CorrectionProgress,
  type CorrectionRecorded,
  type CorrectionWork,
  claimCorrection,
  correctionFollowed,
  correctionProgress,
  correctionWorked,
  type Worked,
} from './reactions/correction.query';
export { type FollowerStatus, followers } from './reactions/followers.query';
export {
  advanceReaction,
  leaseReaction,
  passReaction,
  type ReactionStatus,
  reactionStands,
  reactionStatus,
  releaseReaction,
} from './reactions/reaction.query';
export {
  type ReviewBatch,
  type ReviewFilter,
  type ReviewItem,
  reviewsNamed,
  reviewsPage,
  reviewsToDecide,
  type SellerViolation,
  sellerViolations,
} from './reviews/reviews.query';
export {
  rankingAfter,
  SCORE_PARTS,
  type ScoreAt,
  type ScoreEvent,
  type ScorePart,
  scoredSellers,
  scoreEvents,
  scoresAt,
  sellersToAssess,
  standingEvents,
  type ToAssess,
  type VisibilityChange,
} from './score/score.query';
export type { Search } from './search/candidates';
export { SearchUnavailable, searchMessages } from './search/search.query';
export { PLACES } from './search/search.table';
export { BadCursor, cursorOf, type Page, readCursor } from './shared/cursor';
export { ReadModels, waitFor } from './shared/database';
export { type Following, followProjection, rebuild } from './shared/follow';
export type { Generation } from './shared/generation';
export { migrate } from './shared/migrate';
export type { Asking, Past } from './shared/past';
export type { Projection } from './shared/projection';
export { holders } from './shared/sharing';
export { type ProjectionStatus, projectionStatus } from './shared/status';
export { type SanctionFilter, type SanctionItem, sanctionsPage } from './standing/standing.query';
export { claimTimers, dueMarkets, type SetAside, type Timer, timerFailed, timersSetAside } from './timers/timers.query';

export {
  type Draft,
  draftsOf,
  keepDraft,
  type SavedReply,
  savedReplies,
  saveReply,
} from './writing/writing.query';

/** All projections of the product. */
export const PROJECTIONS: readonly Projection[] = [
  inbox,
  conversations,
  clock,
  timers,
  audit,
  accesses,
  search,
  reviews,
  marketplace,
  precision,
  standingModel,
  score,
];
