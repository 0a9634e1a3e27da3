import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RecordAccess } from '../../../libs/domain';
import { ProductClock } from '../../../libs/product-clock';
import type { CallerRole } from '../application/caller';
import { Commands } from '../application/commands';
import { callerOf } from '../edge/caller';
import { stampOf } from '../edge/idempotency';
import { invalid } from '../edge/problem';

const IN_FLIGHT = 32;

interface Access {
  readonly reason?: string;
  readonly what: string;
  readonly asOf?: string;
  readonly revision?: number;
  readonly search?: string;
}

/** Whether what this role reads of conversations is recorded: it is no party to any. */
export const isRecorded = (role: CallerRole): boolean => role === 'admin' || role === 'compliance';

/** What admin or compliance read of a conversation is recorded before they see it (R1.3). */
@Injectable()
export class RecordedAccess {
  constructor(
    private readonly commands: Commands,
    @Inject(ProductClock) private readonly clock: ProductClock,
  ) {}

  /** What `read` gives, once the access is on record: what is refused was no access, and leaves none. */
  async reading<T>(request: FastifyRequest, id: string, access: Access, read: () => Promise<T>): Promise<T> {
    this.#reasonOf(request, access);
    const answer = await read();
    await this.record(request, id, access);
    return answer;
  }

  /** Records the access and gives the revision of the record; undefined for the parties, whose reading is theirs. */
  async record(request: FastifyRequest, id: string, access: Access): Promise<number | undefined> {
    const reason = this.#reasonOf(request, access);
    if (reason === undefined) return undefined;
    const { what, asOf, revision, search } = access;
    const stamp = stampOf(request, this.clock.now());
    const known = {
      reason,
      what,
      ...(asOf !== undefined && { asOf }),
      ...(revision !== undefined && { revision }),
      ...(search !== undefined && { search }),
    };
    const { revision: recorded, position } = await this.commands.dispatch(new RecordAccess(id, stamp, known));
    // The answer is as new as its own record, unless it comes from a read model.
    request.asNewAs ??= position;
    return recorded;
  }

  #reasonOf(request: FastifyRequest, { reason }: Access): string | undefined {
    if (!isRecorded(callerOf(request).role)) return undefined;
    if (reason === undefined) throw invalid('reason', 'required', 'reason is required of admin and compliance');
    return reason;
  }

  /** The same of a page of things from several conversations: each of these is recorded once, several at a time. */
  async readingEach<T extends { readonly items: readonly { readonly conversation: string }[] }>(
    request: FastifyRequest,
    access: Access,
    read: () => Promise<T>,
  ): Promise<T> {
    this.#reasonOf(request, access);
    const answer = await read();
    const waiting = new Set(answer.items.map(({ conversation }) => conversation)).values();
    const worker = async () => {
      for (const id of waiting) await this.record(request, id, access);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    return answer;
  }
}
