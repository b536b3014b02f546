import { zipped } from '../zipped.js';

/** Invented: a company with two holders, and a warrant for one of them. */
const manifest = (more: object = {}) => ({
  ocf_version: '1.2.0',
  file_type: 'OCF_MANIFEST_FILE',
  issuer: {
    object_type: 'ISSUER',
    id: 'i',
    legal_name: 'Mayfly Cloud Inc.',
    formation_date: '2020-01-01',
    country_of_formation: 'US',
  },
  as_of: '2026-06-30',
  generated_at: '2026-07-02T08:00:00Z',
  ...more,
});

export const stakeholder = (id: string, name: string, type = 'INSTITUTION') => ({
  object_type: 'STAKEHOLDER',
  id,
  name: { legal_name: name },
  stakeholder_type: type,
});

export const stock = (id: string, holder: string, quantity: string, more: object = {}) => ({
  object_type: 'TX_STOCK_ISSUANCE',
  id: `tx-${id}`,
  security_id: id,
  custom_id: id,
  date: '2025-03-01',
  stakeholder_id: holder,
  security_law_exemptions: [],
  stock_class_id: 'c',
  share_price: { amount: '2.50', currency: 'USD' },
  quantity,
  stock_legend_ids: [],
  ...more,
});

export const warrant = (id: string, holder: string, more: object = {}) => ({
  object_type: 'TX_WARRANT_ISSUANCE',
  id: `tx-${id}`,
  security_id: id,
  custom_id: id,
  date: '2025-05-01',
  stakeholder_id: holder,
  security_law_exemptions: [],
  quantity: '1000',
  exercise_price: { amount: '0.01', currency: 'USD' },
  purchase_price: { amount: '0', currency: 'USD' },
  exercise_triggers: [],
  ...more,
});

/** The end of a security. */
export const ended = (type: string, security: string, more: object = {}) => ({
  object_type: type,
  id: `end-${security}`,
  date: '2026-01-31',
  security_id: security,
  ...more,
});

export const condition = (name: string, quantity: string) => ({
  id: name,
  quantity,
  trigger: { type: 'VESTING_EVENT' },
  next_condition_ids: [],
});

export const terms = (...conditions: object[]) => ({
  object_type: 'VESTING_TERMS',
  id: 'v',
  vesting_conditions: conditions,
});

const holders = [stakeholder('a', 'Alder Fund'), stakeholder('b', 'Birch Ltd')];

/** A package with these transactions and terms. */
export const packageOf = (
  transactions: readonly object[],
  {
    more = {},
    terms = [],
    people = holders,
  }: { more?: object; terms?: readonly object[]; people?: readonly object[] } = {},
): Uint8Array =>
  zipped({
    'Manifest.ocf.json': JSON.stringify(manifest(more)),
    'Stakeholders.ocf.json': JSON.stringify({ file_type: 'OCF_STAKEHOLDERS_FILE', items: people }),
    'VestingTerms.ocf.json': JSON.stringify({ file_type: 'OCF_VESTING_TERMS_FILE', items: terms }),
    'Transactions.ocf.json': JSON.stringify({ file_type: 'OCF_TRANSACTIONS_FILE', items: transactions }),
  });
