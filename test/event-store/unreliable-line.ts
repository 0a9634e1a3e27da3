import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP line to a store on loopback that can be cut and frozen. */
export class UnreliableLine {
  readonly #server: Server;
  readonly #pairs = new Set<{ near: Socket; far: Socket }>();
  #frozen = false;
  #opened = 0;
  #answersLost = false;
  #requestsLost = false;

  private constructor(target: number) {
    this.#server = createServer({ noDelay: true }, (near) => {
      const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
      const pair = { near, far };
      this.#pairs.add(pair);
      this.#opened++;
      const end = () => {
        near.destroy();
        far.destroy();
        this.#pairs.delete(pair);
      };
      for (const socket of [near, far]) socket.on('error', end).on('close', end);
      near.on('data', (bytes) => {
        if (this.#requestsLost) end();
        else far.write(bytes);
      });
      far.on('data', (bytes) => {
        if (!this.#answersLost) near.write(bytes);
      });
      if (this.#frozen) this.#pause(pair);
    });
  }

  static async to(target: number): Promise<UnreliableLine> {
    const line = new UnreliableLine(target);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Connections made over it so far. */
  get opened(): number {
    return this.#opened;
  }

  /** The connections there are stand still for ever; new ones work. */
  stall(): void {
    for (const pair of this.#pairs) this.#pause(pair);
  }

  /** The next bytes sent cut the connection instead of arriving. */
  loseRequests(lost = true): void {
    this.#requestsLost = lost;
  }

  /** What is sent arrives, what is answered does not. */
  loseAnswers(lost = true): void {
    this.#answersLost = lost;
  }

  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  freeze(): void {
    this.#frozen = true;
    for (const pair of this.#pairs) this.#pause(pair);
  }

  thaw(): void {
    this.#frozen = false;
    for (const { near, far } of this.#pairs) {
      near.resume();
      far.resume();
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #pause({ near, far }: { near: Socket; far: Socket }): void {
    near.pause();
    far.pause();
  }
}
