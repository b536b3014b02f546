import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';

/** Seen from whoever connects: what it sends, or what it is answered. */
type Direction = 'there' | 'back';

/** What runs through it is held while the way is cut, as a network that sends again what was not confirmed holds it. */
class Way extends Transform {
  #isCut = false;
  #held: (() => void) | undefined;

  cut(): void {
    this.#isCut = true;
  }

  heal(): void {
    this.#isCut = false;
    this.#held?.();
    this.#held = undefined;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, pass: TransformCallback): void {
    const go = (): void => pass(null, chunk);
    if (this.#isCut) this.#held = go;
    else go();
  }

  override _flush(end: TransformCallback): void {
    if (this.#isCut) this.#held = () => end();
    else end();
  }
}

/** One connection: two sockets, and a way each way between them. */
class Connection {
  readonly ways: Record<Direction, Way> = { there: new Way(), back: new Way() };

  constructor(
    readonly near: Socket,
    readonly far: Socket,
  ) {
    near.pipe(this.ways.there).pipe(far);
    far.pipe(this.ways.back).pipe(near);
    for (const one of [near, far]) one.on('error', () => undefined);
  }

  reset(): void {
    for (const one of [this.near, this.far]) one.resetAndDestroy();
  }
}

/** A link to a port of this machine that can be cut in either direction, without a word, and healed. */
export class Link {
  readonly #connections = new Set<Connection>();
  readonly #cut = new Set<Direction>();
  #isRefusing = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (near: Socket) => this.#lead(near));
  }

  static async to(target: number): Promise<Link> {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Link(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on nothing passes in these directions, on new connections either; nobody is told. */
  cut(...directions: readonly Direction[]): void {
    for (const one of directions) this.#cut.add(one);
    for (const { ways } of this.#connections) for (const one of directions) ways[one].cut();
  }

  /** Every connection ends with a reset, and new ones do. */
  refuse(): void {
    this.#isRefusing = true;
    for (const one of this.#connections) one.reset();
  }

  /** Whoever connected is told that nothing comes any more, while what it sends still arrives. */
  closeHalf(): void {
    this.cut('back');
    for (const { near } of this.#connections) near.end();
  }

  /** What was held arrives, and all passes again. */
  heal(): void {
    this.#isRefusing = false;
    this.#cut.clear();
    for (const { ways } of this.#connections) for (const way of Object.values(ways)) way.heal();
  }

  async close(): Promise<void> {
    this.refuse();
    this.server.close();
    await once(this.server, 'close');
  }

  #lead(near: Socket): void {
    if (this.#isRefusing) return void near.resetAndDestroy();
    const connection = new Connection(
      near,
      connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true }),
    );
    this.#connections.add(connection);
    near.once('close', () => this.#connections.delete(connection));
    for (const one of this.#cut) connection.ways[one].cut();
  }
}
