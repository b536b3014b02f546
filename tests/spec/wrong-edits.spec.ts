import { describe, expect, it } from 'vitest';
import { amd, chips, nvidia, scheduled } from '../scheduled.js';
import { problemsOf } from '../what-if.js';

const chipsView = { view: 'compute-capacity', ...chips.question };
/** Where a scenario is refused, and why. */
const problems = (edits: unknown[]): [string, string][] =>
  problemsOf(scheduled.history, { edits, views: [chipsView] }).map(({ pointer, detail }) => [
    pointer,
    detail,
  ]);

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

describe('A scenario is refused for', () => {
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
