import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkLimits } from '../../src/configuration.js';
import type { JournalSink } from '../../src/journal/journal.js';
import { serve, type Serving } from '../../src/serving.js';
import { assertDescribed } from './http-described.js';

export { linesOf as lines } from './cli-ledger.js';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  requestId: string;
  errors?: { pointer: string; detail: string }[];
  more?: number;
  rule?: string;
  expected?: number;
  actual?: number;
}

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** A server on a free port over a file of its own; every answer is held against the interface's own description. */
export class TestServer {
  private constructor(
    readonly serving: Serving,
    readonly folder: string,
  ) {}

  static async start(
    options: {
      folder?: string;
      publicRecord?: boolean;
      idleMs?: number;
      work?: Partial<WorkLimits>;
      webhookAllow?: readonly string[];
      /** Whether confidential facts have a file beside the ledger's; there must be keys. */
      confidential?: boolean;
      publicRead?: boolean;
      /** Gets every line of the log. */
      journal?: JournalSink;
    } = {},
  ): Promise<TestServer> {
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'http-')));
    const configuration = {
      storeUrl: `sqlite:${join(folder, 'ledger.db')}`,
      host: '127.0.0.1',
      port: 0,
      publicRecord: options.publicRecord ?? false,
      webhookAllow: options.webhookAllow ?? [],
      publicRead: options.publicRead ?? false,
      ...(options.confidential && { confidentialStore: join(folder, 'secret.db') }),
      ...(options.journal && { journalLevel: 'debug' as const }),
      ...(options.work && { work: { processes: 1, seconds: 120, mebibytes: 512, ...options.work } }),
    };
    const start = options.work ? await (await import('./built.js')).serveBuilt() : serve;
    return new TestServer(
      await start(configuration, {
        say: () => {},
        ...(options.idleMs && { idleMs: options.idleMs }),
        ...(options.journal && { journal: options.journal }),
      }),
      folder,
    );
  }

  get url(): string {
    return this.serving.url;
  }

  async stop(): Promise<void> {
    await this.serving.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async ask<T = Record<string, unknown>>(
    address: string,
    { method = 'GET', headers = {}, body }: Ask = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + address, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson =
      /json/.test(response.headers.get('content-type') ?? '') &&
      !/x-ndjson/.test(response.headers.get('content-type') ?? '');
    const parsed = isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined;
    assertDescribed(method, address, response, parsed);
    return { status: response.status, headers: response.headers, text, body: parsed as T };
  }

  async post<T = Record<string, unknown>>(
    address: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const sent =
      typeof body === 'string' || body instanceof Uint8Array
        ? (body as string | Uint8Array<ArrayBuffer>)
        : JSON.stringify(body);
    return this.ask<T>(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: sent,
    });
  }

  async record<T = Recording>(
    body: unknown,
    headers: Record<string, string> = {},
    query = '',
  ): Promise<Answer<T>> {
    return this.post<T>(`/api/v1/events${query}`, body, headers);
  }

  /** With headers that `fetch` does not let through. */
  async raw(
    address: string,
    { method = 'GET', headers = {}, body }: Ask = {},
  ): Promise<{ status: number; body: Problem; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(this.url + address, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode!,
            text,
            body: text.startsWith('{') ? (JSON.parse(text) as Problem) : ({} as Problem),
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** What must not change when something is refused. */
  async fingerprint(): Promise<Record<string, unknown>> {
    const { body: head } = await this.ask('/api/v1/log/proof');
    const { body: catalogue } = await this.ask<{ views: { name: string }[] }>('/api/v1/views');
    const hashes = await Promise.all(
      catalogue.views.map(async ({ name }) => (await this.ask(`/api/v1/views/${name}`)).body.viewHash),
    );
    return { ...head, hashes };
  }
}

export interface Recording {
  position: number;
  events: {
    id: string;
    stream: string;
    revision: number;
    position: number;
    hash: string;
    warnings: unknown[];
  }[];
  skipped: string[];
  moved?: { view: string }[];
}

export const party = (slug: string): Record<string, unknown> => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company' },
});

export const ndjson = { 'content-type': 'application/x-ndjson' };
