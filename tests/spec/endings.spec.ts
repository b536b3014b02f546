import { describe, expect, it } from 'vitest';
import { dealAt } from '../../projections/deals.js';
import { ledger, question, type Sent, show } from '../given.js';
import { cast, deal, dollars, energized, entry, exactly, fact, gw, payment, tranche } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const on = '2026-03-01';
const measures = ['headlineKw', 'signedKw', 'firmKw', 'energizedKw', 'outstandingKw', 'dueKw', 'overdueKw'];

const totalOf = (facts: Sent[], more = {}): unknown[] => {
  const [total = {}] = show(ledger([...cast, ...facts]), 'compute-capacity', { ...at, ...more }).totals;
  const told = total as Record<string, unknown>;
  return measures.map((name) => gw(told[name] ?? { low: 0, point: 0, high: 0 }));
};
const of = (...gigawatts: number[]): unknown[] => gigawatts.map(exactly);

const reach = (stage: string, more = {}): Sent => fact(on, 'deal-a', 'StageReached', { stage, ...more });
const happens = (type: string): Sent => fact(on, 'deal-a', type, { tranche: 't' });

/** Every way in which a tranche ends. */
const ways: [string, Sent][] = [
  ...['shelved', 'cancelled', 'superseded'].flatMap((stage): [string, Sent][] => [
    [`its deal is ${stage}`, reach(stage)],
    [`it is ${stage}`, reach(stage, { tranche: 't' })],
  ]),
  ['it is superseded by a deal that the ledger does not hold', reach('superseded', { by: 'deal-z' })],
  ['it is called off', happens('CapacityCancelled')],
  ['its term has run out', happens('CapacityEnded')],
];

describe('A tranche of 500 MW, of which 200 run', () => {
  const running = [
    deal('deal-a'),
    tranche('deal-a', 't', '500 MW', { due: '2025-12' }),
    energized('2026-01-10', 'deal-a', 't', '200 MW'),
  ];

  it('has 300 MW outstanding and overdue', () =>
    expect(totalOf(running)).toEqual(of(0.5, 0.5, 0.5, 0.2, 0.3, 0.5, 0.3)));
  it.each(ways)('keeps the 200 and nothing else once %s', (_, way) =>
    expect(totalOf([...running, way])).toEqual(of(0.2, 0.2, 0.2, 0.2, 0, 0.2, 0)),
  );
  it.each(ways)('is gone once they are switched off, too: %s', (_, way) =>
    expect(totalOf([...running, way, energized('2026-06-01', 'deal-a', 't', '0 MW')])).toEqual(
      of(0, 0, 0, 0, 0, 0, 0),
    ),
  );
  it('keeps them when an option on it lapses, and is no firmer', () => {
    const option = running.map((sent) =>
      sent.type === 'CapacityCommitted' ? { ...sent, body: { ...sent.body, bindingness: 'optional' } } : sent,
    );
    expect(totalOf([...option, happens('OptionLapsed')])).toEqual(of(0.2, 0.2, 0, 0.2, 0, 0.2, 0));
  });
  it.each(ways)('neither signed nor firm in a letter of intent, and no more so once %s', (_, way) => {
    const [, ...rest] = running;
    const facts = [deal('deal-a', 'letter-of-intent'), ...rest, way];
    expect(totalOf(facts)).toEqual(of(0.2, 0, 0, 0.2, 0, 0.2, 0));
    const { rows } = show(ledger([...cast, ...facts]), 'compute-capacity', { ...at, by: ['stage'] });
    expect(rows.map(({ stage }) => stage)).toEqual(['letter-of-intent']);
  });
  it.each(ways)('of up to 500 MW is never firm because %s', (_, way) => {
    const upTo = running.map((sent) =>
      sent.type === 'CapacityCommitted' ? { ...sent, body: { ...sent.body, power: 'up to 500 MW' } } : sent,
    );
    const [headline, signed, firm, level] = totalOf([...upTo, way]);
    expect([headline, level]).toEqual(of(0.2, 0.2));
    expect(signed).toEqual([0, 0.2, 0.2]);
    expect(firm).toEqual([0, 0, 0.2]);
  });
  it.each(ways)('is still on the page of its deal once %s', (_, way) => {
    const page = dealAt(ledger([...cast, ...running, way]), 'deal-a', question(at))!;
    expect(page.tranches).toMatchObject([{ tranche: 't', headline: true, stage: 'signed' }]);
    expect((page.capacity as { headlineKw: unknown }[]).map(({ headlineKw }) => gw(headlineKw))).toEqual(
      of(0.2),
    );
  });
});

describe('What rests on running power', () => {
  const funded = [
    deal('deal-a'),
    tranche('deal-a', 't', '3 GW'),
    payment('deal-a', 'm', 'up to $100B', {
      kind: 'equity',
      from: 'vendor',
      to: 'lab',
      bindingness: 'intent',
      release: { per: '1 GW', amount: '10B USD' },
    }),
    fact('2025-01-01', 'deal-a', 'WarrantIssued', {
      warrant: 'w',
      holder: 'lab',
      issuer: 'vendor',
      shares: 300,
      strike: '0.01 USD',
      tranches: [
        { shares: 100, conditions: [{ energized: '1 GW' }] },
        { shares: 200, conditions: [{ energized: '3 GW' }] },
      ],
    }),
    energized('2026-01-10', 'deal-a', 't', '2.5 GW'),
  ];

  // 2.5 GW energized are two whole steps of $10B, and the first of two tranches of shares.
  it.each(ways)('stays: $20B released, 100 shares vested, though %s', (_, way) => {
    const log = ledger([...cast, ...funded, way]);
    const [total] = show(log, 'obligations', at).totals;
    expect(dollars(total?.releasedUsCents)).toEqual(exactly(20e9));
    expect(dollars(total?.outstandingUsCents)?.[0]).toBe(0);
    const [warrant] = show(log, 'ownership', at).warrants as Record<string, unknown>[];
    expect(warrant?.vestedShares).toEqual({ low: 100, point: 100, high: 100 });
    const flows = show(log, 'flows', at).rows.map(({ kind, edge }) => kind ?? edge);
    expect(flows.sort()).toEqual(['compute', 'equity', 'warrant']);
  });
  it('stays of a payment that is cancelled itself: what was released by then is owed', () => {
    const log = ledger([...cast, ...funded, fact(on, 'deal-a', 'PaymentCancelled', { payment: 'm' })]);
    const [total] = show(log, 'obligations', at).totals;
    expect(dollars(total?.releasedUsCents)).toEqual(exactly(20e9));
    expect(dollars(total?.conditionalUsCents)).toEqual(exactly(0));
  });
  it('is only what has surely been set free, where nobody has observed the level', () => {
    const unseen = funded.filter(({ type }) => type !== 'CapacityEnergized');
    expect(show(ledger([...cast, ...unseen, reach('cancelled')]), 'obligations', at).totals).toEqual([]);
  });
});

describe('A lease', () => {
  const lease = [
    deal('deal-a'),
    tranche('deal-a', 't', '500 MW', { due: '2025-02', ends: '2026-04' }),
    energized('2025-02-10', 'deal-a', 't', '500 MW'),
  ];
  const off = energized('2026-05-10', 'deal-a', 't', '0 MW');

  it('stands until it has run out', () =>
    expect(totalOf([...lease, off], { effectiveAt: '2026-04-30' })).toEqual(
      of(0.5, 0.5, 0.5, 0.5, 0, 0.5, 0),
    ));
  it('has run out once the window of its end has closed: what is off is not overdue', () =>
    expect(totalOf([...lease, off])).toEqual(of(0, 0, 0, 0, 0, 0, 0)));
  it('without an end that is switched off before is overdue', () => {
    const open = lease.map((sent) =>
      sent.type === 'CapacityCommitted' ? { ...sent, body: { ...sent.body, ends: '2030' } } : sent,
    );
    expect(totalOf([...open, off])[6]).toEqual(exactly(0.5));
  });
  it.each([
    ['its deal', {}],
    ['it', { tranche: 't' }],
  ])('is not overdue once %s is completed', (_, which) =>
    expect(totalOf([...lease, off, reach('completed', which)])).toEqual(of(0, 0, 0, 0, 0, 0, 0)),
  );
  it('cannot run out before it is due', () =>
    expect(() =>
      ledger([...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', { due: '2027', ends: '2026' })]),
    ).toThrow('runs out before it is due'));
});

describe('A deal that another one supersedes', () => {
  const campus = [
    deal('deal-a'),
    tranche('deal-a', 'campus', '1.5 GW'),
    tranche('deal-a', 'u1', '750 MW', { partOf: 'deal-a/campus' }),
    tranche('deal-a', 'u2', '750 MW', { partOf: 'deal-a/campus' }),
    energized('2026-01-10', 'deal-a', 'u1', '750 MW'),
  ];
  const next = (level: string | undefined, stream = 'deal-b'): Sent[] => [
    deal(stream),
    tranche(stream, 'whole', '1.5 GW'),
    ...(level ? [energized('2026-02-10', stream, 'whole', level)] : []),
  ];
  const by = (stream: string, other: string): Sent =>
    fact(on, stream, 'StageReached', { stage: 'superseded', by: other });
  const four = (facts: Sent[]): unknown[] => totalOf(facts).slice(0, 4);

  it.each([
    ['as much runs of both', '750 MW', exactly(0.75)],
    ['less runs of the new one', '500 MW', exactly(0.75)],
    ['more runs of the new one', '1 GW', exactly(1)],
    ['nobody has observed the new one', undefined, [0.75, null, 1.5]],
  ])('is one with it: %s', (_, level, running) =>
    expect(four([...campus, ...next(level), by('deal-a', 'deal-b')])).toEqual([
      ...of(1.5, 1.5, 1.5),
      running,
    ]),
  );
  it('is as if it was shelved where the new one says nothing of this layer and basis', () => {
    const { totals } = show(
      ledger([
        ...cast,
        ...campus,
        deal('deal-b'),
        tranche('deal-b', 'x', '2 GW', { basis: 'it' }),
        by('deal-a', 'deal-b'),
      ]),
      'compute-capacity',
      at,
    );
    expect(gw(entry(totals, { basis: 'unstated' }).headlineKw)).toEqual(exactly(0.75));
    expect(gw(entry(totals, { basis: 'it' }).headlineKw)).toEqual(exactly(2));
  });
  it('counts once along a chain, and where the middle says nothing', () => {
    const chain = [by('deal-a', 'deal-b'), by('deal-b', 'deal-c')];
    expect(four([...campus, ...next('500 MW'), ...next('600 MW', 'deal-c'), ...chain])).toEqual(
      of(1.5, 1.5, 1.5, 0.75),
    );
    expect(four([...campus, deal('deal-b'), ...next('600 MW', 'deal-c'), ...chain])).toEqual(
      of(1.5, 1.5, 1.5, 0.75),
    );
  });
  it('adds to another one that the same deal supersedes', () => {
    const both = [...next('250 MW', 'deal-c'), by('deal-a', 'deal-b'), by('deal-c', 'deal-b')];
    expect(four([...campus, ...next('500 MW'), ...both])).toEqual(of(1.5, 1.5, 1.5, 1));
  });
  it('counts once in a circle', () => {
    const circle = [by('deal-a', 'deal-b'), by('deal-b', 'deal-a')];
    expect(four([...campus, ...next('500 MW'), ...circle])[3]).toEqual(exactly(0.75));
  });
  it('hands on what it contains', () => {
    const part = [deal('deal-c'), tranche('deal-c', 'u3', '1 GW', { partOf: 'deal-a/campus' })];
    expect(four([...campus, ...part, ...next('750 MW'), by('deal-a', 'deal-b')])[0]).toEqual(exactly(1.5));
  });
  it('inside a container counts once in it', () => {
    const inside = [
      deal('deal-c'),
      tranche('deal-c', 'all', '5 GW'),
      deal('deal-a'),
      tranche('deal-a', 't', '1.5 GW', { partOf: 'deal-c/all' }),
      energized('2026-01-10', 'deal-a', 't', '750 MW'),
      deal('deal-b'),
      tranche('deal-b', 't', '1.5 GW', { partOf: 'deal-c/all' }),
      energized('2026-02-10', 'deal-b', 't', '500 MW'),
      by('deal-a', 'deal-b'),
    ];
    const { rows } = show(ledger([...cast, ...inside]), 'compute-capacity', { ...at, by: ['tranche'] });
    expect(rows.map((row) => [row.tranche, gw(row.headlineKw)])).toEqual([
      ['deal-b/t', exactly(1.5)],
      ['deal-c/all', exactly(3.5)],
    ]);
    expect(gw(entry(rows, { tranche: 'deal-b/t' }).energizedKw)).toEqual(exactly(0.75));
    expect(four(inside)[0]).toEqual(exactly(5));
  });
});
