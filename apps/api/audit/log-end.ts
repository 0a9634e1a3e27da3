import { Inject, Injectable } from '@nestjs/common';
import { EventStore } from '../../../libs/event-store';
import { PROJECTIONS, ReadModels } from '../../../libs/read-models';
import { invalid } from '../edge/problem';

/** Where the log ends. */
@Injectable()
export class LogEnd {
  constructor(
    @Inject(ReadModels) private readonly models: ReadModels,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  /**
   * Throws 400 for a position beyond all that was written or read: who waits behind it, as after a log was put back to an earlier
   * state, would miss everything up to it in silence. The store is asked only where no read model is as far.
   */
  async refuseBeyond(field: string, position: bigint): Promise<void> {
    if (position === 0n || PROJECTIONS.some(({ name }) => position <= this.models.reached(name))) return;
    if (position > (await this.store.head())) throw invalid(field, 'end', `${field} is beyond the end of what happened`);
  }
}
