import { describe, expect, it } from 'vitest';
import type { Measure } from '../../projections/kit/measure.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, show, type Sent } from '../given.js';
import { whatIf } from '../what-if.js';
import { cast, deal, energized, entry, fact, tranche } from './facts.js';

const on = 'deal-lab-vendor';

describe('A warrant on gigawatts and price', () => {
  it('is an interval from nothing to all of it while nobody has looked', () => {
    const { vestedShares, tranches } = standing([]);
    expect(ends(vestedShares)).toEqual([0, null, 100]);
    expect(tranches.map(({ status }) => status)).toEqual(['unknown', 'unknown']);
  });

  it('vests on the first day on which all conditions of a tranche hold', () => {
    const { vestedShares, tranches } = standing([
      price('2026-03-01', 'price-200'),
      energized('2026-05-01', on, 'first', '400 MW'),
      energized('2026-05-01', on, 'second', '0 MW'),
      energized('2026-07-01', on, 'first', '1 GW'),
    ]);
    expect(tranches[0]).toMatchObject({ status: 'vested', vestedOn: '2026-07-01' });
    expect(tranches[1]).toMatchObject({ status: 'not', vestedOn: null });
    expect(ends(vestedShares)).toEqual([60, 60, 60]);
  });

  it('stays vested when the price falls again', () => {
    const held = [
      energized('2026-05-01', on, 'first', '1 GW'),
      price('2026-06-01', 'price-200'),
      price('2026-08-01', 'price-200', false),
    ];
    expect(standing(held).tranches[0]).toMatchObject({ status: 'vested', vestedOn: '2026-06-01' });
  });

  it('needs all its conditions on one day', () => {
    const missed = [
      price('2026-04-01', 'price-200'),
      price('2026-04-30', 'price-200', false),
      energized('2026-05-01', on, 'first', '1 GW'),
    ];
    expect(standing(missed).tranches[0]).toMatchObject({
      status: 'not',
      conditions: [{ holds: true }, { holds: false }],
    });
  });

  it('is unknown from nothing to the tranche while the price is unknown', () => {
    const powered = [
      energized('2026-05-01', on, 'first', '1 GW'),
      energized('2026-05-01', on, 'second', '0 MW'),
    ];
    const { vestedShares, tranches } = standing(powered);
    expect(ends(vestedShares)).toEqual([0, null, 60]);
    expect(tranches[0]!.conditions!.map(({ holds }) => holds)).toEqual([true, null]);
    expect(tranches[0]!.notBefore).toBe('2025-01-01');
  });

  it('has vested at least what was recorded as vested', () => {
    const recorded = [fact('2026-05-01', on, 'WarrantVested', { warrant: 'w', shares: 60 })];
    expect(ends(standing(recorded).vestedShares)).toEqual([60, null, 100]);
  });

  it('is unknown where its terms were not stated', () => {
    const { vestedShares } = standing([], '2026-11-23', warrant({ tranches: undefined }));
    expect(ends(vestedShares)).toEqual([0, null, 100]);
  });

  it('rests on its issue, the observations and the power that count', () => {
    const { rests } = standing([price('2026-03-01', 'price-200'), price('2026-03-01', 'another')]);
    expect(rests).toHaveLength(4);
  });

  it('does not vest after it has expired', () => {
    const late = [energized('2031-05-01', on, 'first', '1 GW'), price('2031-06-01', 'price-200')].map(
      (one) => ({
        ...one,
        knownOn: '2026-11-01',
      }),
    );
    expect(standing(late, '2032-01-01').tranches[0]!.status).toBe('unknown');
  });
});

describe('A warrant as planned', () => {
  const paid = [price('2026-03-01', 'price-200'), price('2026-03-01', 'price-300')];

  it('vests on the day its gigawatts are due, prices as they were last seen', () => {
    const { tranches, plannedShares, flags } = standing(paid);
    expect(tranches.map(({ planned }) => [planned.status, planned.vestedOn])).toEqual([
      ['vested', '2026-12-31'],
      ['vested', '2027-06-30'],
    ]);
    expect(ends(plannedShares)).toEqual([100, 100, 100]);
    expect(flags).toContain('planned');
  });

  it('is unknown from the day its gigawatts are due while nobody has seen the price', () => {
    expect(standing([]).tranches[1]!.planned).toEqual({
      status: 'unknown',
      vestedOn: null,
      notBefore: '2027-06-30',
    });
  });

  it('does not vest what is due after it has expired', () => {
    const { tranches } = standing(paid, '2026-11-23', warrant({ expiresOn: '2027-01-31' }));
    expect(tranches.map(({ planned }) => planned.status)).toEqual(['vested', 'not']);
  });
});

describe('A warrant in a scenario', () => {
  it('vests on what the scenario assumes, marked as hypothetical', () => {
    const log = ledger([...cast, deal(on), ...plans, warrant()]);
    const event = (type: string, body: Record<string, unknown>) => ({
      op: 'assume',
      event: { stream: on, type, effectiveOn: '2026-11-01', body },
    });
    const answer = whatIf(log, {
      edits: [
        event('CapacityEnergized', { tranche: 'first', power: '1 GW' }),
        event('ConditionObserved', { condition: 'price-200', holds: true }),
      ],
      views: [{ view: 'ownership' }],
    });
    const { baseline, scenario } = answer.views[0]!;
    const [before, after] = [baseline, scenario].map(({ warrants }) => (warrants as Shown[])[0]!);
    expect([before!.tranches[0]!.status, after!.tranches[0]!.status]).toEqual(['unknown', 'vested']);
    expect(after!.tranches[0]!.vestedOn).toBe('2026-11-01');
    expect([before!.flags.includes('hypothetical'), after!.flags.includes('hypothetical')]).toEqual([
      false,
      true,
    ]);
  });
});

describe("OpenAI's warrant on AMD in the public record", () => {
  const shown = async (): Promise<Shown> => {
    const { warrants } = show(ledger((await publicRecord()) as Sent[]), 'ownership', {
      effectiveAt: '2026-11-23',
    });
    return entry(warrants as never[], { holder: 'openai', issuer: 'amd' }) as unknown as Shown;
  };

  it('is between nothing and 160 million shares as recorded: nobody has observed power or price', async () => {
    const { vestedShares, tranches } = await shown();
    expect(ends(vestedShares)).toEqual([0, null, 160_000_000]);
    expect(tranches.map(({ status }) => status)).toEqual(Array(6).fill('unknown'));
  });

  it('is at most its first sixth as planned: one gigawatt has a date, the second half of 2026', async () => {
    const { plannedShares, tranches } = await shown();
    expect(ends(plannedShares)).toEqual([0, null, 26_666_667]);
    expect(tranches[0]!.planned).toEqual({ status: 'unknown', vestedOn: null, notBefore: '2026-11-23' });
    expect(tranches.slice(1).map(({ planned }) => planned.status)).toEqual(Array(5).fill('not'));
  });
});

/** 60 shares at 1 GW and a price of 200, 40 shares at 2 GW and a price of 300. */
const warrant = (more: Record<string, unknown> = {}): Sent =>
  fact('2025-01-01', on, 'WarrantIssued', {
    warrant: 'w',
    holder: 'lab',
    issuer: 'vendor',
    shares: 100,
    strike: '0.01 USD',
    expiresOn: '2030-12-31',
    tranches: [
      { shares: 60, conditions: [{ energized: '1 GW' }, { named: 'price-200' }] },
      { shares: 40, conditions: [{ energized: '2 GW' }, { named: 'price-300' }] },
    ],
    ...more,
  });

const price = (day: string, condition: string, holds = true): Sent =>
  fact(day, on, 'ConditionObserved', { condition, holds });

const plans = [
  tranche(on, 'first', '1 GW', { due: '2026-12-31' }),
  tranche(on, 'second', '1 GW', { due: '2027-06-30' }),
];

interface Outlook {
  status: string;
  vestedOn: string | null;
  notBefore: string | null;
}
interface Shown {
  vestedShares: Measure;
  plannedShares: Measure;
  tranches: (Outlook & { conditions?: { holds: boolean | null }[]; planned: Outlook })[];
  rests: string[];
  flags: string[];
}

const ends = ({ low, point, high }: Measure) => [low, point, high];

/** The warrant as it stands on a day. */
const standing = (facts: readonly Sent[], effectiveAt = '2026-11-23', issued = warrant()): Shown => {
  const log = ledger([...cast, deal(on), ...plans, issued, ...facts]);
  const { warrants } = show(log, 'ownership', { effectiveAt });
  return (warrants as Shown[])[0]!;
};
