import { ledger, type Sent } from '../ledger.js';
import { whatIf } from '../what-if.js';
import { fact, id, tranche } from './facts.js';

/** The vendor's fiscal year ends with May and the cloud's with January; nobody has said when the lab's does. */
const endings: Readonly<Record<string, number>> = { vendor: 5, cloud: 1 };
const parties = ['lab', 'vendor', 'cloud'].map((slug): Sent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company', ...(endings[slug] && { fiscalYearEndsIn: endings[slug] }) },
}));
export const history = ledger([
  ...parties,
  fact('2025-01-01', 'deal-chips', 'DealAnnounced', {
    title: 'Chips',
    kind: 'chip-supply',
    stage: 'signed',
    parties: [
      { party: 'vendor', role: 'supplier' },
      { party: 'lab', role: 'customer' },
    ],
  }),
  tranche('deal-chips', 'gw-1', '1 GW', { due: '2027-03-31' }, { id: id(1) }),
  tranche('deal-chips', 'gw-2', '2 GW', { due: '2027-09-30' }, { id: id(2) }),
]);

export const committed = (due: string) => ({
  tranche: 'more',
  layer: 'chips',
  provider: 'vendor',
  consumer: 'lab',
  power: '4 GW',
  basis: 'unstated',
  bindingness: 'firm',
  due,
});
export const assume = (type: string, body: object) => ({ event: { stream: 'deal-chips', type, body } });

/** Edits that say a date, by their op and where they say it. */
export const dating: readonly (readonly [op: string, where: string, (date: string) => object])[] = [
  ['delay', 'from', (from) => ({ target: 'deal-chips', months: 3, from })],
  ['scale', 'from', (from) => ({ target: 'deal-chips', toBp: 5_000, from })],
  ['cancel', 'from', (from) => ({ target: 'deal-chips', from })],
  ['reassign', 'from', (from) => ({ target: 'deal-chips', consumer: 'cloud', from })],
  ['assume', 'event/body/due', (due) => assume('CapacityCommitted', committed(due))],
  ['assume', 'event/body/due', (due) => assume('CapacityRescheduled', { tranche: 'gw-1', due })],
  [
    'assume',
    'event/body/body/due',
    (due) =>
      assume('EventCorrected', {
        event: id(1),
        reason: 'It was misread.',
        body: { ...committed(due), tranche: 'gw-1', power: '1 GW' },
      }),
  ],
  ['amend', 'patch/due', (due) => ({ event: id(1), patch: { due } })],
];

export const views = [
  {
    view: 'compute-capacity',
    by: 'consumer',
    effectiveAt: '2026-11-20',
    knownAt: '2026-11-20',
    timeline: 'quarter',
    from: '2027-01-01',
    to: '2028-12-31',
  },
];
export const answered = (edit: object) =>
  whatIf(history, { edits: [edit], views }).views.map(({ scenario }) => scenario);
