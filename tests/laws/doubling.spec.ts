import { describe, expect, it } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { changesBetween } from '../../projections/changes.js';
import { ask, views } from '../../projections/index.js';
import { claimSetsOf, policies } from '../../projections/kit/claims.js';
import { History } from '../../projections/kit/log.js';
import { run } from '../../src/simulator/answer/run.js';
import { ledger, record, type Sent, show } from '../ledger.js';
import { question } from '../given.js';
import { cast, deal, energized, fact, id, tranche } from '../spec/facts.js';
import { bulks } from './bulk.js';
import { stepsOf } from './folded-steps.js';

const today = '2026-11-23';

const logWith = (name: string, count: number): History =>
  ledger(
    bulks[name]!(count).map(
      (event) => ({ effectiveOn: '2020-01-01', knownOn: '2020-01-01', ...event }) as Sent,
    ),
    today,
  );

/** A fact that tells whenever somebody looks when it took effect. */
const watched = (fact: Fact, look: () => void): Fact =>
  Object.defineProperty({ ...fact }, 'effective', {
    enumerable: true,
    get: () => {
      look();
      return fact.effective;
    },
  });

/** All that is recorded, in its order. */
const allOf = (log: History): Fact[] =>
  streams
    .flatMap(({ category }) => [...log.streams(category)])
    .flatMap((stream) => log.facts(stream))
    .sort((one, other) => one.position - other.position);

const expectDoubled = (work: (count: number) => () => unknown): void => {
  const [once, twice] = [stepsOf(work(100)), stepsOf(work(200))];
  expect(once).toBeGreaterThan(0);
  expect(twice).toBeLessThanOrEqual(2.3 * once + 20);
};

const assumed =
  (type: string, body: (index: number) => object) =>
  (index: number): object => ({
    op: 'assume',
    event: { stream: 'deal-one', type, effectiveOn: '2026-01-01', knownOn: '2026-01-01', body: body(index) },
  });

const edits: Record<string, (index: number) => object> = {
  'assumed tranches': assumed('CapacityCommitted', (index) => ({
    tranche: `more-${index}`,
    layer: 'hosting',
    provider: 'b',
    consumer: 'a',
    power: '1 MW',
    due: '2027-Q1',
    bindingness: 'firm',
  })),
  'assumed payments': assumed('PaymentCommitted', (index) => ({
    payment: `more-${index}`,
    from: 'a',
    to: 'b',
    amount: '1B USD',
    kind: 'services',
    bindingness: 'firm',
  })),
  'assumed dates of one tranche': assumed('CapacityRescheduled', (index) => ({
    tranche: 't-0',
    due: `20${27 + (index % 50)}-Q1`,
  })),
  delays: (index) => ({ op: 'delay', target: 'deal-one', months: 1 + (index % 5) }),
};

describe('Twice as much on one deal', () => {
  it.each(views.filter(({ category }) => category === 'deal').map((view) => [view.name, view] as const))(
    'is at most 2.3 times the work for the view %s',
    (_, view) => {
      const by = (name: string) => (count: number) => {
        const history = logWith(name, count);
        return () => ask(view, question({ effectiveAt: today, knownAt: today }), history);
      };
      for (const name of ['tranches of one deal', 'payments of one deal']) expectDoubled(by(name));
    },
  );

  it.each(Object.keys(edits))('is at most 2.3 times the work for a scenario of %s', (name) => {
    expectDoubled((count) => {
      const history = logWith('tranches of one deal', 1);
      const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
      const scenario = {
        edits: Array.from({ length: count }, (_, index) => edits[name]!(index)),
        views: [{ view: 'compute-capacity' }],
      };
      return () => expect(run(scenario, ground).problems).toBeUndefined();
    });
  });

  it('is at most 2.3 times the work for caps of which one cuts up what the one before has moved', () => {
    expectDoubled((count) => {
      const history = logWith('tranches of one deal', count);
      const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
      const edits = [4_500, 3_100, 2_300].map((perQuarterKw) => ({
        op: 'cap',
        perQuarterKw,
        overflow: 'defer',
      }));
      const scenario = { edits, views: [{ view: 'compute-capacity' }] };
      return () => expect(run(scenario, ground).problems).toBeUndefined();
    });
  });

  it.each([
    'tranches of one deal',
    'tranches on mixed dates',
    'payments of one deal',
    'shares over many periods',
    'shares of many parties',
    'corrections of many events',
    'corrections of one event',
    'dates of one tranche',
    'dates of a tranche that was corrected',
    'levels of one tranche',
    'money on one payment',
    'tranches that money awaits by power',
    'levels of one stake',
    'totals of one party',
    'rivals of one claim',
  ])('is at most 2.3 times the work for what moved meanwhile: %s', (name) => {
    expectDoubled((count) => {
      const log = logWith(name, count);
      const sides = {
        effectiveAt: today,
        knownAt: today,
        atPosition: log.position,
        policy: 'primary',
      } as const;
      const parties = [...log.streams('party')].length;
      return () => expect(changesBetween(log, { atPosition: parties }, {}, sides).moved).not.toEqual([]);
    });
  });

  it.each([
    { op: 'delay', target: 'deal-one', months: 6 },
    { op: 'scale', target: 'deal-one', toBp: 5_000 },
    { op: 'reassign', target: 'deal-one', provider: 'b' },
    { op: 'reorder', targets: ['deal-one'] },
    { op: 'cap', perQuarterKw: 1, overflow: 'defer' },
  ])('is at most 2.3 times the work for $op on what has ended', (edit) => {
    expectDoubled((count) => {
      const history = logWith('tranches of one deal', count);
      record(history, {
        stream: 'deal-one',
        type: 'StageReached',
        effectiveOn: '2026-01-01',
        knownOn: '2026-01-01',
        body: { stage: 'shelved' },
      });
      const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
      const scenario = { edits: [edit], views: [{ view: 'compute-capacity' }] };
      return () => expect(run(scenario, ground).problems).toBeUndefined();
    });
  });
});

describe('Rival claims of one statement', () => {
  it.each(
    policies.flatMap((policy) => ['compute-capacity', 'exposure'].map((view) => [view, policy] as const)),
  )(
    'are looked at once for all that may be chosen, in %s by %s: twice as many at most 2.3 times as often',
    (view, policy) => {
      const looksOf = (count: number): number => {
        let looks = 0;
        const log = new History();
        for (const fact of allOf(logWith('rivals of one claim', count)))
          log.append(watched(fact, () => looks++));
        expect(show(log, view, { effectiveAt: today, knownAt: today, policy }).rows).not.toEqual([]);
        return looks;
      };
      expect(looksOf(200)).toBeLessThanOrEqual(2.3 * looksOf(100));
    },
  );
});

describe('Warrants of one deal that vest by what rivals say differently', () => {
  it('are told off states that are folded once: twice as many at most 2.3 times the work', () => {
    expectDoubled((count) => {
      const levels = ['1 GW', '500 MW'].map((level, place) => ({
        ...energized('2026-01-01', 'deal-a', 't', level),
        id: id(place + 1),
        ...(place > 0 && { rivalOf: id(1), source: { title: 'A wire', kind: 'wire' } }),
      }));
      const warrants = Array.from({ length: count }, (_, place) =>
        fact('2025-06-01', 'deal-a', 'WarrantIssued', {
          warrant: `w-${place}`,
          holder: 'lab',
          issuer: 'vendor',
          shares: 100,
          strike: '0.01 USD',
          tranches: [{ shares: 100, conditions: [{ energized: '1 GW' }] }],
        }),
      );
      const log = ledger([...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW'), ...levels, ...warrants]);
      const asked = { effectiveAt: today, knownAt: today };
      return () =>
        expect(show(log, 'ownership', asked).warrants).toMatchObject(warrants.map(() => ({ span: {} })));
    });
  });

  it('are told day by day off the day before: twice as many days at most 2.3 times the work', () => {
    expectDoubled((count) => {
      const sizes = ['1 GW', '2 GW'].map((size, place) => ({
        ...tranche('deal-a', 't', size),
        id: id(place + 1),
        ...(place > 0 && { rivalOf: id(1), source: { title: 'A wire', kind: 'wire' } }),
      }));
      const levels = Array.from({ length: count }, (_, place) =>
        energized(
          new Date(Date.UTC(2026, 0, 1 + place)).toISOString().slice(0, 10),
          'deal-a',
          't',
          `${place} MW`,
        ),
      );
      const warrant = fact('2025-06-01', 'deal-a', 'WarrantIssued', {
        warrant: 'w',
        holder: 'lab',
        issuer: 'vendor',
        shares: 100,
        strike: '0.01 USD',
        tranches: [{ shares: 100, conditions: [{ energized: '50 MW' }] }],
      });
      const log = ledger([...cast, deal('deal-a'), ...sizes, ...levels, warrant]);
      const asked = { effectiveAt: today, knownAt: today };
      return () =>
        expect(show(log, 'ownership', asked).warrants).toMatchObject([
          { tranches: [{ status: 'vested', vestedOn: '2026-02-20' }], flags: ['derived', 'rivals:1'] },
        ]);
    });
  });
});

describe('A chain of claims, each a rival of the one before', () => {
  it('is followed once for all of them', () => {
    const readsOf = (count: number): number => {
      let reads = 0;
      const facts = Array.from({ length: count }, (_, place) => ({
        id: `claim-${place}`,
        knownOn: '2026-01-01',
        position: place,
        get rivalOf(): string | undefined {
          reads++;
          return place === 0 ? undefined : `claim-${place - 1}`;
        },
      }));
      const [set] = claimSetsOf(facts.toReversed() as unknown as Fact[]);
      expect(set).toMatchObject({ root: 'claim-0', claims: { length: count } });
      return reads;
    };
    expect(readsOf(400)).toBeLessThanOrEqual(2.3 * readsOf(200));
  });
});
