import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { partyAt } from '../../projections/parties.js';
import type { History } from '../../projections/kit/log.js';
import type { Row } from '../../projections/kit/line.js';
import { publicRecord } from '../../src/public-record.js';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import { ledger, type Sent, show } from '../given.js';
import { billions, gigawatts } from '../what-if.js';

let record: Sent[];
let log: History;

beforeAll(async () => {
  record = (await publicRecord()) as Sent[];
  log = ledger(record);
});

const article = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const december = { effectiveAt: '2025-12-01', knownAt: '2025-12-01' };
const today = { effectiveAt: '2026-11-20', knownAt: '2026-11-20' };

const questions: [string, string, Parameters<typeof show>[2]][] = [
  ['capacity by deal, as the article knew it', 'compute-capacity', { ...article, by: ['deal'] }],
  ['capacity by deal, today', 'compute-capacity', { ...today, by: ['deal'] }],
  ['capacity by consumer over time', 'compute-capacity', { ...today, by: ['consumer'], timeline: 'year', from: '2024-01-01', to: '2030-12-31' }],
  ['money, as the article knew it', 'obligations', article],
  ['money, today', 'obligations', today],
  ['money over time', 'obligations', { ...today, by: ['payer'], timeline: 'year', from: '2025-01-01', to: '2033-12-31' }],
  ['shares, as the article knew them', 'market-share', article],
  ['shares, today', 'market-share', today],
  ['shares of firm capacity, today', 'market-share', { ...today, by: ['provider'], options: { of: 'firm' } }],
  ['ownership, as the article knew it', 'ownership', article],
  ['ownership, today', 'ownership', today],
  ['flows and loops, as the article knew them', 'flows', article],
  ['flows and loops, today', 'flows', today],
  ['exposure of OpenAI, today', 'exposure', { ...today, only: { party: 'openai' } }],
  ['reconciliation, today', 'reconciliation', today],
];

const goldenFile = (name: string): string => join(import.meta.dirname, 'views', `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.json`);

const words = (quote: string): number => quote.trim().split(/\s+/).length;
const told = (): Sent[] => record.filter(({ type }) => !['PartyRegistered', 'MarketDefined'].includes(type));
const dealsOf = (events: Sent[]): Set<string> =>
  new Set(events.map(({ stream }) => stream).filter((stream) => stream.startsWith('deal-')));
/** What a table of docs/record.md names first, under the heading given. */
const listed = (heading: string): string[] => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/record.md'), 'utf8');
  const section = text.split(/^## /m).find((each) => each.startsWith(heading))!;
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name!);
};

/** The other deals that an event states a relation to, or that its correction does. */
const related = ({ stream, type, body }: Sent): string[] => {
  const stated = type === 'EventCorrected' ? ((body as { body?: object }).body ?? {}) : body;
  const { partOf, with: other, passesThrough, by } = stated as Record<string, string | undefined>;
  return [partOf, other, passesThrough, by]
    .flatMap((each) => (typeof each === 'string' && each.startsWith('deal-') ? [each.split('/')[0]!] : []))
    .filter((deal) => deal !== stream);
};

describe('The public record', () => {
  it('tells at least 70 deals in at least 800 events', () => {
    expect(record.length).toBeGreaterThanOrEqual(800);
    expect(dealsOf(record).size).toBeGreaterThanOrEqual(70);
  });

  it('says of each event since when it was known, and where it can be read', () => {
    const bare = told().filter(({ source, knownOn }) => !source || !knownOn);
    expect(bare).toEqual([]);
    const unread = told().filter(({ source }) => !/^https?:\/\/\S+$/.test((source as { url?: string }).url ?? ''));
    const titles = new Set(unread.map(({ source }) => (source as { title: string }).title));
    expect([...titles].sort()).toEqual(listed('Sources without an address').sort());
  });

  it('holds nothing that became known after it was closed', () => {
    expect(told().filter(({ knownOn }) => (knownOn as string) > '2026-11-20')).toEqual([]);
  });

  it('quotes at least a third of them, in at most fifteen words', () => {
    const quotes = record.flatMap(({ quote }) => (quote === undefined ? [] : [quote as string]));
    expect(quotes.length).toBeGreaterThanOrEqual(record.length / 3);
    expect(quotes.filter((quote) => words(quote) > 15 || quote.length > 300)).toEqual([]);
  });

  it('dates rivals alike: they state one occurrence', () => {
    const dates = new Map(record.map(({ id, effectiveOn }) => [id, effectiveOn]));
    const apart = record.filter(({ rivalOf, effectiveOn }) => rivalOf && dates.get(rivalOf as string) !== effectiveOn);
    expect(apart).toEqual([]);
  });

  it('states of each deal what it is part of, overlaps or replaces, or why it stands alone', () => {
    const inRelation = new Set(record.flatMap((event) => (related(event).length > 0 ? [event.stream, ...related(event)] : [])));
    const alone = [...dealsOf(record)].filter((deal) => !inRelation.has(deal));
    expect(listed('Deals that stand alone').sort()).toEqual(alone.sort());
  });

  it.each(questions)('answers as it did before: %s', (name, view, question) => {
    const answer = show(log, view, question);
    const now = `${JSON.stringify({ view, question, viewHash: viewHashOf(answer), ...answer }, null, 1)}\n`;
    const file = goldenFile(name);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, now);
    expect(existsSync(file)).toBe(true);
    expect(now).toBe(readFileSync(file, 'utf8'));
  });
});

const row = (view: string, question: Parameters<typeof show>[2], keys: Record<string, string>): Row | undefined =>
  show(log, view, question).rows.find((one) => Object.entries(keys).every(([key, value]) => one[key] === value));

const typesBehind = (found: Row | undefined): string[] => [...new Set(found?.rests.map((id) => log.fact(id)!.type) ?? [])];

describe('What was known on 1 December 2025 and what is known today', () => {
  it('differs on NVIDIA and OpenAI: at least 10 GW in a letter of intent, then none of it', () => {
    const keys = { deal: 'deal-openai-nvidia-2025' };
    const before = row('compute-capacity', { ...december, by: ['deal'] }, keys);
    expect(gigawatts(before!.headlineKw)).toBe(10);
    expect((before!.headlineKw as { high: null }).high).toBeNull();
    expect(row('compute-capacity', { ...today, by: ['deal'] }, keys)).toBeUndefined();
    const ended = log.facts(keys.deal).filter(({ type, knownOn }) => type === 'StageReached' && knownOn > '2025-12-01');
    expect(ended.map(({ body }) => (body as { stage: string }).stage)).toContain('superseded');
  });

  it('differs on AWS: $38B, then $138B by one source and $100B by another', () => {
    const keys = { deal: 'deal-openai-aws-2025' };
    const [before, after] = [row('obligations', { ...december, by: ['deal'] }, keys), row('obligations', { ...today, by: ['deal'] }, keys)];
    expect(billions(before!.committedUsCents)).toBe(38);
    expect(billions(after!.committedUsCents)).toBe(138);
    expect(after!.span).toMatchObject({ committedUsCents: { low: 10_000_000_000_000, high: 13_800_000_000_000 } });
    expect(typesBehind(before)).not.toContain('PaymentAmended');
    expect(typesBehind(after)).toContain('PaymentAmended');
  });

  it("differs on the total that OpenAI states: about $1.4T, then about $600B", () => {
    const commitments = (at: typeof today): { amount: { point: number }; rests: string[] } => {
      const party = partyAt(log, 'openai', { ...at, atPosition: log.position, policy: 'primary' })!;
      return (party.disclosed as unknown as { measure: string; amount: { point: number }; rests: string[] }[]).find(({ measure }) => measure === 'commitments')!;
    };
    expect(billions(commitments(december).amount)).toBe(1_400);
    expect(billions(commitments(today).amount)).toBe(600);
    expect(commitments(today).rests).not.toEqual(commitments(december).rests);
  });
});
