import { describe, expect, it } from 'vitest';
import type { Total } from '../../projections/kit/line.js';
import { run } from '../../src/simulator/answer/run.js';
import { articleFacts } from '../article.js';
import { ledger, type Sent } from '../given.js';
import { amdSchedule, billions, gigawatts, nvidiaSchedule, whatIf } from '../what-if.js';
import { cast, deal, gw, tranche } from './facts.js';

const isWhole = (fact: Sent): boolean => fact.type !== 'CapacityCommitted' || fact.stream.includes('aws');

/** NVIDIA 1 GW a quarter from 2026-Q4 to 2029-Q1, AMD 1 GW every second quarter from 2026-Q4 to 2029-Q2. */
const scheduled = ledger([...articleFacts.filter(isWhole), ...nvidiaSchedule, ...amdSchedule]);
const nvidia = 'deal-openai-nvidia-2025';
const amd = 'deal-openai-amd-2025';
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const years = { timeline: 'quarter', from: '2026-10-01', to: '2030-12-31' };
const chips = { view: 'compute-capacity', ...at, ...years, layer: 'chips', by: 'provider' };

const stocks = (totals: readonly Total[], measure = 'plannedKw'): number[] =>
  totals.map((total) => gigawatts(total[measure]));
/** What becomes due in each quarter, in gigawatts. */
const flows = (totals: readonly Total[]): number[] =>
  stocks(totals).map((stock, index, all) => stock - (all[index - 1] ?? 0));
const problems = (edits: unknown[], assumptions?: Record<string, unknown>): [string, string][] => {
  const { position } = scheduled;
  const answer = run(
    { edits, views: [chips], ...(assumptions && { assumptions }) },
    { history: scheduled, position, today: '2026-11-23', logHash: '0'.repeat(64) },
  );
  return 'problems' in answer ? answer.problems.map(({ pointer, detail }) => [pointer, detail]) : [];
};

describe('A cap of 1 GW a quarter', () => {
  const capped = (overflow: string) =>
    whatIf(scheduled, { edits: [{ op: 'cap', perQuarterKw: 1_000_000, overflow }], views: [chips] });
  const [deferred, dropped] = [capped('defer').views[0]!, capped('drop').views[0]!];

  it('finds 2 GW due in every second quarter: N and AMD together', () => {
    expect(flows(deferred.baseline.totals).slice(0, 4)).toEqual([2, 1, 2, 1]);
  });

  it('carries the overflow on: one gigawatt in each of sixteen quarters, 16 GW in all', () => {
    expect(flows(deferred.scenario.totals)).toEqual([...Array.from({ length: 16 }, () => 1), 0]);
    expect(gigawatts(deferred.scenario.totals.at(-1)!.headlineKw)).toBe(16);
  });

  it('serves first what is due first, of one quarter the tranche that comes first by name', () => {
    const due = whatIf(scheduled, {
      edits: [{ op: 'cap', perQuarterKw: 1_000_000, overflow: 'defer' }],
      views: [{ ...chips, by: 'tranche' }],
    }).views[0]!.scenario.rows.filter((row) => gigawatts(row.plannedKw) === 1);
    const first = (name: string) => due.find((row) => row.tranche === name)!.period;
    expect([`${amd}/gw-1`, `${nvidia}/n-1`, `${nvidia}/n-2`, `${amd}/gw-2`].map(first)).toEqual([
      '2026-Q4',
      '2027-Q1',
      '2027-Q2',
      '2027-Q3',
    ]);
  });

  it('lets the overflow fall away when told to drop it: eleven quarters keep a gigawatt each', () => {
    expect(flows(dropped.scenario.totals).slice(0, 12)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(gigawatts(dropped.scenario.totals.at(-1)!.headlineKw)).toBe(11);
  });

  it('is made after the other edits, wherever it stands', () => {
    const cap = { op: 'cap', perQuarterKw: 1_000_000, overflow: 'defer' };
    const scale = { op: 'scale', target: nvidia, toBp: 5_000 };
    const [one, other] = [
      [cap, scale],
      [scale, cap],
    ].map((edits) => whatIf(scheduled, { edits, views: [chips] }));
    expect(one!.views[0]!.scenario.viewHash).toBe(other!.views[0]!.scenario.viewHash);
    expect(one!.orderDependent).toEqual([]);
  });
});

describe('A cap', () => {
  const small = ledger([
    ...cast,
    deal('deal-one'),
    tranche('deal-one', 'a', '1 GW', { due: '2027-Q1' }),
    tranche('deal-one', 'b', '900 MW', { due: '2027-Q2' }),
    tranche('deal-one', 'c', '1 GW'),
  ]);
  const ask = (edit: object) =>
    whatIf(small, {
      edits: [{ op: 'cap', overflow: 'defer', ...edit }],
      views: [{ view: 'compute-capacity', ...at, timeline: 'quarter', from: '2027-01-01', to: '2028-03-31' }],
    });

  it('splits a tranche: of 1,000 + 900 MW under 600 a quarter come 600, 600, 600, 100', () => {
    const { totals } = ask({ perQuarterKw: 600_000 }).views[0]!.scenario;
    expect(stocks(totals)).toEqual([0.6, 1.2, 1.8, 1.9, 1.9]);
  });

  it('in all of 1.5 GW leaves the other 400 MW without a date', () => {
    const { totals } = ask({ cumulativeKw: 1_500_000 }).views[0]!.scenario;
    expect(stocks(totals)).toEqual([1, 1.5, 1.5, 1.5, 1.5]);
    expect(gw(totals[0]!.headlineKw)).toEqual([2.9, 2.9, 2.9]);
    expect(gw(totals[0]!.undatedKw)).toEqual([1.4, 1.4, 1.4]);
  });

  it('lists what it left alone: a tranche without a date', () => {
    expect(ask({ perQuarterKw: 600_000 }).effects[0]).toMatchObject({
      touched: ['deal-one/a', 'deal-one/b'],
      left: [{ target: 'deal-one/c', because: 'undated' }],
    });
  });

  it('has no effect where there is room', () => {
    expect(ask({ perQuarterKw: 1_000_000 }).effects[0]).toMatchObject({ status: 'no-effect' });
  });

  it('holds for what its scope names only', () => {
    const scope = { provider: 'amd' };
    const edits = [{ op: 'cap', scope, cumulativeKw: 2_000_000, overflow: 'drop' }];
    const { scenario } = whatIf(scheduled, { edits, views: [chips] }).views[0]!;
    expect(gigawatts(scenario.totals.at(-1)!.headlineKw)).toBe(12);
  });
});

describe('A release per gigawatt of named tranches', () => {
  it('counts what a cap splits off them: 2 GW release $20B before and after', () => {
    const facts = [
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'a', '2 GW', { due: '2027-Q1' }),
      {
        stream: 'deal-one',
        type: 'PaymentCommitted',
        effectiveOn: '2025-01-01',
        knownOn: '2025-01-01',
        body: {
          payment: 'p',
          from: 'vendor',
          to: 'lab',
          kind: 'equity',
          amount: 'up to 100B USD',
          bindingness: 'intent',
          release: { per: '1 GW', amount: '10B USD', of: ['a'] },
        },
      },
    ];
    const money = { view: 'obligations', ...at, ...years, from: '2027-01-01', cumulative: 'true' };
    const { scenario } = whatIf(ledger(facts), {
      edits: [{ op: 'cap', perQuarterKw: 500_000, overflow: 'defer' }],
      views: [money],
    }).views[0]!;
    const released = new Map(scenario.totals.map((total) => [total.period, billions(total.releasedUsCents)]));
    expect([released.get('2027-Q2'), released.get('2027-Q3'), released.get('2027-Q4')]).toEqual([10, 10, 20]);
  });
});

describe('Reordering', () => {
  const answer = whatIf(scheduled, { edits: [{ op: 'reorder', targets: [amd, nvidia] }], views: [chips] });
  const ofProvider = (name: string): number[] =>
    answer.views[0]!.scenario.rows.filter((row) => row.provider === name).map((row) =>
      gigawatts(row.plannedKw),
    );

  it('leaves what is due in each quarter as it was', () => {
    expect(stocks(answer.views[0]!.scenario.totals)).toEqual(stocks(answer.views[0]!.baseline.totals));
  });

  it('fills 2, 1, 2, 1 GW with AMD first: its six are there after four quarters', () => {
    expect(ofProvider('amd').slice(0, 5)).toEqual([2, 3, 5, 6, 6]);
    expect(ofProvider('nvidia').slice(0, 6)).toEqual([0, 0, 0, 0, 2, 3]);
  });

  it('leaves each target as large as it was', () => {
    expect([ofProvider('amd').at(-1), ofProvider('nvidia').at(-1)]).toEqual([6, 10]);
  });

  it('splits a tranche that fits no slot: 1.5 GW before 1 GW into slots of 1 and 1.5', () => {
    const small = ledger([
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'a', '1 GW', { due: '2027-Q1' }),
      tranche('deal-one', 'b', '1500 MW', { due: '2027-Q2' }),
    ]);
    const { scenario } = whatIf(small, {
      edits: [{ op: 'reorder', targets: ['deal-one/b', 'deal-one/a'] }],
      views: [
        {
          view: 'compute-capacity',
          ...at,
          by: 'tranche',
          timeline: 'quarter',
          from: '2027-01-01',
          to: '2027-06-30',
        },
      ],
    }).views[0]!;
    const due = (name: string, period: string): number =>
      gigawatts(
        scenario.rows.find((row) => row.tranche === `deal-one/${name}` && row.period === period)?.plannedKw,
      );
    expect([due('b', '2027-Q1'), due('a', '2027-Q1')]).toEqual([1, 0]);
    expect([due('b', '2027-Q2'), due('b-part-2', '2027-Q2'), due('a', '2027-Q2')]).toEqual([1, 0.5, 1]);
  });
});

describe('An assumption', () => {
  const slip = { op: 'set', assumption: 'slip', value: 6 };
  const delay = { op: 'delay', target: nvidia, months: { assumption: 'slip' } };
  const hash = (edits: unknown[], assumptions?: Record<string, unknown>): string =>
    whatIf(scheduled, { edits, views: [chips], ...(assumptions && { assumptions }) }).views[0]!.scenario
      .viewHash;
  const six = hash([{ op: 'delay', target: nvidia, months: 6 }]);

  it('takes the place of a value, set by an edit or given with the scenario', () => {
    expect(hash([slip, delay])).toBe(six);
    expect(hash([delay], { slip: 6 })).toBe(six);
  });

  it('that is set to what it was before does not make its order matter', () => {
    const answer = whatIf(scheduled, {
      edits: [slip, delay],
      views: [chips],
      assumptions: { slip: 6 },
    });
    expect(answer.orderDependent).toEqual([]);
  });

  it('that is set holds for the edits after it, so that their order matters', () => {
    expect(hash([delay, slip], { slip: 0 })).toBe(hash([]));
    const answer = whatIf(scheduled, { edits: [slip, delay], views: [chips] });
    expect(answer.orderDependent).toEqual([[0, 1]]);
  });

  it('that no edit reads has no effect', () => {
    expect(whatIf(scheduled, { edits: [slip], views: [chips] }).effects[0]).toMatchObject({
      status: 'no-effect',
    });
  });

  it('that is drawn from 0, 6 and 18 is their median where nothing is drawn', () => {
    const drawn = { op: 'set', assumption: 'slip', distribution: { values: [0, 6, 18] } };
    expect(hash([drawn, delay])).toBe(six);
  });
});

describe('An edit that may come about', () => {
  const half = { op: 'scale', target: nvidia, toBp: 5_000 };
  const ask = (edits: unknown[]) => whatIf(scheduled, { edits, views: [chips] });
  const headline = (edits: unknown[]): number =>
    gigawatts(ask(edits).views[0]!.scenario.totals[0]!.headlineKw);

  it.each([
    [0, 16],
    [0.1, 16],
    [0.5, 16],
    [0.51, 11],
    [1, 11],
  ])(
    'with a chance of %s leaves %s GW where nothing is drawn: it is made when likelier than not',
    (probability, expected) => {
      expect(headline([{ ...half, probability }])).toBe(expected);
      expect(ask([{ ...half, probability }]).effects[0]).toMatchObject({
        status: probability > 0.5 ? 'applied' : 'not-made',
        assumed: { made: probability > 0.5, probability },
      });
    },
  );

  it.each([
    [[0.2, 0.3], null, 16],
    [[0.1, 0.1], null, 16],
    [[0.5, 0], null, 16],
    [[0.3, 0.5], 1, 10],
    [[0.4, 0.4], 0, 11],
  ])(
    'of alternatives with %j the likeliest counts, none among them: %s',
    ([first, second], alternative, expected) => {
      const edits = [
        { ...half, probability: first },
        { op: 'cancel', target: amd, probability: second },
      ];
      const answer = ask([{ op: 'oneOf', edits }]);
      expect(gigawatts(answer.views[0]!.scenario.totals[0]!.headlineKw)).toBe(expected);
      expect(answer.effects[0]!.assumed).toMatchObject({ made: alternative !== null, alternative });
    },
  );

  it('counts the same in the views, the attribution and the base of the tornado', () => {
    const edits = [
      { op: 'cancel', target: amd, probability: 0.2 },
      { ...half, probability: 0.8 },
    ];
    const targets = [{ measure: 'headlineKw' }];
    const monteCarlo = { draws: 10, seed: 1, targets };
    const answer = whatIf(scheduled, { edits, views: [chips], monteCarlo, attribution: true, tornado: true });
    const shown = 11_000_000;
    expect(answer.views[0]!.scenario.totals.at(-1)!.headlineKw).toMatchObject({ point: shown });
    expect(answer.tornado![0]!.base).toBe(shown);
    expect(answer.attribution![0]).toMatchObject({
      scenario: shown,
      parts: [
        { edit: 0, value: 0 },
        { edit: 1, value: -5_000_000 },
      ],
    });
  });

  it('may bring what another one acts on: that one has nothing to act on while it is not assumed', () => {
    const brought = {
      op: 'assume',
      probability: 0.2,
      event: { ...nvidiaSchedule[0], body: { ...nvidiaSchedule[0]!.body, tranche: 'new' } },
    };
    const answer = ask([brought, { op: 'delay', target: `${nvidia}/new`, months: 6 }]);
    expect(answer.effects.map(({ status }) => status)).toEqual(['not-made', 'no-effect']);
    expect(answer.effects[1]!.because).toContain('has no tranche');
  });

  it('is refused for what is wrong with it, though it is not assumed to be made', () => {
    expect(problems([{ op: 'cancel', target: 'deal-nobody', probability: 0.1 }])).toEqual([
      ['/edits/0/target', 'there is no deal "deal-nobody"'],
    ]);
  });
});

describe('Alternatives of 0.1, 0.2 and 0.7', () => {
  it('are certain, not more: decimals are added as they are written', () => {
    const edits = [0.1, 0.2, 0.7].map((probability, months) => ({
      op: 'delay',
      target: nvidia,
      months,
      probability,
    }));
    expect(problems([{ op: 'oneOf', edits }])).toEqual([]);
    const [effect] = whatIf(scheduled, { edits: [{ op: 'oneOf', edits }], views: [chips] }).effects;
    expect(effect).toMatchObject({ op: 'delay', variable: expect.stringContaining('oneOf') });
  });
});

describe('What is wrong with an edit', () => {
  const delay = { op: 'delay', target: nvidia, months: 6 };

  it('is said in one line for each wrong value', () => {
    expect(problems([{ ...delay, months: 'six' }])).toEqual([
      ['/edits/0/months', 'months must be an integer number'],
    ]);
    expect(problems([{ ...delay, target: 7 }])).toEqual([['/edits/0/target', 'target must be a string']]);
  });

  it('does not hide an unknown target, of the same edit or of another one', () => {
    const edits = [
      { ...delay, months: 'six', target: 'deal-nobody' },
      { ...delay, target: `${nvidia}/nothing` },
      { op: 'oneOf', edits: [{ ...delay, target: 'deal-nobody', probability: 0.5 }] },
    ];
    expect(problems(edits).map(([pointer]) => pointer)).toEqual([
      '/edits/0/months',
      '/edits/0/target',
      '/edits/1/target',
      '/edits/2/edits/0/target',
    ]);
  });
});

describe('A cap in words', () => {
  const cap = { op: 'cap', overflow: 'drop' };
  it.each([
    ['2 GW', 2_000_000],
    ['1.5GW', 1_500_000],
    ['400 MW', 400_000],
  ])('of %s is one of %s kW', (words, kilowatts) => {
    for (const field of ['perQuarterKw', 'cumulativeKw']) {
      const [inWords, inNumbers] = [words, kilowatts].map((value) =>
        whatIf(scheduled, { edits: [{ ...cap, [field]: value }], views: [chips] }),
      );
      expect(inWords!.views).toEqual(inNumbers!.views);
    }
  });

  it.each(['at least 2 GW', 'a lot', '2'])('is refused where it is no one power: %s', (words) => {
    expect(problems([{ ...cap, perQuarterKw: words }])).toEqual([
      ['/edits/0/perQuarterKw', 'perQuarterKw must be whole kilowatts, or one power such as "2 GW"'],
    ]);
  });
});

describe('A scenario is refused at', () => {
  const delay = { op: 'delay', target: nvidia, months: 6 };
  it.each([
    ['a probability above 1', [{ ...delay, probability: 1.5 }], '/edits/0/probability'],
    ['a probability below 0', [{ ...delay, probability: -0.1 }], '/edits/0/probability'],
    ['a probability in words', [{ ...delay, probability: 'likely' }], '/edits/0/probability'],
    [
      'alternatives that are more than certain',
      [{ op: 'oneOf', edits: [0.6, 0.5].map((probability) => ({ ...delay, probability })) }],
      '/edits/0/edits',
    ],
    [
      'an alternative without a probability',
      [{ op: 'oneOf', edits: [delay] }],
      '/edits/0/edits/0/probability',
    ],
    [
      'an unknown target among the alternatives that are not shown',
      [
        {
          op: 'oneOf',
          edits: [
            { ...delay, probability: 0.6 },
            { ...delay, target: 'deal-nobody', probability: 0.1 },
          ],
        },
      ],
      '/edits/0/edits/1/target',
    ],
    [
      'alternatives of alternatives',
      [{ op: 'oneOf', edits: [{ op: 'oneOf', edits: [delay], probability: 0.1 }] }],
      '/edits/0/edits/0/op',
    ],
    ['an assumption that nobody made', [{ ...delay, months: { assumption: 'slip' } }], '/edits/0/months'],
    [
      'an assumption with two values',
      [{ op: 'set', assumption: 'a', value: 1, distribution: { values: [1] } }],
      '/edits/0/value',
    ],
    [
      'a distribution of two kinds',
      [{ op: 'set', assumption: 'a', distribution: { values: [1], least: 0, most: 1 } }],
      '/edits/0/distribution/reference',
    ],
    [
      'a cap of two kinds',
      [{ op: 'cap', perQuarterKw: 1, cumulativeKw: 1, overflow: 'drop' }],
      '/edits/0/perQuarterKw',
    ],
    [
      'a cap of nobody',
      [{ op: 'cap', scope: { provider: 'nobody' }, perQuarterKw: 1, overflow: 'drop' }],
      '/edits/0/scope/provider',
    ],
    [
      'a cap of no deal',
      [{ op: 'cap', scope: { deal: 'deal-nobody' }, perQuarterKw: 1, overflow: 'drop' }],
      '/edits/0/scope/deal',
    ],
    ['an order of unknown targets', [{ op: 'reorder', targets: [nvidia, `${amd}/x`] }], '/edits/0/targets/1'],
    [
      'an order that names a target twice',
      [{ op: 'reorder', targets: [nvidia, `${nvidia}/n-1`] }],
      '/edits/0/targets/1',
    ],
  ])('%s', (_, edits, pointer) => {
    expect(problems(edits).map(([at]) => at)).toContain(pointer);
  });
});
