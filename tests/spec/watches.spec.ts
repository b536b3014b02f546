import { describe, expect, it } from 'vitest';
import { compareTold } from '../../src/watches/comparing.js';
import { FeedFile, NoFeedFile } from '../../src/watches/feed-file.js';
import { isBeyond, readThreshold } from '../../src/watches/threshold.js';
import { Turn, turnMs } from '../../src/watches/turn.js';
import { WatchBook } from '../../src/watches/watch-book.js';

describe('A number that is watched', () => {
  it.each([
    ['by exactly 5 %', exactly(6_000), exactly(6_300), '5%', false],
    ['by a little more than 5 %', exactly(6_000), exactly(6_301), '5%', true],
    ['down by more than 5 %', exactly(6_000), exactly(5_699), '5%', true],
    [
      'by 2.5 % of a number with 22 digits',
      exactly('4000000000000000000000'),
      exactly('4100000000000000000000'),
      '2.5%',
      false,
    ],
    [
      'by one unit more than that',
      exactly('4000000000000000000000'),
      exactly('4100000000000000000001'),
      '2.5%',
      true,
    ],
    ['by 1,000 units', exactly(5), exactly(1_005), '1000', false],
    ['by 1,001 units', exactly(5), exactly(1_006), '1000', true],
    ['by anything', exactly(5), exactly(6), '0', true],
    ['by nothing', exactly(5), exactly(5), '0%', false],
    ['from nothing', exactly(0), exactly(1), '50%', true],
    ['from nothing to nothing', exactly(0), exactly(0), '0', false],
    ['in a part of a concentration', exactly(0.25), exactly(0.2626), '5%', true],
    ['in its upper bound only', between(1, 1, 2), between(1, 1, 3), '5%', true],
    ['to an open bound', between(1, 1, 2), between(1, 1, null), '99%', true],
    ['between open bounds', between(1, null, null), between(1, null, null), '0', false],
    ['by coming', null, exactly(1), '99%', true],
    ['by coming as nothing', null, exactly(0), '0', false],
    ['by going', exactly(1), null, '99%', true],
  ] as const)('and moved %s is told or not: %j → %j, %s', (_, from, to, moreThan, isTold) => {
    expect(isBeyond(from, to, readThreshold(moreThan)!)).toBe(isTold);
  });

  it.each(['', '5 %', '-1', '1.234%', '5pp', '1e3', '١%'])('has no threshold %j', (text) => {
    expect(readThreshold(text)).toBeUndefined();
  });

  it('is the same number when it is of another day', () => {
    const worth = (cents: number, valueOn: string) => [
      { issuer: 'lab', valueOn, valueUsCents: exactly(cents) },
    ];
    const { moves, told } = compareTold(
      worth(5, '2025-01-01'),
      worth(7, '2026-01-01'),
      'valueUsCents',
      readThreshold('0')!,
    );
    expect(moves).toEqual([{ keys: { issuer: 'lab' }, from: exactly(5), to: exactly(7) }]);
    expect(told).toEqual([{ issuer: 'lab', valueUsCents: exactly(7) }]);
  });

  it('that moves little by little is told once it has moved enough, against what was told', () => {
    let told = [{ layer: 'chips', firmKw: exactly(6_000) }] as Parameters<typeof compareTold>[0];
    const moves = [6_300, 6_400, 6_700, 6_720, 6_721].flatMap((now) => {
      const compared = compareTold(
        told,
        [{ layer: 'chips', firmKw: exactly(now), rests: ['x'] }],
        'firmKw',
        readThreshold('5%')!,
      );
      ({ told } = compared);
      return compared.moves.map(({ from, to }) => [from?.point, to?.point]);
    });
    expect(moves).toEqual([
      [6_000, 6_400],
      [6_400, 6_721],
    ]);
  });
});

describe('Of two processes with one file', () => {
  it('one has the turn, until it leaves it or is gone for half a minute', () => {
    const file = new FeedFile();
    let now = 0;
    const [one, other] = [new Turn(file, () => now), new Turn(file, () => now)];
    expect([one.take(), other.take()]).toEqual([false, false]);
    new WatchBook(file).keep(watch, '[]');
    expect([one.take(), other.take(), one.take()]).toEqual([true, false, true]);
    now = turnMs;
    expect([other.take(), one.take()]).toEqual([true, false]);
    other.release();
    expect(one.take()).toBe(true);
  });
});

describe('What a watch told last', () => {
  it('is read by nobody who lists watches, counts them or keeps an alert: there may be a row for every deal', () => {
    const book = new WatchBook();
    expect(book.keep(watch, 'no JSON')).toBe(true);
    expect([book.all, book.find('chips'), book.count, book.toldOf('chips')]).toEqual([
      [{ watch, alertCount: 0 }],
      { watch, alertCount: 0 },
      1,
      'no JSON',
    ]);
    const { id, view, measure } = watch;
    const at = { effectiveAt: '2026-01-01', knownAt: '2026-01-01', position: 1 };
    const alert = { watch: id, view, measure, at: watch.createdAt, ...at, address: '/', moves: [], more: 0 };
    expect(book.tell(alert, 'nor this')).toEqual({ ...alert, number: 1 });
    expect([book.toldOf('chips'), book.all]).toEqual(['nor this', [{ watch, alertCount: 1 }]]);
  });
});

describe('Beside a database', () => {
  it('nothing is kept until a file is named, and nothing is there to read', () => {
    const book = new WatchBook(new FeedFile(null));
    expect([book.all, book.count, book.toldOf('x'), book.drop('x'), book.alertsAfter('x', 0)]).toEqual([
      [],
      0,
      undefined,
      false,
      [],
    ]);
    expect(() => book.keep(watch, '[]')).toThrow(NoFeedFile);
  });
});

function exactly<T extends number | string>(value: T): { low: T; point: T; high: T } {
  return { low: value, point: value, high: value };
}

function between(low: number, point: number | null, high: number | null) {
  return { low, point, high };
}

const watch = {
  id: 'chips',
  name: 'Chips',
  view: 'compute-capacity',
  measure: 'firmKw',
  question: {},
  moreThan: '5%',
  createdAt: '2026-01-01T00:00:00.000Z',
};
