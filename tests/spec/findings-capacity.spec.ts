import { describe, expect, it } from 'vitest';
import { dueFinding, promisedFinding } from '../../src/web/findings/capacity.js';
import { editsFinding, lagFinding, planFinding } from '../../src/web/findings/plan.js';
import {
  about,
  atLeast,
  chips,
  type Ends,
  exactly,
  gw,
  none,
  undisclosed,
  unseen,
  upTo,
} from '../said-amounts.js';

describe('What is promised, in a sentence', () => {
  it.each([
    ['nothing', [], undefined],
    [
      'all steps',
      [chips(exactly(21), exactly(6), exactly(1), undisclosed)],
      '21 GW of chips is promised. 6 GW is signed, 1 GW is firm. Nobody has said how much runs.',
    ],
    [
      'bounds',
      [chips(atLeast(10), atLeast(6), about(5.45, 5.5, 5.55), { low: 40_000, point: null, high: null })],
      'At least 10 GW of chips is promised. At least 6 GW is signed, about 5.5 GW is firm. At least 40 MW is known to run.',
    ],
    [
      'a limit, and what nobody has observed',
      [chips(upTo(3.2), none, none, unseen(3.2))],
      'Up to 3.2 GW of chips is promised. None of it is signed. Nobody has said how much runs.',
    ],
    [
      'a range',
      [chips({ low: 6 * gw, point: null, high: 8 * gw }, exactly(6), none, none)],
      '6 to 8 GW of chips is promised. 6 GW is signed, none is firm. None of it runs yet.',
    ],
    [
      'all of it',
      [chips(exactly(2), exactly(2), exactly(2), exactly(2))],
      '2 GW of chips is promised. All of it is signed and firm. All of it runs.',
    ],
    [
      'an open end, of which nobody can say that it is all',
      [chips(atLeast(2), atLeast(2), atLeast(2), none)],
      'At least 2 GW of chips is promised. At least 2 GW is signed, at least 2 GW is firm. None of it runs yet.',
    ],
    [
      'undisclosed throughout',
      [chips(undisclosed, undisclosed, undisclosed, undisclosed)],
      'Capacity of chips is promised; nobody has said how much. Nobody has said how much runs.',
    ],
    [
      'undisclosed in part',
      [chips(exactly(5), undisclosed, undisclosed, none)],
      '5 GW of chips is promised. Nobody has said how much is signed, and nobody has said how much is firm. None of it runs yet.',
    ],
    ['cancelled', [chips(none, none, none, none)], 'No capacity of chips is promised any more.'],
    [
      'chips before larger sites, the larger of two bases',
      [
        chips(exactly(50), none, none, none, { layer: 'site' }),
        chips(exactly(1), none, none, none),
        chips(exactly(3), none, none, none, { basis: 'it' }),
      ],
      '3 GW of chips (IT load) is promised. None of it is signed. None of it runs yet.',
    ],
  ])('%s', (_, totals, says) => {
    expect(promisedFinding(totals)).toBe(says);
  });
});

describe('What is due, in a sentence', () => {
  const at = (period: string, dueKw: Ends, undatedKw: Ends, headlineKw = exactly(21)) => ({
    layer: 'chips',
    basis: 'unstated',
    period,
    headlineKw,
    dueKw,
    undatedKw,
  });
  it.each([
    [
      [
        at('2026-Q3', none, exactly(10)),
        at('2026-Q4', exactly(1), exactly(10)),
        at('2027-Q1', exactly(9), exactly(10)),
      ],
      '1 GW of 21 GW of chips is due by the end of 2026; 10 GW has no date.',
    ],
    [[at('2026', none, none)], 'None of 21 GW of chips is due by the end of 2026; all of it has a date.'],
    [
      [at('2026-H2', undisclosed, undisclosed, atLeast(2))],
      'Nobody has said how much of at least 2 GW of chips is due by the end of 2026; nobody has said how much has no date.',
    ],
    [
      [at('2026-12', upTo(3), atLeast(10), undisclosed)],
      'Up to 3 GW of chips is due by the end of 2026; at least 10 GW has no date.',
    ],
    [[at('2027', none, none)], undefined],
  ])('%#', (totals, says) => {
    expect(dueFinding(totals, '2026')).toBe(says);
  });
});

describe('What a scenario does to the plan, in a sentence', () => {
  const moved = (
    period: string,
    low: number,
    point: number | null,
    high: number | null,
    layer = 'chips',
  ) => ({
    layer,
    basis: 'unstated',
    period,
    plannedKw: {
      low: low * gw,
      point: point === null ? null : point * gw,
      high: high === null ? null : high * gw,
      relativeBp: null,
      baseline: null,
      scenario: null,
    },
  });
  const openOnBothSides = (period: string, by: number) => {
    const total = moved(period, by, by, null);
    const atLeast = (least: number) => ({ low: least * gw, point: least * gw, high: null });
    return { ...total, plannedKw: { ...total.plannedKw, baseline: atLeast(10), scenario: atLeast(10 + by) } };
  };
  it.each<[Parameters<typeof planFinding>[0], string]>([
    [[], 'the plan stays as it is.'],
    [[moved('2026-Q4', 0, 0, 0)], 'the plan stays as it is.'],
    [
      [moved('2027-Q3', -1, -1, -1), moved('2026-Q4', -1, -1, -1)],
      '1 GW less of chips is planned from 2026-Q4 to 2027-Q3, and the same by 2031-Q4.',
    ],
    [
      [moved('2026-Q4', -1, -1, 0)],
      '0 to 1 GW less of chips is planned in 2026-Q4, and the same by 2031-Q4.',
    ],
    [[moved('2031-Q4', 2, 2, 2)], '2 GW more of chips is planned in 2031-Q4.'],
    [
      [moved('2030-Q4', -1, -1, -1), moved('2031-Q4', -2, -2, -2)],
      'up to 2 GW less of chips is planned from 2030-Q4 to 2031-Q4.',
    ],
    [
      [moved('2030-Q4', -1, -1, -1), moved('2031-Q4', 1, 1, 1)],
      'the plan of chips moves from 2030-Q4 to 2031-Q4.',
    ],
    [[moved('2031-Q4', -1, -1, null)], 'the plan of chips moves in 2031-Q4.'],
    [[openOnBothSides('2031-Q4', -1)], '1 GW less of chips is planned in 2031-Q4.'],
    [[moved('2031-Q4', -1, 0, 1)], 'the plan of chips moves in 2031-Q4.'],
    [
      [moved('2031-Q4', 3, 3, 3, 'site'), moved('2031-Q4', 1, 1, 1)],
      '1 GW more of chips is planned in 2031-Q4.',
    ],
  ])('%#', (totals, says) => {
    expect(planFinding(totals, '2031-Q4')).toBe(says);
  });
});

describe('What an edit does, before what comes of it', () => {
  const delay = { op: 'delay', target: 'deal-a/gw-1', months: 12 };
  it.each([
    [[delay], 'It is done: so it is.'],
    [[{ ...delay, from: '2027' }], 'It is done: so it is.'],
    [[{ op: 'cancel', target: 'deal-a' }], 'It is done: so it is.'],
    [[{ ...delay, probability: 0.5 }], 'So it is.'],
    [[{ ...delay, months: { assumption: 'slip' } }], 'So it is.'],
    [[{ op: 'set', assumption: 'slip', value: 3 }], 'So it is.'],
    [[{ op: 'oneOf', edits: [delay] }], 'So it is.'],
    [[], 'So it is.'],
    [[delay, delay], 'So it is.'],
  ])('%#', (edits, says) => {
    expect(editsFinding(edits, 'so it is.', () => 'It is done')).toBe(says);
  });
});

describe('When the most of a plan is reached, in a sentence', () => {
  it.each([
    [{ baseline: '2029-Q4', scenario: '2029-Q4', lagPeriods: 0 }, '2029-Q4; in the scenario, too.'],
    [
      { baseline: '2029-Q4', scenario: '2030-Q2', lagPeriods: 2 },
      '2029-Q4; in the scenario 2 quarters later, in 2030-Q2.',
    ],
    [
      { baseline: '2029-Q4', scenario: '2029-Q3', lagPeriods: -1 },
      '2029-Q4; in the scenario 1 quarter earlier, in 2029-Q3.',
    ],
    [
      { baseline: '2029-Q4', scenario: null, lagPeriods: null },
      '2029-Q4; in the scenario it comes to as much in no period that is shown.',
    ],
  ])('%#', (found, says) => {
    const lag = { layer: 'chips', measure: 'plannedKw', area: 0, level: 0, ...found };
    expect(lagFinding(lag)).toBe(`As it stands the plan of chips first comes to its highest in ${says}`);
  });
});
