import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/**
 * What the Beneficial Ownership Data Standard 0.4 demands of statements about entities and relationships, stated anew
 * from its schemas (openownership/data-standard: statement.json at commit 25f617d254c9d6731334a0e272d1ea33692cee7c,
 * relationship-record.json at 2f033198d5b75d91d99753ee22896b70465ef575, entity-record.json at
 * 76cdd38d34afa9d39d43017c063133b22142ebf3, components.json at 5e3e364a4da1ed277541ca7c15a1b5fd9ac53454).
 */
const text = { type: 'string' };
const uri = { type: 'string', format: 'uri' };
const dated = {
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
};
const percent = { type: 'number', minimum: 0, maximum: 100 };
const list = (items: object): object => ({ type: 'array', items });

/** Members beside these are allowed by the standard; here they would be a slip. */
const members = (required: object, optional: object = {}): object => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});

const interest = members(
  {},
  {
    type: { enum: ['shareholding', 'votingRights', 'conditionalRightsGrantedByContract', 'unknownInterest'] },
    directOrIndirect: { enum: ['direct', 'indirect', 'unknown'] },
    beneficialOwnershipOrControl: { const: false },
    details: text,
    share: members(
      {},
      {
        exact: percent,
        minimum: percent,
        maximum: percent,
        exclusiveMinimum: percent,
        exclusiveMaximum: percent,
      },
    ),
    startDate: { type: 'string', format: 'date' },
    endDate: { type: 'string', format: 'date' },
  },
);

const relationship = {
  ...members(
    { isComponent: { type: 'boolean' }, subject: text, interestedParty: text },
    { componentRecords: list(text), interests: list(interest) },
  ),
  anyOf: [
    { properties: { isComponent: { const: false } } },
    { properties: { componentRecords: { const: [] } } },
  ],
};

const entity = members(
  {
    isComponent: { type: 'boolean' },
    entityType: members(
      {
        type: {
          enum: [
            'registeredEntity',
            'legalEntity',
            'arrangement',
            'anonymousEntity',
            'unknownEntity',
            'state',
            'stateBody',
          ],
        },
      },
      { details: text },
    ),
  },
  {
    name: text,
    identifiers: list({
      ...members({}, { id: text, scheme: text, schemeName: text, uri }),
      anyOf: [{ required: ['scheme'] }, { required: ['schemeName'] }],
    }),
  },
);

const annotation = {
  ...members(
    {
      statementPointerTarget: text,
      motivation: { enum: ['commenting', 'correcting', 'identifying', 'linking', 'transformation'] },
    },
    { description: text, url: uri },
  ),
  anyOf: [{ not: { properties: { motivation: { const: 'linking' } } } }, { required: ['url'] }],
};

const source = members(
  {},
  {
    type: list({
      enum: ['selfDeclaration', 'officialRegister', 'thirdParty', 'primaryResearch', 'verified'],
    }),
    description: text,
    url: uri,
    retrievedAt: dated,
    assertedBy: list(members({}, { name: text, uri })),
  },
);

const statement = {
  ...members(
    {
      statementId: { type: 'string', minLength: 32, maxLength: 64 },
      statementDate: dated,
      declarationSubject: text,
      recordId: text,
      recordType: { enum: ['entity', 'person', 'relationship'] },
      recordDetails: { type: 'object' },
    },
    {
      recordStatus: { enum: ['new', 'updated', 'closed'] },
      declaration: text,
      annotations: list(annotation),
      source,
      publicationDetails: members(
        {
          publicationDate: dated,
          bodsVersion: { type: 'string', pattern: '^(\\d+\\.)(\\d+)$' },
          publisher: {
            ...members({}, { name: text, url: uri }),
            anyOf: [{ required: ['name'] }, { required: ['url'] }],
          },
        },
        { license: uri },
      ),
    },
  ),
  anyOf: [
    { properties: { recordType: { const: 'entity' }, recordDetails: entity } },
    { properties: { recordType: { const: 'relationship' }, recordDetails: relationship } },
  ],
};

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);

/** Whether these are statements of the standard, by its rules. */
export const isStatements = ajv.compile(list(statement));
