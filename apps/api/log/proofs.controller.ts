import { Body, Controller, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type LogEvent, VERIFICATIONS } from '../../../libs/domain';
import { EventStore } from '../../../libs/event-store';
import { parseVerifier, printProof } from '../../../libs/proof';
import { logOutlets, logState, newestCheckpoint, ReadModels, stampedCheckpoint } from '../../../libs/read-models';
import { prefers } from '../edge/accept';
import { LOG_READERS } from '../edge/access';
import { Problem } from '../edge/problem';
import { Check, Read } from '../edge/routes';
import {
  CheckedAnswer,
  ConsistencyAnswer,
  ConsistencyQuery,
  InclusionAnswer,
  InclusionQuery,
  LogAnswer,
  ProofCheck,
  StampAnswer,
  StampQuery,
  type VerificationAnswer,
} from './log.dto';
import { Proofs } from './proofs';

const TEXT = 'text/plain';

@ApiTags('log')
@Controller('v1/log')
export class ProofsController {
  constructor(
    private readonly proofs: Proofs,
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  @Read('', {
    roles: LOG_READERS,
    summary: 'The log of proofs: its key, how far it is, and how places outside stand',
    answer: LogAnswer,
  })
  async log(): Promise<LogAnswer> {
    const [{ key, size }, checkpoint, outlets, lastVerification] = await Promise.all([
      logState(this.models),
      newestCheckpoint(this.models),
      logOutlets(this.models),
      this.#lastVerification(),
    ]);
    return {
      log: key === null ? null : parseVerifier(key).name,
      key,
      size,
      signed: checkpoint?.size ?? 0,
      witnesses: [...(checkpoint?.witnesses ?? [])],
      outlets,
      lastVerification,
    };
  }

  async #lastVerification(): Promise<VerificationAnswer | null> {
    for await (const { type, data } of this.store.read<LogEvent>(VERIFICATIONS, { direction: 'backwards' }))
      if (type === 'StoreVerified') return data;
    return null;
  }

  @Read('proof/inclusion', {
    roles: LOG_READERS,
    handsOut: true,
    summary: 'That an event is in the log, for a signed checkpoint; as text, a tlog-proof to keep',
    answer: InclusionAnswer,
    also: [TEXT],
    refusals: true,
  })
  async inclusion(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: InclusionQuery,
  ): Promise<InclusionAnswer | string> {
    const answer = await this.proofs.inclusion(query);
    if (!asText(request, reply)) return answer;
    const { index, hashes, checkpoint } = answer;
    return printProof({ index, hashes: hashes.map((hash) => Buffer.from(hash, 'base64')), checkpoint });
  }

  @Read('proof/consistency', {
    roles: LOG_READERS,
    handsOut: true,
    summary: 'That a tree of the log is the beginning of a larger one; as text, a hash a line',
    answer: ConsistencyAnswer,
    also: [TEXT],
    refusals: true,
  })
  async consistency(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ConsistencyQuery,
  ): Promise<ConsistencyAnswer | string> {
    const answer = await this.proofs.consistency(query);
    return asText(request, reply) ? answer.hashes.map((hash) => `${hash}\n`).join('') : answer;
  }

  @Read('stamp', {
    roles: LOG_READERS,
    summary: 'What a time-stamping authority (RFC 3161) answered for a checkpoint',
    answer: StampAnswer,
  })
  async stamp(@Query() { size }: StampQuery): Promise<StampAnswer> {
    const stamped = await stampedCheckpoint(this.models, size);
    if (!stamped) throw new Problem(404, 'stamp-unknown', 'No such checkpoint is stamped.', { field: 'size' });
    return { size: stamped.size, checkpoint: stamped.note, stamp: stamped.stamp.toString('base64') };
  }

  @Check('proof/check', {
    roles: LOG_READERS,
    handsOut: true,
    summary: 'Whether a checkpoint or a proof is of this log and still holds; refused with the reason where it is not',
    answer: CheckedAnswer,
    refusals: true,
  })
  check(@Body() { proof }: ProofCheck): Promise<CheckedAnswer> {
    return this.proofs.check(proof);
  }
}

function asText({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  void reply.header('vary', 'accept');
  if (!prefers(headers.accept, TEXT)) return false;
  void reply.header('content-type', `${TEXT}; charset=utf-8`);
  return true;
}
