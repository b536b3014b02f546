import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answering = (received: Received, count: number, response: ServerResponse) => void;

/** Somebody else's server that is told things: it keeps what came and answers as it likes. */
export class Receiver {
  readonly received: Received[] = [];
  #answer: Answering = (_received, _count, response) => response.writeHead(204).end();

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const received = { path: request.url ?? '', headers: request.headers, body };
        receiver.received.push(received);
        receiver.#answer(received, receiver.received.length, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/hook'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  answers(how: Answering): void {
    this.#answer = how;
  }

  /** What came once so much has come. */
  async after(count: number): Promise<Received[]> {
    while (this.received.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
    return this.received;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
