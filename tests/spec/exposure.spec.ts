import { describe, expect, it } from 'vitest';
import type { Row } from '../../projections/kit/line.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, type Sent, show } from '../given.js';
import { billion, deal, entry, exactly, fact, gw, party, payment, tranche } from './facts.js';

const at = '2026-01-01';
const opening = [...party('lab', 'vendor', 'cloud', 'bank', 'builder'), deal('deal-all')];
const among = (...facts: Sent[]) => ledger([...opening, ...facts]);
const pays = (from: string, to: string, kind: string, amount: string, more: object = {}): Sent =>
  payment('deal-all', `${from}-${to}-${kind}`, amount, { from, to, kind, ...more });

type Entry = Row & Record<string, unknown>;
type Short = { counterparty: string; money: Entry[]; compute: Entry[] };
type Fails = { party: string; short: Short[]; heldBy: Entry[] };

const exposed = (log: ReturnType<typeof ledger>, only: Record<string, string> = {}, by?: string[]) =>
  show(log, 'exposure', { effectiveAt: at, only, ...(by && { by }) });
const largestIn = (log: ReturnType<typeof ledger>, keys: Record<string, string>): Entry =>
  entry(exposed(log).largest as Entry[], keys);

describe('The exposure of a party', () => {
  const log = among(
    pays('lab', 'cloud', 'services', '30B USD'),
    payment('deal-all', 'option', '10B USD', {
      from: 'lab',
      to: 'cloud',
      kind: 'services',
      bindingness: 'optional',
    }),
    pays('lab', 'vendor', 'hardware', '5B USD'),
    pays('bank', 'lab', 'equity', '8B USD'),
    tranche('deal-all', 'gw-1', '1 GW', { layer: 'hosting', provider: 'cloud' }),
    tranche('deal-all', 'gw-2', '2 GW', { layer: 'hosting', provider: 'cloud', bindingness: 'intent' }),
    fact(at, 'stake-bank-lab', 'StakeDisclosed', { stake: '20%', basis: 'basic', value: '100B USD' }),
  );
  const { rows, totals } = exposed(log);

  it('is what it owes, by kind: $30B committed to the cloud and $10B conditional, so 30 to 40 unpaid', () => {
    const services = entry(rows, { party: 'lab', counterparty: 'cloud', side: 'owes', kind: 'services' });
    expect(billion(services.committedUsCents)).toEqual(exactly(30));
    expect(billion(services.conditionalUsCents)).toEqual(exactly(10));
    expect(billion(services.unpaidUsCents)).toEqual([30, null, 40]);
    expect(services.headlineKw).toBeNull();
  });

  it('is what it is owed: $8B of equity, which the bank owes', () => {
    const equity = { kind: 'equity', currency: 'USD' };
    const owed = entry(rows, { party: 'lab', counterparty: 'bank', side: 'is-owed', ...equity });
    const owes = entry(rows, { party: 'bank', counterparty: 'lab', side: 'owes', ...equity });
    expect(billion(owed.committedUsCents)).toEqual(exactly(8));
    expect(billion(owes.committedUsCents)).toEqual(exactly(8));
    expect(billion(entry(totals, { side: 'owes', kind: 'equity' }).committedUsCents)).toEqual(exactly(8));
  });

  it('is what it holds: a fifth, worth $100B', () => {
    const held = entry(rows, { party: 'bank', side: 'holds' });
    expect(held).toMatchObject({ counterparty: 'lab', basis: 'basic', stakeBp: { point: 2_000 } });
    expect(billion(held.valueUsCents)).toEqual(exactly(100));
  });

  it('is what it depends on, by provider and layer: 3 GW of hosting, 1 GW of it firm', () => {
    const hosting = entry(rows, { party: 'lab', side: 'depends-on' });
    expect(hosting).toMatchObject({ counterparty: 'cloud', layer: 'hosting', unpaidUsCents: null });
    expect(gw(hosting.headlineKw)).toEqual(exactly(3));
    expect(gw(hosting.firmKw)).toEqual(exactly(1));
  });

  it('never adds kinds, and adds counterparties when asked by party alone', () => {
    const sides = exposed(log, { party: 'lab', side: 'owes' }, ['party']).rows;
    expect(sides.map(({ kind }) => kind)).toEqual(['hardware', 'services']);
  });

  it('falls by what somebody has seen paid: $30B less $12B is $18B', () => {
    const paid = among(
      pays('lab', 'cloud', 'services', '30B USD'),
      fact('2025-06-01', 'deal-all', 'PaymentMade', { payment: 'lab-cloud-services', amount: '12B USD' }),
    );
    const services = entry(exposed(paid).rows, { party: 'lab', side: 'owes' });
    expect(billion(services.unpaidUsCents)).toEqual(exactly(18));
  });

  it('has what passes through a party beside it: $6B to the builder out of the $30B', () => {
    const through = among(
      pays('lab', 'cloud', 'services', '30B USD'),
      pays('cloud', 'builder', 'hardware', '6B USD', { passesThrough: 'deal-all/lab-cloud-services' }),
    );
    const owes = entry(exposed(through).rows, { party: 'cloud', side: 'owes' });
    expect(billion(owes.unpaidUsCents)).toEqual(exactly(0));
    expect(billion(owes.passingUsCents)).toEqual(exactly(6));
  });

  it('names what is undisclosed, which is never zero', () => {
    const dark = among(pays('lab', 'cloud', 'services', 'undisclosed'));
    const answer = exposed(dark);
    expect(answer.undisclosed).toEqual(['deal-all/lab-cloud-services']);
    const owes = entry(answer.rows, { party: 'lab', side: 'owes' });
    expect(billion(owes.unpaidUsCents)).toEqual([0, null, null]);
  });
});

describe('The largest counterparty', () => {
  const owes = { party: 'lab', side: 'owes', kind: 'services' };

  it('has three quarters of 30 and 10 that are owed: 7,500 basis points', () => {
    const log = among(
      pays('lab', 'cloud', 'services', '30B USD'),
      pays('lab', 'builder', 'services', '10B USD'),
      pays('lab', 'vendor', 'hardware', '90B USD'),
    );
    expect(largestIn(log, owes)).toMatchObject({
      counterparty: 'cloud',
      counterparties: 2,
      partBp: { low: 7_500, point: 7_500, high: 7_500 },
      certain: true,
    });
    expect(largestIn(log, { party: 'builder', side: 'is-owed' })).toMatchObject({
      counterparty: 'lab',
      partBp: { point: 10_000 },
    });
  });

  it('has 60 to 100 % beside one that gets up to 20 of 50, and its part has no point', () => {
    const log = among(
      pays('lab', 'cloud', 'services', '30B USD'),
      pays('lab', 'builder', 'services', 'up to 20B USD'),
    );
    expect(largestIn(log, owes)).toMatchObject({
      counterparty: 'cloud',
      partBp: { low: 6_000, point: null, high: 10_000 },
      certain: true,
    });
  });

  it('is not certain, and its part is unknown, beside one that is undisclosed', () => {
    const log = among(
      pays('lab', 'cloud', 'services', '30B USD'),
      pays('lab', 'builder', 'services', 'undisclosed'),
    );
    expect(largestIn(log, owes)).toMatchObject({
      counterparty: 'cloud',
      partBp: { low: 0, point: null, high: 10_000 },
      certain: false,
      undisclosed: ['deal-all/lab-builder-services'],
    });
  });

  it('is told of compute as well: 6 of 16 GW are 3,750 basis points, 10 of them 6,250', () => {
    const log = among(
      tranche('deal-all', 'six', '6 GW', { provider: 'builder' }),
      tranche('deal-all', 'ten', '10 GW', { provider: 'vendor' }),
    );
    expect(largestIn(log, { party: 'lab', side: 'depends-on' })).toMatchObject({
      counterparty: 'vendor',
      partBp: { point: 6_250 },
    });
  });
});

describe('If a party fails', () => {
  const log = among(
    pays('lab', 'cloud', 'services', '30B USD', { over: { from: '2026-Q1', months: 12 } }),
    pays('lab', 'vendor', 'hardware', '5B USD'),
    pays('bank', 'lab', 'equity', '8B USD'),
    tranche('deal-all', 'resold', '1 GW', {
      layer: 'hosting',
      provider: 'lab',
      consumer: 'bank',
      due: '2026-H2',
    }),
    fact(at, 'stake-bank-lab', 'StakeDisclosed', { stake: '20%', basis: 'basic', value: '100B USD' }),
  );
  const { party: failed, short, heldBy } = exposed(log, { party: 'lab' }).ifFails as Fails;
  const shortOf = (counterparty: string): Short => short.find((one) => one.counterparty === counterparty)!;

  it('its counterparties are short of what it owes, by when it is due, soonest first', () => {
    expect(failed).toBe('lab');
    expect(short.map(({ counterparty }) => counterparty)).toEqual(['bank', 'cloud', 'vendor']);
    const [services] = shortOf('cloud').money;
    expect(services).toMatchObject({ item: 'deal-all/lab-cloud-services', due: '2026-01-01/2026-12-31' });
    expect(billion(services!.unpaidUsCents)).toEqual(exactly(30));
    expect(shortOf('vendor').money[0]).toMatchObject({ kind: 'hardware', due: null });
  });

  it('they lose the compute that it provides: 1 GW due in the second half of 2026', () => {
    const [hosting] = shortOf('bank').compute;
    expect(hosting).toMatchObject({ item: 'deal-all/resold', layer: 'hosting', due: '2026-H2' });
    expect(gw(hosting!.headlineKw)).toEqual(exactly(1));
    expect(shortOf('bank').money).toEqual([]);
  });

  it("its holders' stakes are at risk: a fifth, worth $100B", () => {
    expect(heldBy).toMatchObject([{ holder: 'bank', stakeBp: { point: 2_000 } }]);
    expect(billion(heldBy[0]!.valueUsCents)).toEqual(exactly(100));
  });

  it('is told of one party only: without one there is no answer', () => {
    expect(exposed(log).ifFails).toBeUndefined();
  });
});

const publicLog = ledger((await publicRecord()) as Sent[]);
const openai = (day: string, only: Record<string, string> = {}) =>
  show(publicLog, 'exposure', { effectiveAt: day, knownAt: day, only: { party: 'openai', ...only } });

describe('The exposure of OpenAI on the public record', () => {
  it('is $250B to Microsoft, $38B to AWS and an undisclosed amount to Google in November 2025', () => {
    const { rows, undisclosed } = openai('2025-11-30', { side: 'owes' });
    const owed = (counterparty: string) =>
      billion(entry(rows, { counterparty, kind: 'services' }).unpaidUsCents);
    expect(owed('microsoft')).toEqual(exactly(250));
    expect(owed('aws')).toEqual(exactly(38));
    expect(owed('google')).toEqual([0, null, null]);
    expect(undisclosed).toContain('deal-openai-google-2025/services');
  });

  it('is 6 GW of chips from AMD, 10 from Broadcom and at least 10 from NVIDIA then', () => {
    const { rows } = openai('2025-11-30', { side: 'depends-on', layer: 'chips' });
    expect(rows.map(({ counterparty, headlineKw }) => [counterparty, gw(headlineKw)])).toEqual([
      ['amd', exactly(6)],
      ['broadcom', exactly(10)],
      ['nvidia', [10, 10, null]],
    ]);
  });
});
