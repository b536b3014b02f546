import type { Sent } from '../given.js';
import { about, deal, payment, promise, promised, stated } from './sentences-given.js';

type Told = readonly (readonly [string, readonly Sent[]])[];

const agreement: Told = [
  ['A deal became known: OpenAI buys 6 GW of AMD processors', [deal]],
  ['AMD left', [about('PartyLeft', { party: 'amd' })]],
  ['AMD joined, as general partner', [about('PartyJoined', { party: 'amd', role: 'general-partner' })]],
];

const capacity: Told = [
  [
    'AMD promises 1 GW of chips to OpenAI, due by 2027',
    [about('CapacityCommitted', { ...promise, bindingness: 'firm' })],
  ],
  [
    'AMD promises, on a condition, 1 GW of grid power to OpenAI, due by the second quarter of 2027',
    [about('CapacityCommitted', { ...promise, layer: 'grid', due: '2027-Q2', bindingness: 'contingent' })],
  ],
  [
    'AMD gives an option on 25,000 accelerators to OpenAI, due by 2027',
    [about('CapacityCommitted', { ...promise, power: undefined, accelerators: '25,000' })],
  ],
  [
    'AMD gives an option on 1 GW of sites to OpenAI, due by 2027',
    [about('CapacityCommitted', { ...promise, layer: 'site', accelerators: '25,000' })],
  ],
  [
    "AMD's second gigawatt is still due by 2027",
    [promised, about('CapacityRescheduled', { tranche: 'gw-2', due: '2027' })],
  ],
  [
    "AMD's second gigawatt changed in size from 1 GW to an undisclosed amount",
    [promised, about('CapacityResized', { tranche: 'gw-2', power: 'undisclosed' })],
  ],
  [
    '“campus” of AMD changed in size: 2 GW',
    [
      about('CapacityCommitted', { ...promise, tranche: 'campus', power: '2 GW' }),
      about('CapacityResized', { tranche: 'campus', power: '2 GW' }),
    ],
  ],
  [
    "12,000 accelerators of AMD's second gigawatt run",
    [promised, about('CapacityEnergized', { tranche: 'gw-2', accelerators: '12,000' })],
  ],
  [
    "AMD's second gigawatt is provided by Microsoft from then on",
    [promised, about('CapacityReassigned', { tranche: 'gw-2', provider: 'microsoft' })],
  ],
  [
    "AMD's second gigawatt is provided by Microsoft and is used by AMD from then on",
    [promised, about('CapacityReassigned', { tranche: 'gw-2', provider: 'microsoft', consumer: 'amd' })],
  ],
  ["The option on AMD's second gigawatt lapsed", [promised, about('OptionLapsed', { tranche: 'gw-2' })]],
  [
    "AMD's second gigawatt changed in firmness from optional to firm",
    [promised, about('BindingnessChanged', { tranche: 'gw-2', bindingness: 'firm' })],
  ],
  ["The term of AMD's second gigawatt ran out", [promised, about('CapacityEnded', { tranche: 'gw-2' })]],
  [
    "AMD's second gigawatt is completed",
    [promised, about('StageReached', { stage: 'completed', tranche: 'gw-2' })],
  ],
];

const pays = (kind: string, more: Record<string, unknown> = {}) =>
  about('PaymentCommitted', { ...payment.body, kind, ...more });
const amends = (body: Record<string, unknown>) => about('PaymentAmended', { payment: 'build', ...body });

const option = pays('hardware', { bindingness: 'optional' });

const money: Told = [
  ['OpenAI is to pay 3B USD (capex)', [pays('capex', { to: undefined })]],
  ['OpenAI is to pay an undisclosed amount to AMD (equity)', [pays('equity', { amount: 'undisclosed' })]],
  ['What OpenAI invests in AMD changed to 4B USD', [pays('equity'), amends({ to: '4B USD' })]],
  ['What OpenAI guarantees AMD changed to 4B USD', [pays('guarantee'), amends({ to: '4B USD' })]],
  ['What OpenAI lends to AMD changed to 4B USD', [pays('debt'), amends({ to: '4B USD' })]],
  [
    'What OpenAI lends to AMD (convertible) changed to 4B USD',
    [pays('convertible'), amends({ to: '4B USD' })],
  ],
  [
    'What OpenAI pays (capex) changed to 4B USD',
    [pays('capex', { to: undefined }), amends({ to: '4B USD' })],
  ],
  [
    'What OpenAI pays AMD (hardware) changed to 2B USD a month',
    [pays('hardware', { amount: undefined, ratePerMonth: '1B USD' }), amends({ ratePerMonth: '2B USD' })],
  ],
  [
    'The term of what OpenAI pays AMD (hardware) changed',
    [payment, amends({ over: { from: '2027', months: 12 } })],
  ],
  [
    'What OpenAI pays AMD (hardware) changed in firmness from firm to optional',
    [payment, amends({ bindingness: 'optional' })],
  ],
  [
    'An undisclosed amount was paid to AMD by OpenAI',
    [payment, about('PaymentMade', { payment: 'build', amount: 'undisclosed' })],
  ],
  [
    '1B USD was paid by OpenAI',
    [pays('capex', { to: undefined }), about('PaymentMade', { payment: 'build', amount: '1B USD' })],
  ],
  [
    'The option on what OpenAI pays AMD (hardware) was taken up',
    [option, about('PaymentOptionExercised', { payment: 'build' })],
  ],
  [
    'The option on what OpenAI pays AMD (hardware) lapsed',
    [option, about('PaymentOptionLapsed', { payment: 'build' })],
  ],
  [
    'Nothing more falls due of what OpenAI pays AMD (hardware)',
    [payment, about('PaymentCancelled', { payment: 'build' })],
  ],
  [
    'Nothing more falls due of what OpenAI pays AMD (hardware) from the second half of 2027 on',
    [payment, about('PaymentCancelled', { payment: 'build', from: '2027-H2' })],
  ],
  [
    'AMD lets OpenAI buy 160,000,000 of its shares, by a warrant',
    [
      about('WarrantIssued', {
        warrant: 'w',
        holder: 'openai',
        issuer: 'amd',
        shares: 160_000_000,
        strike: '0.01 USD',
      }),
    ],
  ],
];

const stages: Told = [
  ['talks', 'in talks'],
  ['announced', 'announced'],
  ['letter-of-intent', 'agreed in a letter of intent'],
  ['signed', 'signed'],
  ['financed', 'financed'],
  ['under-construction', 'under construction'],
  ['energized', 'energized'],
  ['completed', 'completed'],
  ['shelved', 'shelved'],
  ['cancelled', 'cancelled'],
].map(([stage, words]) => [`The deal is ${words}`, [about('StageReached', { stage })]] as const);

const clouds = stated('market-clouds', 'MarketDefined', {
  name: 'Clouds',
  layer: 'infrastructure',
  metric: 'revenue',
  scope: 'worldwide',
});
const share = { publisher: 'synergy', period: '2026-Q1', share: '21%' };
const held = stated('stake-microsoft-openai', 'StakeDisclosed', { stake: '27%', basis: 'as-converted' });
const ofOpenAI = (type: string, body: Record<string, unknown>) => stated('party-openai', type, body);

const others: Told = [
  ['Clouds is a market whose shares are published', [clouds]],
  [
    'synergy gives AMD, Microsoft and OpenAI 21% of Clouds in the first quarter of 2026',
    [clouds, stated('market-clouds', 'ShareReported', { ...share, parties: ['amd', 'microsoft', 'openai'] })],
  ],
  [
    'synergy gives AMD and OpenAI 21% of Clouds in the first quarter of 2026',
    [clouds, stated('market-clouds', 'ShareReported', { ...share, parties: ['amd', 'openai'] })],
  ],
  [
    'synergy gives all others 21% of Clouds in the first quarter of 2026',
    [clouds, stated('market-clouds', 'ShareReported', { ...share, others: true })],
  ],
  [
    'synergy puts Clouds at about 107B USD in the first quarter of 2026',
    [
      clouds,
      stated('market-clouds', 'MarketSizeReported', {
        publisher: 'synergy',
        period: '2026-Q1',
        size: 'about 107B USD',
      }),
    ],
  ],
  [
    'Microsoft holds an undisclosed part of OpenAI',
    [stated('stake-microsoft-openai', 'StakeDisclosed', { stake: 'undisclosed', basis: 'unstated' })],
  ],
  [
    'Microsoft holds an undisclosed part of OpenAI',
    [
      stated('stake-microsoft-openai', 'StakeDisclosed', {
        stake: { low: 0, point: null, high: null, qualifier: 'undisclosed' },
        basis: 'unstated',
      }),
    ],
  ],
  [
    "Microsoft's part of OpenAI changed by 2%, by dilution",
    [held, stated('stake-microsoft-openai', 'StakeChanged', { by: '2%', cause: 'dilution' })],
  ],
  ['Microsoft gave up its part of OpenAI', [held, stated('stake-microsoft-openai', 'StakeExited', {})]],
  [
    'Mistral is known here from then on',
    [stated('party-mistral', 'PartyRegistered', { name: 'Mistral', kind: 'company' })],
  ],
  ['OpenAI turns out to be AMD', [ofOpenAI('PartyIdentified', { as: 'amd' })]],
  ['OpenAI became part of AMD', [ofOpenAI('PartyMerged', { into: 'amd' })]],
  ...[
    ['purchase-obligations', 'purchase obligations'],
    ['invested', 'investments'],
    ['backlog', 'backlog'],
  ].map(
    ([measure, words]) =>
      [
        `OpenAI puts its ${words} at about 1.4T USD, as of 28 October 2025`,
        [ofOpenAI('TotalDisclosed', { measure, amount: 'about 1.4T USD', at: '2025-10-28' })],
      ] as const,
  ),
];

/** What is recorded, and the sentence that the last of it is told by. */
export const sentences: Told = [...agreement, ...capacity, ...money, ...stages, ...others];
