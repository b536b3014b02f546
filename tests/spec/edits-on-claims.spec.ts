import { describe, expect, it } from 'vitest';
import { ledger } from '../given.js';
import { whatIf } from '../what-if.js';
import { cast, deal, dollars, exactly, gw, id, payment, tranche } from './facts.js';

// A filing says 2 GW by March 2027 and 80 dollars over 80 months; the press 1 GW by March 2028 and 40 over 40.
const filed = { source: { title: 'A filing', kind: 'filing' } };
const written = { source: { title: 'An article', kind: 'press' }, knownOn: '2025-03-01' };
const contested = ledger([
  ...cast,
  deal('deal-a'),
  tranche('deal-a', 't', '2 GW', { due: '2027-03-31' }, { id: id(1), ...filed }),
  tranche('deal-a', 't', '1 GW', { due: '2028-03-31' }, { rivalOf: id(1), ...written }),
  payment('deal-a', 'p', '80 USD', { over: { from: '2027-01', months: 80 } }, { id: id(2), ...filed }),
  payment('deal-a', 'p', '40 USD', { over: { from: '2027-01', months: 40 } }, { rivalOf: id(2), ...written }),
]);

const at = { effectiveAt: '2028-01-31', knownAt: '2026-11-23' };
const shown = (edit: object, view: string, by: string, policy: string) =>
  whatIf(contested, { edits: [edit], views: [{ view, by, policy, ...at }] }).views[0]!.scenario;

describe('An edit on what two sources tell differently', () => {
  it('halves what the policy shows: 1 of 2 GW that are due, 500 MW of 1 GW that is not', () => {
    const halved = { op: 'scale', target: 'deal-a/t', toBp: 5_000 };
    for (const policy of ['primary', 'highest'])
      expect(power(halved, policy)).toEqual({ headline: exactly(1), due: exactly(1) });
    for (const policy of ['latest', 'lowest'])
      expect(power(halved, policy)).toEqual({
        headline: exactly(0.5),
        due: exactly(0),
      });
  });
  it('splits the money that the policy shows: 13 months stay, 67 or 27 come later', () => {
    const later = { op: 'delay', target: 'deal-a/p', months: 12 };
    expect(committed(later, 'primary')).toEqual([exactly(13), exactly(67)]);
    expect(committed(later, 'highest')).toEqual([exactly(13), exactly(67)]);
    expect(committed(later, 'lowest')).toEqual([exactly(13), exactly(27)]);
    expect(committed(later, 'latest')).toEqual([exactly(13), exactly(27)]);
  });
  it('compares claims anew when it changes one of them: 1 GW amended to 3 leaves 2 the lowest', () => {
    const rival = [...contested.facts('deal-a')].find(
      ({ body }) => (body as { due?: string }).due === '2028-03-31',
    )!;
    const larger = { op: 'amend', event: rival.id, patch: { power: '3 GW' } };
    expect(power(larger, 'lowest').headline).toEqual(exactly(2));
    expect(power(larger, 'highest').headline).toEqual(exactly(3));
  });
});

const power = (edit: object, policy: string) => {
  const [row] = shown(edit, 'compute-capacity', 'tranche', policy).rows;
  return { headline: gw(row!.headlineKw), due: gw(row!.dueKw) };
};
const committed = (edit: object, policy: string) =>
  shown(edit, 'obligations', 'payment', policy).rows.map(({ committedUsCents }) => dollars(committedUsCents));
