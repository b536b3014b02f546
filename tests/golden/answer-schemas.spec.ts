import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptFile, keptSchemas, madeSchemas } from '../answer-schemas.js';

if (process.env.UPDATE_GOLDEN) writeFileSync(keptFile, madeSchemas());

describe('src/http/openapi/answers.json', () => {
  it('is what `npm run schemas` makes of the types of the answers', () => {
    expect(keptSchemas()).toBe(madeSchemas());
  });
});

/** The schema of an answer with these members, made as those of the document are. */
const schemaOf = (members: string): unknown => {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  try {
    const form = `/** @format date */\nexport type Day = string;\n`;
    writeFileSync(join(folder, 'made.ts'), `${form}export interface Made {\n${members}\n}\n`);
    writeFileSync(join(folder, 'types.ts'), `export type { Made as Told } from './made.js';\n`);
    return (JSON.parse(madeSchemas(join(folder, 'types.ts'))) as { Told: unknown }).Told;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the schema of an answer', () => {
  it('has the members of its type with their form, their meaning and whether they may be missing', () => {
    expect(schemaOf('/** When. */ on: Day; also?: string[]')).toEqual({
      type: 'object',
      properties: {
        on: { type: 'string', format: 'date', description: 'When.' },
        also: { type: 'array', items: { type: 'string' } },
      },
      required: ['on'],
      additionalProperties: false,
    });
  });

  it('is another one for every change of the type', () => {
    const [before, ...after] = ['on: Day', 'on: string', 'on?: Day', 'on: Day; also: Day', '/** When. */ on: Day'];
    const schema = schemaOf(before!);
    for (const members of after) expect(schemaOf(members)).not.toEqual(schema);
  });
});
