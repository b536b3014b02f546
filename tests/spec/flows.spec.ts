import { describe, expect, it } from 'vitest';
import { ask } from '../../projections/index.js';
import { flows } from '../../projections/flows.js';
import { Board } from '../../projections/kit/board.js';
import type { Row } from '../../projections/kit/line.js';
import type { Loop } from '../../projections/loops.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, question, record, type Sent, show } from '../given.js';
import { billion, deal, exactly, fact, party, payment, tranche } from './facts.js';

const at = '2026-01-01';
const pays = (from: string, to: string, kind: string, amount: string, more: object = {}): Sent =>
  payment('deal-all', `${from}-${to}-${kind}`, amount, { from, to, kind, ...more });

const opening = [...party('lab', 'nvidia', 'openai', 'oracle', 'iren', 'dell'), deal('deal-all')];
const among = (...facts: Sent[]) => ledger([...opening, ...facts]);

const loopsOf = (log: ReturnType<typeof ledger>, options: Record<string, string> = {}, day = at): Loop[] =>
  show(log, 'flows', { effectiveAt: day, knownAt: day, options }).loops as Loop[];

const legsOf = ({ legs }: Loop): string[] => legs.map(({ from, to, kind }) => `${from} ${kind} ${to}`);
const sizes = (loops: readonly Loop[]): unknown[] => loops.map((loop) => billion(loop.sizeUsCents));

describe('A loop', () => {
  it('is an investment of up to $100B and a purchase of $30B back: of $0 to $30B, as nothing is released yet', () => {
    const [loop, ...others] = loopsOf(among(invests, buys));
    expect(others).toEqual([]);
    expect(loop).toMatchObject({ parties: ['nvidia', 'openai'], currency: 'USD', smallestLeg: null });
    expect(legsOf(loop!)).toEqual(['nvidia equity openai', 'openai hardware nvidia']);
    expect(loop!.legs.map(({ sense }) => sense)).toEqual(['funding', 'purchase']);
    expect(loop!.legs.map(({ amountUsCents }) => billion(amountUsCents))).toEqual([
      [0, null, 100],
      exactly(30),
    ]);
    expect(billion(loop!.sizeUsCents)).toEqual([0, null, 30]);
  });

  it('is not a plain sale', () => {
    expect(loopsOf(among(buys))).toEqual([]);
  });

  it('is not an investment alone, nor two parties that sell to each other, nor two that fund each other', () => {
    expect(loopsOf(among(invests))).toEqual([]);
    expect(loopsOf(among(buys, pays('nvidia', 'openai', 'services', '1B USD')))).toEqual([]);
    expect(loopsOf(among(invests, pays('openai', 'nvidia', 'debt', '1B USD')))).toEqual([]);
  });

  it('goes along a chain: 100 of equity, 300 of services, 40 of hardware make 40', () => {
    const chain = among(
      pays('nvidia', 'openai', 'equity', '100B USD'),
      pays('openai', 'oracle', 'services', '300B USD'),
      pays('oracle', 'nvidia', 'hardware', '40B USD'),
    );
    const [loop, ...others] = loopsOf(chain);
    expect(others).toEqual([]);
    expect(loop).toMatchObject({ parties: ['nvidia', 'openai', 'oracle'], smallestLeg: 2 });
    expect(billion(loop!.sizeUsCents)).toEqual(exactly(40));
    expect(loopsOf(chain, { maxEdges: '2' })).toEqual([]);
  });

  it('has each step told by kind: equity and debt against one purchase are two loops, never one sum', () => {
    const log = among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      pays('nvidia', 'openai', 'debt', '5B USD'),
      pays('openai', 'nvidia', 'hardware', '30B USD'),
    );
    expect(loopsOf(log).map(legsOf)).toEqual([
      ['nvidia debt openai', 'openai hardware nvidia'],
      ['nvidia equity openai', 'openai hardware nvidia'],
    ]);
    expect(sizes(loopsOf(log))).toEqual([exactly(5), exactly(10)]);
  });

  it('has its payments of one kind added: 10 and 15 of equity against 30 make 25', () => {
    const log = among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      payment('deal-all', 'more', '15B USD', { from: 'nvidia', to: 'openai', kind: 'equity' }),
      pays('openai', 'nvidia', 'hardware', '30B USD'),
    );
    expect(sizes(loopsOf(log))).toEqual([exactly(25)]);
  });

  it('is made of money and equity only: compute back is shown and is no leg', () => {
    const log = among(
      tranche('deal-all', 'chips', '1 GW', { provider: 'nvidia', consumer: 'openai' }),
      tranche('deal-all', 'hosting', '1 GW', { layer: 'hosting', provider: 'openai', consumer: 'nvidia' }),
      pays('nvidia', 'openai', 'equity', '10B USD'),
    );
    expect(loopsOf(log)).toEqual([]);
    const { rows } = show(log, 'flows', { effectiveAt: at });
    expect(rows.map(({ giver, edge, layer }) => [giver, edge, layer])).toEqual([
      ['nvidia', 'compute', 'chips'],
      ['nvidia', 'equity', null],
      ['openai', 'compute', 'hosting'],
    ]);
  });

  it('has an open interval where a leg is undisclosed: $0 to the $10B of the other', () => {
    const log = among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      pays('openai', 'nvidia', 'hardware', 'undisclosed'),
    );
    expect(sizes(loopsOf(log))).toEqual([[0, null, 10]]);
  });

  it('has no size across currencies, which are neither added nor compared', () => {
    const log = among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      pays('openai', 'nvidia', 'hardware', '30B EUR'),
    );
    expect(loopsOf(log)[0]).toMatchObject({ currency: null, smallestLeg: null });
    expect(sizes(loopsOf(log))).toEqual([[0, null, null]]);
  });

  it('ends with its deal, except for what was paid: 100 of which 4 are paid leave 4', () => {
    const signed = [
      deal('deal-fund'),
      payment('deal-fund', 'x', '100B USD', { from: 'nvidia', to: 'openai', kind: 'equity' }),
    ];
    const made = fact('2025-02-01', 'deal-fund', 'PaymentMade', { payment: 'x', amount: '4B USD' });
    const over = fact('2025-03-01', 'deal-fund', 'StageReached', { stage: 'cancelled' });
    expect(sizes(loopsOf(among(buys, ...signed)))).toEqual([exactly(30)]);
    expect(loopsOf(among(buys, ...signed, over))).toEqual([]);
    expect(sizes(loopsOf(among(buys, ...signed, made, over)))).toEqual([exactly(4)]);
  });
});

const stake = fact('2025-01-01', 'stake-nvidia-openai', 'StakeDisclosed', {
  stake: '10%',
  basis: 'basic',
  value: '50B USD',
});

describe('A leg of a loop', () => {
  it('is a stake from holder to issuer, worth $50B, where no payment for it is recorded', () => {
    const loops = loopsOf(among(stake, buys));
    expect(loops.map(legsOf)).toEqual([['nvidia stake openai', 'openai hardware nvidia']]);
    expect(sizes(loops)).toEqual([exactly(30)]);
    expect(loopsOf(among(stake, invests, buys)).map(legsOf)).toEqual([
      ['nvidia equity openai', 'openai hardware nvidia'],
    ]);
  });

  it('is a warrant from issuer to holder, whose worth nobody states', () => {
    const warrant = fact('2025-01-01', 'deal-all', 'WarrantIssued', {
      warrant: 'w',
      holder: 'openai',
      issuer: 'nvidia',
      shares: 100,
      strike: '0.01 USD',
    });
    const loops = loopsOf(among(warrant, buys));
    expect(loops.map(legsOf)).toEqual([['nvidia warrant openai', 'openai hardware nvidia']]);
    expect(sizes(loops)).toEqual([[0, null, 30]]);
  });

  it('counts a unit as the party that it is a part of, and names it', () => {
    const unit = { ...party('cloud')[0]!, body: { name: 'Cloud', kind: 'unit', parent: 'nvidia' } };
    const log = among(unit, invests, pays('openai', 'cloud', 'services', '38B USD'));
    const [loop] = loopsOf(log);
    expect(loop).toMatchObject({ parties: ['nvidia', 'openai'] });
    expect(loop!.legs[1]).toMatchObject({ from: 'openai', to: 'nvidia', units: ['cloud'] });
    expect(loopsOf(log, { party: 'cloud' })).toHaveLength(1);
    expect(loopsOf(log, { party: 'dell' })).toEqual([]);
  });

  it('is also what is paid out of another payment, which stands beside it and is not added', () => {
    const log = among(
      pays('openai', 'iren', 'services', '10B USD'),
      pays('iren', 'dell', 'hardware', '6B USD', { passesThrough: 'deal-all/openai-iren-services' }),
      pays('dell', 'openai', 'equity', '8B USD'),
    );
    expect(loopsOf(log).map(legsOf)).toEqual([
      ['dell equity openai', 'openai services iren', 'iren hardware dell'],
    ]);
    expect(sizes(loopsOf(log))).toEqual([exactly(6)]);
    const { totals } = show(log, 'flows', { effectiveAt: at });
    const hardware = totals.find(({ kind }) => kind === 'hardware')!;
    expect(billion(hardware.amountUsCents)).toEqual(exactly(0));
    expect(billion(hardware.passingUsCents)).toEqual(exactly(6));
  });
});

describe('Flows', () => {
  it('say what a loop is, and that it is not evidence of wrongdoing', () => {
    const answer = show(among(), 'flows', { effectiveAt: at });
    expect(answer.definition).toMatch(/^A loop is an elementary cycle .* smallest leg\./);
    expect(answer.definition).toMatch(/A loop is not evidence of wrongdoing\.$/);
    expect(answer.notes).toContain('A loop is not evidence of wrongdoing.');
  });

  it('have a row for each kind between two parties, and null where an edge cannot have a measure', () => {
    const log = among(
      buys,
      tranche('deal-all', 'chips', 'at least 10 GW', { provider: 'nvidia', consumer: 'openai' }),
      stake,
    );
    const [compute, hardware, held] = show(log, 'flows', { effectiveAt: at }).rows as [Row, Row, Row];
    expect(compute).toMatchObject({
      giver: 'nvidia',
      receiver: 'openai',
      edge: 'compute',
      layer: 'chips',
      headlineKw: { low: 10_000_000, high: null },
      amountUsCents: null,
      flags: ['unbounded'],
    });
    expect(hardware).toMatchObject({ giver: 'openai', edge: 'money', kind: 'hardware', headlineKw: null });
    expect(billion(hardware.committedUsCents)).toEqual(exactly(30));
    expect(held).toMatchObject({ edge: 'equity', kind: 'stake', basis: 'basic', stakeBp: { point: 1_000 } });
  });

  it('are of one party when it is given, together with its loops', () => {
    const log = among(invests, buys, pays('iren', 'dell', 'hardware', '6B USD'));
    const asked = (options: Record<string, string>) => show(log, 'flows', { effectiveAt: at, options });
    expect(asked({}).rows).toHaveLength(3);
    expect(asked({ party: 'nvidia' })).toMatchObject({ rows: [{}, {}], loops: [{}] });
    expect(asked({ party: 'dell' })).toMatchObject({ rows: [{ giver: 'iren' }], loops: [] });
  });

  it('spread money over the quarters of its term, $30B as 15 and 15, and list what has no date', () => {
    const over = { over: { from: '2026-Q1', months: 6 } };
    const log = among(
      pays('openai', 'nvidia', 'hardware', '30B USD', over),
      pays('nvidia', 'openai', 'equity', '1B USD'),
    );
    const answer = show(log, 'flows', {
      effectiveAt: at,
      timeline: 'quarter',
      from: '2026-01-01',
      to: '2026-12-31',
    });
    expect(answer.rows.map(({ period, amountUsCents }) => [period, billion(amountUsCents)![1]])).toEqual([
      ['2026-Q1', 15],
      ['2026-Q2', 15],
    ]);
    expect(answer.undated).toEqual(['deal-all/nvidia-openai-equity']);
  });

  it('are the same on a board that moves as on a new one, stakes included', () => {
    const [before, after] = [among(buys), among(buys)];
    record(after, stake);
    record(after, invests);
    const asked = question({ effectiveAt: at, by: flows.defaultBy });
    const board = new Board(flows, asked, before);
    expect(board.answer().loops).toEqual([]);
    board.moveTo(after, ['deal-all']);
    expect(board.answer()).toEqual(ask(flows, asked, after));
    expect(board.answer().loops).toHaveLength(1);
  });
});

const publicFacts = (await publicRecord()) as Sent[];
const publicLog = ledger(publicFacts);
const told = (loops: readonly Loop[]): unknown[] =>
  loops.map((loop) => [legsOf(loop), billion(loop.sizeUsCents)]);
const none = null;
const microsoft = [['microsoft equity openai', 'openai services microsoft'], exactly(13)];
const coreweave = [
  ['coreweave equity openai', 'openai services coreweave'],
  [0, none, 0.35],
];
/** A warrant has no value that anybody states, and AMD's sales are at least $10B: the smaller of the two has no end. */
const amd = (holder: string): unknown => [
  [`amd warrant ${holder}`, `${holder} hardware amd`],
  [0, none, none],
];
/** Google's notes of 2023 are 0.5 + 1.5, and 0.75 are planned; Anthropic buys for at least $10B from it. */
const lent = [
  ['alphabet convertible anthropic', 'anthropic services alphabet'],
  [2, none, 2.75],
];
/** Up to $5B are less than the about $30B that Anthropic pays for Azure. */
const azure = [
  ['anthropic services microsoft', 'microsoft equity anthropic'],
  [0, none, 5],
];

describe('The flows of the public record', () => {
  it('add up to what the obligations do, kind by kind and currency by currency', () => {
    const totalsOf = (view: string): unknown[] =>
      show(publicLog, view, { effectiveAt: '2026-11-23' })
        .totals.filter(({ kind }) => kind !== null && kind !== 'warrant')
        .map(({ kind, currency, committedUsCents, conditionalUsCents }) =>
          JSON.stringify([kind, currency, committedUsCents, conditionalUsCents]),
        );
    expect(totalsOf('obligations').length).toBeGreaterThan(5);
    expect(totalsOf('flows')).toEqual(expect.arrayContaining(totalsOf('obligations')));
  });
});

const nvidia = (most: number): unknown => [
  ['nvidia equity openai', 'openai hardware nvidia'],
  [0, none, most],
];
const ofTwo = (loops: readonly Loop[]): Loop[] => loops.filter(({ legs }) => legs.length === 2);

describe('The loops of the public record', () => {
  /**
   * The seven below; four of four legs by way of Anthropic's services from Microsoft (Alphabet's notes, Alphabet's
   * stake, Amazon's notes, NVIDIA's equity); and CoreWeave, OpenAI and NVIDIA, by services and by NVIDIA's stake.
   */
  it("were thirteen by November 2025, seven of them of two legs, with NVIDIA's $0 to $100B against systems", () => {
    const loops = loopsOf(publicLog, {}, '2025-11-30');
    expect(loops).toHaveLength(13);
    expect(told(ofTwo(loops))).toEqual([
      lent,
      // The 14% of March 2025, of which nobody states a price: no equity is promised beside the notes until 2026.
      [
        ['alphabet stake anthropic', 'anthropic services alphabet'],
        [0, none, none],
      ],
      amd('openai'),
      azure,
      coreweave,
      microsoft,
      nvidia(100),
    ]);
  });

  it("are twelve of two legs today, with NVIDIA's $30B against systems whose price is not disclosed", () => {
    expect(told(ofTwo(loopsOf(publicLog, {}, '2026-11-23')))).toEqual([
      lent,
      // The 10 of 2026, and up to 30 more; the notes of 2023 are a loop of their own.
      [
        ['alphabet equity anthropic', 'anthropic services alphabet'],
        [10, none, 40],
      ],
      // All of it notes: 1.25 + 2.75 of 2023 and 4 of 2024, below the over 100 of services.
      [['amazon convertible anthropic', 'anthropic services amazon'], exactly(8)],
      // The 5 of 2026, and up to 20 more.
      [
        ['amazon equity anthropic', 'anthropic services amazon'],
        [5, none, 25],
      ],
      [
        ['amazon equity openai', 'openai services amazon'],
        [15, none, 50],
      ],
      amd('meta'),
      amd('openai'),
      azure,
      [
        ['cerebras warrant openai', 'openai services cerebras'],
        [0, none, none],
      ],
      coreweave,
      microsoft,
      nvidia(30),
    ]);
  });
});

const upTo100 = { bindingness: 'intent', release: { per: '1 GW', amount: '10B USD' } };
const invests = pays('nvidia', 'openai', 'equity', 'up to 100B USD', upTo100);
const buys = pays('openai', 'nvidia', 'hardware', '30B USD');
