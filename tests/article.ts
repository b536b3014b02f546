import type { Sent } from './given.js';

const article = { title: 'Tech giants collaborate across AI layers', publishedOn: '2025-11', kind: 'press' };

const parties: Sent[] = ['openai', 'aws', 'amd', 'nvidia', 'microsoft', 'iren', 'google', 'alibaba'].map(
  (slug) => ({
    stream: `party-${slug}`,
    type: 'PartyRegistered',
    body: { name: slug, kind: 'company' },
  }),
);

const fact = (stream: string, type: string, effectiveOn: string, body: Record<string, unknown>): Sent => ({
  stream,
  type,
  effectiveOn,
  knownOn: '2025-11-03',
  source: article,
  body,
});

/** The article's facts alone: what anyone could read in November 2025. */
export const articleFacts: Sent[] = [
  ...parties,
  {
    stream: 'market-cloud',
    type: 'MarketDefined',
    body: { name: 'Cloud', layer: 'infrastructure', metric: 'revenue', scope: 'worldwide' },
  },
  ...(
    [
      ['aws', '29%'],
      ['microsoft', '20%'],
      ['google', '13%'],
      ['alibaba', '4%'],
    ] as const
  ).map(([party, share]) =>
    fact('market-cloud', 'ShareReported', '2025-Q3', {
      publisher: 'unnamed-analyst',
      party,
      period: '2025-Q3',
      share,
    }),
  ),
  fact('deal-openai-aws-2025', 'DealAnnounced', '2025-11-03', {
    title: 'OpenAI buys computing from AWS',
    kind: 'cloud-services',
    stage: 'signed',
    parties: [
      { party: 'openai', role: 'customer' },
      { party: 'aws', role: 'provider' },
    ],
  }),
  fact('deal-openai-aws-2025', 'PaymentCommitted', '2025-11-03', {
    payment: 'services',
    from: 'openai',
    to: 'aws',
    kind: 'services',
    amount: '38B USD',
    over: { from: '2025-Q4', months: 84 },
    bindingness: 'firm',
  }),
  fact('deal-openai-aws-2025', 'CapacityCommitted', '2025-11-03', {
    tranche: 'all',
    layer: 'hosting',
    provider: 'aws',
    consumer: 'openai',
    power: 'undisclosed',
    basis: 'unstated',
    bindingness: 'firm',
  }),
  fact('deal-openai-amd-2025', 'DealAnnounced', '2025-10-06', {
    title: 'OpenAI buys AMD chips',
    kind: 'chip-supply',
    stage: 'signed',
    parties: [
      { party: 'openai', role: 'customer' },
      { party: 'amd', role: 'supplier' },
    ],
  }),
  fact('deal-openai-amd-2025', 'CapacityCommitted', '2025-10-06', {
    tranche: 'all',
    layer: 'chips',
    provider: 'amd',
    consumer: 'openai',
    power: '6 GW',
    basis: 'unstated',
    bindingness: 'firm',
  }),
  fact('deal-openai-nvidia-2025', 'DealAnnounced', '2025-09-22', {
    title: 'NVIDIA and OpenAI',
    kind: 'partnership',
    stage: 'letter-of-intent',
    parties: [
      { party: 'openai', role: 'customer' },
      { party: 'nvidia', role: 'investor' },
    ],
  }),
  fact('deal-openai-nvidia-2025', 'CapacityCommitted', '2025-09-22', {
    tranche: 'all',
    layer: 'chips',
    provider: 'nvidia',
    consumer: 'openai',
    power: 'at least 10 GW',
    basis: 'unstated',
    bindingness: 'intent',
  }),
  fact('deal-openai-nvidia-2025', 'PaymentCommitted', '2025-09-22', {
    payment: 'investment',
    from: 'nvidia',
    to: 'openai',
    kind: 'equity',
    amount: 'up to 100B USD',
    bindingness: 'intent',
    release: { per: '1 GW', amount: '10B USD', mode: 'stepped' },
  }),
  fact('deal-microsoft-iren-2025', 'DealAnnounced', '2025-11-03', {
    title: 'Microsoft buys computing from IREN',
    kind: 'cloud-services',
    stage: 'signed',
    parties: [
      { party: 'microsoft', role: 'customer' },
      { party: 'iren', role: 'provider' },
    ],
  }),
  fact('deal-microsoft-iren-2025', 'PaymentCommitted', '2025-11-03', {
    payment: 'services',
    from: 'microsoft',
    to: 'iren',
    kind: 'services',
    amount: '9.7B USD',
    bindingness: 'firm',
  }),
  fact('stake-microsoft-openai', 'StakeDisclosed', '2025-10-28', {
    stake: 'about 27%',
    basis: 'as-converted',
    value: '135B USD',
  }),
];

/** One source says that the contract with AWS grew by $100B, another, on `heardOn`, that it grew to $100B. */
export const contractRivals = (heardOn = '2026-02-27'): Sent[] => {
  const claim = (kind: string, change: Record<string, unknown>, more: Partial<Sent>): Sent => ({
    stream: 'deal-openai-aws-2025',
    type: 'PaymentAmended',
    effectiveOn: '2026-02-27',
    knownOn: '2026-02-27',
    source: { title: 'On the contract', kind },
    body: { payment: 'services', ...change },
    ...more,
  });
  const id = '11111111-1111-4111-8111-111111111111';
  return [
    claim('company', { by: '100B USD' }, { id }),
    claim('press', { to: '100B USD' }, { rivalOf: id, knownOn: heardOn }),
  ];
};
