import { parseAtomFeed } from 'feedsmith';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMeasure, measureText, titleOf } from '../../projections/wording/measure.js';
import type { Measure } from '../../projections/kit/measure.js';
import { articleFacts } from '../article.js';
import { type Problem, TestServer } from './http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.record([...articleFacts, resized('7 GW', '2026-01-15')]);
});
afterAll(() => server.stop());

const resized = (power: string, knownOn: string) => ({
  stream: 'deal-openai-amd-2025',
  type: 'CapacityResized',
  effectiveOn: knownOn,
  knownOn,
  source: { title: 'A <b>note</b> & more', url: 'https://example.org/?a=1&b=2', kind: 'own' },
  quote: 'Up to <seven> & "counting"',
  body: { tranche: 'all', power },
});

const strictly = (text: string): string => {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return text;
};

/** The feed as a feed reader has it, once it is XML without a fault. */
const readFeed = async (query = '', on = server) => {
  const { text, headers, status } = await on.ask(`/feed.atom${query}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  const { id, title, updated, links = [], entries = [] } = parseAtomFeed(strictly(text));
  return {
    id,
    title: title?.value,
    updated,
    links: links.map(({ rel, href }) => [rel, href]),
    entries: entries.map(({ id: own, title: told, updated: at, published, links: ways = [], content }) => ({
      id: own,
      title: told?.value ?? '',
      updated: at ?? '',
      published,
      href: ways[0]?.href ?? '',
      shown: content?.value ?? '',
    })),
  };
};

interface Row {
  rows: Record<string, Measure | null>[];
}

const wordsOf = (name: string, value: Measure | null, row: Row['rows'][number]): string =>
  measureText(name, isMeasure(value) ? value : null, row);

const rowsAt = async (address: string, on = server): Promise<Row['rows']> =>
  (await on.ask<Row>(address.slice(on.url.length))).body.rows;

describe('the feed of numbers that moved', () => {
  it('tells a row of a view, what its numbers were and are, and why, the newest first', async () => {
    const { title, links, entries } = await readFeed('?views=compute-capacity');
    expect(title).toBe('gigaledger: numbers that moved in compute-capacity');
    expect(links).toEqual([
      ['self', `${server.url}/feed.atom?views=compute-capacity`],
      ['alternate', `${server.url}/`],
    ]);
    expect(entries.map((entry) => [entry.published?.slice(0, 10), entry.title])).toEqual([
      [
        '2026-01-15',
        'compute-capacity, amd · chips · unstated: headline 6 GW → 7 GW, signed 6 GW → 7 GW, and 3 more',
      ],
      [
        '2025-11-03',
        'compute-capacity, amd · chips · unstated: headline – → 6 GW, signed – → 6 GW, and 4 more',
      ],
      [
        '2025-11-03',
        'compute-capacity, aws · hosting · unstated: headline – → undisclosed, signed – → undisclosed, and 4 more',
      ],
      [
        '2025-11-03',
        'compute-capacity, nvidia · chips · unstated: headline – → ≥ 10 GW, energized – → unknown, and 2 more',
      ],
    ]);
    const { shown = '' } = entries[0] ?? {};
    expect(shown).toContain('<td>firm</td><td>6 GW</td><td>7 GW</td>');
    expect(shown).toContain('<a href="https://example.org/?a=1&amp;b=2">A &lt;b>note&lt;/b> &amp; more</a>');
    expect(shown).toContain('<q>Up to &lt;seven> &amp; &quot;counting&quot;</q>');
  });

  it('leads to the row as it was known on the day, for ever', async () => {
    const [newest, before] = (await readFeed('?views=compute-capacity')).entries;
    expect((await rowsAt(newest?.href ?? '')).map((row) => row.firmKw?.point)).toEqual([7_000_000]);
    expect((await rowsAt(before?.href ?? '')).map((row) => row.firmKw?.point)).toEqual([6_000_000]);
  });

  it('is not sent again to who has it, and keeps its names when more is told', async () => {
    const first = await server.ask('/feed.atom');
    const had = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
    const again = await server.ask('/feed.atom', had);
    expect([again.status, again.text]).toEqual([304, '']);
    const before = await readFeed();
    await server.record(resized('8 GW', '2026-02-01'));
    expect((await server.ask('/feed.atom', had)).status).toBe(200);
    const after = await readFeed();
    expect([after.id, after.links]).toEqual([before.id, before.links]);
    expect(after.entries[0]?.title).toContain('headline 7 GW → 8 GW');
    expect(after.entries.slice(-before.entries.length)).toEqual(before.entries);
    expect(new Set(after.entries.map(({ id }) => id)).size).toBe(after.entries.length);
  });

  it('tells a day anew under the same names when something late is recorded of it', async () => {
    const query = '?views=obligations';
    const before = await readFeed(query);
    await server.record({
      stream: 'deal-openai-aws-2025',
      type: 'PaymentCommitted',
      effectiveOn: '2025-11-03',
      knownOn: '2025-11-03',
      source: { title: 'Late', kind: 'own' },
      body: {
        payment: 'more',
        from: 'openai',
        to: 'aws',
        kind: 'services',
        amount: '2B USD',
        bindingness: 'firm',
      },
    });
    const after = await readFeed(query);
    const changed = after.entries.filter(({ id, updated }) =>
      before.entries.some((one) => one.id === id && one.updated < updated),
    );
    expect(changed.map(({ title }) => title)).toEqual([
      'obligations, openai · aws · services · USD: committed – → $40B, outstanding – → $0–40B',
    ]);
    expect(after.entries[0]?.id).toBe(changed[0]?.id);
    expect(after.entries).toHaveLength(before.entries.length);
  });

  it('is bounded, and an empty ledger has an empty one', async () => {
    expect((await readFeed('?limit=2')).entries).toHaveLength(2);
    const empty = await TestServer.start();
    const { entries, updated } = await readFeed('', empty);
    await empty.stop();
    expect([entries, updated]).toEqual([[], '1970-01-01T00:00:00.000Z']);
  });

  it.each([
    ['?views=nothing', '/views'],
    ['?limit=0', '/limit'],
    ['?limit=201', '/limit'],
    ['?policy=best', '/policy'],
    ['?deal=x', '/deal'],
    ['?policy=latest&policy=lowest', '/policy'],
  ])('refuses %s by name', async (query, pointer) => {
    const { status, body } = await server.ask<Problem>(`/feed.atom${query}`);
    expect([status, body.errors?.map((one) => one.pointer)]).toEqual([400, [pointer]]);
  });
});

describe('the feed of the public record', () => {
  it('leads from every entry to a row in which the numbers are what it tells', async () => {
    const record = await TestServer.start({ publicRecord: true });
    const { entries } = await readFeed('?limit=60', record);
    expect(entries).toHaveLength(60);
    for (const { title, href, shown } of entries) {
      const rows = await rowsAt(href, record);
      const told = [...shown.matchAll(/<tr><td>([^<]+)<\/td><td>[^<]+<\/td><td>([^<]+)<\/td>/g)];
      expect([title, told.length > 0, rows.length < 8]).toEqual([title, true, true]);
      const isTold = (row: Row['rows'][number]): boolean =>
        told.every(([, name, now]) =>
          Object.entries(row).some(
            ([measure, value]) => titleOf(measure) === name && wordsOf(measure, value, row) === now,
          ),
        );
      const isGone = told.every(([, , now]) => now === '–');
      expect([title, isGone || rows.some(isTold)]).toEqual([title, true]);
    }
    await record.stop();
  });
});
