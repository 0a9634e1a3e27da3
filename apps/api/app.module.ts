import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { TokenRules } from '../../libs/config';
import { CommandHandling, EventStore } from '../../libs/event-store';
import { ProductClock } from '../../libs/product-clock';
import { ReadModels } from '../../libs/read-models';
import { ClockController } from './clock/clock.controller';
import { ExplanationController } from './clock/explanation.controller';
import { Interventions } from './clock/interventions';
import { InterventionsController } from './clock/interventions.controller';
import { CalendarFeedController, MarketsController } from './clock/markets.controller';
import { TestClockController } from './clock/test-clock.controller';
import { ConversationsController } from './conversations/conversations.controller';
import { FollowUp } from './conversations/follow-up';
import { MessagesController } from './conversations/messages.controller';
import { Authentication } from './http/authentication';
import { LatelyWritten } from './http/lately-written';
import { AskHandler, Reading } from './http/reading';
import { HandleHandler, Writing } from './http/writing';
import { HealthController } from './platform/health.controller';
import { Metrics } from './platform/metrics';
import { MetricsController } from './platform/metrics.controller';
import { ChangeStreams } from './reading/change-streams';
import { ChangesController } from './reading/changes.controller';
import { ConversationsReadController } from './reading/conversations-read.controller';
import { HistoryController } from './reading/history.controller';
import { InboxController } from './reading/inbox.controller';
import { RecordedAccess } from './reading/recorded-access';

/** What the api stands on: made and closed by whoever starts it. */
export interface Ground {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly clock: ProductClock;
  readonly tokens: TokenRules;
}

@Module({})
class AppModule {}

/** The module of the api on this ground. */
export function apiOn({ store, models, clock, tokens }: Ground): DynamicModule {
  return {
    module: AppModule,
    imports: [CqrsModule.forRoot()],
    controllers: [
      ConversationsController,
      MessagesController,
      HistoryController,
      ExplanationController,
      ConversationsReadController,
      InboxController,
      ChangesController,
      ClockController,
      MarketsController,
      CalendarFeedController,
      InterventionsController,
      HealthController,
      MetricsController,
      ...(clock.testClock === undefined ? [] : [TestClockController]),
    ],
    providers: [
      { provide: EventStore, useValue: store },
      { provide: ReadModels, useValue: models },
      { provide: ProductClock, useValue: clock },
      { provide: CommandHandling, useValue: new CommandHandling(store) },
      { provide: Authentication, useValue: new Authentication(tokens) },
      HandleHandler,
      AskHandler,
      LatelyWritten,
      Writing,
      Reading,
      FollowUp,
      RecordedAccess,
      Interventions,
      ChangeStreams,
      Metrics,
    ],
  };
}
