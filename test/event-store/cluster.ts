/** Three nodes of a cluster in front of one store: what replication would give them all they share; who leads, and how a node fails, is played. */
import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import {
  type ClientHttp2Session,
  connect,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { UnreliableLine } from './unreliable-line';

const { LEADER, FOLLOWER, UNKNOWN } = MemberInfo.VNodeState;

/** One node: a door to the store that only the leader opens. */
class Node {
  readonly #store: ClientHttp2Session;
  readonly #server: Http2Server;
  /** Who is called at this node's address. */
  #line!: UnreliableLine;
  alive = true;
  port = 0;
  #leader: Node | undefined;
  /** Ends of the calls that only a leader serves. */
  readonly #serving = new Set<() => void>();

  constructor(readonly cluster: Cluster) {
    this.#store = connect(`http://127.0.0.1:${this.cluster.storePort}`);
    this.#store.on('error', () => undefined);
    this.#server = createServer();
    this.#server.on('session', (session: ServerHttp2Session) => session.on('error', () => undefined));
    this.#server.on('stream', (stream, headers) => this.#answer(stream, headers));
  }

  /** Whom this node takes for the leader. One that leads no more ends what it served. */
  get leader(): Node | undefined {
    return this.#leader;
  }

  set leader(leader: Node | undefined) {
    this.#leader = leader;
    if (leader !== this) for (const end of this.#serving) end();
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#line = await UnreliableLine.to((this.#server.address() as AddressInfo).port);
    this.port = this.#line.port;
  }

  /** As kill -9: every connection is gone, nobody listens. What was handed on may still be written. */
  async kill(): Promise<void> {
    if (!this.alive) return;
    this.alive = false;
    await this.#line.close();
  }

  freeze(): void {
    this.alive = false;
    this.#line.freeze();
  }

  thaw(): void {
    this.alive = true;
    this.#line.thaw();
  }

  async end(): Promise<void> {
    await this.kill();
    this.#server.close();
    this.#store.destroy();
  }

  #answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    stream.on('error', () => undefined);
    if (headers[':path'] === '/event_store.client.gossip.Gossip/Read') {
      const info = this.cluster.gossip(this).serializeBinary();
      const frame = Buffer.alloc(5 + info.length);
      frame.writeUInt32BE(info.length, 1);
      frame.set(info, 5);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(frame);
      return;
    }
    const refuse = (status: number, message: string, more: Record<string, string> = {}) =>
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': String(status), 'grpc-message': message, ...more },
        { endStream: true },
      );
    const leader = this.#leader;
    if (!leader) refuse(14, 'Server Is Not Ready');
    else if (leader === this || headers['requires-leader'] !== 'true') this.#forward(stream, headers);
    else
      refuse(5, 'Leader info available', {
        exception: 'not-leader',
        'leader-endpoint-host': '127.0.0.1',
        'leader-endpoint-port': String(leader.port),
      });
  }

  #forward(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const sent = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
    const beyond = this.#store.request({ ...Object.fromEntries(sent), ':method': 'POST', ':path': String(headers[':path']) });
    let trailers: OutgoingHttpHeaders = {};
    if (headers['requires-leader'] === 'true') {
      const resign = () => {
        trailers = { 'grpc-status': '14', 'grpc-message': 'Server Is Shutting Down' };
        beyond.close();
        stream.end();
      };
      this.#serving.add(resign);
      stream.on('close', () => this.#serving.delete(resign));
    }
    beyond.on('error', () => stream.destroy());
    stream.on('close', () => beyond.close());
    beyond.on('response', (answer, flags) => {
      const known = Object.fromEntries(Object.entries(answer).filter(([name]) => name === ':status' || !name.startsWith(':')));
      // Flag 1 of HTTP/2: these headers are all there is.
      if (stream.destroyed) return;
      if (flags & 1) stream.respond(known, { endStream: true });
      else stream.respond(known, { waitForTrailers: true });
    });
    beyond.on('trailers', (last) => {
      trailers = { ...last };
    });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.pipe(beyond).pipe(stream);
  }
}

/** What may happen to a leader. */
export const FAULTS = ['resigns', 'freezes and comes back', 'is killed'] as const;

const ELECTION_MS = 1_500;

/** The three of them. The first leads until something happens to it; then, after an election, one of the others does. */
export class Cluster {
  readonly nodes: Node[] = [];
  /** What gossip tells for a while after a leader failed. */
  #rumour: Node | undefined;

  private constructor(readonly storePort: number) {}

  static async before(storePort: number): Promise<Cluster> {
    const cluster = new Cluster(storePort);
    for (let count = 0; count < 3; count++) cluster.nodes.push(new Node(cluster));
    for (const node of cluster.nodes) {
      await node.start();
      node.leader = cluster.nodes[0];
    }
    return cluster;
  }

  get url(): string {
    return `esdb://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;
  }

  /** It happens to the leader of now. Resolves when there is another. */
  async strike(fault: (typeof FAULTS)[number]): Promise<void> {
    const leader = this.nodes.find((node) => node.alive && node.leader === node) as Node;
    if (fault === 'is killed') await leader.kill();
    if (fault === 'freezes and comes back') leader.freeze();
    if (fault === 'resigns') leader.leader = undefined;
    await this.#elect(leader);
    // It learns of the other where it hears anything.
    leader.leader = this.nodes.find((node) => node !== leader && node.leader === node);
    if (fault === 'freezes and comes back') setTimeout(() => leader.thaw(), 4_000).unref();
  }

  /** The others notice, wait and agree on a new leader. */
  async #elect(without: Node): Promise<void> {
    const others = this.nodes.filter((node) => node !== without && node.alive);
    // At first nobody knows.
    this.#rumour = without;
    await sleep(ELECTION_MS / 3);
    this.#rumour = undefined;
    for (const node of others) node.leader = undefined;
    await sleep((ELECTION_MS * 2) / 3);
    for (const node of others) node.leader = others[0];
  }

  gossip(by: Node): ClusterInfo {
    const info = new ClusterInfo();
    for (const node of this.nodes) {
      const member = new MemberInfo();
      const id = new UUID();
      id.setString(`00000000-0000-4000-8000-${String(node.port).padStart(12, '0')}`);
      const endPoint = new EndPoint();
      endPoint.setAddress('127.0.0.1');
      endPoint.setPort(node.port);
      member.setInstanceId(id);
      member.setHttpEndPoint(endPoint);
      member.setIsAlive(node.alive || node === this.#rumour || node === by);
      member.setState(node === by.leader ? LEADER : by.leader ? FOLLOWER : UNKNOWN);
      info.addMembers(member);
    }
    return info;
  }

  async end(): Promise<void> {
    for (const node of this.nodes) await node.end();
  }
}
