import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * What the Open Cap Table Format demands of what is written here, stated anew from its schemas of version 1.2.0
 * (commit 7be5034078e1633044bf23cef9bcd2e8f1fbd282 of Open-Cap-Table-Coalition/Open-Cap-Format-OCF): the members that
 * must be there, those that may, and their forms.
 */
const numeric = { type: 'string', pattern: '^[+-]?[0-9]+(\\.[0-9]{1,10})?$' };
const text = { type: 'string' };
const day = { type: 'string', format: 'date' };
const money = closed({ amount: numeric, currency: { type: 'string', pattern: '^[A-Z]{3}$' } });

function closed(required: object, optional: object = {}): object {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

const object = (type: string, required: object, optional: object = {}): object =>
  closed(
    { id: text, object_type: { const: type }, ...required },
    { comments: { type: 'array', items: text }, ...optional },
  );

const transaction = { date: day, security_id: text };
const issuance = {
  ...transaction,
  custom_id: text,
  stakeholder_id: text,
  security_law_exemptions: { type: 'array' },
};

const right = closed(
  {
    conversion_mechanism: closed({
      type: { const: 'FIXED_AMOUNT_CONVERSION' },
      converts_to_quantity: numeric,
    }),
  },
  {
    type: { const: 'WARRANT_CONVERSION_RIGHT' },
    converts_to_future_round: { type: 'boolean' },
    converts_to_stock_class_id: text,
  },
);

const objects = {
  STAKEHOLDER: object('STAKEHOLDER', {
    name: closed({ legal_name: text }, { first_name: text, last_name: text }),
    stakeholder_type: { enum: ['INDIVIDUAL', 'INSTITUTION'] },
  }),
  STOCK_CLASS: object('STOCK_CLASS', {
    name: text,
    class_type: { enum: ['COMMON', 'PREFERRED'] },
    default_id_prefix: text,
    initial_shares_authorized: { anyOf: [numeric, { enum: ['NOT APPLICABLE', 'UNLIMITED'] }] },
    votes_per_share: numeric,
    seniority: numeric,
  }),
  VESTING_TERMS: object('VESTING_TERMS', {
    name: text,
    description: text,
    allocation_type: {
      enum: [
        'CUMULATIVE_ROUNDING',
        'CUMULATIVE_ROUND_DOWN',
        'FRONT_LOADED',
        'BACK_LOADED',
        'FRONT_LOADED_TO_SINGLE_TRANCHE',
        'BACK_LOADED_TO_SINGLE_TRANCHE',
        'FRACTIONAL',
      ],
    },
    vesting_conditions: {
      type: 'array',
      minItems: 1,
      items: closed(
        {
          id: { type: 'string', minLength: 1 },
          quantity: numeric,
          trigger: closed({ type: { const: 'VESTING_EVENT' } }),
          next_condition_ids: { type: 'array', items: text, uniqueItems: true },
        },
        { description: text },
      ),
    },
  }),
  TX_STOCK_ISSUANCE: object('TX_STOCK_ISSUANCE', {
    ...issuance,
    stock_class_id: text,
    share_price: money,
    quantity: numeric,
    stock_legend_ids: { type: 'array', items: text },
  }),
  TX_WARRANT_ISSUANCE: object(
    'TX_WARRANT_ISSUANCE',
    {
      ...issuance,
      purchase_price: money,
      exercise_triggers: {
        type: 'array',
        items: closed({ trigger_id: text, type: { const: 'UNSPECIFIED' }, conversion_right: right }),
      },
    },
    { quantity: numeric, exercise_price: money, warrant_expiration_date: day, vesting_terms_id: text },
  ),
  TX_VESTING_EVENT: object('TX_VESTING_EVENT', { ...transaction, vesting_condition_id: text }),
};

const file = closed({ filepath: text, md5: { type: 'string', pattern: '^[a-fA-F0-9]{32}$' } });
const lists = [
  'stock_plans',
  'stock_legend_templates',
  'stock_classes',
  'vesting_terms',
  'valuations',
  'transactions',
  'stakeholders',
];

const manifest = closed(
  {
    ocf_version: { const: '1.2.0' },
    file_type: { const: 'OCF_MANIFEST_FILE' },
    issuer: object('ISSUER', {
      legal_name: text,
      formation_date: day,
      country_of_formation: { type: 'string', pattern: '^[A-Z]{2}$' },
    }),
    as_of: day,
    generated_at: { type: 'string', format: 'date-time' },
    ...Object.fromEntries(lists.map((list) => [`${list}_files`, { type: 'array', items: file }])),
  },
  { comments: { type: 'array', items: text } },
);

const items = closed({
  file_type: { type: 'string', pattern: '^OCF_[A-Z_]+_FILE$' },
  items: { type: 'array', items: { anyOf: Object.values(objects) } },
});

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);

const compile = (schema: object): ValidateFunction => ajv.compile(schema);

/** By whether it is a manifest or any other file. */
export const rules = { manifest: compile(manifest), items: compile(items) };
