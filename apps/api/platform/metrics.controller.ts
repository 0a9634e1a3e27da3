import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { EventStore } from '../../../libs/event-store';
import { ReadModels } from '../../../libs/read-models';
import { Public } from '../edge/access';
import { projectionsNow } from './health.controller';
import { Metrics } from './metrics';

@ApiTags('health')
@Controller(['v1/metrics', 'metrics'])
export class MetricsController {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly models: ReadModels,
    private readonly metrics: Metrics,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Metrics in the Prometheus text format' })
  @ApiResponse({ status: 200, description: 'One line a number.', content: { 'text/plain': { schema: { type: 'string' } } } })
  async all(): Promise<string> {
    const { lag, retries, poisoned, registry } = this.metrics;
    // A database that is away shows in health; the rest of the numbers are still wanted.
    for (const status of await projectionsNow(this.models, this.store)) {
      const { name: projection, lagSeconds } = status;
      lag.set({ projection }, lagSeconds);
      retries.set({ projection }, status.retries);
      poisoned.set({ projection }, status.poisoned ? 1 : 0);
    }
    return registry.metrics();
  }
}
