import { describe, expect, it } from 'vitest';
import { dealAt } from '../../projections/deals.js';
import type { Measure } from '../../projections/kit/measure.js';
import { given, question, type Sent } from '../given.js';
import { cast, deal, energized, fact, gw, payment, tranche } from './facts.js';

const capacity = 'compute-capacity';
const today = '2026-06-30';
const world = (...facts: Sent[]) => given(...cast, ...facts).at(today);

const on = '2026-03-01';
const reach = (stage: string, more = {}): Sent => fact(on, 'deal-a', 'StageReached', { stage, ...more });
const happens = (type: string): Sent => fact(on, 'deal-a', type, { tranche: 't' });

describe('A tranche of 500 MW, of which 200 run', () => {
  const [half, runs] = [
    tranche('deal-a', 't', '500 MW', { due: '2025-12' }),
    energized('2026-01-10', 'deal-a', 't', '200 MW'),
  ];
  const running = world(deal('deal-a'), half, runs);
  const all200 = { headlineKw: 0.2, signedKw: 0.2, firmKw: 0.2, energizedKw: 0.2, dueKw: 0.2 };

  it('has 300 MW outstanding and overdue', () =>
    running.shows(capacity, {
      headlineKw: 0.5,
      signedKw: 0.5,
      firmKw: 0.5,
      energizedKw: 0.2,
      outstandingKw: 0.3,
      dueKw: 0.5,
      overdueKw: 0.3,
    }));
  it.each(ways())('keeps the 200 and nothing else once %s', (_, way) => {
    running.and(way).shows(capacity, { ...all200, outstandingKw: 0, overdueKw: 0 });
  });
  it('keeps the stage that it had before the first of two ends', () => {
    const twice = running.and(
      reach('cancelled'),
      fact('2026-04-01', 'deal-a', 'StageReached', { stage: 'shelved' }),
    );
    twice.shows(capacity, { ...all200, outstandingKw: 0, overdueKw: 0 });
    twice.by('stage').shows(capacity, { headlineKw: { signed: 0.2 } });
  });
  it.each(ways())('is gone once they are switched off, too: %s', (_, way) => {
    running.and(way, energized('2026-06-01', 'deal-a', 't', '0 MW')).shows(capacity, nothing);
  });
  it('keeps them when an option on it lapses, and is no firmer', () =>
    world(deal('deal-a'), having(half, { bindingness: 'optional' }), runs, happens('OptionLapsed')).shows(
      capacity,
      { ...all200, firmKw: 0, outstandingKw: 0, overdueKw: 0 },
    ));
  it.each(ways())('neither signed nor firm in a letter of intent, and no more so once %s', (_, way) => {
    const intended = world(deal('deal-a', 'letter-of-intent'), half, runs, way);
    intended.shows(capacity, { ...all200, signedKw: 0, firmKw: 0, outstandingKw: 0, overdueKw: 0 });
    intended.by('stage').shows(capacity, { headlineKw: { 'letter-of-intent': 0.2 } });
  });
  it.each(ways())('of up to 500 MW is never firm because %s', (_, way) => {
    world(deal('deal-a'), having(half, { power: 'up to 500 MW' }), runs, way).shows(capacity, {
      headlineKw: 0.2,
      energizedKw: 0.2,
      signedKw: [0, 0.2, 0.2],
      firmKw: [0, 0, 0.2],
    });
  });
  it.each(ways())('is still on the page of its deal once %s', (_, way) => {
    const { history } = running.and(way);
    const page = dealAt(history, 'deal-a', question({ effectiveAt: today }))!;
    expect(page.tranches).toMatchObject([{ tranche: 't', headline: true, stage: 'signed' }]);
    const [power, ...more] = page.capacity as { headlineKw: unknown }[];
    expect([gw(power!.headlineKw), more]).toEqual([[0.2, 0.2, 0.2], []]);
  });
});

describe('What rests on running power', () => {
  const promised = world(
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
  );
  const funded = promised.and(energized('2026-01-10', 'deal-a', 't', '2.5 GW'));

  // 2.5 GW energized are two whole steps of $10B, and the first of two tranches of shares.
  it.each(ways())('stays: $20B released, 100 shares vested, though %s', (_, way) => {
    const ended = funded.and(way);
    ended.shows('obligations', { releasedUsCents: 20 });
    expect(ended.answer('obligations').totals[0]!.outstandingUsCents).toMatchObject({ low: 0 });
    const [warrant] = ended.answer('ownership').warrants as Record<string, unknown>[];
    expect(warrant?.vestedShares).toEqual({ low: 100, point: 100, high: 100 });
    const flows = ended.answer('flows').rows.map(({ kind, edge }) => kind ?? edge);
    expect(flows.sort()).toEqual(['compute', 'equity', 'warrant']);
  });
  it('stays of a payment that is cancelled itself: what was released by then is owed', () =>
    funded
      .and(fact(on, 'deal-a', 'PaymentCancelled', { payment: 'm' }))
      .shows('obligations', { releasedUsCents: 20, conditionalUsCents: 0 }));
  it('is only what has surely been set free, where nobody has observed the level', () =>
    promised.and(reach('cancelled')).hasTotals('obligations', 0));
});

describe('A lease', () => {
  const leased = tranche('deal-a', 't', '500 MW', { due: '2025-02', ends: '2026-04' });
  const [runs, off] = [
    energized('2025-02-10', 'deal-a', 't', '500 MW'),
    energized('2026-05-10', 'deal-a', 't', '0 MW'),
  ];
  const lease = world(deal('deal-a'), leased, runs, off);

  it('stands until it has run out', () =>
    lease.at('2026-04-30').shows(capacity, {
      headlineKw: 0.5,
      signedKw: 0.5,
      firmKw: 0.5,
      energizedKw: 0.5,
      outstandingKw: 0,
      dueKw: 0.5,
      overdueKw: 0,
    }));
  it('has run out once the window of its end has closed: what is off is not overdue', () =>
    lease.shows(capacity, nothing));
  it('without an end that is switched off before is overdue', () =>
    world(deal('deal-a'), having(leased, { ends: '2030' }), runs, off).shows(capacity, { overdueKw: 0.5 }));
  it.each([
    ['its deal', {}],
    ['it', { tranche: 't' }],
  ])('is not overdue once %s is completed', (_, which) => {
    lease.and(reach('completed', which)).shows(capacity, nothing);
  });
  it('cannot run out before it is due', () =>
    world(deal('deal-a'))
      .when(tranche('deal-a', 't', '1 GW', { due: '2027', ends: '2026' }))
      .isUnreadable(/runs out before it is due/));
});

describe('A deal that another one supersedes', () => {
  const campus = world(
    deal('deal-a'),
    tranche('deal-a', 'campus', '1.5 GW'),
    tranche('deal-a', 'u1', '750 MW', { partOf: 'deal-a/campus' }),
    tranche('deal-a', 'u2', '750 MW', { partOf: 'deal-a/campus' }),
    energized('2026-01-10', 'deal-a', 'u1', '750 MW'),
  );
  const next = (level: string | undefined, stream = 'deal-b'): Sent[] => [
    deal(stream),
    tranche(stream, 'whole', '1.5 GW'),
    ...(level ? [energized('2026-02-10', stream, 'whole', level)] : []),
  ];
  const by = (stream: string, other: string): Sent =>
    fact(on, stream, 'StageReached', { stage: 'superseded', by: other });
  const once = { headlineKw: 1.5, signedKw: 1.5, firmKw: 1.5 };

  it.each<[string, string | undefined, number | [number, null, number]]>([
    ['as much runs of both', '750 MW', 0.75],
    ['less runs of the new one', '500 MW', 0.75],
    ['more runs of the new one', '1 GW', 1],
    ['nobody has observed the new one', undefined, [0.75, null, 1.5]],
  ])('is one with it: %s', (_, level, energizedKw) => {
    campus.and(...next(level), by('deal-a', 'deal-b')).shows(capacity, { ...once, energizedKw });
  });
  it('is as if it was shelved where the new one says nothing of this layer and basis', () =>
    campus
      .and(deal('deal-b'), tranche('deal-b', 'x', '2 GW', { basis: 'it' }), by('deal-a', 'deal-b'))
      .shows(capacity, { headlineKw: 0.75 }, { basis: 'unstated' })
      .shows(capacity, { headlineKw: 2 }, { basis: 'it' }));
  it('counts once along a chain, and where the middle says nothing', () => {
    const chain = [...next('600 MW', 'deal-c'), by('deal-a', 'deal-b'), by('deal-b', 'deal-c')];
    campus.and(...next('500 MW'), ...chain).shows(capacity, { ...once, energizedKw: 0.75 });
    campus.and(deal('deal-b'), ...chain).shows(capacity, { ...once, energizedKw: 0.75 });
  });
  it('adds to another one that the same deal supersedes', () =>
    campus
      .and(...next('500 MW'), ...next('250 MW', 'deal-c'), by('deal-a', 'deal-b'), by('deal-c', 'deal-b'))
      .shows(capacity, { ...once, energizedKw: 1 }));
  it('counts once in a circle', () =>
    campus
      .and(...next('500 MW'), by('deal-a', 'deal-b'), by('deal-b', 'deal-a'))
      .shows(capacity, { energizedKw: 0.75 }));
  it('hands on what it contains', () =>
    campus
      .and(deal('deal-c'), tranche('deal-c', 'u3', '1 GW', { partOf: 'deal-a/campus' }))
      .and(...next('750 MW'), by('deal-a', 'deal-b'))
      .shows(capacity, { headlineKw: 1.5 }));
  // The 750 MW that run stand on the largest of the tranches that took its place, by its point, or else by its low.
  it.each([
    ['1-5 GW', '2 GW'],
    ['2 GW', '1-2 GW'],
    ['300 MW', 'hundreds of megawatts'],
    ['hundreds of megawatts', '150 MW'],
    ['2 GW', '2 GW'],
  ])('keeps what runs on the largest of two, however they are called: on %s beside %s', (large, small) => {
    for (const [one, other] of [['u', 'v'], large === small ? ['u', 'v'] : ['v', 'u']] as const) {
      const both = [tranche('deal-b', one, large), tranche('deal-b', other, small)];
      const none = energized('2026-02-10', 'deal-b', other, '0 MW');
      const then = campus.and(deal('deal-b'), ...both, none, by('deal-a', 'deal-b')).by('tranche');
      const { low } = then.row(capacity, { tranche: `deal-b/${one}` }).energizedKw as Measure;
      expect(low).toBe(750_000);
      then.showsRow(capacity, { tranche: `deal-b/${other}` }, { energizedKw: 0 });
    }
  });
  it('inside a container counts once in it', () =>
    world(
      deal('deal-c'),
      tranche('deal-c', 'all', '5 GW'),
      deal('deal-a'),
      tranche('deal-a', 't', '1.5 GW', { partOf: 'deal-c/all' }),
      energized('2026-01-10', 'deal-a', 't', '750 MW'),
      deal('deal-b'),
      tranche('deal-b', 't', '1.5 GW', { partOf: 'deal-c/all' }),
      energized('2026-02-10', 'deal-b', 't', '500 MW'),
      by('deal-a', 'deal-b'),
    )
      .by('tranche')
      .shows(capacity, { headlineKw: { 'deal-b/t': 1.5, 'deal-c/all': 3.5 } })
      .showsRow(capacity, { tranche: 'deal-b/t' }, { energizedKw: 0.75 })
      .shows(capacity, { headlineKw: 5 }));
});

const nothing = {
  headlineKw: 0,
  signedKw: 0,
  firmKw: 0,
  energizedKw: 0,
  outstandingKw: 0,
  dueKw: 0,
  overdueKw: 0,
};

/** The same, stated otherwise. */
function having(sent: Sent, body: Record<string, unknown>): Sent {
  return { ...sent, body: { ...sent.body, ...body } };
}

/** Every way in which a tranche ends. */
const ways = (): [string, Sent][] => [
  ...['shelved', 'cancelled', 'superseded'].flatMap((stage): [string, Sent][] => [
    [`its deal is ${stage}`, reach(stage)],
    [`it is ${stage}`, reach(stage, { tranche: 't' })],
  ]),
  ['it is superseded by a deal that the ledger does not hold', reach('superseded', { by: 'deal-z' })],
  ['it is called off', happens('CapacityCancelled')],
  ['its term has run out', happens('CapacityEnded')],
];
