import fc from 'fast-check';
import type { History } from '../../projections/kit/log.js';
import { allDeals, edits } from './histories.js';

/** An edit that is made for a history once there is one, for it may name an event or a tranche of it. */
export type EditFor = (history: History) => Record<string, unknown>;

const one = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const target = one(allDeals);
const months = fc.integer({ min: -6, max: 24 });

const factOf = (history: History, of: number) => {
  const facts = allDeals.flatMap((stream) => history.facts(stream));
  return facts[of % facts.length]!;
};

const trancheOf = (history: History, of: number): string => {
  const names = allDeals.flatMap((stream) =>
    history
      .facts(stream)
      .filter(({ type }) => type === 'CapacityCommitted')
      .map(({ body }) => `${stream}/${(body as { tranche: string }).tranche}`),
  );
  return names.length === 0 ? allDeals[0]! : names[of % names.length]!;
};

const patches = [
  {},
  { power: '800 MW' },
  { due: '2027-Q3' },
  { due: null },
  { amount: '12B USD' },
  { bindingness: 'optional' },
];

const aboutEvents: fc.Arbitrary<EditFor> = fc.oneof(
  fc.nat().map((of): EditFor => (history) => ({ op: 'suppress', event: factOf(history, of).id })),
  fc
    .tuple(fc.nat(), one(patches))
    .map(([of, patch]): EditFor => (history) => ({ op: 'amend', event: factOf(history, of).id, patch })),
);

const aboutTranches: fc.Arbitrary<EditFor> = fc.oneof(
  fc
    .tuple(fc.nat(), one(['exercise', 'lapse']))
    .map(([of, op]): EditFor => (history) => ({ op, tranche: trancheOf(history, of) })),
  fc
    .tuple(fc.nat(), months)
    .map(([of, by]): EditFor => (history) => ({ op: 'delay', target: trancheOf(history, of), months: by })),
  fc
    .tuple(fc.nat(), fc.integer({ min: 0, max: 20_000 }))
    .map(([of, toBp]): EditFor => (history) => ({ op: 'scale', target: trancheOf(history, of), toBp })),
);

const cap = fc.record({
  op: fc.constant('cap'),
  scope: one([{}, { deal: 'deal-one' }, { layer: 'chips' }, { provider: 'amd' }]),
  overflow: one(['drop', 'defer']),
  perQuarterKw: fc.integer({ min: 0, max: 3_000_000 }),
});

const reorder = fc
  .shuffledSubarray([...allDeals], { minLength: 2 })
  .map((targets) => ({ op: 'reorder', targets }));

const chancy = fc
  .tuple(target, one([0, 0.3, 0.5, 1]), months)
  .map(([name, probability, by]) => ({ op: 'delay', target: name, months: by, probability }));

const alternatives = fc.tuple(target, months).map(([name, by]) => ({
  op: 'oneOf',
  edits: [
    { op: 'delay', target: name, months: by, probability: 0.4 },
    { op: 'cancel', target: name, probability: 0.5 },
  ],
}));

const plain = fc.oneof(
  { weight: 5, arbitrary: edits },
  { weight: 1, arbitrary: cap },
  { weight: 1, arbitrary: reorder },
  { weight: 1, arbitrary: chancy },
  { weight: 1, arbitrary: alternatives },
) as fc.Arbitrary<Record<string, unknown>>;

/** Edits of every kind. */
export const anyEdit: fc.Arbitrary<EditFor> = fc.oneof(
  {
    weight: 3,
    arbitrary: plain.map(
      (edit): EditFor =>
        () =>
          edit,
    ),
  },
  { weight: 1, arbitrary: aboutEvents },
  { weight: 1, arbitrary: aboutTranches },
);
