import { describe, expect, it } from 'vitest';
import { type Recording, TestServer } from './http-server.js';

const added = {
  stream: 'deal-openai-amd-2025',
  type: 'CapacityCommitted',
  effectiveOn: '2026-01-01',
  knownOn: '2026-01-01',
  body: {
    tranche: 'one-more',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '1 GW',
    due: '2027-Q1',
    bindingness: 'firm',
  },
};

const movedOn = async (server: TestServer): Promise<Recording['moved']> => {
  try {
    const { status, body } = await server.record<Recording>(added, {}, '?dryRun=true');
    expect(status).toBe(200);
    return body.moved;
  } finally {
    await server.stop();
  }
};

describe('What a dry run would move', () => {
  it('is the same in a process beside the one that serves', async () => {
    const apart = await movedOn(await TestServer.start({ publicRecord: true, work: { processes: 1 } }));
    const plain = await movedOn(await TestServer.start({ publicRecord: true }));
    expect(apart?.map(({ view }) => view)).toContain('compute-capacity');
    expect(apart).toEqual(plain);
  });
});
