import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  type Changes,
  type PartialCut,
  type MovedNumber,
} from '../../projections/changes.js';
import { publicRecord } from '../../src/public-record.js';
import { type Given, given, type Sent } from '../given.js';
import { billion, cast, deal, energized, fact, gw, id, party, payment, tranche } from './facts.js';

const on = 'deal-lab-vendor';
const day = '2026-11-23';

const between = ({ history }: Given, from: PartialCut, to: PartialCut = {}): Changes =>
  changesBetween(history, from, to, {
    effectiveAt: day,
    knownAt: day,
    atPosition: history.position,
    policy: 'primary',
  });

describe('Changes between two dates', () => {
  const world = given(
    ...cast,
    deal(on),
    payment(on, 'chips', '38B USD', {}, { id: id(1) }),
    tranche(on, 'all', '1 GW'),
    fact('2026-02-27', on, 'PaymentAmended', { payment: 'chips', by: '100B USD' }, { id: id(2) }),
    fact('2026-03-01', on, 'DealAmended', { terms: 'Words alone.' }, { id: id(3) }),
  );
  const changes = between(world, { knownAt: '2026-01-31' });

  it('are the events that became known, in that order', () => {
    expect(changes.events.map((event) => event.id)).toEqual([id(2), id(3)]);
  });

  it('are the numbers that moved, from what to what: 38 to 138', () => {
    const { from, to, difference, relativeBp } = movedIn(changes, 'obligations', 'deal', 'committedUsCents');
    expect([billion(from), billion(to)]).toEqual([
      [38, 38, 38],
      [138, 138, 138],
    ]);
    expect([billion(difference), relativeBp]).toEqual([[100, 100, 100], 26_316]);
  });

  it('rest on the events that moved them, not on what was said besides', () => {
    expect(movedIn(changes, 'obligations', 'deal', 'committedUsCents').rests).toEqual([id(2)]);
  });

  it.each([
    ['EventCorrected', { body: payment(on, 'chips', '50B USD').body, reason: 'Misread.' }],
    ['EventRetracted', { reason: 'Recorded twice.' }],
  ])('of an earlier day are what became known of it since: %s', (type, body) => {
    const amended = world.and(fact('2026-04-01', on, type, { event: id(1), ...body }, { id: id(4) }));
    const asOf = { effectiveAt: '2025-12-31' };
    const since = between(amended, { ...asOf, knownAt: '2026-03-31' }, asOf);
    expect(since.events.map((event) => event.id)).toEqual([id(4)]);
    expect(movedIn(since, 'obligations', 'deal', 'committedUsCents').rests).toEqual([id(4)]);
  });

  it('are what takes effect later, too, and what it moves of a plan: 1,000 shares or none will be none', () => {
    const asOf = { effectiveAt: '2025-12-31' };
    const terms = { warrant: 'w', holder: 'lab', issuer: 'vendor', shares: 1_000, strike: '0.01 USD' };
    const tranches = [{ shares: 1_000, conditions: [{ named: 'listed' }] }];
    const observed = { condition: 'listed', holds: false, on: '2026-01' };
    const planned = world.and(
      fact('2025-06-01', on, 'WarrantIssued', { ...terms, tranches }),
      fact('2026-04-01', on, 'ConditionObserved', observed, { id: id(5) }),
    );
    const since = between(planned, { ...asOf, knownAt: '2026-03-31' }, asOf);
    expect(since.events.map((event) => event.id)).toEqual([id(5)]);
    expect(since.moved.map(({ measure, rests }) => [measure, rests])).toEqual([['plannedShares', [id(5)]]]);
  });

  it('leave out what stayed', () => {
    expect(changes.moved.some(({ view }) => view === 'compute-capacity')).toBe(false);
  });

  it('are the same between the positions of the two', () => {
    const positions = between(world, { atPosition: world.history.position - 2 });
    expect(positions.moved).toEqual(changes.moved);
    expect(positions.events).toEqual(changes.events);
  });

  it('are none between a date and itself, nor backwards for events', () => {
    expect(between(world, {})).toMatchObject({ events: [], moved: [] });
    expect(between(world, {}, { knownAt: '2026-01-31' }).events).toEqual([]);
  });
});

describe('A number that moved', () => {
  it('has nothing on the side that does not hold it', () => {
    const world = given(
      ...cast,
      deal(on),
      tranche(on, 'all', '1 GW'),
      fact('2026-02-27', on, 'StageReached', { stage: 'cancelled' }, { id: id(1) }),
    );
    const gone = movedIn(between(world, { knownAt: '2026-01-31' }), 'compute-capacity', 'deal', 'headlineKw');
    expect([gw(gone.from), gone.to, gone.rests]).toEqual([[1, 1, 1], null, [id(1)]]);
  });

  it.each<[string, Sent[], string, string, readonly [number | null, number | null]]>([
    [
      'power that runs, and the end of the rest',
      [
        energized('2026-02-01', on, 'all', '500 MW'),
        fact('2026-03-01', on, 'CapacityCancelled', { tranche: 'all' }),
      ],
      'compute-capacity',
      'headlineKw',
      [1, 0.5],
    ],
    [
      'the same told the other way round',
      [
        fact('2026-02-01', on, 'CapacityCancelled', { tranche: 'all' }),
        energized('2026-03-01', on, 'all', '500 MW'),
      ],
      'compute-capacity',
      'headlineKw',
      [1, 0.5],
    ],
    [
      'power that runs, and the end of the deal',
      [
        energized('2026-02-01', on, 'all', '500 MW'),
        fact('2026-03-01', on, 'StageReached', { stage: 'cancelled' }),
      ],
      'compute-capacity',
      'headlineKw',
      [1, 0.5],
    ],
    [
      'money that is paid, and the end of the rest',
      [
        fact('2026-02-01', on, 'PaymentMade', { payment: 'chips', amount: '4B USD' }),
        fact('2026-03-01', on, 'PaymentCancelled', { payment: 'chips' }),
      ],
      'obligations',
      'committedUsCents',
      [9, 4],
    ],
  ])(
    'rests on what is left as on what took the others away: %s',
    (_, facts, view, measure, [before, after]) => {
      const world = given(...cast, deal(on), tranche(on, 'all', '1 GW'), payment(on, 'chips', '9B USD'));
      const later = facts.map((one, index) => ({ ...one, id: id(index + 1) }));
      const moved = movedIn(between(world.and(...later), { knownAt: '2026-01-31' }), view, 'deal', measure);
      const unit = view === 'obligations' ? billion : gw;
      expect([unit(moved.from)?.[1], unit(moved.to)?.[1]]).toEqual([before, after]);
      expect(moved.rests).toEqual([id(1), id(2)]);
    },
  );

  it('rests on a retraction that took it back', () => {
    const world = given(
      ...cast,
      deal(on),
      payment(on, 'chips', '38B USD', {}, { id: id(1) }),
      fact('2026-02-27', on, 'EventRetracted', { event: id(1), reason: 'Misread.' }, { id: id(2) }),
    );
    const gone = movedIn(
      between(world, { knownAt: '2026-01-31' }),
      'obligations',
      'deal',
      'committedUsCents',
    );
    expect(gone.rests).toEqual([id(2)]);
  });

  it('rests on the event that gave a party its name', () => {
    const world = given(
      ...cast,
      ...party('somebody'),
      deal(on),
      payment(on, 'chips', '38B USD', { from: 'somebody' }),
      fact('2026-02-27', 'party-somebody', 'PartyIdentified', { as: 'lab' }, { id: id(1) }),
    );
    const named = movedIn(
      between(world, { knownAt: '2026-01-31' }),
      'obligations',
      'payer,payee',
      'committedUsCents',
      {
        payer: 'lab',
      },
    );
    expect([named.from, named.rests]).toEqual([null, [id(1)]]);
  });

  it('may move because time passes, when the two dates differ in what is effective', () => {
    const world = given(...cast, deal(on), tranche(on, 'all', '1 GW', { due: '2026-06-30' }));
    const due = movedIn(between(world, { effectiveAt: '2026-01-31' }), 'compute-capacity', 'deal', 'dueKw');
    expect([gw(due.from), gw(due.to), due.rests]).toEqual([[0, 0, 0], [1, 1, 1], []]);
  });

  it('may be a stake that is disclosed anew: 27 to 28 %, and not one that went and one that came', () => {
    const stake = (on: string, part: string, value: string, more = {}): Sent =>
      fact(on, 'stake-lab-vendor', 'StakeDisclosed', { stake: part, basis: 'basic', value }, more);
    const world = given(
      ...cast,
      stake('2025-01-01', '27%', '27B USD'),
      stake('2026-02-01', '28%', '35B USD', { id: id(1) }),
    );
    const { from, to, keys, rests } = movedIn(
      between(world, { knownAt: '2026-01-31' }),
      'ownership',
      'holder,issuer',
      'stakeBp',
    );
    expect([from?.point, to?.point, rests]).toEqual([2_700, 2_800, [id(1)]]);
    expect(keys).toEqual({ holder: 'lab', issuer: 'vendor', basis: 'basic', currency: 'USD' });
  });

  it('may be what layers come to together, by what is stated to be the same: 1 to 2 GW, then 1.4', () => {
    const overlap = { tranche: 'all', with: 'deal-b/all', power: '600 MW' };
    const world = given(
      ...cast,
      deal(on),
      deal('deal-b'),
      tranche(on, 'all', '1 GW'),
      tranche('deal-b', 'all', '1 GW', { layer: 'hosting', provider: 'cloud' }),
      fact('2026-02-01', on, 'OverlapStated', overlap, { id: id(1) }),
    );
    const { moved } = between(world, { knownAt: '2026-01-31' });
    const [told, again] = moved.filter(({ of }) => of === 'answer');
    expect([told, again].map((one) => [one?.by, gw(one?.from), gw(one?.to), one?.rests])).toEqual([
      ['provider', [1, null, 2], [1, null, 1.4], [id(1)]],
      ['deal', [1, null, 2], [1, null, 1.4], [id(1)]],
    ]);
  });

  it('may be the vested shares of a warrant', () => {
    const warrant = {
      warrant: 'w',
      holder: 'lab',
      issuer: 'vendor',
      shares: 100,
      strike: '1 USD',
      tranches: [{ shares: 100, conditions: [{ named: 'listed' }] }],
    };
    const world = given(
      ...cast,
      deal(on),
      fact('2025-01-01', on, 'WarrantIssued', warrant),
      fact('2026-02-27', on, 'ConditionObserved', { condition: 'listed', holds: true }, { id: id(1) }),
    );
    const { moved } = between(world, { knownAt: '2026-01-31' });
    const vested = moved.find(({ of, measure }) => of === 'warrants' && measure === 'vestedShares')!;
    expect([vested.from, vested.to, vested.rests]).toEqual([
      { low: 0, point: null, high: 100 },
      { low: 100, point: 100, high: 100 },
      [id(1)],
    ]);
  });
});

describe("The record's own story of the OpenAI deals from December 2025 on", async () => {
  const world = given(...((await publicRecord()) as Sent[]));
  const changes = between(world, { knownAt: '2025-12-01' });

  it("takes NVIDIA's letter of intent out: at least 10 GW leave the headline when it is shelved", () => {
    const out = movedIn(changes, 'compute-capacity', 'deal', 'headlineKw', {
      deal: 'deal-openai-nvidia-2025',
    });
    expect([gw(out.from), out.to]).toEqual([[10, 10, null], null]);
    expect(types(changes, out)).toEqual(['StageReached']);
  });

  it('takes up to 100 billion of its money along', () => {
    const out = movedIn(changes, 'obligations', 'deal', 'conditionalUsCents', {
      deal: 'deal-openai-nvidia-2025',
      kind: 'equity',
    });
    expect([billion(out.from), out.to]).toEqual([[0, null, 100], null]);
  });

  it('raises AWS from 38 to 138 billion, by one amendment', () => {
    const aws = movedIn(changes, 'obligations', 'deal', 'committedUsCents', { deal: 'deal-openai-aws-2025' });
    expect([billion(aws.from)![1], billion(aws.to)![1]]).toEqual([38, 138]);
    expect(types(changes, aws)).toEqual(['PaymentAmended']);
  });

  it('lowers what OpenAI says of its commitments from about 1.4 trillion to about 600 billion', () => {
    const said = movedIn(changes, 'reconciliation', 'party,measure', 'disclosedUsCents', {
      party: 'openai',
      measure: 'commitments',
    });
    expect([billion(said.from)![1], billion(said.to)![1], types(changes, said)]).toEqual([
      1400,
      600,
      ['TotalDisclosed'],
    ]);
  });

  it('rests every number that moved on events that became known since', () => {
    const known = new Set(changes.events.map((event) => event.id));
    expect(changes.moved.length).toBeGreaterThan(100);
    for (const { rests } of changes.moved) {
      expect(rests.length).toBeGreaterThan(0);
      expect(rests.every((one) => known.has(one))).toBe(true);
    }
  });
});

const movedIn = (
  { moved }: Changes,
  view: string,
  by: string,
  measure: string,
  keys: Keys = {},
): MovedNumber => {
  const found = moved.filter(
    (one) =>
      [one.view, one.by, one.of, one.measure].join() === [view, by, 'rows', measure].join() &&
      Object.entries(keys).every(([key, value]) => one.keys[key] === value),
  );
  if (found.length !== 1) throw new Error(`${found.length} numbers moved of ${view} ${measure}`);
  return found[0]!;
};

const types = ({ events }: Changes, { rests }: MovedNumber): (string | undefined)[] =>
  rests.map((one) => events.find((event) => event.id === one)?.type);

type Keys = Record<string, string>;
