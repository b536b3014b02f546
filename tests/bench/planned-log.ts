import { revive } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';
import type { Scenario } from '../../src/simulator/answer/run.js';

export const quarters = 40;
const firstQuarter = 2026 * 4;
const nameOf = (quarter: number): string => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
/** Months by which a tranche slips, equally likely. */
export const slips = [0, 0, 3, 3, 6, 9, 12, 24];

export interface Plan {
  deal: string;
  tranche: string;
  kw: number;
  /** Counted from the first quarter of the timeline. */
  due: number;
}

/** So many tranches on so many deals, of a hundred to a thousand megawatts, due over seven years. */
export const plansOf = (tranches: number, deals: number): Plan[] =>
  Array.from({ length: tranches }, (_, index) => ({
    deal: `deal-${index % deals}`,
    tranche: `t-${index}`,
    kw: 100_000 + ((index * 7_919) % 901) * 1_000,
    due: (index * 31) % 28,
  }));

/** Where it releases, $10B per whole gigawatt. */
const release = {
  payment: 'p',
  from: 'vendor',
  to: 'lab',
  kind: 'equity',
  amount: { low: 0, point: 1e13, high: 1e13, qualifier: 'up-to', currency: 'USD' },
  bindingness: 'intent',
  release: {
    per: { low: 1_000_000, point: 1_000_000, high: 1_000_000, qualifier: 'exactly' },
    amount: { low: 1e12, point: 1e12, high: 1e12, qualifier: 'exactly', currency: 'USD' },
  },
};

export const historyOf = (plans: readonly Plan[], releases = false): History => {
  const history = new History();
  const add = (stream: string, type: string, body: Record<string, unknown>): void => {
    const position = history.position + 1;
    const envelope = { id: `event-${position}`, stream, type, version: 1, body, position, revision: 1 };
    const dates = { effectiveOn: '2025-01-15', knownOn: '2025-01-15', recordedAt: '', hash: '' };
    history.append(revive({ ...envelope, ...dates }));
  };
  for (const slug of ['lab', 'vendor'])
    add(`party-${slug}`, 'PartyRegistered', { name: slug, kind: 'company' });
  for (const deal of new Set(plans.map((plan) => plan.deal)))
    add(deal, 'DealAnnounced', {
      title: deal,
      kind: 'chip-supply',
      stage: 'signed',
      parties: [{ party: 'lab', role: 'customer' }],
    });
  for (const { deal, tranche, kw, due } of plans)
    add(deal, 'CapacityCommitted', {
      tranche,
      layer: 'chips',
      provider: 'vendor',
      consumer: 'lab',
      power: { low: kw, point: kw, high: kw, qualifier: 'exactly' },
      basis: 'unstated',
      due: nameOf(firstQuarter + due),
      bindingness: 'firm',
    });
  if (releases) add(plans[0]!.deal, 'PaymentCommitted', release);
  return history;
};

export const axis = { timeline: 'quarter', from: '2026-01-01', to: '2035-12-31' };

/** Every tranche slips by itself, and is drawn so many times. */
export const scenarioOf = (plans: readonly Plan[], draws: number): Scenario => ({
  edits: plans.flatMap(({ deal, tranche }) => [
    { op: 'set', assumption: tranche, distribution: { values: slips } },
    { op: 'delay', target: `${deal}/${tranche}`, months: { assumption: tranche } },
  ]),
  views: [{ view: 'compute-capacity', effectiveAt: '2025-12-31', layer: 'chips', ...axis }],
  monteCarlo: { draws, seed: 7, targets: [{ measure: 'plannedKw' }] },
});
