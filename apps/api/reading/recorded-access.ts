import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { conversation, RecordAccess } from '../../../libs/domain';
import { type CallerRole, callerOf } from '../http/caller';
import { invalid } from '../http/problem';
import { Writing } from '../http/writing';

const IN_FLIGHT = 32;

/** Whether what this role reads of conversations is recorded: it is no party to any. */
export const isRecorded = (role: CallerRole): boolean => role === 'admin' || role === 'compliance';

/** What admin or compliance read of a conversation is recorded before they see it (R1.3). */
@Injectable()
export class RecordedAccess {
  constructor(private readonly writing: Writing) {}

  /** Records the access and gives the revision of the record; undefined for the parties, whose reading is theirs. */
  async record(
    request: FastifyRequest,
    id: string,
    access: { reason?: string; what: string; asOf?: string; revision?: number },
  ): Promise<number | undefined> {
    if (!isRecorded(callerOf(request).role)) return undefined;
    const { reason, what, asOf, revision } = access;
    if (reason === undefined) throw invalid('reason', 'required', 'reason is required of admin and compliance');
    const intent = this.writing.intent(request);
    const known = { reason, what, ...(asOf !== undefined && { asOf }), ...(revision !== undefined && { revision }) };
    const { revision: recorded, position } = await this.writing.send(
      conversation,
      id,
      new RecordAccess(intent.stamp, known),
      intent,
    );
    // The answer is as new as its own record, unless it comes from a read model.
    request.asNewAs ??= position;
    return recorded;
  }

  /** Records the access to each of these conversations once, several at a time. */
  async recordEach(request: FastifyRequest, ids: Iterable<string>, access: { reason: string; what: string }): Promise<void> {
    const waiting = new Set(ids).values();
    const worker = async () => {
      for (const id of waiting) await this.record(request, id, access);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  }
}
