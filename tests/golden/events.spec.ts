import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, eventType, eventTypes, upcast } from '../../events/index.js';
import { exampleOf } from '../../src/cli/types/example.js';

const folder = join(import.meta.dirname, 'events');
const id = '0199a2b4-7c1e-7000-8000-00000000000a';

interface Golden {
  submission: Record<string, unknown>;
  event: Record<string, unknown>;
}

const fileOf = (type: string, version: number): string => join(folder, `${type}.v${version}.json`);
const read = (file: string): Golden => JSON.parse(readFileSync(file, 'utf8')) as Golden;

const decoded = (submission: unknown): unknown => {
  const { value, problems } = decode(submission, { today: '2026-11-23', newId: () => id, typeOf: () => undefined });
  expect(problems).toBeUndefined();
  return JSON.parse(JSON.stringify(value));
};

/** A golden event in the shape of the newest version: the same event while there is no newer one. */
const newest = (event: Golden['event']): unknown => {
  const type = eventType(event.type as string)!;
  const body = upcast(type, event.version as number, event.body as Record<string, unknown>);
  return { ...event, version: type.about.version, body };
};

const declared = eventTypes.flatMap((type) => Array.from({ length: type.about.version }, (_, index) => ({ type, version: index + 1 })));

// Files are only ever added: GOLDEN=add makes the ones that are missing for the newest versions.
if (process.env.GOLDEN === 'add') {
  for (const { type, version } of declared) {
    const file = fileOf(type.type, version);
    if (existsSync(file) || version !== type.about.version) continue;
    const { stream, type: name, ...rest } = exampleOf(type);
    const submission = { stream, type: name, version, ...rest };
    writeFileSync(file, `${JSON.stringify({ submission, event: decoded(submission) }, null, 2)}\n`);
  }
}

describe('Every version of every event type', () => {
  it.each(declared.map(({ type, version }) => [type.type, version] as const))('has a golden file: %s version %i', (type, version) => {
    expect(existsSync(fileOf(type, version))).toBe(true);
  });

  it.each(globSync('*.json', { cwd: folder }).sort())('is still read as it was: %s', (name) => {
    const { submission, event } = read(join(folder, name));
    expect(decoded(submission)).toEqual(newest(event));
  });

  it.each(globSync('*.json', { cwd: folder }).sort())('is of a type that is still declared: %s', (name) => {
    expect(declared.map(({ type, version }) => `${type.type}.v${version}.json`)).toContain(name);
  });
});
