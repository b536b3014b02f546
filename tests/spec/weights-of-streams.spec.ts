import { describe, expect, it } from 'vitest';
import type { History } from '../../projections/kit/log.js';
import type { ResolvedScenario } from '../../src/simulator/scenario/resolve.js';
import { mostAtOnce, weights } from '../../src/workers/weight.js';
import type { Watch } from '../../src/watches/watch.js';
import type { AskableKind, Work } from '../../src/workers/work.js';
import { ledger, record } from '../given.js';
import { cast, deal, fact, id, tranche } from './facts.js';

const today = '2026-11-23';

/** Whatever is read off deals as they were recorded. */
type ReadOfDeals = Exclude<AskableKind, 'scenario' | 'goal' | 'feasibility' | 'sheet' | 'news' | 'stays'>;

describe('The weight of a reading', () => {
  const many = Array.from({ length: 600 }, (_, number) => number);
  const onOne = ledger([
    ...cast,
    deal('deal-a'),
    ...many.map((number) => tranche('deal-a', `t-${number}`, '1 MW')),
  ]);
  const onMany = ledger([
    ...cast,
    ...many
      .slice(0, 300)
      .flatMap((number) => [deal(`deal-${number}`), tranche(`deal-${number}`, 't', '1 MW')]),
  ]);
  const question = {
    effectiveAt: today,
    knownAt: today,
    atPosition: 600,
    policy: 'primary',
    by: [],
    only: {},
    options: {},
  } as const;
  const cut = { effectiveAt: today, knownAt: today, atPosition: 600, policy: 'primary' } as const;
  const scenario = { edits: [], inherited: 0 } as unknown as ResolvedScenario;
  const watch = { question: {}, measure: 'firmKw' } as Watch;
  const asked: { [K in ReadOfDeals]: Work[K]['asked'] } = {
    view: { view: 'compute-capacity', question },
    watched: { view: 'compute-capacity', question, watch },
    compared: { view: 'compute-capacity', question, watch, told: '[]', at: '' },
    changes: { from: {}, to: {}, sides: { ...cut, byDeal: false } },
    names: { atPosition: 600 },
    newsDays: {},
    deals: { question },
    why: { deal: 'deal-a', cut },
    party: { party: 'openai', cut },
    moved: { facts: [] },
    standing: { scenario },
    states: { scenarios: [scenario] },
    verdicts: { scenario, to: 600 },
    adopted: { scenario, chosen: [] },
  };
  it.each(Object.keys(asked) as ReadOfDeals[])('is the same on one stream as on many: %s', (kind) => {
    const on = (history: History) =>
      weights[kind](asked[kind] as never, { history, position: 600, today, logHash: '' });
    expect(on(onOne) / on(onMany)).toBeCloseTo(1, 1);
    expect(on(onOne)).toBeGreaterThan(0);
  });
});

describe('The weight of rival claims', () => {
  const withRivals = (count: number): History =>
    ledger([
      ...cast,
      deal('deal-a'),
      ...Array.from({ length: count + 1 }, (_, number) => ({
        ...tranche('deal-a', 't', `${number + 1} MW`),
        id: id(number),
        source: { title: 'News', kind: 'press' },
        ...(number > 0 && { rivalOf: id(number - 1) }),
      })),
    ]);
  const weightOf = (history: History): number => {
    const question = { effectiveAt: today, knownAt: today, atPosition: history.position, policy: 'primary' };
    const asked = { view: 'compute-capacity', question: { ...question, by: [], only: {}, options: {} } };
    return weights.view(asked as never, { history, position: history.position, today, logHash: '' });
  };

  // 600 rivals, for each of which 602 facts are passed over, are 1,444.8 streams; with the facts themselves 60.2 more.
  it('is that of the stream for each of them: 600 are not answered at once', () => {
    expect(weightOf(withRivals(600))).toBeCloseTo((600 * 602) / 250 + 60.2, 5);
    expect(weightOf(withRivals(600))).toBeGreaterThan(mostAtOnce);
  });

  it('is next to nothing for a few', () => {
    expect(weightOf(withRivals(4))).toBeLessThan(1);
  });

  it('grows with what is recorded', () => {
    const history = withRivals(4);
    const before = weightOf(history);
    record(history, { ...tranche('deal-a', 't', '9 MW'), id: id(90), rivalOf: id(0) });
    // 5 rivals of 7 facts instead of 4 of 6, and a tenth of a stream.
    expect(weightOf(history) - before).toBeCloseTo((5 * 7 - 4 * 6) / 250 + 0.1, 5);
  });
});

describe('The weight of warrants', () => {
  const withWarrants = (count: number, rivals: number): History =>
    ledger([
      ...cast,
      deal('deal-a'),
      ...Array.from({ length: rivals }, (_, number) => [
        {
          ...tranche('deal-a', `t-${number}`, '1 GW'),
          id: id(2 * number),
          source: { title: 'News', kind: 'press' },
        },
        { ...tranche('deal-a', `t-${number}`, '2 GW'), id: id(2 * number + 1), rivalOf: id(2 * number) },
      ]).flat(),
      ...Array.from({ length: count }, (_, number) =>
        fact('2026-01-01', 'deal-a', 'WarrantIssued', {
          warrant: `w-${number}`,
          holder: 'lab',
          issuer: 'vendor',
          shares: 100,
          strike: '0.01 USD',
          tranches: [{ shares: 100, conditions: [{ energized: '1 GW' }] }],
        }),
      ),
    ]);
  const weightOf = (history: History): number => {
    const question = { effectiveAt: today, knownAt: today, atPosition: history.position, policy: 'primary' };
    const asked = { view: 'ownership', question: { ...question, by: [], only: {}, options: {} } };
    return weights.view(asked as never, { history, position: history.position, today, logHash: '' });
  };

  // 413 facts on each of 413 days, under 64 combinations, of which 8 are looked at as one of a rival is: 5,458.2 streams;
  // the six rivals beside 413 facts 9.9, and the facts themselves 41.3.
  it('is that of their deal for each of its facts and combinations: 400 over six claims are not answered at once', () => {
    const weight = weightOf(withWarrants(400, 6));
    expect(weight).toBeCloseTo((413 ** 2 * 64) / 8 / 250 + (6 * 413) / 250 + 41.3, 5);
    expect(weight).toBeGreaterThan(mostAtOnce);
  });

  it('is next to nothing for a few', () => {
    expect(weightOf(withWarrants(3, 1))).toBeLessThan(5);
  });
});

describe('The weight of containers', () => {
  const nested = (count: number, containerOf: (place: number) => string): History =>
    ledger([
      ...cast,
      deal('deal-a'),
      ...Array.from({ length: count }, (_, place) =>
        tranche('deal-a', `t-${place}`, '1 MW', { ...(place > 0 && { partOf: containerOf(place) }) }),
      ),
    ]);
  const weightOf = (history: History): number => {
    const question = { effectiveAt: today, knownAt: today, atPosition: history.position, policy: 'primary' };
    const asked = { view: 'compute-capacity', question: { ...question, by: [], only: {}, options: {} } };
    return weights.view(asked as never, { history, position: history.position, today, logHash: '' });
  };

  // Above the tranches of a chain of 300 are 0, 1, 2 … 299 containers: 44,850 of them, each as four facts of a rival.
  it('is that of all that are above each: a chain of 300 is not answered at once', () => {
    const weight = weightOf(nested(300, (place) => `deal-a/t-${place - 1}`));
    expect(weight).toBeCloseTo((4 * 44_850) / 250 + 30.1, 5);
    expect(weight).toBeGreaterThan(mostAtOnce);
  });

  it('is next to nothing where all are in one, and ends where a circle closes', () => {
    expect(weightOf(nested(300, () => 'deal-a/t-0'))).toBeCloseTo((4 * 299) / 250 + 30.1, 5);
    const each = ['t-0', 't-1'].map((name, place, both) =>
      tranche('deal-a', name, '1 MW', { partOf: `deal-a/${both[1 - place]}` }),
    );
    expect(weightOf(ledger([...cast, deal('deal-a'), ...each]))).toBeLessThan(1);
  });
});
