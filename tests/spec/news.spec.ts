import { describe, expect, it } from 'vitest';
import { dayBefore, isBefore, newsDays, newsOf, sortNews } from '../../projections/news.js';
import { at, first, log, moved, second } from './news-given.js';

describe('The days of news', () => {
  const [newest, oldest] = newsDays(log);

  it('are those on which something became known, the one of which something was recorded last first', () =>
    expect([newest?.knownAt, oldest?.knownAt]).toEqual([first, second]));
  it('show all that became known on them, whatever is effective later', () =>
    expect(newest).toEqual({ knownAt: first, effectiveAt: '2026-12-31', atPosition: 3, recordedAt: at(9) }));
});

describe('News of a day', () => {
  const day = { knownAt: first, effectiveAt: first, atPosition: 3, recordedAt: at(9) };
  const updatedAt = (...rests: string[]) => newsOf(day, { moved: [moved(...rests)] }, log)[0]?.updatedAt;

  it.each<[string, string[], number]>([
    ['of its own facts alone', ['event-2', 'event-3'], 8],
    ['the last of its own', ['event-3', 'event-1'], 9],
    ['the day itself where none of its facts is among them', ['event-2'], 9],
    ['the same where it rests on nothing that was recorded', ['event-9'], 9],
  ])('were updated when what moved them was recorded: %s', (_, rests, hour) =>
    expect(updatedAt(...rests)).toBe(at(hour)),
  );

  it('have an entry for each row of a usual question, with all of its numbers', () => {
    const unusual = { ...moved('event-1'), by: 'layer' };
    const totals = { ...moved('event-1'), of: 'totals' as const };
    const other = { ...moved('event-3'), keys: { provider: 'cloud' } };
    const entries = newsOf(day, { moved: [moved('event-1'), unusual, totals, other, moved('event-3')] }, log);
    expect(entries.map(({ keys, moved: numbers }) => [keys.provider, numbers.length])).toEqual([
      ['lab', 2],
      ['cloud', 1],
    ]);
  });
  it('come newest first, and no later day can stand before what was updated after it', () => {
    const [entry] = newsOf(day, { moved: [moved('event-3')] }, log);
    const later = { ...entry!, updatedAt: at(9) };
    expect(sortNews([entry!, later])).toEqual([later, entry]);
    expect(isBefore(later, { ...day, recordedAt: at(8) })).toBe(true);
    expect(isBefore(entry!, { ...day, recordedAt: at(9) })).toBe(false);
  });
  it('follow the day before: of the first of March the last of February', () =>
    expect(dayBefore('2028-03-01')).toBe('2028-02-29'));
});
