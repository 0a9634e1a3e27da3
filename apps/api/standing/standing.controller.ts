import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  countingAt,
  DecideAppeal,
  DecideSanction,
  effectAt,
  iso,
  type Language,
  LodgeAppeal,
  profiles,
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
import { type Decider, type EventShape, EventStore, type StoredEvent } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { Commands } from '../application/commands';
import { OnRecord } from '../application/on-record';
import { ListSanctions } from '../application/queries';
import { languageOf } from '../edge/accept';
import { PLATFORM } from '../edge/access';
import { asOfGiven, requireBegun } from '../edge/as-of';
import { requireOwnSeller } from '../edge/caller';
import { stampOf } from '../edge/idempotency';
import { Reads, tellPosition } from '../edge/positions';
import { notFound } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import {
  AppealDecision,
  NewAppeal,
  SanctionAnswer,
  SanctionDecision,
  SanctionsPage,
  SanctionsQuery,
  StandingAnswer,
  StandingQuery,
} from './standing.dto';
import { statementText } from './statement-text';

/** Points and sanctions of a seller (R6), folded from its stream: no read model stands between the record and who is judged by it, only lists of all sellers have one. */
@ApiTags('standing')
@Controller('v1')
export class StandingController {
  constructor(
    private readonly commands: Commands,
    private readonly reads: Reads,
    private readonly record: OnRecord,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Read('sellers/:id/standing', {
    roles: ['seller', ...PLATFORM],
    handsOut: true,
    summary: 'Points, the violations that give them, sanctions and appeals, now or as it stood at an instant (R6)',
    answer: StandingAnswer,
    refusals: true,
  })
  async standing(
    @Req() request: FastifyRequest,
    @Param('id') seller: string,
    @Query() { asOf }: StandingQuery,
  ): Promise<StandingAnswer> {
    requireOwnSeller(request, seller);
    const now = this.clock.now();
    const at = asOfGiven(asOf, now) ?? now;
    // Of a seller without a point the past is empty, but not before there was a record at all.
    if (asOf !== undefined) requireBegun(at, await this.record.begun());
    const state = await this.#standingOf(seller, at);
    const language = await this.#language(request, seller);
    const counting = new Set(countingAt(state, at));
    return {
      ...{ seller, asOf: iso(at), effect: effectAt(state, at), points: sumOf([...counting]), rules: STANDING_RULES.version },
      violations: [...state.points.values()].map((one) => {
        const { seller: _, rules: __, masked: ___, occurredAt, until, ...shown } = one;
        return { ...shown, occurredAt: iso(occurredAt), until: iso(until), counts: counting.has(one) };
      }),
      sanctions: [...state.sanctions.values()].map((one) => answered(seller, one, language)),
    };
  }

  @Read('sanctions', {
    roles: PLATFORM,
    summary: 'Sanctions of all sellers, with those that wait for a decision, oldest first',
    answer: SanctionsPage,
    fresh: true,
  })
  list(@Req() request: FastifyRequest, @Query() { limit = 50, ...filter }: SanctionsQuery): Promise<SanctionsPage> {
    return this.reads.ask(request, (view) => new ListSanctions(view, { ...filter, limit }));
  }

  @Read('sanctions/:id', {
    roles: ['seller', ...PLATFORM],
    summary: 'A sanction with its statement of reasons as data and as text (R6.3)',
    answer: SanctionAnswer,
  })
  async one(@Req() request: FastifyRequest, @Param('id') id: string): Promise<SanctionAnswer> {
    const seller = this.#sellerOf(id);
    requireOwnSeller(request, seller);
    const sanction = (await this.#standingOf(seller)).sanctions.get(id);
    if (!sanction) throw notFound();
    return answered(seller, sanction, await this.#language(request, seller));
  }

  @Write('sanctions/:id/decision', {
    command: 'DecideSanction',
    summary: 'Imposes or declines a sanction that is proposed (R6.3); dryRun only answers what would go out',
    answer: SanctionAnswer,
  })
  async decide(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() { dryRun, ...decision }: SanctionDecision,
  ): Promise<SanctionAnswer> {
    const seller = this.#sellerOf(id);
    const command = new DecideSanction(seller, stampOf(request, this.clock.now()), STANDING_RULES, id, decision);
    if (!dryRun) return this.#dispatch(request, reply, id, command);
    const state = await this.#standingOf(seller);
    for (const event of standing.decide(command, state)) standing.evolve(state, event);
    return answered(seller, state.sanctions.get(id) as Sanction, await this.#language(request, seller));
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
    return this.#dispatch(request, reply, id, new LodgeAppeal(this.#sellerOf(id), stamp, id, reason));
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
    return this.#dispatch(request, reply, id, new DecideAppeal(this.#sellerOf(id), stamp, STANDING_RULES, id, { ...body }));
  }

  /** Whose sanction it is stands in its id: nothing has to be looked up. */
  #sellerOf(sanction: string): string {
    const seller = sellerOf(sanction);
    if (!SELLER_ID.test(seller)) throw notFound();
    return seller;
  }

  /** The answer is the sanction as the command left it; a repetition has the same. */
  async #dispatch(request: FastifyRequest, reply: FastifyReply, id: string, command: StandingCommand): Promise<SanctionAnswer> {
    const { position, revision } = await this.commands.dispatch(command);
    tellPosition(reply, position);
    const sanction = (await this.#standingOf(command.id, undefined, revision)).sanctions.get(id) as Sanction;
    return answered(command.id, sanction, await this.#language(request, command.id));
  }

  /** What the request asks for, else the seller's own, else English. */
  async #language({ headers }: FastifyRequest, seller: string): Promise<Language> {
    const { told } = await this.#folded(profiles, seller);
    return languageOf(headers['accept-language'], languageOf(told?.languages.join()));
  }

  /** Up to an instant (epoch milliseconds) and a revision, both included. */
  #standingOf(seller: string, at = Number.POSITIVE_INFINITY, revision = Number.POSITIVE_INFINITY): Promise<Standing> {
    return this.#folded<Standing, StandingEvent>(
      standing,
      seller,
      (event) => event.revision <= revision && Date.parse(event.data.at) <= at,
    );
  }

  async #folded<S, E extends EventShape>(
    { category, initial, evolve }: Decider<S, never, E>,
    id: string,
    isWanted: (event: StoredEvent<E>) => boolean = () => true,
  ): Promise<S> {
    let state = (initial as () => S)();
    for await (const event of this.store.read<E>(`${category}-${id}`)) {
      if (!isWanted(event)) break;
      state = evolve(state, event as unknown as E, event);
    }
    return state;
  }
}

/** A sanction as it is answered; where it was imposed, with its statement as text. */
function answered(seller: string, sanction: Sanction, language: Language): SanctionAnswer {
  const text = statementText(sanction, language);
  return { seller, ...sanction, ...(text !== undefined && { reasons: { language, text } }) };
}
