import { articleFacts } from '../article.js';
import { type Problem, type Recording, TestServer } from './http-server.js';

export const amd = 'deal-openai-amd-2025';
export const cancelAmd = { op: 'cancel', target: amd };
/** The article ends at position 24. */
export const head = 24;
export const at = { effectiveAt: '2026-06-30', knownAt: '2026-06-30' };
export const more = {
  stream: amd,
  type: 'CapacityCommitted',
  effectiveOn: '2026-03-01',
  body: {
    tranche: 'more',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '2 GW',
    basis: 'unstated',
    bindingness: 'firm',
  },
};
export const assumeMore = { op: 'assume', event: more };
export const source = { title: 'A note of our own', kind: 'own' };

export interface SavedVersion {
  id: string;
  version: number;
  position: number;
  saved: boolean;
}

export interface View {
  question: Record<string, unknown>;
  viewHash: string;
  hypothetical?: boolean;
  rows: (Record<string, unknown> & { flags: string[] })[];
  totals: Record<string, unknown>[];
}

export interface Shown {
  version: number;
  base: unknown;
  state: string;
  parent?: string;
  forkedFrom?: string;
  edits: unknown[];
  versions: { version: number }[];
  resolved: { edits: unknown[]; assumptions: object };
  since: { type: string }[];
  verdicts: { edit: number; verdict: string; because: string }[];
}

export interface Rebased {
  id: string;
  version: number;
  base: unknown;
  verdicts: { edit: number; verdict: string; because: string; events: string[] }[];
  saved: boolean;
}

export const pointersOf = ({ body }: { body: Problem }): string[] =>
  (body.errors ?? []).map(({ pointer }) => pointer);

/** A server with the article's facts and what people do with scenarios on it. */
export class Workbench {
  private constructor(public server: TestServer) {}

  static async open(): Promise<Workbench> {
    const server = await TestServer.start();
    await server.record(articleFacts);
    return new Workbench(server);
  }

  async save<T = SavedVersion>(scenario: unknown) {
    return this.server.post<T>('/api/v1/scenarios', scenario);
  }

  async show(reference: string): Promise<Shown> {
    return (await this.server.ask<Shown>(`/api/v1/scenarios/${reference}`)).body;
  }

  async view(name: string, parameters: Record<string, string>) {
    return this.server.ask<View>(`/api/v1/views/${name}?${new URLSearchParams(parameters).toString()}`);
  }

  async rebase<T = Rebased>(reference: string, how: object = {}) {
    return this.server.post<T>(`/api/v1/scenarios/${reference}/rebase`, how);
  }

  async adopt<T = Recording>(reference: string, edits: readonly object[], dryRun = false) {
    return this.server.post<T>(`/api/v1/scenarios/${reference}/adopt`, { edits, dryRun });
  }

  /** Stops the server and starts another one on the same file. */
  async restart(): Promise<void> {
    await this.server.serving.close();
    this.server = await TestServer.start({ folder: this.server.folder });
  }

  async record(stream: string, type: string, body: object, on = '2026-02-01') {
    return this.server.record({ stream, type, body, effectiveOn: on, knownOn: on, source });
  }
}

export const headlineOf = ({ totals }: View): number =>
  (totals.find(({ layer }) => layer === 'chips')!.headlineKw as { low: number }).low / 1_000_000;
