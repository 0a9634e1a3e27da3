import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  countingAt,
  DecideAppeal,
  DecideSanction,
  effectAt,
  iso,
  LodgeAppeal,
  type Sanction,
  SELLER_ID,
  STANDING_RULES,
  type Standing,
  type StandingCommand,
  type StandingEvent,
  sellerOf,
  standing,
  sumOf,
} from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { PLATFORM } from '../edge/access';
import { callerOf } from '../edge/caller';
import { stampOf } from '../edge/idempotency';
import { tellPosition } from '../edge/positions';
import { notFound } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { AppealDecision, NewAppeal, SanctionAnswer, SanctionDecision, StandingAnswer, StandingQuery } from './standing.dto';

/** Points and sanctions of a seller (R6), folded from its stream: no read model stands between the record and who is judged by it. */
@ApiTags('standing')
@Controller('v1')
export class StandingController {
  constructor(
    private readonly commands: Commands,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('sellers/:id/standing', {
    roles: ['seller', ...PLATFORM],
    summary: 'Points, the violations that give them, sanctions and appeals, now or as it stood at an instant (R6)',
    answer: StandingAnswer,
  })
  async standing(
    @Req() request: FastifyRequest,
    @Param('id') seller: string,
    @Query() { asOf }: StandingQuery,
  ): Promise<StandingAnswer> {
    const caller = callerOf(request);
    if (!SELLER_ID.test(seller) || (caller.role === 'seller' && caller.seller !== seller)) throw notFound();
    const at = asOf === undefined ? this.clock.now() : Date.parse(asOf);
    const state = await this.#standingOf(seller, at);
    const counting = new Set(countingAt(state, at));
    return {
      ...{ seller, asOf: iso(at), effect: effectAt(state, at), points: sumOf([...counting]), rules: STANDING_RULES.version },
      violations: [...state.points.values()].map((one) => {
        const { seller: _, rules: __, masked: ___, occurredAt, until, ...shown } = one;
        return { ...shown, occurredAt: iso(occurredAt), until: iso(until), counts: counting.has(one) };
      }),
      sanctions: [...state.sanctions.values()].map((one) => ({ seller, ...one })),
    };
  }

  @Write('sanctions/:id/decision', {
    command: 'DecideSanction',
    summary: 'Imposes or declines a sanction that is proposed (R6.3)',
    answer: SanctionAnswer,
  })
  decide(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: SanctionDecision,
  ): Promise<SanctionAnswer> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, id, new DecideSanction(this.#sellerOf(id), stamp, STANDING_RULES, id, { ...body }));
  }

  @Write('sanctions/:id/appeal', {
    command: 'LodgeAppeal',
    summary: 'The seller appeals against a sanction, within six months (R6.3)',
    status: 201,
    answer: SanctionAnswer,
  })
  appeal(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() { reason }: NewAppeal,
  ): Promise<SanctionAnswer> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, id, new LodgeAppeal(this.#sellerOf(id), stamp, id, reason));
  }

  @Write('sanctions/:id/appeal/decision', {
    command: 'DecideAppeal',
    summary: 'Another admin than the first grants or rejects an appeal (R6.3)',
    answer: SanctionAnswer,
  })
  decideAppeal(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: AppealDecision,
  ): Promise<SanctionAnswer> {
    const stamp = stampOf(request, this.clock.now());
    return this.#dispatch(reply, id, new DecideAppeal(this.#sellerOf(id), stamp, id, { ...body }));
  }

  /** Whose sanction it is stands in its id: nothing has to be looked up. */
  #sellerOf(sanction: string): string {
    const seller = sellerOf(sanction);
    if (!SELLER_ID.test(seller)) throw notFound();
    return seller;
  }

  /** The answer is the sanction as the command left it; a repetition has the same. */
  async #dispatch(reply: FastifyReply, id: string, command: StandingCommand): Promise<SanctionAnswer> {
    const { position, revision } = await this.commands.dispatch(command);
    tellPosition(reply, position);
    const sanction = (await this.#standingOf(command.id, undefined, revision)).sanctions.get(id) as Sanction;
    return { seller: command.id, ...sanction };
  }

  /** Up to an instant (epoch milliseconds) and a revision, both included. */
  async #standingOf(seller: string, at = Number.POSITIVE_INFINITY, revision = Number.POSITIVE_INFINITY): Promise<Standing> {
    let state = standing.initial();
    for await (const event of this.store.read<StandingEvent>(`${standing.category}-${seller}`)) {
      if (event.revision > revision || Date.parse(event.data.at) > at) break;
      state = standing.evolve(state, event);
    }
    return state;
  }
}
