import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../events/index.js';
import { fieldsOf } from '../../events/kit/declaration.js';
import { schemasOf } from '../../events/kit/schema.js';

const $defs = schemasOf(eventTypes, '#/$defs/');
const ajv = addFormats.default(new Ajv2020({ strict: false }));
ajv.addSchema({ $id: 'events', $defs });
const takes = (type: string, body: object): boolean => Boolean(ajv.validate(`events#/$defs/${type}`, body));

describe('The schema of an event', () => {
  it.each(eventTypes.map((declared) => [declared.type, declared] as const))(
    'of type %s takes the example, each of its members as it is declared, and no other',
    (type, declared) => {
      const { example, summary } = declared.about;
      expect(takes(type, example)).toBe(true);
      expect(takes(type, { ...example, nobodys: 1 })).toBe(false);
      expect($defs[type]).toMatchObject({ title: type, description: summary, type: 'object' });
      for (const { name, says, optional } of fieldsOf(declared)) {
        expect($defs[type]).toMatchObject({
          properties: { [name]: { description: expect.stringContaining(says) } },
        });
        const { [name as never]: _, ...others } = example as Record<string, unknown>;
        expect(takes(type, others)).toBe(optional);
      }
    },
  );

  it('refers to what is nested by its name, whose members are declared as well', () => {
    expect($defs.DealAnnounced).toMatchObject({
      properties: { parties: { items: { $ref: '#/$defs/DealParty' } } },
    });
    expect($defs.PaymentCommitted).toMatchObject({ properties: { over: { $ref: '#/$defs/Term' } } });
    expect($defs.Term).toMatchObject({ required: ['from'], additionalProperties: false });
  });
});
