import { Readable } from 'node:stream';
import { Body, Controller, Inject, Logger, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type ConversationEvent,
  PERSON_ID,
  type PersonCommand,
  type PersonEvent,
  PlaceHold,
  people,
  personStreamId,
  RETENTION_CLASSES,
  RecordExport,
  ReleaseHold,
  RequestErasure,
  type RetentionClass,
  retention,
  SetRetention,
  STREAMS,
  textOwner,
} from '../../../libs/domain';
import { CommandHandling, EventStore, StoreUnavailable } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { caughtUpWithLedger, ledgerState, ReadModels, streamsOf, waitFor, writtenBy } from '../../../libs/read-models';
import { Commands } from '../application/commands';
import { derivedId, stampOf } from '../edge/idempotency';
import { LINES } from '../edge/lines';
import { tellPosition } from '../edge/positions';
import { invalid, notFound, Problem } from '../edge/problem';
import { Read, Write } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import {
  ErasureAsked,
  ErasureReport,
  HoldAnswer,
  NewHold,
  NewRetention,
  PersonAsked,
  Release,
  RetentionClasses,
} from './persons.dto';

const VISIBLE_WITHIN_MS = 5_000;
const CARRIED_OUT_MS = 5_000;

const log = new Logger('erasures');

/** Keeping and forgetting people (R9): for compliance. */
@ApiTags('persons')
@Controller('v1')
export class PersonsController {
  constructor(
    private readonly commands: Commands,
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  @Write('persons/:id/erasure', {
    command: 'RequestErasure',
    handsOut: true,
    summary:
      'Erases what a person wrote; what a hold or a retention class blocks is restricted, and erased when nothing blocks it any more (R9). Under a hold that is told as 409 (under-hold), as is what was erased already (already-erased) or waits already (erasure-waits), each with the report in `happened`; that it was asked is on record',
    answer: ErasureReport,
  })
  async erase(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() asked: ErasureAsked,
  ): Promise<ErasureReport> {
    const person = named(id);
    await this.#visible();
    const entries = RETENTION_CLASSES.map(async (name) => [name, await this.handling.stateOf(retention, name)] as const);
    const classes = Object.fromEntries(await Promise.all(entries)) as Record<RetentionClass, Awaited<(typeof entries)[0]>[1]>;
    const facts = { ...(await writtenBy(this.models, person, await this.#lastChange(person))), classes };
    const { reason, ground } = asked;
    const command = new RequestErasure(person, stampOf(request, this.clock.now()), { reason, ground }, facts);
    if (asked.dryRun) return this.#wouldStand(command);
    const { events, position } = await this.commands.dispatch(command);
    tellPosition(reply, position);
    const refused = refusalOf(events as readonly PersonEvent[]);
    if (refused === 'unknown') throw unknown('id', 'nobody of this name ever wrote here; that it was asked is on record');
    await this.#endKeys(person);
    const report = await this.#report(person);
    if (refused) throw refusedErasure(refused, report);
    return report;
  }

  /** The position of the last event that erased or restricted something of a person; -1 where none did. */
  async #lastChange(person: string): Promise<bigint> {
    const stream = this.store.read<PersonEvent>(`person-${personStreamId(person)}`, { direction: 'backwards' });
    for await (const { type, position } of stream) if (type === 'PersonErased' || type === 'PersonRestricted') return position;
    return -1n;
  }

  /**
   * What the person writes after this answer has keys of its own, which the ledger does not end any more. Where that takes too long, the
   * reactor carries it out; its answer says so.
   */
  async #endKeys(person: string): Promise<void> {
    const { store, models } = this;
    const onTrouble = (message: string) => log.warn(message);
    await caughtUpWithLedger({ store, models, signal: AbortSignal.timeout(CARRIED_OUT_MS), onTrouble });
    store.forget(person);
  }

  @Read('persons/:id/erasure', {
    roles: ['compliance'],
    handsOut: true,
    summary: 'What of a person was erased, what is blocked until when, and who asked for what',
    answer: ErasureReport,
  })
  report(@Param('id') id: string): Promise<ErasureReport> {
    return this.#report(named(id));
  }

  @Write('persons/:id/export', {
    command: 'RecordExport',
    handsOut: true,
    summary: 'Everything of a person as lines of JSON, also what is restricted (GDPR art. 15 and 20)',
    answer: 'nothing',
    as: LINES,
  })
  async export(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() { reason, ground }: PersonAsked,
  ): Promise<StreamableFile> {
    const person = named(id);
    await this.#requireKnown(person, 'id');
    await this.commands.dispatch(new RecordExport(person, stampOf(request, this.clock.now()), { reason, ground }));
    return new StreamableFile(Readable.from(this.#lines(person)), { type: LINES });
  }

  @Write('holds', {
    command: 'PlaceHold',
    handsOut: true,
    summary: 'Keeps what a person, or all who wrote in a conversation, wrote',
    answer: HoldAnswer,
    status: 201,
  })
  async hold(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { person, conversation, reason, ground, until, dryRun }: NewHold,
  ): Promise<HoldAnswer> {
    if ((person === undefined) === (conversation === undefined))
      throw invalid('person', 'exclusive', 'either person or conversation is given');
    const stamp = stampOf(request, this.clock.now());
    const hold = {
      ...{ id: derivedId(stamp, 'hold'), reason, ground },
      ...(until !== undefined && { until: Date.parse(until) }),
      ...(conversation !== undefined && { conversation }),
    };
    if (person !== undefined) await this.#requireKnown(person, 'person');
    const persons = person === undefined ? await this.#writers(conversation as string) : [person];
    if (dryRun) {
      const reports = persons.map((one) => this.#wouldStand(new PlaceHold(one, stamp, hold)));
      return { hold: hold.id, persons, reports: await Promise.all(reports) };
    }
    for (const one of persons) tellPosition(reply, (await this.commands.dispatch(new PlaceHold(one, stamp, hold))).position);
    return { hold: hold.id, persons };
  }

  @Write('holds/:hold/release', {
    command: 'ReleaseHold',
    handsOut: true,
    summary: 'Ends the hold of a person; what was only waiting for that is erased',
    answer: ErasureReport,
  })
  async release(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('hold', IdPipe) hold: string,
    @Body() { person, reason, dryRun }: Release,
  ): Promise<ErasureReport> {
    const command = new ReleaseHold(person, stampOf(request, this.clock.now()), hold, reason);
    if (dryRun) return this.#wouldStand(command);
    const { position } = await this.commands.dispatch(command);
    tellPosition(reply, position);
    return this.#report(person);
  }

  @Read('retention-classes', {
    roles: ['compliance'],
    handsOut: true,
    summary: 'How long what people wrote is kept, by class',
    answer: RetentionClasses,
  })
  async classes(): Promise<RetentionClasses> {
    const classes = RETENTION_CLASSES.map(async (name) => ({ class: name, ...(await this.handling.stateOf(retention, name)) }));
    return { classes: await Promise.all(classes) };
  }

  @Write(
    'retention-classes/:class',
    { command: 'SetRetention', handsOut: true, summary: 'Sets a new version of a class', answer: RetentionClasses },
    'PUT',
  )
  async retain(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('class') name: string,
    @Body() { days, ground, reason, dryRun }: NewRetention,
  ): Promise<RetentionClasses> {
    if (!RETENTION_CLASSES.includes(name as RetentionClass)) throw notFound();
    const stamp = stampOf(request, this.clock.now());
    const command = new SetRetention(name as RetentionClass, stamp, { days, ground, reason });
    if (dryRun) {
      const changed = retention
        .decide(command, await this.handling.stateOf(retention, name))
        .reduce(retention.evolve, await this.handling.stateOf(retention, name));
      const { classes } = await this.classes();
      return { classes: classes.map((one) => ('class' in one && one.class === name ? { ...one, ...changed } : one)), dryRun };
    }
    const { position } = await this.commands.dispatch(command);
    tellPosition(reply, position);
    return this.classes();
  }

  /** Waits until read models have what was written before. */
  async #visible(): Promise<void> {
    const head = await this.store.head();
    for (const model of ['audit', 'marketplace'])
      if (!(await waitFor(this.models, model, head, VISIBLE_WITHIN_MS)))
        throw new StoreUnavailable(`the read model ${model} is behind`);
  }

  /** A hold on a name that was spelled wrong would protect nobody, and its copy would be empty. */
  async #requireKnown(person: string, field: string): Promise<void> {
    await this.#visible();
    if (!(await writtenBy(this.models, person)).known) throw unknown(field);
  }

  async #writers(conversation: string): Promise<string[]> {
    const persons = new Set<string>();
    for await (const { type, data } of this.store.read<ConversationEvent>(`conversation-${conversation}`)) {
      if (type === 'ConversationOpened') persons.add(data.buyer);
      if (type === 'MessageSent' || type === 'MessageHeld') persons.add(data.author);
    }
    if (persons.size === 0) throw new Problem(404, 'not-found', 'There is no such conversation.', { field: 'conversation' });
    return [...persons];
  }

  /** How it would stand with a person after a command; nothing is written. */
  async #wouldStand(command: PersonCommand): Promise<ErasureReport> {
    const events = people.decide(command, await this.handling.stateOf(people, command.id));
    const refused = refusalOf(events);
    if (refused === 'unknown') throw unknown('id');
    if (refused === 'erased') throw refusedErasure(refused, await this.#report(command.person));
    return { ...(await this.#report(command.person, events)), carriedOut: false, dryRun: true };
  }

  async #report(person: string, then: readonly PersonEvent[] = []): Promise<ErasureReport> {
    let state = people.initial();
    let last = -1n;
    const requests: object[] = [];
    for await (const event of this.store.read<PersonEvent>(`person-${personStreamId(person)}`)) {
      state = people.evolve(state, event);
      const { type, data, position } = event;
      if (type === 'PersonErased' || type === 'PersonRestricted') last = position;
      else if (type !== 'CommandAcknowledged') requests.push({ type, ...data });
    }
    state = then.reduce(people.evolve, state);
    const { erased, restricted, holds } = state;
    const [some, none] = [erased.length > 0, restricted.size === 0];
    return {
      person,
      state: some ? (none ? 'erased' : 'partly-erased') : none ? 'none' : 'restricted',
      carriedOut: (await ledgerState(this.models)).position >= last,
      erased: erased.map(({ classes, at }) => ({ classes, at })),
      blocked: [...restricted.values()],
      holds: [...holds.values()],
      requests,
    };
  }

  /** What the person wrote, did, or is told of in orders; what others wrote is theirs. */
  async *#lines(person: string): AsyncGenerator<string> {
    for (const stream of await streamsOf(this.models, person))
      for await (const event of this.store.read(stream, { restricted: true })) {
        const { type, data, metadata, revision } = event;
        const isOf = metadata.actor === person || textOwner(STREAMS, event)?.person === person;
        const { at, role, origin } = metadata;
        if (isOf) yield `${JSON.stringify({ stream, revision, type, at, role, origin, data })}\n`;
      }
  }
}

const unknown = (field: string, detail = 'nobody of this name ever wrote here'): Problem =>
  new Problem(404, 'person-unknown', detail, { field, errors: [{ field, rule: 'known' }] });

type Refused = Extract<PersonEvent, { type: 'ErasureRefused' }>['data']['why'];

/** Why a request to erase is refused, though it may have restricted something: under a hold, or because of what was asked before. */
function refusalOf(events: readonly PersonEvent[]): Refused | undefined {
  for (const { type, data } of events) {
    if (type === 'ErasureRefused') return data.why;
    if (type === 'PersonRestricted' && data.classes.some(({ because }) => because === 'hold')) return 'held';
  }
  return undefined;
}

const REFUSED: Readonly<Record<Exclude<Refused, 'unknown'>, readonly [code: string, detail: string]>> = {
  erased: ['already-erased', 'nothing is there that was not erased already'],
  held: ['under-hold', 'a hold keeps what the person wrote: it is restricted, and erased when the hold ends'],
  kept: ['erasure-waits', 'it was asked for already, and waits until what keeps it ends'],
};

/** With how it stands. */
function refusedErasure(why: keyof typeof REFUSED, report: ErasureReport): Problem {
  const [code, detail] = REFUSED[why];
  return new Problem(409, code, detail, { field: 'id', happened: report });
}

/** An id of a person in the path. */
function named(id: string): string {
  if (!PERSON_ID.test(id)) throw notFound();
  return id;
}
