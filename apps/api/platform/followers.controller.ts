import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ParkEvent, RetryEvent } from '../../../libs/domain';
import { EventStore, eventAt, parkingOf } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { type FollowerStatus, followers, ReadModels } from '../../../libs/read-models';
import { Commands } from '../application/commands';
import { stampOf } from '../edge/idempotency';
import { tellPosition } from '../edge/positions';
import { notFound } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { POSITION } from '../edge/shape';
import { FollowersAnswer, ParkingAnswer, Reasoned, ToPark } from './followers.dto';

/** What follows the log: which events hold it up, and which it was let pass over. */
@ApiTags('platform')
@Controller('v1/followers')
export class FollowersController {
  constructor(
    private readonly commands: Commands,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('', {
    roles: ['admin'],
    summary: 'Projections and reactions, the events they stand before, and those they were let pass over',
    answer: FollowersAnswer,
  })
  async list(): Promise<FollowersAnswer> {
    const all = await followers(this.models);
    return { items: await Promise.all(all.map((one) => this.#shown(one))) };
  }

  @Write(':name/parked', {
    command: 'ParkEvent',
    summary: 'Lets a follower pass over the event it stands before',
    answer: ParkingAnswer,
  })
  async park(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('name') name: string,
    @Body() { position, reason }: ToPark,
  ): Promise<ParkingAnswer> {
    const { standing } = await this.#named(name);
    const before = standing.map((one) => one.position);
    const park = new ParkEvent(name, stampOf(request, this.clock.now()), position, reason, before);
    tellPosition(reply, (await this.commands.dispatch(park)).position);
    return { follower: name, position, parked: true };
  }

  @Write(':name/parked/:position/retry', {
    command: 'RetryEvent',
    summary:
      'Lets a follower take an event that it passed over: a reaction acts on it now, a projection fills its tables anew beside those in use. What cannot be taken is parked again',
    answer: ParkingAnswer,
  })
  async retry(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('name') name: string,
    @Param('position') position: string,
    @Body() { reason }: Reasoned,
  ): Promise<ParkingAnswer> {
    await this.#named(name);
    if (!POSITION.test(position)) throw notFound();
    const retry = new RetryEvent(name, stampOf(request, this.clock.now()), position, reason);
    tellPosition(reply, (await this.commands.dispatch(retry)).position);
    return { follower: name, position, parked: false };
  }

  async #named(name: string): Promise<FollowerStatus> {
    const [found] = await followers(this.models, name);
    if (!found) throw notFound();
    return found;
  }

  async #shown({ name, kind, standing, lacking }: FollowerStatus): Promise<FollowersAnswer['items'][number]> {
    const parking = await parkingOf(this.store, name);
    const decided = [...parking].filter(([at, { parked }]) => parked || lacking.includes(at));
    // It takes a moment until it goes on.
    const waiting = standing.filter(({ position }) => !parking.get(position)?.parked);
    return {
      ...{ name, kind },
      standing: await Promise.all(
        waiting.map(async ({ position, reason, since }) => ({ ...(await this.#event(position)), reason, since })),
      ),
      parked: await Promise.all(
        decided.map(async ([position, { parked, by, reason, at: since }]) => ({
          ...(await this.#event(position)),
          ...{ reason, since, by, state: parked ? 'parked' : 'retried' },
        })),
      ),
    };
  }

  async #event(position: bigint) {
    const { stream = null, revision = null, type = null } = (await eventAt(this.store, position)) ?? {};
    return { position: String(position), stream, revision, type };
  }
}
