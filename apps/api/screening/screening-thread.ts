/** Screening beside the requests: no text holds up anybody's, and a second core takes what is a third of a message's work. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import type { Finding, RuleSet, ScreenedMessage } from '../../../libs/screening';
import { Problem, unavailable } from '../edge/problem';

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

/** What a thread works with. */
export interface Work {
  readonly rules: RuleSet;
  /** How many of the texts sent last are done: written by the thread, which sets it to 0 when it takes them. */
  readonly done: Int32Array;
}

const UNTAKEN = -1;
/**
 * A thread hangs that stands over a text for so many looks, ten seconds: told by looks, so that it hung by itself and not with the whole
 * machine. Its first text makes the expressions of a language, a tenth of a second that a busy machine makes two of.
 */
const LOOKS = 20;
const LOOK_MS = 500;
/** What a text leaves behind is garbage at once: room for more of it costs memory, and saves no time. */
const YOUNG_MEGABYTES = 6;

interface Waiting extends Text {
  readonly resolve: (looked: Looked) => void;
  readonly reject: (error: Error) => void;
}

/** One thread that screens by one rule set. What comes while it is busy goes to it together. */
export class ScreeningThread {
  /** How many threads were lost: they hung over a text, or ended by themselves. */
  readonly lost = { hung: 0, ended: 0 };

  #worker: Worker | undefined;
  #done = counter();
  #seen = { done: UNTAKEN, times: 0 };
  #sent: Waiting[] = [];
  #waiting: Waiting[] = [];
  readonly #log = new Logger('screening');
  readonly #looking = setInterval(() => this.#watch(), LOOK_MS).unref();

  /** It starts at once: the first text does not wait for that. */
  constructor(readonly rules: RuleSet) {
    this.#worker = this.#start();
  }

  /** Whether there is a thread. Where none started the next text tries again. */
  get works(): boolean {
    return this.#worker !== undefined;
  }

  /** Screens a text. Throws 422 where a thread was lost over it: nobody knows what is in it; 503 where no thread starts. */
  look(message: ScreenedMessage, { pieces = false } = {}): Promise<Looked> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, pieces, resolve, reject });
      this.#send();
    });
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    clearInterval(this.#looking);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #send(): void {
    if (this.#sent.length > 0 || this.#waiting.length === 0) return;
    this.#worker ??= this.#start();
    this.#sent = this.#waiting;
    this.#waiting = [];
    this.#seen = { done: UNTAKEN, times: 0 };
    Atomics.store(this.#done, 0, UNTAKEN);
    this.#worker.postMessage(this.#sent.map(({ message, pieces }): Text => ({ message, pieces })));
  }

  #start(): Worker {
    this.#done = counter();
    const workerData: Work = { rules: this.rules, done: this.#done };
    const worker = new Worker(join(__dirname, 'screening-worker.js'), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    worker.on('message', (all: readonly Looked[]) => {
      if (worker !== this.#worker) return;
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
      if (worker === this.#worker) this.#lose('ended', cause);
    });
    return worker;
  }

  #watch(): void {
    const done = Atomics.load(this.#done, 0);
    if (this.#sent.length === 0 || done === UNTAKEN || done !== this.#seen.done) this.#seen = { done, times: 0 };
    else if (++this.#seen.times === LOOKS) {
      void this.#worker?.terminate();
      this.#lose('hung', undefined);
    }
  }

  /** How far the thread came tells the text it was lost over: that one is refused, and another thread screens those beside it. */
  #lose(how: keyof ScreeningThread['lost'], cause: unknown): void {
    this.lost[how]++;
    const sent = this.#sent;
    this.#sent = [];
    const done = Atomics.load(this.#done, 0);
    const over = sent[done];
    this.#worker = over && this.#start();
    const where = over ? `over a text of ${over.message.text.length} signs (${over.message.language})` : 'before it took a text';
    this.#log.error(`the thread that screens ${how} ${where}`, cause instanceof Error ? cause.stack : cause);
    if (over) {
      over.reject(
        new Problem(422, 'not-screenable', 'This text cannot be screened, so it was not taken. Say it in other words.'),
      );
      this.#waiting.unshift(...sent.filter((one) => one !== over));
    } else
      for (const { reject } of sent)
        reject(unavailable('screening-unavailable', 'Texts cannot be screened at the moment. Nothing was written.'));
    this.#send();
  }
}

const counter = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
