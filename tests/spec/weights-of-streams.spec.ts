import { describe, expect, it } from 'vitest';
import type { History } from '../../projections/kit/log.js';
import type { ResolvedScenario } from '../../src/simulator/scenario/resolve.js';
import { weights } from '../../src/workers/weight.js';
import type { AskableKind, Work } from '../../src/workers/work.js';
import { ledger } from '../given.js';
import { cast, deal, tranche } from './facts.js';

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
  const asked: { [K in ReadOfDeals]: Work[K]['asked'] } = {
    view: { view: 'compute-capacity', question },
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
