import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { type Problem, type Recording, TestServer } from './http-server.js';

const amd = 'deal-openai-amd-2025';
const cancelAmd = { op: 'cancel', target: amd };
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const source = { title: 'A note of our own', kind: 'own' };

interface SavedVersion {
  id: string;
  version: number;
  position: number;
  saved: boolean;
}

interface View {
  question: Record<string, unknown>;
  viewHash: string;
  hypothetical?: boolean;
  rows: (Record<string, unknown> & { flags: string[] })[];
  totals: Record<string, unknown>[];
}

interface Shown {
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

const pointersOf = ({ body }: { body: Problem }): string[] => (body.errors ?? []).map(({ pointer }) => pointer);

/** A server with the article's facts and what people do with scenarios on it. */
class Workbench {
  private constructor(readonly server: TestServer) {}

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

  async record(stream: string, type: string, body: object, on = '2026-02-01') {
    return this.server.record({ stream, type, body, effectiveOn: on, knownOn: on, source });
  }
}

describe('a saved scenario', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open();
  });
  afterAll(() => bench.server.stop());

  it('is named after what it asks, and says where it stands', async () => {
    const head = (await bench.server.ask('/api/v1/log/proof')).body.position as number;
    const { status, body } = await bench.save({ name: 'AMD is cancelled!', edits: [cancelAmd] });
    expect([status, body]).toEqual([
      201,
      { id: 'scenario-amd-is-cancelled', version: 1, position: head + 1, saved: true },
    ]);
    expect(await bench.show('scenario-amd-is-cancelled')).toMatchObject({
      base: 'live',
      state: 'fresh',
      edits: [cancelAmd],
      resolved: { edits: [cancelAmd], assumptions: {} },
      since: [],
      verdicts: [{ edit: 0, verdict: 'clean' }],
    });
  });
});
