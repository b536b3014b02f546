import { describe, expect, it } from 'vitest';
import { amd, nvidia, scheduled } from '../scheduled.js';
import { problemsOf, whatIf } from '../what-if.js';

const { history } = scheduled;
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const money = {
  view: 'obligations',
  ...at,
  timeline: 'quarter',
  from: '2026-10-01',
  to: '2029-06-30',
  cumulative: 'true',
  deal: nvidia,
};
const table = { view: 'compute-capacity', ...at, layer: 'chips' };
const billion = 100_000_000_000;
const GW = 1_000_000;

describe('The releases that go missing', () => {
  const edits = [
    ...[7, 8, 9, 10].map((number) => ({ op: 'cancel', target: `${nvidia}/n-${number}` })),
    { op: 'scale', target: nvidia, toBp: 5_000 },
    { op: 'cancel', target: amd },
  ];
  // One edit cancels N7 to N10: what is due from 2028-Q2 on.
  const three = [{ op: 'cancel', target: nvidia, from: '2028-Q2' }, edits[4]!, edits[5]!];
  const [attribution] = whatIf(history, { edits: three, views: [money], attribution: true }).attribution!;

  it('are owed −30, −40 and 0 billion dollars to cancelling, halving, and to AMD', () => {
    // Alone: −40 and −50; the other way round −20 and −30: 100 → 60 → 30 or 100 → 50 → 30.
    expect(attribution!.parts.map(({ op, value }) => [op, Number(value) / billion])).toEqual([
      ['cancel', -30],
      ['scale', -40],
      ['cancel', 0],
    ]);
  });
  it('add to the difference: from 100 to 30', () => {
    expect(attribution).toMatchObject({
      method: 'exact',
      baseline: 100 * billion,
      scenario: 30 * billion,
      difference: -70 * billion,
    });
  });
  it('stand in a waterfall that names its order: −40, −30, 0', () => {
    expect(attribution!.waterfall.order).toContain('order');
    expect(attribution!.waterfall.steps.map(({ change }) => Number(change) / billion)).toEqual([-40, -30, 0]);
  });
  it('are split among four cancellations and a halving without a cent lost', () => {
    const [fine] = whatIf(history, { edits, views: [money], attribution: true }).attribution!;
    expect(fine!.parts.reduce((sum, { value }) => sum + BigInt(value), 0n)).toBe(-70n * BigInt(billion));
    expect(fine!.parts.slice(0, 4).every(({ value }) => value === fine!.parts[0]!.value)).toBe(true);
  });
});

describe('Three edits that each take the same gigawatt', () => {
  const edits = [1, 2, 3].map(() => ({ op: 'cancel', target: `${amd}/gw-1` }));
  const [attribution] = whatIf(history, { edits, views: [table], attribution: true }).attribution!;

  it('share it exactly: a third each, in whole kilowatts that add to it', () => {
    expect(attribution!.parts.map(({ exact }) => exact)).toEqual(Array(3).fill('-1000000/3'));
    expect(attribution!.parts.map(({ value }) => value)).toEqual([-333_333, -333_333, -333_334]);
  });
});

describe('Seventeen edits that act on the releases of one deal', () => {
  it('are attributed over some orders, with standard errors, and add to the difference still', () => {
    const edits = Array.from({ length: 17 }, (_, index) => ({
      op: 'cancel',
      target: `${nvidia}/n-${(index % 10) + 1}`,
    }));
    const [attribution] = whatIf(history, { edits, views: [money], attribution: true }).attribution!;
    expect(attribution!.method).toBe('sampled');
    expect(attribution!.parts.reduce((sum, { value }) => sum + BigInt(value), 0n)).toBe(
      -100n * BigInt(billion),
    );
    // N1 is cancelled by two edits: half of its ten billion each, give or take.
    const [first] = attribution!.parts;
    expect(Math.abs(Number(first!.value) + 5 * billion)).toBeLessThan(4 * Number(first!.standardError));
  });
  it('are attributed exactly where their tranches stand for themselves', () => {
    const edits = Array.from({ length: 20 }, (_, index) => ({
      op: 'cancel',
      target: `${nvidia}/n-${(index % 10) + 1}`,
    }));
    const [attribution] = whatIf(history, { edits, views: [table], attribution: true }).attribution!;
    expect(attribution!.method).toBe('exact');
    expect(attribution!.parts.every(({ value }) => value === -0.5 * GW)).toBe(true);
  });
});

describe('A tornado', () => {
  const edits = [
    { op: 'set', assumption: 'size', distribution: { values: [0, 5_000, 10_000] } },
    { op: 'scale', target: nvidia, toBp: { assumption: 'size' } },
    { op: 'cancel', target: amd, probability: 0.3 },
    { op: 'cancel', target: `${nvidia}/n-1`, probability: 0.05 },
  ];
  const [tornado] = whatIf(history, { edits, views: [table], tornado: true }).tornado!;

  it('stands at the medians and at what is likeliest: half of NVIDIA and AMD, 11 GW', () => {
    expect(tornado!.base).toBe(11 * GW);
  });
  it('moves each input from P10 to P90 and puts the widest first: 10 GW of NVIDIA, 6 of AMD, none of a rare loss', () => {
    expect(
      tornado!.bars.map(({ variable, p10, p90, swing }) => [variable, p10.value, p90.value, swing]),
    ).toEqual([
      ['assumption size', 6 * GW, 16 * GW, 10 * GW],
      [`cancel ${amd}`, 11 * GW, 5 * GW, 6 * GW],
      [`cancel ${nvidia}/n-1`, 11 * GW, 11 * GW, 0],
    ]);
  });
});

describe('Asking why', () => {
  it.each(['attribution', 'tornado'])('with %s in words is refused at its field', (name) => {
    const problems = problemsOf(history, { edits: [], views: [table], [name]: 'yes' });
    expect(problems.map(({ pointer }) => pointer)).toEqual([`/${name}`]);
  });
});

describe('An attribution of a hundred and twenty edits on the releases of one deal', () => {
  it('is refused before it is begun', () => {
    const edits = Array.from({ length: 120 }, (_, index) => ({
      op: 'delay',
      target: nvidia,
      months: index + 1,
    }));
    const problems = problemsOf(history, { edits, views: [money], attribution: true });
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/attribution']);
  });
});
