import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EventStore, storeHealth } from '../../../libs/event-store';
import { attachmentsWaiting, type ProjectionStatus, projectionStatus, ReadModels } from '../../../libs/read-models';
import { AttachmentStore } from '../attachments/attachment-store';
import { Public } from '../edge/access';
import { Screens } from '../screening/screens';
import { LiveAnswer, ReadyAnswer } from './health.dto';

const PATIENCE_MS = 1_500;

/** For load balancers and people; needs no token and says nothing about anybody. */
@ApiTags('health')
@Controller(['v1/health', 'health'])
export class HealthController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(AttachmentStore) private readonly attachments: AttachmentStore,
    @Inject(Screens) private readonly screens: Screens,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'The process runs' })
  @ApiResponse({ status: 200, description: 'It does.', type: LiveAnswer })
  live(): LiveAnswer {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Each dependency, and how far behind each projection is' })
  @ApiResponse({ status: 200, description: 'Everything this program needs is there.', type: ReadyAnswer })
  @ApiResponse({ status: 503, description: 'Something is not; the answer says what.', type: ReadyAnswer })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyAnswer> {
    const [eventStore, database, projections, answers, waiting] = await Promise.all([
      within(this.store.ready().then((ready) => ({ ready }))),
      within(this.models.ping().then(() => ({ ready: true }))),
      projectionsNow(this.models, this.store),
      this.attachments.scanner && within(this.attachments.scanner.answers()),
      within(attachmentsWaiting(this.models)),
    ]);
    const standing = standingIn(projections);
    const inboxStands = standing.some(({ name }) => name === 'inbox');
    const ready = eventStore?.ready === true && database?.ready === true && !inboxStands;
    // What else stands still is shown, not counted: the others and all writing still work.
    if (!ready) void reply.code(503).header('retry-after', '2');
    return {
      status: ready ? 'ready' : 'not-ready',
      dependencies: { eventStore: eventStore ?? { ready: false }, database: database ?? { ready: false } },
      projections: projections.map(({ position, ...rest }) => ({ ...rest, position: String(position) })),
      standing,
      attachments: {
        scanner: this.attachments.scanner ? (answers ? 'answers' : 'away') : 'none',
        waiting: waiting ?? 0,
        faults: this.attachments.faults,
      },
      screening: this.screens.health,
      ...storeHealth(this.store),
    };
  }
}

/** The projections that wait for an operator. */
const standingIn = (projections: readonly ProjectionStatus[]): ReadyAnswer['standing'] =>
  projections.flatMap(({ name, poisoned }) =>
    poisoned ? [{ name, position: poisoned.position, since: poisoned.since, reason: poisoned.error }] : [],
  );

/** How the projections stand, whatever is away: nothing without a database, less exactly without a store. Never throws. */
export async function projectionsNow(models: ReadModels, store: EventStore): Promise<ProjectionStatus[]> {
  const exact = await within(projectionStatus(models, store), PATIENCE_MS / 2);
  return exact ?? (await within(projectionStatus(models))) ?? [];
}

/** The answer, or undefined when it fails or does not come in time. */
async function within<T>(answer: Promise<T>, milliseconds = PATIENCE_MS): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      answer,
      new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), milliseconds);
      }),
    ]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
