import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCapacity } from '../../projections/compute-capacity.js';
import { Board } from '../../projections/kit/board.js';
import { FirstRests } from '../../projections/kit/first-rests.js';
import { mostListed } from '../../projections/kit/listed-rests.js';
import { listRests } from '../../projections/kit/rests.js';
import { given, question } from '../given.js';
import { cast, deal, fact, tranche } from './facts.js';

const on = 'deal-lab-vendor';
const moved = Array.from({ length: 24 }, (_, month) =>
  fact(`2025-0${1 + (month % 9)}-0${1 + Math.floor(month / 9)}`, on, 'CapacityRescheduled', {
    tranche: 'all',
    due: `2027-Q${1 + (month % 4)}`,
  }),
);

describe('What a row rests on', () => {
  const known = given(...cast, deal(on), tranche(on, 'all', '1 GW'), ...moved);
  const { history: log } = known;
  const whole = known.at('2026-01-01').by('deal').answer('compute-capacity');
  const positions = (ids: readonly string[]): (number | undefined)[] =>
    ids.map((id) => log.fact(id)?.position);

  it('is 26 events of which the first 20 recorded are listed: 1 announcement, 1 commitment, 18 of 24 moves', () => {
    const [row] = listRests(whole, log).rows;
    expect(row?.restsCount).toBe(26);
    expect(positions(row!.rests)).toEqual(Array.from({ length: 20 }, (_, index) => cast.length + 1 + index));
  });

  it('is all of them where all are asked for, in order of position, too', () => {
    const [row] = listRests(whole, log, 'all').rows;
    expect([row?.restsCount, row?.rests.length]).toEqual([26, 26]);
    expect(positions(row!.rests)).toEqual(Array.from({ length: 26 }, (_, index) => cast.length + 1 + index));
  });

  it('has its count beside it wherever it stands in an answer', () => {
    const told = listRests({ parts: [{ of: { rests: ['b', 'a', 'a'] }, more: null }] }, log);
    expect(told).toEqual({ parts: [{ of: { rests: ['a', 'b'], restsCount: 2 }, more: null }] });
  });
});

describe('What a total rests on', () => {
  it('is not kept, and whoever looks for it is told so', () => {
    const { history } = given(...cast, deal(on), tranche(on, 'all', '1 GW'));
    const asked = question({ effectiveAt: '2026-01-01', atPosition: history.position });
    const { totals, rows } = new Board(computeCapacity, asked, history);
    expect(rows.cells.map(({ rests }) => rests.size)).toEqual([2]);
    expect(() => totals.cells[0]?.rests).toThrow('does not keep what its cells rest on');
  });
});

describe('What rests on a confidential fact', () => {
  const { history: known } = given(...cast, deal(on), tranche(on, 'all', '1 GW'));
  const [open, hidden] = known.facts(on).map(({ id }) => id);
  const overlaid = {
    confidentialFrom: known.position,
    fact: (id: string) => {
      const found = known.fact(id);
      return found && { ...found, ...(id === hidden && { confidential: true as const }) };
    },
  };
  const told = (rests: (string | undefined)[], flags?: string[]) => ({
    rests: rests.filter((id) => id !== undefined),
    ...(flags && { flags }),
  });

  it('says so among its marks, or else beside them, and nothing else does', () => {
    const rows = [told([open, hidden], ['overdue']), told([hidden]), told([open], []), told([open])];
    expect(listRests(rows, overlaid)).toEqual([
      { rests: [open, hidden], restsCount: 2, flags: ['overdue', 'confidential'] },
      { rests: [hidden], restsCount: 1, confidential: true },
      { rests: [open], restsCount: 1, flags: [] },
      { rests: [open], restsCount: 1 },
    ]);
  });
  it('says so where the events were put in order before', () => {
    const first = (...ids: (string | undefined)[]) => {
      const { listed } = new FirstRests(new Map(ids.map((id) => [id!, 1])), overlaid);
      return listRests({ rests: listed }, overlaid);
    };
    expect(first(hidden, open)).toEqual({ rests: [open, hidden], restsCount: 2, confidential: true });
    expect(first(open)).toEqual({ rests: [open], restsCount: 1 });
  });
});

describe('An answer, or a part of it', () => {
  it('that names no events is the same one, and no copy', () => {
    const [bare, resting] = [{ table: [{ low: 1, point: 1, high: 1 }] }, { rests: ['a'] }];
    const told = listRests({ bare, parts: [bare, resting] }, { fact: () => undefined });
    expect([told.bare === bare, told.parts[0] === bare, told.parts[1]]).toEqual([
      true,
      true,
      { rests: ['a'], restsCount: 1 },
    ]);
  });
});

/** Positions of a log that was shuffled; what has none was brought by an edit. */
const places = fc.uniqueArray(fc.record({ id: fc.uuid(), position: fc.option(fc.nat(1_000)) }), {
  selector: ({ id }) => id,
  maxLength: 120,
});

describe('The events listed', () => {
  it('are the first of all in order, whatever the order they are told in', () => {
    fc.assert(
      fc.property(places, (known) => {
        const found = new Map(known.map(({ id, position }) => [id, position]));
        const log = { fact: (id: string) => ({ position: found.get(id) ?? undefined }) as never };
        const rests = known.map(({ id }) => id);
        const [first, all] = [
          listRests({ rests }, log),
          listRests({ rests: rests.toReversed() }, log, 'all'),
        ];
        expect(first).toEqual({ rests: all.rests.slice(0, mostListed), restsCount: rests.length });
        const order = all.rests.map((id) => found.get(id) ?? Infinity);
        expect(order).toEqual(order.toSorted((left, right) => (left === right ? 0 : left - right)));
      }),
    );
  });
});
