/** Screening beside the requests: no text holds up anybody's, and a second core takes what is a third of a message's work. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Finding, RuleSet, ScreenedMessage } from '../../../libs/screening';

/** What is to be screened; with `pieces` it is also asked whether it could be a piece of a number. */
export interface Text {
  readonly message: ScreenedMessage;
  readonly pieces: boolean;
}

/** What is found, and where nothing is, whether the text could be a piece of a number. */
export interface Looked {
  readonly findings: readonly Finding[];
  readonly hasPiece: boolean;
}

interface Waiting extends Text {
  readonly resolve: (looked: Looked) => void;
  readonly reject: (error: Error) => void;
}

/** One thread that screens by one rule set. What comes while it is busy goes to it together. */
export class ScreeningThread {
  #worker: Worker | undefined;
  #sent: Waiting[] = [];
  #waiting: Waiting[] = [];

  /** It starts at once: the first text does not wait for that. */
  constructor(readonly rules: RuleSet) {
    this.#worker = this.#start();
  }

  /** Screens a text. Throws where the thread ended over it; the next text gets another thread. */
  look(message: ScreenedMessage, { pieces = false } = {}): Promise<Looked> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, pieces, resolve, reject });
      this.#send();
    });
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #send(): void {
    if (this.#sent.length > 0 || this.#waiting.length === 0) return;
    this.#worker ??= this.#start();
    this.#sent = this.#waiting;
    this.#waiting = [];
    this.#worker.postMessage(this.#sent.map(({ message, pieces }): Text => ({ message, pieces })));
  }

  #start(): Worker {
    const worker = new Worker(join(__dirname, 'screening-worker.js'), { workerData: this.rules });
    worker.on('message', (all: readonly Looked[]) => {
      const answered = this.#sent;
      this.#sent = [];
      this.#send();
      for (const [index, { resolve }] of answered.entries()) resolve(all[index]);
    });
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      const failed = this.#sent;
      this.#sent = [];
      this.#worker = undefined;
      for (const { reject } of failed) reject(new Error('the thread that screens ended', { cause }));
      this.#send();
    });
    return worker;
  }
}
