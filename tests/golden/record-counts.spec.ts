import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'events/record');

interface Line {
  stream: string;
}

const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
const lines = files.flatMap((name) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line),
);

/** "…: 60 files, 33 deals, 433 events", whatever the thousands are set off with. */
const counted = /`events\/record\/` holds [^\n]*?: ([\d,]+) files, ([\d,]+) deals, ([\d,]+) events/;

describe('docs/record.md', () => {
  it('counts the files, the deals and the events of the record as they are', () => {
    const found = counted.exec(readFileSync(join(root, 'docs/record.md'), 'utf8'));
    const [, ...numbers] = found ?? [];
    const deals = new Set(lines.map(({ stream }) => stream).filter((stream) => stream.startsWith('deal-')));
    expect(numbers.map((number) => Number(number.replaceAll(',', '')))).toEqual([
      files.length,
      deals.size,
      lines.length,
    ]);
  });
});
