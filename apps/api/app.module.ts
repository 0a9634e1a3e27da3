import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { SealedBlobs } from '../../libs/attachments';
import type { SessionRules, TokenRules } from '../../libs/config';
import type { ScoreWeights } from '../../libs/domain';
import { CommandHandling, EventStore } from '../../libs/event-store';
import { Dispatch, ProductClock } from '../../libs/product-clock';
import { ReadModels } from '../../libs/read-models';
import type { RuleSet } from '../../libs/screening';
import { AccessesController } from './accesses/accesses.controller';
import { COMMAND_HANDLERS, Commands } from './application/commands';
import { OnRecord } from './application/on-record';
import { ProjectedPositions, QUERY_HANDLERS, Queries, WEIGHTS } from './application/queries';
import { RecentWrites } from './application/recent-writes';
import { AttachmentStore } from './attachments/attachment-store';
import { AttachmentsController } from './attachments/attachments.controller';
import { Uploads } from './attachments/uploads';
import { AuditController } from './audit/audit.controller';
import { ChangeStreams } from './audit/change-streams';
import { ChangesController } from './audit/changes.controller';
import { LogEnd } from './audit/log-end';
import { ClockController } from './clock/clock.controller';
import { ExplanationController } from './clock/explanation.controller';
import { AnswersController } from './conversations/answers.controller';
import { ConversationsController } from './conversations/conversations.controller';
import { ConversationsReadController } from './conversations/conversations-read.controller';
import { Drafting, ORDERS } from './conversations/drafting';
import { HistoryController } from './conversations/history.controller';
import { MessagesController } from './conversations/messages.controller';
import { RecordedAccess } from './conversations/recorded-access';
import { ViolationsController } from './conversations/violations.controller';
import { Writing } from './conversations/writing';
import { DraftsController } from './drafts/drafts.controller';
import { Authentication } from './edge/authentication';
import { Callers } from './edge/callers';
import { Reads } from './edge/positions';
import { Sessions } from './edge/sessions';
import { EvidenceController } from './evidence/evidence.controller';
import { InboxController } from './inbox/inbox.controller';
import { logFiles } from './log/log.controller';
import { Proofs } from './log/proofs';
import { ProofsController } from './log/proofs.controller';
import { OrdersController } from './marketplace/orders.controller';
import { SellersController } from './marketplace/sellers.controller';
import { Corrections } from './markets/corrections';
import { CorrectionsController } from './markets/corrections.controller';
import { CalendarFeedController, MarketsController } from './markets/markets.controller';
import { PersonsController } from './persons/persons.controller';
import { FollowersController } from './platform/followers.controller';
import { HealthController } from './platform/health.controller';
import { Metrics } from './platform/metrics';
import { MetricsController } from './platform/metrics.controller';
import { TestClockController } from './platform/test-clock.controller';
import { PresenceController } from './presence/presence.controller';
import { Presences } from './presence/presences';
import { Pasts } from './replay/past';
import { Replays } from './replay/replay';
import { ReplayController } from './replay/replay.controller';
import { ReviewsController } from './reviews/reviews.controller';
import { RankingController } from './score/ranking.controller';
import { ScoreController } from './score/score.controller';
import { RulesController } from './screening/rules.controller';
import { ScreeningController } from './screening/screening.controller';
import { Screens } from './screening/screens';
import { SearchController } from './search/search.controller';
import { IdentityProviders } from './session/identity-provider';
import { SessionController } from './session/session.controller';
import { StandingController } from './standing/standing.controller';

/** What the api works with: made and closed by whoever starts it. */
export interface Dependencies {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly clock: ProductClock;
  readonly tokens: TokenRules;
  /** How people sign in with a browser. */
  readonly sessions: SessionRules;
  /** Whether only those who know each other by an order can begin to talk (R1.6). */
  readonly orders: 'optional' | 'required';
  /** What messages are screened by; undefined where nothing is. */
  readonly screening: RuleSet | undefined;
  /** Whether anybody may read checkpoints and hashes of the log. */
  readonly logPublic: boolean;
  /** Where attachments are kept, and by what they are scanned. */
  readonly attachments: AttachmentStore;
  /** Where packages of evidence are kept. */
  readonly packages: SealedBlobs;
  /** Versions of the weights of scores, the oldest first. */
  readonly weights: readonly ScoreWeights[];
}

@Module({})
class AppModule {}

/** The module of the api. */
export function apiModule({
  store,
  models,
  clock,
  tokens,
  sessions,
  orders,
  screening,
  attachments,
  packages,
  weights,
  logPublic,
}: Dependencies): DynamicModule {
  return {
    module: AppModule,
    imports: [CqrsModule.forRoot()],
    controllers: [
      ConversationsController,
      MessagesController,
      AttachmentsController,
      ViolationsController,
      AnswersController,
      HistoryController,
      EvidenceController,
      ReplayController,
      ExplanationController,
      ConversationsReadController,
      InboxController,
      SearchController,
      ScreeningController,
      RulesController,
      ReviewsController,
      AuditController,
      AccessesController,
      ChangesController,
      ClockController,
      OrdersController,
      SellersController,
      MarketsController,
      CalendarFeedController,
      CorrectionsController,
      StandingController,
      ScoreController,
      RankingController,
      SessionController,
      ProofsController,
      logFiles(logPublic),
      PersonsController,
      DraftsController,
      PresenceController,
      FollowersController,
      HealthController,
      MetricsController,
      ...(clock.testClock === undefined ? [] : [TestClockController]),
    ],
    providers: [
      { provide: EventStore, useValue: store },
      { provide: ReadModels, useValue: models },
      { provide: SealedBlobs, useValue: packages },
      { provide: ProductClock, useValue: clock },
      { provide: WEIGHTS, useValue: weights },
      { provide: CommandHandling, useValue: new Dispatch(store, clock) },
      {
        provide: Screens,
        inject: [OnRecord, CommandHandling],
        useFactory: (record: OnRecord, handling: CommandHandling) => new Screens(store, record, screening, handling),
      },
      { provide: Authentication, useValue: new Authentication(tokens) },
      { provide: Sessions, useValue: new Sessions(sessions) },
      {
        provide: Callers,
        inject: [Authentication, Sessions],
        useFactory: (...of: [Authentication, Sessions]) => new Callers(...of),
      },
      { provide: IdentityProviders, useValue: new IdentityProviders(sessions) },
      ...COMMAND_HANDLERS,
      ...QUERY_HANDLERS,
      Commands,
      Queries,
      ProjectedPositions,
      RecentWrites,
      Reads,
      { provide: AttachmentStore, useValue: attachments },
      Uploads,
      { provide: ORDERS, useValue: orders },
      OnRecord,
      Drafting,
      Writing,
      RecordedAccess,
      Pasts,
      Replays,
      Corrections,
      Proofs,
      ChangeStreams,
      Presences,
      LogEnd,
      Metrics,
    ],
  };
}
