import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealAt, dealsAt } from '../../projections/deals.js';
import { views } from '../../projections/index.js';
import { History } from '../../projections/kit/log.js';
import type { Question } from '../../projections/kit/question.js';
import type { Measure } from '../../projections/kit/measure.js';
import { question, record, type Sent, show } from '../given.js';
import { allDeals, capacityHistories, histories, questions } from './histories.js';

const runs = { numRuns: 150 };
const timeline = { timeline: 'half', from: '2025-07-01', to: '2028-12-31' } as const;

type Entry = Readonly<Record<string, unknown>>;

const isMeasure = (value: unknown): value is Measure =>
  typeof value === 'object' && value !== null && 'low' in value && 'point' in value && 'high' in value;

const measuresIn = (entry: Entry): [string, Measure][] =>
  Object.entries(entry).filter((pair): pair is [string, Measure] => isMeasure(pair[1]));

const isOrdered = ({ low, point, high }: Measure): boolean =>
  (point === null || BigInt(low) <= BigInt(point)) &&
  (high === null || BigInt(low) <= BigInt(high)) &&
  (point === null || high === null || BigInt(point) <= BigInt(high));

const nothing: Measure = { low: 0, point: 0, high: 0 };
const measure = (entry: Entry, name: string): Measure => (entry[name] as Measure | null) ?? nothing;

const isWithin = (inner: Measure, outer: Measure): boolean =>
  inner.low <= outer.low &&
  (inner.point === null || outer.point === null || inner.point <= outer.point) &&
  (outer.high === null || (inner.high !== null && inner.high <= outer.high));

/** Every entry of an answer that has measures. */
const entriesIn = (answer: { rows: readonly Entry[]; totals: readonly Entry[] }): Entry[] => [
  ...answer.rows,
  ...answer.totals,
];

const shapes: readonly Partial<Question>[] = [
  { by: ['tranche'] },
  { by: ['provider'] },
  { by: ['deal'] },
  { by: ['stage'] },
  { by: ['tranche'], ...timeline },
  { by: ['consumer'], only: { provider: 'amd' } },
  { by: ['tranche'], only: { deal: 'deal-one' } },
  { by: ['deal'], only: { bindingness: 'firm' } },
];

const capacityOf = (history: History, parts: Parameters<typeof show>[2]) =>
  show(history, 'compute-capacity', parts);

const far = '2040-01-01';

describe('Every measure of every row and total', () => {
  it('has low, point and high in order, in every view', () => {
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        for (const { name, timelines, defaultBy } of views) {
          const asked = [{}, ...(timelines ? [timeline] : [])];
          for (const more of asked) {
            const answer = show(history, name, { ...parts, by: defaultBy, ...more });
            for (const entry of entriesIn(answer))
              for (const [of, one] of measuresIn(entry))
                expect(isOrdered(one), `${name} ${of} ${JSON.stringify(entry)}`).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  it('has low, point and high in order where statements contain, overlap and succeed each other', () => {
    fc.assert(
      fc.property(capacityHistories, questions, (history, parts) => {
        for (const shape of shapes)
          for (const entry of entriesIn(capacityOf(history, { ...parts, ...shape })))
            for (const [of, one] of measuresIn(entry))
              expect(isOrdered(one), `${of} ${JSON.stringify(entry)}`).toBe(true);
        for (const name of ['flows', 'exposure'])
          for (const entry of entriesIn(show(history, name, parts)))
            for (const [of, one] of measuresIn(entry))
              expect(isOrdered(one), `${name} ${of} ${JSON.stringify(entry)}`).toBe(true);
      }),
      runs,
    );
  });
});

describe('The measures of a row or a total', () => {
  it('do not contradict each other', () => {
    fc.assert(
      fc.property(capacityHistories, questions, (history, parts) => {
        for (const shape of shapes)
          for (const entry of entriesIn(capacityOf(history, { ...parts, ...shape }))) {
            const of = (name: string): Measure => measure(entry, name);
            const told = JSON.stringify(entry);
            expect(isWithin(of('firmKw'), of('signedKw')), told).toBe(true);
            expect(isWithin(of('signedKw'), of('headlineKw')), told).toBe(true);
            expect(isWithin(of('dueKw'), of('headlineKw')), told).toBe(true);
            expect(isWithin(of('overdueKw'), of('dueKw')), told).toBe(true);
            const [headline, outstanding] = [of('headlineKw').high, of('outstandingKw').high];
            if (headline !== null) expect(outstanding !== null && outstanding <= headline, told).toBe(true);
          }
      }),
      runs,
    );
  });

  it('have due and undated within the headline, and equal to it once everything is due', () => {
    const points = (entry: Entry): (number | null)[] =>
      ['headlineKw', 'dueKw', 'undatedKw'].map((name) => measure(entry, name).point as number | null);
    fc.assert(
      fc.property(capacityHistories, questions, (history, parts) => {
        for (const shape of shapes) {
          for (const entry of entriesIn(capacityOf(history, { ...parts, ...shape }))) {
            const [headline, due, undated] = points(entry);
            if (headline !== null && due !== null && undated !== null)
              expect(due! + undated!, JSON.stringify(entry)).toBeLessThanOrEqual(headline!);
          }
          if ('timeline' in shape) continue;
          for (const entry of entriesIn(capacityOf(history, { ...parts, ...shape, effectiveAt: far }))) {
            const [headline, due, undated] = points(entry);
            if (headline !== null && due !== null && undated !== null)
              expect(due! + undated!, JSON.stringify(entry)).toBe(headline);
          }
        }
      }),
      runs,
    );
  });
});

const totalsOf = (history: History, parts: Parameters<typeof show>[2]): Map<string, Entry> =>
  new Map(
    capacityOf(history, parts).totals.map((total) => [`${total.layer}|${total.basis}`, total as Entry]),
  );

/** A log that goes on from another one; undefined where a rule refuses what is added. */
const goneOn = (history: History, sent: Sent): History | undefined => {
  const next = new History();
  for (const category of ['party', 'deal'])
    for (const stream of history.streams(category))
      for (const fact of history.facts(stream)) next.append(fact);
  try {
    record(next, sent);
  } catch {
    return undefined;
  }
  return next;
};

const day = '2026-10-15';
const end = (type: string, body: Record<string, unknown>, stream: string): Sent => ({
  stream,
  type,
  effectiveOn: day,
  knownOn: day,
  body,
});

const ways = ['shelved', 'cancelled', 'superseded'];
const ending = fc
  .record({ stream: fc.constantFrom(...allDeals), tranche: fc.constantFrom('a', 'b', 'c'), way: fc.nat(8) })
  .map(({ stream, tranche, way }) => {
    if (way < 3) return end('StageReached', { stage: ways[way] }, stream);
    if (way < 6) return end('StageReached', { stage: ways[way - 3], tranche }, stream);
    return end(['CapacityCancelled', 'CapacityEnded', 'OptionLapsed'][way - 6]!, { tranche }, stream);
  });

const isRaised = (before: Measure, after: Measure): boolean =>
  after.low > before.low ||
  (before.point !== null && after.point !== null && after.point > before.point) ||
  (before.high !== null && (after.high === null || after.high > before.high));

describe('Whatever ends, in whichever way', () => {
  it('leaves what is energized, and never raises signed or firm', () => {
    fc.assert(
      fc.property(capacityHistories, ending, (history, sent) => {
        const parts = { effectiveAt: day };
        const next = goneOn(history, sent);
        if (!next) return;
        const [before, after] = [totalsOf(history, parts), totalsOf(next, parts)];
        for (const [key, total] of before) {
          const now = after.get(key) ?? {};
          const told = `${JSON.stringify(sent)} ${JSON.stringify(total)} ${JSON.stringify(now)}`;
          expect(measure(now, 'energizedKw').low, told).toBe(measure(total, 'energizedKw').low);
          expect(isRaised(measure(total, 'signedKw'), measure(now, 'signedKw')), told).toBe(false);
          expect(isRaised(measure(total, 'firmKw'), measure(now, 'firmKw')), told).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('by another deal never counts twice: nothing is raised, and no more is energized than before', () => {
    const by = fc.tuple(fc.constantFrom(...allDeals), fc.constantFrom(...allDeals));
    fc.assert(
      fc.property(capacityHistories, by, (history, [stream, other]) => {
        const next = goneOn(history, end('StageReached', { stage: 'superseded', by: other }, stream));
        if (!next) return;
        const [before, after] = [
          totalsOf(history, { effectiveAt: day }),
          totalsOf(next, { effectiveAt: day }),
        ];
        for (const [key, total] of before)
          for (const name of ['signedKw', 'firmKw', 'energizedKw'])
            expect(
              isRaised(measure(total, name), measure(after.get(key) ?? {}, name)),
              `${name} ${JSON.stringify(total)} ${JSON.stringify(after.get(key))}`,
            ).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

describe('An overlap', () => {
  const stated = fc.record({
    stream: fc.constantFrom(...allDeals),
    tranche: fc.constantFrom('a', 'b', 'c'),
    with: fc
      .tuple(fc.constantFrom(...allDeals), fc.constantFrom('a', 'b', 'c'))
      .map((names) => names.join('/')),
    power: fc.constantFrom(undefined, '1 GW', '500 MW', 'about 700 MW'),
  });
  const layerOf = (history: History, reference: string): unknown => {
    const [deal, name] = reference.split('/');
    const tranches = dealAt(history, deal!, question({ effectiveAt: day }))?.tranches as Entry[];
    return tranches.find(({ tranche }) => tranche === name)?.layer;
  };

  it('never raises distinct capacity or a total; across layers it only narrows what is distinct', () => {
    fc.assert(
      fc.property(capacityHistories, stated, (history, { stream, tranche, with: other, power }) => {
        const body = { tranche, with: other, ...(power && { power }) };
        const next = goneOn(history, end('OverlapStated', body, stream));
        if (!next) return;
        const isAcross = layerOf(history, `${stream}/${tranche}`) !== layerOf(history, other);
        const [before, after] = [history, next].map((log) => capacityOf(log, { effectiveAt: day }));
        if (before!.distinctKw) {
          const [wide, narrow] = [before!.distinctKw, after!.distinctKw] as [Measure, Measure];
          expect(isRaised({ ...wide, low: narrow.low, point: null }, narrow)).toBe(false);
          if (isAcross) expect(narrow.low).toBe(wide.low);
        }
        const totals = totalsOf(next, { effectiveAt: day });
        for (const [key, total] of totalsOf(history, { effectiveAt: day }))
          for (const name of ['headlineKw', 'signedKw', 'firmKw'])
            expect(isRaised(measure(total, name), measure(totals.get(key)!, name)), name).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

describe('A filter', () => {
  const headlines = (entries: readonly Entry[]): Record<string, unknown> =>
    Object.fromEntries(
      entries.map(({ layer, basis, headlineKw }) => [`${String(layer)}|${String(basis)}`, headlineKw]),
    );

  it('never drops a part from the reckoning of its container: all doors say the same of a deal', () => {
    fc.assert(
      fc.property(capacityHistories, questions, (history, parts) => {
        const { rows } = capacityOf(history, { ...parts, by: ['deal'] });
        const listed = dealsAt(history, question(parts));
        for (const deal of allDeals) {
          const only = { deal };
          const byRow = headlines(rows.filter((row) => row.deal === deal));
          expect(headlines(capacityOf(history, { ...parts, only }).totals)).toEqual(byRow);
          const capacity = (page: Entry | undefined): Entry[] => (page?.capacity ?? []) as Entry[];
          expect(headlines(capacity(listed.find((one) => one.deal === deal)))).toEqual(byRow);
          expect(headlines(capacity(dealAt(history, deal, question(parts))))).toEqual(byRow);
          const flowing = show(history, 'flows', { ...parts, only });
          // What is for nobody that is named is no flow, and on no side of an exposure: the note says so.
          if (flowing.notes.some((note) => note.includes(`${deal}/`))) continue;
          const flows = flowing.totals.filter(({ edge }) => edge === 'compute');
          expect(headlines(flows)).toEqual(byRow);
          const supplied = show(history, 'exposure', { ...parts, only }).totals.filter(
            ({ side }) => side === 'supplies',
          );
          expect(headlines(supplied)).toEqual(byRow);
        }
      }),
      { numRuns: 60 },
    );
  });
});

type Ends = [number, number | null, number | null];
interface Told {
  name: string;
  kind: string;
  own: Ends;
  partOf: string | undefined;
}

/** The tranches on the pages of all deals. */
const toldIn = (history: History): Told[] =>
  allDeals.flatMap((stream) =>
    ((dealAt(history, stream, question({ effectiveAt: day }))?.tranches ?? []) as Entry[]).map((one) => {
      const { low, point, high } = one.powerKw as Measure;
      return {
        name: `${stream}/${String(one.tranche)}`,
        kind: `${String(one.layer)}|${String(one.basis)}`,
        own: [
          Number(low),
          point === null ? null : Number(point),
          high === null ? null : Number(high),
        ] as Ends,
        partOf: one.partOf as string | undefined,
      };
    }),
  );

const isUnknown = ([low, point]: Ends): boolean => point === null && low > 0;
const pointsOf = (all: readonly Ends[]): number[] =>
  all.flatMap(([, point]) => (point === null ? [] : [point]));

const together = (all: readonly Ends[], add: (values: readonly number[]) => number): Ends => {
  const points = pointsOf(all);
  const open = all.some(([, , high]) => high === null);
  return [
    add(all.map(([low]) => low)),
    all.some(isUnknown) || points.length === 0 ? null : add(points),
    open ? null : add(all.map(([, , high]) => high!)),
  ];
};
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const most = (values: readonly number[]): number => Math.max(...values);
const exact = ([low, point, high]: Ends): Ends => [low, low === high ? low : point, high];

const above = (one: Told, all: readonly Told[]): string[] => {
  const chain: string[] = [];
  let next = one.partOf;
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = all.find(({ name }) => name === chain.at(-1))?.partOf;
  }
  return chain;
};

/** The family rule as the handbook says it, reckoned from what the pages of the deals tell. */
const reckoned = (all: readonly Told[]): Record<string, Ends> => {
  const isIn = (part: Told, container: Told): boolean =>
    part.partOf === container.name && part.kind === container.kind && !above(part, all).includes(part.name);
  const whole = (one: Told): Ends => {
    const parts = all.filter((part) => isIn(part, one));
    return parts.length === 0
      ? one.own
      : exact(together([one.own, exact(together(parts.map(whole), sum))], most));
  };
  const roots = all.filter((one) => !all.some((container) => isIn(one, container)));
  return Object.fromEntries(
    [...Map.groupBy(roots, ({ kind }) => kind)].map(([kind, some]) => [kind, together(some.map(whole), sum)]),
  );
};

describe('A total of headline', () => {
  const plain = [
    'DealAnnounced',
    'CapacityCommitted',
    'CapacityResized',
    'CapacityRescheduled',
    'CapacityEnergized',
  ];

  it('is what the family rule makes of the deals, reckoned otherwise', () => {
    fc.assert(
      fc.property(capacityHistories, (history) => {
        const standing = new History();
        for (const stream of history.streams('party'))
          for (const fact of history.facts(stream)) standing.append(fact);
        for (const stream of allDeals)
          for (const fact of history.facts(stream)) if (plain.includes(fact.type)) standing.append(fact);
        const totals = [...totalsOf(standing, { effectiveAt: day })].map(([kind, total]) => {
          const { low, point, high } = measure(total, 'headlineKw');
          return [kind, [low, point, high]];
        });
        expect(Object.fromEntries(totals)).toEqual(reckoned(toldIn(standing)));
      }),
      { numRuns: 300 },
    );
  });
});
