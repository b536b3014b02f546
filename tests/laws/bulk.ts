/** Batches of any size in which much is said of one thing: what a stream of that size must not make dear. */

interface BulkEvent {
  id?: string;
  stream: string;
  type: string;
  effectiveOn?: string;
  knownOn?: string;
  rivalOf?: string;
  body: Record<string, unknown>;
}

const uuid = (group: number, number: number): string =>
  `00000000-0000-4${String(group).padStart(3, '0')}-8000-${String(number).padStart(12, '0')}`;

const dayMs = 86_400_000;
const dayOf = (number: number): string =>
  new Date(Date.UTC(2020, 0, 1) + (number % 2_000) * dayMs).toISOString().slice(0, 10);
const on = (day: string): { effectiveOn: string; knownOn: string } => ({ effectiveOn: day, knownOn: day });
const first = on('2020-01-01');

const upTo = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.floor(count) }, (_, index) => make(index));

const party = (slug: string): BulkEvent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company' },
});

const deal = (stream: string): BulkEvent => ({
  stream,
  type: 'DealAnnounced',
  ...on('2019-01-01'),
  body: {
    title: 'One',
    kind: 'chip-supply',
    stage: 'signed',
    parties: [{ party: 'a', role: 'customer' }],
  },
});

const said = (type: string, body: Record<string, unknown>, day = '2020-01-02'): BulkEvent => ({
  stream: 'deal-one',
  type,
  ...on(day),
  body,
});

const trancheBody = (index: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  tranche: `t-${index}`,
  layer: 'hosting',
  provider: 'b',
  consumer: 'a',
  power: '1 MW',
  due: '2027-Q1',
  bindingness: 'firm',
  ...more,
});
const tranche = (index: number, more: Record<string, unknown> = {}, stream = 'deal-one'): BulkEvent => ({
  stream,
  type: 'CapacityCommitted',
  ...first,
  body: trancheBody(index, more),
});
const payment = (index: number, more: Record<string, unknown> = {}): BulkEvent =>
  said('PaymentCommitted', {
    payment: `p-${index}`,
    from: 'a',
    to: 'b',
    amount: '1B USD',
    kind: 'services',
    bindingness: 'firm',
    ...more,
  });
const correction = (index: number): BulkEvent =>
  said('EventCorrected', { event: uuid(1, index), body: trancheBody(index, { power: '2 MW' }), reason: 'x' });
const market: BulkEvent = {
  stream: 'market-m',
  type: 'MarketDefined',
  body: { name: 'M', layer: 'infrastructure', metric: 'revenue', scope: 'world' },
};
const share = (slug: string, period: string, part: string): BulkEvent => ({
  stream: 'market-m',
  type: 'ShareReported',
  ...first,
  body: { publisher: 'p', party: slug, period, share: part },
});
const stake = (holder: string, type: string, body: Record<string, unknown>, day: string): BulkEvent => ({
  stream: `stake-${holder}-b`,
  type,
  ...on(day),
  body,
});

const base = [party('a'), party('b'), deal('deal-one')];
const known = (index: number): BulkEvent => ({ ...tranche(index), id: uuid(1, index) });
/** Spread over the days there are, in their order. */
const spread = (index: number, count: number): string => dayOf(Math.floor((index * 2_000) / count));
/** Of no order that a later one follows. */
const mixed = (index: number, step: number): string => dayOf(index * step);

/** The same number of events over many streams: what the others are measured against. */
export const overManyDeals = (count: number): BulkEvent[] => [
  party('a'),
  party('b'),
  ...upTo(count / 10, (number) => [
    deal(`deal-${number}`),
    ...upTo(9, (index) => tranche(index, {}, `deal-${number}`)),
  ]).flat(),
];

export const bulks: Readonly<Record<string, (count: number) => BulkEvent[]>> = {
  'tranches of one deal': (count) => [...base, ...upTo(count, (index) => tranche(index))],
  'tranches on mixed dates': (count) => [
    ...base,
    ...upTo(count, (index) => ({ ...tranche(index), ...on(mixed(index, 7_919)) })),
  ],
  'tranches, the newest first': (count) => [
    ...base,
    ...upTo(count, (index) => ({ ...tranche(index), ...on(spread(count - 1 - index, count)) })),
  ],
  'tranches before their deal': (count) => [...upTo(count, (index) => tranche(index)), ...base],
  'payments of one deal': (count) => [...base, ...upTo(count, (index) => payment(index))],
  'money on one payment': (count) => [
    ...base,
    payment(0),
    ...upTo(count, (index) =>
      said('PaymentMade', { payment: 'p-0', amount: `${index + 1} USD` }, spread(index, count)),
    ),
  ],
  'dates of one tranche': (count) => [
    ...base,
    tranche(0),
    ...upTo(count, (index) =>
      said('CapacityRescheduled', { tranche: 't-0', due: `20${27 + (index % 50)}-Q1` }, spread(index, count)),
    ),
  ],
  'dates of a tranche that was corrected': (count) => [
    ...base,
    known(0),
    correction(0),
    ...upTo(count, (index) =>
      said('CapacityRescheduled', { tranche: 't-0', due: `20${27 + (index % 50)}-Q1` }, spread(index, count)),
    ),
  ],
  'levels of one tranche': (count) => [
    ...base,
    tranche(0, { power: '100 GW' }),
    ...upTo(count, (index) =>
      said('CapacityEnergized', { tranche: 't-0', power: `${index + 1} MW` }, spread(index, count)),
    ),
  ],
  'tranches that money awaits by power': (count) => [
    ...base,
    payment(0, { release: { per: '2 MW', amount: '1 USD' } }),
    ...upTo(count, (index) => ({ ...tranche(index), ...on(spread(index, count)) })),
  ],
  'shares over many periods': (count) => [
    ...upTo(40, (index) => party(`c${index}`)),
    market,
    ...upTo(count, (index) => share(`c${index % 40}`, String(1900 + Math.floor(index / 40)), '2%')),
  ],
  'shares of many parties': (count) => [
    ...upTo(count / 2, (index) => party(`c${index}`)),
    market,
    ...upTo(count / 2, (index) => share(`c${index}`, '2020', '0.01%')),
  ],
  'levels of one stake': (count) => [
    party('a'),
    party('b'),
    ...upTo(count, (index) =>
      stake('a', 'StakeDisclosed', { stake: `${1 + (index % 50)}%`, basis: 'basic' }, spread(index, count)),
    ),
  ],
  'changes of one stake': (count) => [
    party('a'),
    party('b'),
    stake('a', 'StakeDisclosed', { stake: '90%', basis: 'basic' }, '2019-01-01'),
    ...upTo(count, (index) =>
      stake('a', 'StakeChanged', { by: '0.01%', cause: 'dilution' }, spread(index, count)),
    ),
  ],
  'holders of one issuer': (count) => [
    party('b'),
    ...upTo(count / 2, (index) => [
      party(`h${index}`),
      stake(`h${index}`, 'StakeDisclosed', { stake: '0.01%', basis: 'basic' }, '2020-01-01'),
    ]).flat(),
  ],
  'rivals of one claim': (count) => [
    ...base,
    known(0),
    ...upTo(count, (index) => ({ ...tranche(0, { power: `${index + 2} MW` }), rivalOf: uuid(1, 0) })),
  ],
  'rivals of the one before': (count) => [
    ...base,
    known(0),
    ...upTo(count, (index) => ({
      ...tranche(0, { power: `${index + 2} MW` }),
      id: uuid(1, index + 1),
      rivalOf: uuid(1, index),
    })),
  ],
  'corrections of many events': (count) => [
    ...base,
    ...upTo(count / 2, known),
    ...upTo(count / 2, correction),
  ],
  'corrections among what is told': (count) => [
    ...base,
    ...upTo(count / 3, known),
    ...upTo(count / 3, (index) => [tranche(count + index), correction(index)]).flat(),
  ],
  'corrections of one event': (count) => [
    ...base,
    known(0),
    ...upTo(count, (index) =>
      said('EventCorrected', {
        event: uuid(1, 0),
        body: trancheBody(0, { power: `${index + 2} MW` }),
        reason: 'x',
      }),
    ),
  ],
  'corrections of the one before': (count) => [
    ...base,
    known(0),
    ...upTo(count, (index) => ({
      ...said('EventCorrected', { event: uuid(1, index), effectiveOn: dayOf(index), reason: 'x' }),
      id: uuid(1, index + 1),
    })),
  ],
  'parts of the one before': (count) => [
    ...base,
    tranche(0),
    ...upTo(count, (index) => tranche(index + 1, { partOf: `deal-one/t-${index}` })),
  ],
  'parts before what they are part of': (count) => [
    ...base,
    ...upTo(count, (index) => tranche(count - index, { partOf: `deal-one/t-${count - index - 1}` })),
    tranche(0),
  ],
  'parts of one container': (count) => [
    ...base,
    tranche(0),
    ...upTo(count, (index) => tranche(index + 1, { partOf: 'deal-one/t-0' })),
  ],
  'one refused of many': (count) => [
    ...base,
    ...upTo(count, (index) => tranche(index)),
    tranche(0, { provider: 'nobody' }),
  ],
  'one refused on mixed dates': (count) => [
    ...base,
    ...upTo(count, (index) => ({
      ...tranche(index),
      effectiveOn: mixed(index, 7_919),
      knownOn: mixed(index, 6_007),
    })),
    tranche(0, { provider: 'nobody' }),
  ],
  'all refused': (count) => [...base, ...upTo(count, (index) => tranche(index, { provider: 'nobody' }))],
  'half refused': (count) => [
    ...base,
    ...upTo(count, (index) => tranche(index, index % 2 === 0 ? {} : { provider: 'nobody' })),
  ],
  'parties that go on as another': (count) => [
    ...upTo(count / 2, (index) => party(`q${index}`)),
    ...upTo(count / 2 - 1, (index) => ({
      stream: `party-q${index}`,
      type: 'PartyIdentified',
      body: { as: `q${index + 1}` },
    })),
  ],
  'totals of one party': (count) => [
    party('a'),
    ...upTo(count, (index) => ({
      stream: 'party-a',
      type: 'TotalDisclosed',
      ...on(dayOf(index)),
      body: { measure: 'backlog', amount: `${index + 1} USD`, at: dayOf(index) },
    })),
  ],
};
