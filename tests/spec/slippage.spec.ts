import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, id, tranche } from './facts.js';

const world = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), ...facts)
    .on('2028-12-31')
    .at('2026-06-01');
const moved = (on: string, due: string, name = 't', more = {}): Sent =>
  fact(on, 'deal-a', 'CapacityRescheduled', { tranche: name, due }, more);
const half = tranche('deal-a', 't', '1 GW', { due: '2026-H2' });
const twice = [half, moved('2026-02-01', '2027-H1'), moved('2026-05-01', '2027-H2')];
const t = { tranche: 'deal-a/t' };

describe('How far a date slipped', () => {
  it('is nothing where nothing was moved', () => world(half).showsRow('slippage', t, { slippedDays: 0 }));
  it('is exact between days: 31 March to 30 June 2026 are 30 + 31 + 30 = 91', () =>
    world(tranche('deal-a', 't', '1 GW', { due: '2026-03-31' }), moved('2026-02-01', '2026-06-30')).showsRow(
      'slippage',
      t,
      { slippedDays: 91 },
    ));
  it('from half to half is 181 days by their ends, of 1 to 364: 31 Dec to 1 Jan, 1 Jul to 30 Jun', () =>
    world(...twice)
      .at('2026-03-01')
      .showsRow('slippage', t, { slippedDays: [1, 181, 364] }));
  it('adds up over the moves by the ends: 181 + 184 = 365, of 182 to 548', () =>
    world(...twice)
      .showsRow('slippage', t, { slippedDays: [182, 365, 548] })
      .lists('slippage', 'tranches', {
        firstDue: '2026-H2',
        due: '2027-H2',
        moves: [
          { from: '2026-H2', to: '2027-H1', effectiveOn: '2026-02-01', slippedDays: [1, 181, 364] },
          { from: '2027-H1', to: '2027-H2', effectiveOn: '2026-05-01', slippedDays: [1, 184, 364] },
        ],
      }));
  it('is what was known and so by then: a move of February, known on 1 August, is none on 31 July', () => {
    const late = world(half, moved('2026-02-01', '2027-H1', 't', { knownOn: '2026-08-01' })).at('2026-12-31');
    late.asking({ knownAt: '2026-07-31' }).showsRow('slippage', t, { slippedDays: 0 });
    late.asking({ knownAt: '2026-08-01' }).showsRow('slippage', t, { slippedDays: [1, 181, 364] });
  });
  it('may be back: 2027 and then 2026-H2 again is nothing, in two moves', () =>
    world(half, moved('2026-02-01', '2027'), moved('2026-03-01', '2026-H2')).showsRow('slippage', t, {
      slippedDays: 0,
      moveCount: 2,
    }));
  it('is no move where the same date is told again', () =>
    world(half, moved('2026-02-01', '2026-07/2026-12')).showsRow('slippage', t, { moveCount: 0 }));
});

describe('Two words on one day', () => {
  it('are one move, to the later word', () =>
    world(half, moved('2026-02-01', '2027-H1'), moved('2026-02-01', '2027-H2')).showsRow('slippage', t, {
      slippedDays: [182, 365, 548],
      moveCount: 1,
      dues: ['2026-H2', '2027-H2'],
    }));
});

describe('What is no slip', () => {
  it('is a correction: we were wrong, nobody moved a date', () =>
    world(
      { ...half, id: id(1) },
      fact('2026-03-01', 'deal-a', 'EventCorrected', {
        event: id(1),
        body: { ...half.body, due: '2027-H1' },
        reason: 'Misread.',
      }),
    ).showsRow('slippage', t, { slippedDays: 0, moveCount: 0, dues: ['2027-H1'] }));
  it('is a first date: what was undated was due at no time; from 2027 to 2028 it slips 366 days', () => {
    const undated = world(tranche('deal-a', 't', '1 GW'));
    const dated = undated.and(moved('2026-02-01', '2027'));
    undated.lists('slippage', 'rows', { slippedDays: null }).lists('slippage', 'undated', 'deal-a/t');
    dated.showsRow('slippage', t, { slippedDays: 0 });
    dated.and(moved('2026-03-01', '2028')).showsRow('slippage', t, { slippedDays: [1, 366, 730] });
  });
  it('is a rival: one of the two counts, with the span of both', () => {
    const rivals = world(
      half,
      moved('2026-02-01', '2027-H1', 't', { id: id(2), source: { title: 'Press', kind: 'press' } }),
      moved('2026-02-01', '2027-H2', 't', { rivalOf: id(2), source: { title: 'Filing', kind: 'filing' } }),
    );
    rivals.showsRow('slippage', t, {
      slippedDays: [182, 365, 548],
      flags: ['rivals:1'],
      span: { slippedDays: [1, 548] },
    });
    rivals.asking({ policy: 'lowest' }).showsRow('slippage', t, { slippedDays: [1, 181, 364] });
  });
});

describe('How late it came', () => {
  it('is the day on which all of it drew power, less the first date: 1 October 2027 is 274 days after 2026', () => {
    const came = world(
      ...twice,
      energized('2027-08-01', 'deal-a', 't', '400 MW'),
      energized('2027-10-01', 'deal-a', 't', '1 GW'),
    );
    came.at('2027-09-30').showsRow('slippage', t, { lateDays: null });
    came
      .at('2027-10-01')
      .showsRow('slippage', t, { lateDays: [274, 274, 457] })
      .lists('slippage', 'tranches', { firstPowerOn: '2027-08-01', energizedOn: '2027-10-01' });
  });
  it('is below nothing where it came early: 1 December before 31 December is −30', () =>
    world(
      tranche('deal-a', 't', '1 GW', { due: '2026-12-31' }),
      energized('2026-12-01', 'deal-a', 't', '1 GW'),
    )
      .at('2027-01-01')
      .showsRow('slippage', t, { lateDays: -30 }));
  it('is marked where what is due by 31 December has not come', () => {
    const partly = world(half, energized('2026-12-01', 'deal-a', 't', '400 MW'));
    partly.at('2026-12-30').showsRow('slippage', t, { flags: [] });
    partly.at('2026-12-31').showsRow('slippage', t, { flags: ['overdue'] });
  });
});

describe('Slips of several', () => {
  const hidden = [tranche('deal-a', 'v', 'undisclosed', { due: '2026' }), moved('2026-02-01', '2030', 'v')];

  it('are weighed by their power, where both are known: (1 × 365 + 3 × 0) / 4 = 91.25 days', () =>
    world(...twice, tranche('deal-a', 'u', '3 GW', { due: '2026-12-31' }), ...hidden)
      .by('provider')
      .lists('slippage', 'rows', {
        slippedDays: [45, 91, 137],
        weighedKw: 4,
        trancheCount: 3,
        movedCount: 2,
        moveCount: 3,
      })
      .shows('slippage', { slippedDays: [45, 91, 137], undisclosed: ['deal-a/v'] }));
  it('are unknown where no power is', () =>
    world(...hidden, tranche('deal-a', 'w', 'undisclosed', { due: '2026' }))
      .by('provider')
      .lists('slippage', 'rows', { slippedDays: null, weighedKw: 0 }));
  it('weigh a container by its parts alone: 1 of 10 GW', () =>
    world(
      tranche('deal-a', 'all', '10 GW', { due: '2026-12-31' }),
      tranche('deal-a', 't', '1 GW', { due: '2026-H2', partOf: 'deal-a/all' }),
      ...twice.slice(1),
    )
      .by('provider')
      .lists('slippage', 'rows', { slippedDays: [182, 365, 548], weighedKw: 1 }));
  it('weigh it so whoever provides the parts, and whatever is asked for: 0 days of 1 GW beside 90 of 7', () => {
    const due = '2026-06-30';
    const apart = world(
      tranche('deal-a', 'all', '7 GW', { provider: 'bank', due }),
      fact('2026-01-01', 'deal-a', 'CapacityRescheduled', { tranche: 'all', due: '2026-09-28' }),
      tranche('deal-a', 'part', '4 GW', { provider: 'cloud', due, partOf: 'deal-a/all' }),
      tranche('deal-a', 'other', '1 GW', { provider: 'bank', due }),
    ).by('provider');
    const bank = { provider: 'bank', slippedDays: 0, weighedKw: 1 };
    apart.lists('slippage', 'rows', bank, { provider: 'cloud', slippedDays: 0, weighedKw: 4 });
    apart.asking({ provider: 'bank' }).lists('slippage', 'rows', bank);
  });
  it('are those of a container where no part of it has a date: 365 of 10 GW', () =>
    world(
      tranche('deal-a', 'all', '10 GW', { due: '2026-H2' }),
      moved('2026-02-01', '2027-H2', 'all'),
      tranche('deal-a', 't', '1 GW', { partOf: 'deal-a/all' }),
      tranche('deal-a', 'u', '2 GW'),
    )
      .by('provider')
      .lists('slippage', 'rows', { slippedDays: [182, 365, 548], weighedKw: 10 }));
  it('leave out what was cancelled', () =>
    world(...twice, fact('2026-03-01', 'deal-a', 'CapacityCancelled', { tranche: 't' })).showsNothing(
      'slippage',
    ));
});
