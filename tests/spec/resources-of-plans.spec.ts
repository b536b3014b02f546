import { describe, expect, it } from 'vitest';
import { ledger, type Sent } from '../given.js';
import { enough, quarters } from '../scarce.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const MW = 1_000;
const GW = 1_000_000;
const billion = 100_000_000_000;
const year = { ...quarters('2027-01-01', '2027-12-31'), effectiveAt: '2026-11-30', knownAt: '2026-11-30' };
const first = { ...year, to: '2027-03-31' };

const plan = (...sent: Sent[]) => ledger([...cast, deal('deal-one'), ...sent]);
const due = (name: string, power: string, terms: object = {}) =>
  tranche('deal-one', name, power, { due: '2027-Q1', ...terms });
const power = (perPeriod: number, of: object = { layer: 'chips' }) => ({
  name: 'power',
  kind: 'power',
  of,
  supply: { perPeriod },
});

describe('A gigawatt of which a fifth draws power', () => {
  const history = plan(due('one', '1 GW'), energized('2026-06-01', 'deal-one', 'one', '200 MW'));

  it('keeps 200 MW where they are, and 800 come a quarter later from 800 a quarter', () => {
    const { verdict, schedule } = enough(history, year, [power(800 * MW)]);
    expect(verdict).toBe('fits-with-delays');
    // In parts 600 MW find room beside the 200, and 200 MW wait.
    expect(schedule).toMatchObject({
      delayKwPeriods: 200 * MW,
      inOnePiece: {
        delayKwPeriods: 800 * MW,
        edits: [{ op: 'delay', target: 'deal-one/one', months: 3 }],
      },
    });
    expect(schedule!.inOnePiece!.resources[0]!.periods.map(({ use }) => use)).toEqual([
      200 * MW,
      800 * MW,
      0,
      0,
    ]);
  });

  it('fits in parts into 500 MW a quarter: 300 beside the 200, and 500 a quarter later', () => {
    expect(enough(history, year, [power(500 * MW)])).toMatchObject({
      verdict: 'fits-in-parts',
      schedule: { delayKwPeriods: 500 * MW, later: [{ tranche: 'deal-one/one', kw: 500 * MW }] },
    });
  });

  it('is named once where it conflicts, with all of it', () => {
    const { conflict } = enough(history, first, [power(100 * MW)]);
    expect(conflict!.tranches).toEqual([{ tranche: 'deal-one/one', due: '2027-Q1', kw: 200 * MW }]);
    const both = enough(history, first, [power(900 * MW)]).conflict!;
    expect(both.tranches).toEqual([{ tranche: 'deal-one/one', due: '2027-Q1', kw: GW }]);
  });
});

describe('What has ended', () => {
  const running = energized('2026-06-01', 'deal-one', 'one', '200 MW');
  const shelved = fact('2026-07-01', 'deal-one', 'StageReached', { tranche: 'one', stage: 'shelved' });
  const both = [due('one', '1 GW'), due('two', '500 MW')];
  const useOf = (...sent: Sent[]) =>
    enough(plan(...sent), year, [power(9 * GW)]).resources[0]!.periods[0]!.use;

  it('needs what it still draws, and nothing more', () => {
    expect(useOf(...both)).toBe(1_500 * MW);
    expect(useOf(...both, shelved)).toBe(500 * MW);
    expect(useOf(...both, running, shelved)).toBe(700 * MW);
    const cancelled = fact('2026-07-01', 'deal-one', 'CapacityCancelled', { tranche: 'one' });
    expect(useOf(...both, running, cancelled)).toBe(700 * MW);
    const over = fact('2026-07-01', 'deal-one', 'StageReached', { stage: 'cancelled' });
    expect(useOf(...both, running, over)).toBe(200 * MW);
  });
  it('needs nothing where it is a lease that has run out', () => {
    const lease = tranche('deal-one', 'one', '1 GW', { due: '2026-Q1', ends: '2026-06' });
    const answer = enough(plan(lease, due('two', '500 MW')), year, [power(9 * GW)]);
    expect(answer.resources[0]).toMatchObject({ left: [], periods: [{ use: 500 * MW }, {}, {}, {}] });
  });
});

describe('A container', () => {
  const part = (size: string, terms: object = {}) => due('part', size, { partOf: 'deal-one/all', ...terms });
  const both = [due('all', '5 GW', { provider: 'cloud' }), part('1 GW')];
  const useOf = (perPeriod: number, of: object, ...sent: Sent[]) =>
    enough(plan(...sent), year, [power(perPeriod, of)]).resources[0]!;

  // 5 GW with 1 GW named in it: the part needs 1, and 4 are left to the whole.
  it.each<[object, number]>([
    [{ layer: 'chips' }, 5 * GW],
    [{ provider: 'cloud' }, 4 * GW],
    [{ provider: 'vendor' }, GW],
  ])('needs what it says beyond its parts, whoever provides these: %j', (of, use) => {
    expect(useOf(9 * GW, of, ...both)).toMatchObject({ left: [], periods: [{ use }, {}, {}, {}] });
  });
  it('needs nothing beside parts that are larger, and what theirs leave of those', () => {
    const larger = [due('all', '5 GW'), part('6 GW'), due('inner', '2 GW', { partOf: 'deal-one/part' })];
    expect(useOf(9 * GW, { layer: 'chips' }, ...larger).periods[0]!.use).toBe(6 * GW);
  });
  it('comes later as a whole, its parts where they were: 4 GW a quarter after the 1 that is named', () => {
    expect(enough(plan(...both), year, [power(4 * GW)])).toMatchObject({
      verdict: 'fits-with-delays',
      schedule: {
        inOnePiece: { edits: [{ op: 'delay', months: 3 }], resources: [{ periods: [{}, {}, {}, {}] }] },
      },
    });
  });
  const half = { ...year, timeline: 'half' };
  const inHalves = (of: object, more: object = {}) =>
    enough(
      plan(
        due('all', '4 GW', { due: '2027-H1', provider: 'cloud', ...more }),
        part('1 GW', { due: '2027-H1' }),
      ),
      half,
      [power(3 * GW, of)],
    );
  // 4 GW by June and 1 of them named: the part keeps its half, and 3 follow; in parts 1 of the 4 would.
  it('says with its delay that its part is there before it: 1 and 3 of 4 GW', () => {
    const { schedule } = inHalves({ layer: 'chips' });
    expect(schedule).toMatchObject({ delayKwPeriods: GW, inOnePiece: { delayKwPeriods: 3 * GW } });
    expect(schedule!.inOnePiece!.edits).toEqual([{ op: 'delay', target: 'deal-one/all', months: 6 }]);
    expect(schedule!.inOnePiece!.resources[0]!.periods.map(({ use }) => use)).toEqual([GW, 3 * GW]);
  });
  it('comes later with a part that does, since it says that all of it has come: 2 GW of the vendor’s', () => {
    const larger = plan(due('all', '4 GW', { provider: 'cloud' }), part('2 GW'), due('other', '2 GW'));
    const { schedule } = enough(larger, year, [power(2 * GW, { provider: 'vendor' })]);
    // One of the two waits a quarter; with the part so would the 2 GW that the whole says beyond it.
    expect(schedule!.inOnePiece).toMatchObject({
      delayKwPeriods: 2 * GW,
      edits: [{ op: 'delay', target: 'deal-one/other', months: 3 }],
    });
    const alone = plan(
      due('all', '4 GW', { provider: 'cloud' }),
      part('2 GW'),
      due('more', '1 GW', { partOf: 'deal-one/all' }),
    );
    expect(enough(alone, year, [power(2 * GW, { provider: 'vendor' })]).schedule!.inOnePiece).toMatchObject({
      // The smaller part and the 1 GW beyond both.
      delayKwPeriods: 2 * GW,
      edits: [
        { op: 'delay', target: 'deal-one/all', months: 3 },
        { op: 'delay', target: 'deal-one/more', months: 3 },
      ],
    });
  });
  it('needs a part with it that is told to come after it: 4 GW in the first half', () => {
    const late = plan(due('all', '4 GW', { due: '2027-H1' }), part('1 GW', { due: '2027-H2' }));
    expect(enough(late, half, [power(9 * GW)]).resources[0]!.periods.map(({ use }) => use)).toEqual([
      4 * GW,
      0,
    ]);
    // 3 GW a half are too few for it, and with a half more the part comes when it was told to.
    expect(enough(late, half, [power(3 * GW)]).verdict).toBe('fits-in-parts');
  });
  it('needs no delay of its own where its parts are all of it, and comes with the last of them', () => {
    const full = plan(
      due('all', '2 GW', { due: '2027-H1' }),
      part('1 GW', { due: '2027-H1' }),
      due('second', '1 GW', { due: '2027-H1', partOf: 'deal-one/all' }),
    );
    expect(enough(full, half, [power(GW)]).schedule!.inOnePiece).toMatchObject({
      delayKwPeriods: GW,
      edits: [
        { op: 'delay', target: 'deal-one/all', months: 6 },
        { op: 'delay', target: 'deal-one/second', months: 6 },
      ],
    });
  });
  it('stays in its period where it draws power, as no edit splits it', () => {
    const running = energized('2026-06-01', 'deal-one', 'all', '500 MW');
    const { verdict } = enough(plan(...both, running), year, [power(3 * GW)]);
    expect(verdict).toBe('does-not-fit');
  });
  it('of which nobody says how much is beyond its parts is named and left alone', () => {
    const { left } = useOf(9 * GW, { layer: 'chips' }, due('all', 'undisclosed'), part('1 GW'));
    expect(left).toEqual([{ target: 'deal-one/all', because: 'undisclosed' }]);
  });
});

describe('Funding', () => {
  const cash = (perPeriod: number) => ({
    name: 'cash',
    kind: 'funding',
    of: { payer: 'lab' },
    supply: { perPeriod },
  });
  const over = { from: '2027-Q1', months: 12 };

  it('names what has no date, and is owed all the same', () => {
    const history = plan(
      payment('deal-one', 'dated', '4B USD', { over }),
      payment('deal-one', 'undated', '5B USD'),
    );
    const [resource] = enough(history, year, [cash(billion)]).resources;
    expect(resource!.periods.map(({ use }) => use)).toEqual(Array(4).fill(billion));
    expect(resource!.left).toEqual([{ target: 'deal-one/undated', because: 'undated' }]);
  });
  it('names nothing that was paid, or that is another payer’s', () => {
    const history = plan(
      payment('deal-one', 'dated', '4B USD', { over }),
      payment('deal-one', 'undated', '5B USD'),
      fact('2026-05-01', 'deal-one', 'PaymentMade', { payment: 'undated', amount: '5B USD' }),
      payment('deal-one', 'others', '5B USD', { from: 'cloud' }),
    );
    expect(enough(history, year, [cash(billion)]).resources[0]!.left).toEqual([]);
  });
  it('of a sum and its parts is for the larger of both: 10 of 3 and 4, spread over four quarters', () => {
    const part = (name: string, amount: string) =>
      payment('deal-one', name, amount, { over, partOf: 'deal-one/all' });
    const history = plan(
      payment('deal-one', 'all', '10B USD', { over }),
      part('a', '3B USD'),
      part('b', '4B USD'),
    );
    const [resource] = enough(history, year, [cash(3 * billion)]).resources;
    expect(resource!.periods.map(({ use }) => use)).toEqual(Array(4).fill(2.5 * billion));
  });
});

describe('The smallest conflict', () => {
  it('is of one and a half gigawatts with one, not of three: 2.5 + 1 are too many for 2.6, and so are 1 + 1 + 1', () => {
    const history = plan(due('a', '1 GW'), due('b', '1 GW'), due('c', '1 GW'), due('d', '2.5 GW'));
    const { conflict } = enough(history, first, [power(2_600 * MW)]);
    expect(conflict!.tranches.map(({ tranche: name }) => name)).toEqual(['deal-one/a', 'deal-one/d']);
  });
  it('of payments is of the fewest, too', () => {
    const over = { from: '2027-01', months: 3 };
    const sums = ['1B', '1B', '1B', '2.5B'].map((amount, at) =>
      payment('deal-one', `p-${at}`, `${amount} USD`, { over }),
    );
    const cash = {
      name: 'cash',
      kind: 'funding',
      of: { payer: 'lab' },
      supply: { perPeriod: 2.6 * billion },
    };
    expect(enough(plan(...sums), first, [cash]).conflict!.payments).toHaveLength(2);
  });
});
