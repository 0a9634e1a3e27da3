import type { DefaultMetricsCollectorConfiguration, RegistryContentType } from 'prom-client';
import { type Env, whole } from './environment';

/**
 * How a process measures itself. Its event loop is looked at ten times a second: prom-client's hundred cost a process with nothing to do
 * more than all else it did. Throws {@link ConfigurationError}.
 */
export function loadMetrics(
  env: Env = process.env,
): Pick<DefaultMetricsCollectorConfiguration<RegistryContentType>, 'eventLoopMonitoringPrecision'> {
  return { eventLoopMonitoringPrecision: whole(env, 'EVENT_LOOP_PRECISION_MS', 100, 1, 60_000) };
}
