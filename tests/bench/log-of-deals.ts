/** An event as it is recorded. */
export interface Submitted {
  stream: string;
  type: string;
  effectiveOn: string;
  knownOn: string;
  body: Record<string, unknown>;
}

const power = '1 GW';
const first = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Deals become known one after another over somewhat less than three years. */
const dayOf = (number: number, deals: number): string =>
  new Date(first + Math.floor((number * 1_000) / deals) * dayMs).toISOString().slice(0, 10);

const partiesOf = (day: string): Submitted[] =>
  ['openai', 'amd', 'aws'].map((slug) => ({
    stream: `party-${slug}`,
    type: 'PartyRegistered',
    effectiveOn: day,
    knownOn: day,
    body: { name: slug, kind: 'company' },
  }));

const trancheOf = (name: string, layer: string, provider: string): Record<string, unknown> => ({
  tranche: name,
  layer,
  provider,
  consumer: 'openai',
  power,
  basis: 'unstated',
  due: '2027-Q1',
  bindingness: 'firm',
});

/** Ten events for each deal: two tranches that overlap, a payment, and a date that moves. */
const dealOf = (number: number, day: string): Submitted[] => {
  const stream = `deal-${number}`;
  const said = (type: string, body: Record<string, unknown>): Submitted => ({
    stream,
    type,
    effectiveOn: day,
    knownOn: day,
    body,
  });
  return [
    said('DealAnnounced', {
      title: `Deal ${number}`,
      kind: 'chip-supply',
      stage: 'signed',
      parties: [{ party: 'openai', role: 'customer' }],
    }),
    said('CapacityCommitted', trancheOf('hall', 'hosting', 'aws')),
    said('CapacityCommitted', trancheOf('chips', 'chips', 'amd')),
    said('OverlapStated', { tranche: 'chips', with: `${stream}/hall` }),
    said('PaymentCommitted', {
      payment: 'fee',
      from: 'openai',
      to: 'aws',
      kind: 'services',
      amount: '1 billion USD',
      bindingness: 'firm',
      over: { from: '2025-Q4', months: 84 },
    }),
    ...[1, 2, 3, 4, 2].map((quarter) =>
      said('CapacityRescheduled', { tranche: 'hall', due: `2027-Q${quarter}` }),
    ),
  ];
};

/** So many deals from a number on, the ten events of each together. */
export const dealsFrom = (first: number, count: number): Submitted[][] =>
  Array.from({ length: count }, (_, index) => dealOf(first + index, dayOf(index, count)));

/** A log of three parties and so many deals, ten events each. */
export const logOfDeals = (deals: number): Submitted[] => [
  ...partiesOf('2024-01-01'),
  ...dealsFrom(0, deals).flat(),
];
