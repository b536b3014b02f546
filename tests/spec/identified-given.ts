import { type DeclaredClass, fieldsOf } from '../../events/kit/declaration.js';
import { ledger, type Sent } from '../ledger.js';
import { whatIf } from '../what-if.js';
import { deal, fact, id, tranche } from './facts.js';

const identifiersOf: Readonly<Record<string, Record<string, string>>> = {
  lab: { wikidata: 'Q21708200' },
  vendor: { cik: '0000002488', isin: 'US0079031078' },
  cloud: { lei: 'INR2EJN1ERAN0W5ZP974' },
};

const parties = ['lab', 'vendor', 'cloud', 'bank'].map((slug): Sent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: {
    name: slug,
    kind: 'company',
    ...(identifiersOf[slug] && { identifiers: identifiersOf[slug] }),
  },
}));

/** A lab, a vendor and a cloud with identifiers, and one deal, of which one event was corrected. */
export const history = ledger([
  ...parties,
  deal('deal-chips'),
  tranche('deal-chips', 'gw-1', '1 GW', { due: '2027-03-31' }, { id: id(1) }),
  tranche('deal-chips', 'gw-2', '2 GW', { due: '2027-06-30' }, { id: id(2) }),
  fact(
    '2025-02-01',
    'deal-chips',
    'EventCorrected',
    {
      event: id(2),
      reason: 'It was misread.',
      body: {
        tranche: 'gw-2',
        layer: 'chips',
        provider: 'vendor',
        consumer: 'lab',
        power: '2 GW',
        basis: 'unstated',
        bindingness: 'firm',
        due: '2027-06-30',
      },
    },
    { id: id(3) },
  ),
]);

const committed = (provider: string, consumer: string) => ({
  tranche: 'more',
  layer: 'chips',
  provider,
  consumer,
  power: '4 GW',
  basis: 'unstated',
  bindingness: 'firm',
  due: '2027',
});

/** What each name is written as: the slug itself, or one of what registers call it. */
export type Naming = (slug: string) => string;

/** Edits that name parties, each by its op and by where it names them. */
export const naming: readonly (readonly [op: string, where: string, (named: Naming) => object])[] = [
  ['reassign', 'provider', (named) => ({ target: 'deal-chips/gw-1', provider: named('cloud') })],
  ['reassign', 'consumer', (named) => ({ target: 'deal-chips', consumer: named('cloud') })],
  ...(['provider', 'consumer'] as const).map(
    (role) =>
      [
        'cap',
        `scope/${role}`,
        (named: Naming) => ({
          scope: { [role]: named(role === 'provider' ? 'vendor' : 'lab') },
          cumulativeKw: 500_000,
          overflow: 'drop',
        }),
      ] as const,
  ),
  [
    'cap',
    'scope/supplier',
    (named) => ({ scope: { supplier: named('vendor') }, cumulativeKw: 1, overflow: 'drop' }),
  ],
  [
    'assume',
    'event/body',
    (named) => ({
      event: {
        stream: 'deal-chips',
        type: 'CapacityCommitted',
        body: committed(named('cloud'), named('lab')),
      },
    }),
  ],
  [
    'assume',
    'event/body/parties',
    (named) => ({
      event: {
        stream: 'deal-new',
        type: 'DealAnnounced',
        body: {
          title: 'New',
          kind: 'chip-supply',
          stage: 'signed',
          parties: [{ party: named('cloud'), role: 'provider' }],
        },
      },
    }),
  ],
  [
    'assume',
    'event/body/body',
    (named) => ({
      event: {
        stream: 'deal-chips',
        type: 'EventCorrected',
        body: {
          event: id(1),
          reason: 'So it was.',
          body: { ...committed(named('cloud'), named('lab')), tranche: 'gw-1' },
        },
      },
    }),
  ],
  ['amend', 'patch', (named) => ({ event: id(1), patch: { provider: named('cloud') } })],
  ['amend', 'patch/body', (named) => ({ event: id(3), patch: { body: { provider: named('cloud') } } })],
  [
    'oneOf',
    'edits',
    (named) => ({
      edits: [
        { op: 'reassign', target: 'deal-chips/gw-1', provider: named('cloud'), probability: 0.6 },
        { op: 'cancel', target: 'deal-chips/gw-1', probability: 0.4 },
      ],
    }),
  ],
];

export const bySlug: Naming = (slug) => slug;
/** What registers call them. */
export const registered: readonly (readonly [string, Naming])[] = [
  ['the identifiers of registers', (slug) => Object.values(identifiersOf[slug] ?? {})[0] ?? slug],
  [
    'identifiers with their register',
    (slug) => Object.entries(identifiersOf[slug] ?? {}).map((one) => one.join(':'))[0] ?? slug,
  ],
];

export const views = [
  {
    view: 'compute-capacity',
    by: 'tranche,provider,consumer',
    effectiveAt: '2026-11-23',
    knownAt: '2026-11-23',
  },
  { view: 'exposure', effectiveAt: '2026-11-23', knownAt: '2026-11-23' },
];

/** What the views say of it, and what it did. */
export const answered = (edit: object) => {
  const { views: answers, effects } = whatIf(history, { edits: [edit], views });
  return { answers, effects };
};

/** The fields that take a slug and are not declared as a party. */
export const slugFields = (declared: DeclaredClass, at: string): string[] =>
  fieldsOf(declared).flatMap((field) => {
    const schema = field.schema();
    const { pattern } = (schema.items ?? schema) as { pattern?: string };
    if (field.nested) return slugFields(field.nested(), `${at}/${field.name}`);
    return pattern?.startsWith('^[a-z0-9]+') && field.is !== 'party' ? [`${at}/${field.name}`] : [];
  });
