import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Subject } from 'rxjs';
import { FeedReader } from '../../src/http/feed-reader.js';
import { type FeedSource, SharedFeed } from '../../src/http/shared-feed.js';

export const longWord = 'x'.repeat(8_000);

/** Messages that are there, of which more may come. */
export class Messages implements FeedSource {
  readonly grew = new Subject<void>();
  readonly reads: number[] = [];
  fault: Error | undefined;

  constructor(private count = 0) {}

  position(): number {
    return this.count;
  }

  async messagesAfter(after: number) {
    this.reads.push(after);
    if (this.fault) throw this.fault;
    const some = Math.min(100, this.count - after);
    return Array.from({ length: some }, (_, index) => ({
      number: after + index + 1,
      event: 'e',
      data: longWord,
    }));
  }

  tell(more: number): void {
    this.count += more;
    this.grew.next();
  }
}

/** Somebody who listens, and the numbers that he heard. */
class Listener {
  text = '';
  readonly socket: Socket;

  constructor(port: number, isStalled = false) {
    this.socket = connect(port, '127.0.0.1').setEncoding('latin1');
    this.socket.on('data', (text: string) => (this.text += text));
    if (isStalled) this.socket.pause();
    this.socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  }

  get heard(): number[] {
    return [...this.text.matchAll(/^id: (\d+)$/gm)].map(([, number]) => Number(number));
  }
}

/** A server that has one feed, and those who listen to it. */
export class FeedServer {
  readonly answers: ServerResponse[] = [];
  readonly #listeners: Listener[] = [];
  readonly #server: Server;

  private constructor(serve: (response: ServerResponse) => void) {
    this.#server = createServer((_request, response) => {
      this.answers.push(response);
      serve(response);
    }).listen(0, '127.0.0.1');
  }

  static async of(serve: (response: ServerResponse) => void): Promise<FeedServer> {
    const made = new FeedServer(serve);
    await once(made.#server, 'listening');
    return made;
  }

  static async over(messages: Messages, heartbeatMs = 60_000) {
    const feed = new SharedFeed(messages, heartbeatMs);
    const server = await FeedServer.of((response) => feed.add(new FeedReader(response.writeHead(200), 0)));
    return { feed, server };
  }

  listen(isStalled = false): Listener {
    const { port } = this.#server.address() as { port: number };
    const listener = new Listener(port, isStalled);
    this.#listeners.push(listener);
    return listener;
  }

  stop(): void {
    for (const { socket } of this.#listeners) socket.destroy();
    this.#server.close();
  }
}
