import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSent } from './as-sent.js';
import { TestServer } from './http-server.js';

let server: TestServer;
afterAll(() => server.stop());

const on = { effectiveOn: '2026-01-01', knownOn: '2026-01-01', source: { title: 'A note', kind: 'own' } };
const [deals, tranches] = [180, 99];
/** A batch takes 10,000 events. */
const dealsAtOnce = 90;

/** A size of its own for each, so that a part of the answer in the place of another shows. */
const kwOf = (deal: number, tranche: number): number => 1_000 * (deal * tranches + tranche + 1);

const dealWith = (deal: number): object[] => {
  const stream = `deal-${deal}`;
  const announced = {
    title: stream,
    kind: 'chip-supply',
    stage: 'signed',
    parties: [{ party: 'lab', role: 'customer' }],
  };
  const committed = Array.from({ length: tranches }, (_, tranche) => ({
    tranche: `t-${tranche}`,
    layer: 'chips',
    provider: 'vendor',
    consumer: 'lab',
    power: `${kwOf(deal, tranche) / 1_000} MW`,
    basis: 'unstated',
    due: '2027-Q1',
    bindingness: 'firm',
  }));
  return [
    { ...on, stream, type: 'DealAnnounced', body: announced },
    ...committed.map((body) => ({ ...on, stream, type: 'CapacityCommitted', body })),
  ];
};

beforeAll(async () => {
  server = await TestServer.start();
  const parties = ['lab', 'vendor'].map((name) => ({
    ...on,
    stream: `party-${name}`,
    type: 'PartyRegistered',
    body: { name, kind: 'company' },
  }));
  const record = async (events: readonly object[]): Promise<void> =>
    expect((await server.record(events)).status).toBe(201);
  await record(parties);
  for (let from = 0; from < deals; from += dealsAtOnce)
    await record(Array.from({ length: dealsAtOnce }, (_, deal) => dealWith(from + deal)).flat());
});

describe('An answer that comes in many pieces from where it is worked out', () => {
  it('is whole, each number in its place; its tag is that of its bytes', async () => {
    const address = `${server.url}/api/v1/views/slippage`;
    const { status, headers, bytes } = await asSent(address);
    expect([status, bytes.length > 2 ** 23]).toEqual([200, true]);
    const { rows } = JSON.parse(bytes.toString()) as {
      rows: { tranche: string; weighedKw: { point: number } }[];
    };
    const told = rows.map(({ tranche, weighedKw }) => `${tranche} ${weighedKw.point}`);
    const sent = Array.from({ length: deals * tranches }, (_, place) => {
      const [deal, tranche] = [Math.floor(place / tranches), place % tranches];
      return `deal-${deal}/t-${tranche} ${kwOf(deal, tranche)}`;
    });
    expect(told.sort()).toEqual(sent.sort());
    expect(headers.etag).toBe(`"${createHash('sha256').update(bytes).digest('base64url')}"`);
    const again = await asSent(address, { 'if-none-match': String(headers.etag) });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });
});
