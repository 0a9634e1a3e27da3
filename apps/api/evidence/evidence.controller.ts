import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileAltered, FileErased, FileLost, SealedBlobs } from '../../../libs/attachments';
import { BlobMissing } from '../../../libs/blobs';
import {
  EVIDENCE_FORMS,
  type Evidence,
  type EvidenceForm,
  evidence,
  formOf,
  iso,
  type Language,
  RequestEvidence,
  TakeEvidence,
  takeable,
} from '../../../libs/domain';
import { CommandHandling, EventStore } from '../../../libs/event-store';
import { ProductClock } from '../../../libs/product-clock';
import { conversationsFor, evidenceProgress, ReadModels, restrictedIn } from '../../../libs/read-models';
import { Commands } from '../application/commands';
import { OnRecord } from '../application/on-record';
import { ChangeStreams } from '../audit/change-streams';
import { RecordedAccess } from '../conversations/recorded-access';
import { languageOf } from '../edge/accept';
import { PLATFORM } from '../edge/access';
import { asOfGiven, beforeTheBeginning } from '../edge/as-of';
import { callerOf } from '../edge/caller';
import { beginEvents } from '../edge/event-stream';
import { derivedId, stampOf } from '../edge/idempotency';
import { tellPosition } from '../edge/positions';
import { invalid, notFound, Problem } from '../edge/problem';
import { type Part, telling, wanted } from '../edge/ranges';
import { Check, Read, Write } from '../edge/routes';
import { IdPipe } from '../edge/shape.pipe';
import { EvidenceAnswer, EvidenceSelection, NewEvidence, PackageQuery, PreviewAnswer } from './evidence.dto';
import { previewOf } from './preview';

const MOST = 1_000;
const IN_FLIGHT = 32;
/** The notary notes how far it is twice a second. */
const LOOK_AGAIN_MS = 1_000;
/** By what a file ends in. */
const MEDIA = {
  asice: 'application/vnd.etsi.asic-e+zip',
  rsmf: 'message/rfc822',
  vcon: 'application/vcon',
  zip: 'application/zip',
} as const;

/** It is not there, or does not open as it was kept. */
const LOST = [BlobMissing, FileAltered, FileErased, FileLost];

type Takeable = ReturnType<typeof takeable>;
type Known = Evidence & { readonly requested: NonNullable<Evidence['requested']> };

/** What a file is saved as. */
const nameOf = (file: string): string => `evidence-${file.slice(file.lastIndexOf('/') + 1)}`;

/** Packages of evidence: asked for here, made by the notary, taken here; each of that is an event. */
@ApiTags('evidence')
@Controller('v1/evidence')
export class EvidenceController {
  constructor(
    private readonly commands: Commands,
    private readonly access: RecordedAccess,
    private readonly record: OnRecord,
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(ProductClock) private readonly clock: ProductClock,
    @Inject(SealedBlobs) private readonly packages: SealedBlobs,
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
  ) {}

  @Check('preview', {
    roles: PLATFORM,
    handsOut: true,
    summary: 'What a package of this would hold and leave out, in numbers: nothing is made, and nothing is opened',
    answer: PreviewAnswer,
    refusals: true,
  })
  async preview(@Req() request: FastifyRequest, @Body() body: EvidenceSelection): Promise<PreviewAnswer> {
    const asOf = asOfIn(body, this.clock.now());
    const conversations = await this.#conversations(body);
    await this.#requireBegun(conversations, asOf);
    const restricted = callerOf(request).role === 'compliance';
    return previewOf(this.store, conversations, { asOf, disclose: body.disclose, restricted });
  }

  @Write('', {
    command: 'RequestEvidence',
    handsOut: true,
    status: 202,
    summary: 'Asks for a package of evidence: conversations as they were on record, with proofs, sealed; it is made in a moment',
    answer: EvidenceAnswer,
  })
  async ask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: NewEvidence,
  ): Promise<EvidenceAnswer> {
    const stamp = stampOf(request, this.clock.now());
    const id = derivedId(stamp, 'evidence');
    const { order, seller, from, to, purpose, reason, disclose } = body;
    const known = (await this.handling.stateOf(evidence, id)).requested;
    const asOf = asOfIn(body, stamp.at);
    const conversations = known?.conversations ?? (await this.#conversations(body));
    if (!known) await this.#requireBegun(conversations, asOf);
    const chosen = {
      ...(order !== undefined && { order }),
      ...(seller !== undefined && { seller, from: iso(Date.parse(from as string)), to: iso(Date.parse(to as string)) }),
    };
    const language = (body.language ?? languageOf(request.headers['accept-language'])) as Language;
    const waiting = conversations.values();
    const worker = async () => {
      for (const one of waiting) await this.access.record(request, one, { reason, what: `evidence ${id}`, asOf });
    };
    if (!known) await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    const asked = { conversations, ...chosen, asOf, purpose, reason, ...(disclose && { disclose }), language };
    const { position } = await this.commands.dispatch(new RequestEvidence(id, stamp, asked));
    tellPosition(reply, position);
    void reply.header('location', `/v1/evidence/${id}`);
    return this.#answer(id);
  }

  @Read(':id', { roles: PLATFORM, handsOut: true, summary: 'How far a package is', answer: EvidenceAnswer })
  one(@Param('id', IdPipe) id: string): Promise<EvidenceAnswer> {
    return this.#answer(id);
  }

  @Read(':id/events', {
    roles: PLATFORM,
    handsOut: true,
    summary: 'The same as server-sent events, until it is made',
    answer: EvidenceAnswer,
    as: 'text/event-stream',
  })
  async events(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id', IdPipe) id: string): Promise<void> {
    const begun = await this.#answer(id);
    if (request.method === 'HEAD') return void reply.type('text/event-stream').send();
    await this.streams.hold(request, reply, (signal) => this.#tell(beginEvents(reply), begun, signal));
  }

  /** Writes how far a package is each time that it is further, until it is made. */
  async #tell(raw: ServerResponse, begun: EvidenceAnswer, signal: AbortSignal): Promise<void> {
    let answer = begun;
    try {
      for (let told = ''; !signal.aborted; answer = await this.#answer(begun.id)) {
        const data = JSON.stringify(answer);
        if (data !== told && !raw.write(`event: progress\ndata: ${data}\n\n`)) await once(raw, 'drain', { signal });
        told = data;
        if (answer.status !== 'waiting' && answer.status !== 'running') break;
        await sleep(LOOK_AGAIN_MS, undefined, { signal });
      }
    } catch {
      // The caller left, or asks again.
    } finally {
      raw.end();
    }
  }

  @Read(':id/package', {
    roles: PLATFORM,
    handsOut: true,
    summary: 'The package, or a part of it by Range; who takes it is on record',
    answer: 'nothing',
    as: MEDIA.asice,
    also: [MEDIA.rsmf, MEDIA.vcon, MEDIA.zip],
    refusals: true,
  })
  async take(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id', IdPipe) id: string,
    @Query() { form: asked = 'asice' }: PackageQuery,
  ): Promise<Readable | undefined> {
    const form = asked as EvidenceForm;
    const state = await this.#known(id);
    await this.#requireUnrestricted(request, state);
    const one = takeable(state, form);
    const part = wanted(request, reply, one);
    if (part === 'nothing') return undefined;
    // Where nothing at all is sent the length would be none.
    const bytes = request.method === 'HEAD' ? Readable.from([]) : await this.#handedOut(request, id, form, { one, part });
    const { file, sha256 } = one;
    void telling(reply, part, one)
      .type(MEDIA[file.slice(file.lastIndexOf('.') + 1) as keyof typeof MEDIA])
      .header('content-disposition', `attachment; filename="${nameOf(file)}"`)
      .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
      .header('x-content-sha256', sha256)
      .header('cache-control', 'no-store');
    return bytes;
  }

  /** Opens it, then puts on record that it is taken: what is lost is not, nor what is erased in this moment. */
  async #handedOut(
    request: FastifyRequest,
    id: string,
    form: EvidenceForm,
    { one, part }: { readonly one: Takeable; readonly part: Part | 'all' },
  ): Promise<Readable> {
    const span = part === 'all' ? undefined : part;
    const bytes = Readable.from(await this.#opened(one, span));
    try {
      await this.commands.dispatch(new TakeEvidence(id, stampOf(request, this.clock.now()), form, span));
      return bytes;
    } catch (error) {
      bytes.destroy();
      throw error;
    }
  }

  async #opened({ file, size }: Takeable, span?: Part): Promise<AsyncIterable<Uint8Array>> {
    try {
      return await this.packages.get(file, size, span);
    } catch (error) {
      if (LOST.some((kind) => error instanceof kind))
        throw new Problem(410, 'package-lost', 'The package is not kept any more: ask for it again.');
      throw error;
    }
  }

  /** What somebody restricted wrote is compliance's to open, also in a package that was made before, or for compliance. */
  async #requireUnrestricted(request: FastifyRequest, { requested, made }: Known): Promise<void> {
    if (callerOf(request).role === 'compliance' || !made) return;
    const from = requested.role === 'compliance' ? '0001-01-01' : made.at.slice(0, 10);
    const since = await restrictedIn(this.models, requested.conversations, from);
    if (since === undefined) return;
    const why = `texts of a person in it are restricted since ${since}: for compliance only; packages asked for after that day leave them out`;
    throw new Problem(403, 'evidence-restricted', why);
  }

  /** What a selection is about. Throws a Problem for one that says nothing, or too much, or of which nothing is there. */
  async #conversations({ conversations, order, seller, from, to }: EvidenceSelection): Promise<readonly string[]> {
    const chosen = [conversations, order, seller].filter((one) => one !== undefined);
    if (chosen.length !== 1)
      throw invalid('conversations', 'one-selection', 'conversations, order or seller: one of them is needed');
    if (seller === undefined && (from ?? to) !== undefined) throw invalid('from', 'with-seller', 'from and to go with seller');
    if (conversations) {
      if (conversations.length === 0) throw invalid('conversations', 'not-empty', 'conversations is empty');
      const ids = conversations.map((id) => id.toLowerCase());
      await Promise.all(
        ids.map((id) =>
          this.record.openingOf(id).catch(() => {
            throw new Problem(404, 'not-found', `There is no conversation ${id}.`, { field: 'conversations' });
          }),
        ),
      );
      return ids;
    }
    const found = await (order !== undefined
      ? conversationsFor(this.models, { order }, MOST + 1)
      : conversationsFor(this.models, { seller: seller as string, ...periodOf(from, to) }, MOST + 1));
    const field = order === undefined ? 'seller' : 'order';
    if (found.length === 0) throw new Problem(404, 'not-found', 'There is no conversation of that.', { field });
    if (found.length > MOST)
      throw invalid(field, 'too-many', `more than ${MOST} conversations are of that: ask for less at a time`);
    return found;
  }

  /** A package of a time when nothing was on record yet would be an empty one. */
  async #requireBegun(conversations: readonly string[], asOf: string): Promise<void> {
    let first: string | undefined;
    for (const id of conversations) {
      const at = await this.record.begun(id);
      if (at === undefined || at <= asOf) return;
      first = first === undefined || at < first ? at : first;
    }
    if (first !== undefined) throw beforeTheBeginning(first);
  }

  async #known(id: string): Promise<Known> {
    const state = await this.handling.stateOf(evidence, id);
    const { requested } = state;
    if (!requested) throw notFound();
    return { ...state, requested };
  }

  async #answer(id: string): Promise<EvidenceAnswer> {
    const { requested, made, failed, erased } = await this.#known(id);
    const progress = made || failed ? undefined : await evidenceProgress(this.models, id);
    const { asOf, purpose, reason, by, at, conversations } = requested;
    return {
      id,
      status: erased ? 'erased' : made ? 'made' : failed ? 'failed' : progress ? 'running' : 'waiting',
      ...{ conversations: conversations.length, asOf, purpose, reason, requestedBy: by, requestedAt: at },
      ...(progress && { progress }),
      ...(made &&
        !erased && {
          package: {
            ...{ sha256: made.sha256, size: made.size, events: made.events, log: made.log, at: made.at },
            forms: EVIDENCE_FORMS.flatMap((form) => {
              const one = formOf(made, form);
              return one ? [{ form, file: nameOf(one.file), sha256: one.sha256, size: one.size }] : [];
            }),
          },
        }),
      ...(failed && { failure: failed.reason }),
    };
  }
}

const asOfIn = ({ asOf }: EvidenceSelection, now: number): string => iso(asOfGiven(asOf, now) ?? now);

function periodOf(from: string | undefined, to: string | undefined): { from: number; to: number } {
  if (from === undefined) throw invalid('from', 'required', 'from is required with seller');
  if (to === undefined) throw invalid('to', 'required', 'to is required with seller');
  const period = { from: Date.parse(from), to: Date.parse(to) };
  if (period.from >= period.to) throw invalid('to', 'after-from', 'to has to be later than from');
  return period;
}
