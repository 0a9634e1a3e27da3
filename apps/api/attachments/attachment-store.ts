/** Where the api keeps attachments, by what they are scanned, and what was found wrong with them since it started. */
import { Counter, type Registry } from 'prom-client';
import type { AttachmentFiles, Scanner } from '../../../libs/attachments';

const TOLD = 20;

/** A file that is not as it was kept, or not there. */
export interface Fault {
  readonly conversation: string;
  readonly sha256: string;
  readonly why: 'lost' | 'altered';
}

/** Provided by the module. */
export class AttachmentStore {
  readonly #faults: Fault[] = [];
  readonly #counter = new Counter({
    name: 'helpdesk_attachment_faults_total',
    help: 'Times an attachment was found lost or altered when it was asked for',
    labelNames: ['why'] as const,
    registers: [],
  });

  constructor(
    readonly files: AttachmentFiles,
    /** Undefined where there is none. */
    readonly scanner: Scanner | undefined,
  ) {}

  /** Tells its numbers there. */
  observe(registry: Registry): void {
    registry.registerMetric(this.#counter);
  }

  /** The last files found lost or altered, the newest first. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** One was found so. */
  fault(fault: Fault): void {
    this.#counter.inc({ why: fault.why });
    const known = this.#faults.findIndex((one) => one.sha256 === fault.sha256 && one.conversation === fault.conversation);
    if (known >= 0) this.#faults.splice(known, 1);
    this.#faults.unshift(fault);
    this.#faults.splice(TOLD);
  }
}
