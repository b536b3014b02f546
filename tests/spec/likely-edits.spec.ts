import { describe, expect, it } from 'vitest';
import { amd, chips, nvidia, scheduled } from '../scheduled.js';
import { gigawatts, nvidiaSchedule, problemsOf, whatIf } from '../what-if.js';

const chipsView = { view: 'compute-capacity', ...chips.question };
/** Where a scenario is refused, and why. */
const problems = (edits: unknown[]): [string, string][] =>
  problemsOf(scheduled.history, { edits, views: [chipsView] }).map(({ pointer, detail }) => [
    pointer,
    detail,
  ]);

describe('An edit that may come about', () => {
  const half = { op: 'scale', target: nvidia, toBp: 5_000 };
  const ask = (edits: unknown[]) => whatIf(scheduled.history, { edits, views: [chipsView] });
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
    const answer = whatIf(scheduled.history, {
      edits,
      views: [chipsView],
      monteCarlo,
      attribution: true,
      tornado: true,
    });
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
      ['/edits/0/target', expect.stringMatching(/^there is no deal "deal-nobody"; the nearest is "deal-/)],
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
    const [effect] = whatIf(scheduled.history, {
      edits: [{ op: 'oneOf', edits }],
      views: [chipsView],
    }).effects;
    expect(effect).toMatchObject({ op: 'delay', variable: expect.stringContaining('oneOf') });
  });
});
