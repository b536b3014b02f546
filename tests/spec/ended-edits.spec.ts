import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { assume, delay, gigawatts } from '../what-if.js';
import { due, edits, endings, on } from './ended.js';
import { cast, deal, id } from './facts.js';

describe.each(endings)('A tranche that is %s', (_, because, sent) => {
  const world = given(...cast, deal('deal-one'), ...sent).asking({
    effectiveAt: '2026-11-30',
    by: 'provider',
  });

  it.each(edits)('has nothing left for $op to act on, and the answer says why', (edit) => {
    const assuming = world.assuming(edit);
    assuming.does({ status: 'no-effect', left: [{ target: 'deal-one/one', because }] });
    const { baseline, scenario } = assuming.compared('compute-capacity');
    expect(scenario.totals).toEqual(baseline.totals);
    expect(scenario.rows).toEqual(baseline.rows);
  });
});

describe.each(['exercise', 'lapse'])('An option on what was shelved', (op) => {
  it(`has nothing for ${op} to act on`, () => {
    given(
      ...cast,
      deal('deal-one'),
      due({ bindingness: 'optional' }),
      on('StageReached', { stage: 'shelved' }),
    )
      .asking({ effectiveAt: '2026-11-30' })
      .assuming({ op, tranche: 'deal-one/one' })
      .does({ status: 'no-effect', because: 'shelved' });
  });
});

describe('Of two that contradict each other on whether it ended', () => {
  const reached = (stage: string, kind: string, more = {}): Sent => ({
    ...on('StageReached', { stage }),
    source: { title: kind, kind },
    ...more,
  });
  it.each([
    ['shelved', 'signed', 'no-effect'],
    ['signed', 'shelved', 'applied'],
  ])('the filing counts, which says %s, and not the press with %s: %s', (filed, pressed, status) => {
    const first = reached(filed, 'filing', { id: id(1) });
    const rival = reached(pressed, 'press', { rivalOf: id(1) });
    given(...cast, deal('deal-one'), due(), first, rival)
      .asking({ effectiveAt: '2026-11-30' })
      .assuming(delay('deal-one', 6))
      .does({ status });
  });
});

describe('A tranche that a scenario ends on a later day', () => {
  const world = given(...cast, deal('deal-one'), due()).asking({
    effectiveAt: '2026-11-30',
    timeline: 'quarter',
    from: '2027-01-01',
    to: '2028-03-31',
  });
  const shelved = assume({
    stream: 'deal-one',
    type: 'StageReached',
    effectiveOn: '2028-01-01',
    body: { stage: 'shelved' },
  });

  it('still slips until then: from 2027-Q1 to 2027-Q3, and is gone in 2028-Q1', () => {
    const { totals } = world.assuming(shelved, delay('deal-one', 6)).answer('compute-capacity');
    const planned = ['2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', '2028-Q1'].map((period) => {
      const total = totals.find((one) => one.period === period);
      return total ? gigawatts(total.plannedKw) : 0;
    });
    expect(planned).toEqual([0, 0, 1, 1, 0]);
  });
  it('and does so in either order', () => {
    world.assuming(shelved, delay('deal-one', 6)).dependsOnOrder('compute-capacity');
  });
});

describe('A deal that an edit resumes', () => {
  it('slips when it is resumed first, and not when that comes after', () => {
    const world = given(...cast, deal('deal-one'), due(), on('StageReached', { stage: 'shelved' }));
    const resumed = assume({ stream: 'deal-one', type: 'StageReached', body: { stage: 'signed' } });
    world
      .asking({ effectiveAt: '2026-11-30', timeline: 'quarter', from: '2027-01-01', to: '2027-12-31' })
      .assuming(resumed, delay('deal-one', 6))
      .dependsOnOrder('compute-capacity', [0, 1]);
  });
});
