import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { delay } from '../what-if.js';
import { cast, deal, fact, id, tranche } from './facts.js';

const capacity = 'compute-capacity';
const one = given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW', { due: '2026-Q4' }))
  .at('2026-06-30')
  .by('tranche');
const row = { tranche: 'deal-a/t' };
const again = tranche('deal-a', 't', '1 GW', { due: '2026-Q4' });
const other = tranche('deal-a', 't', '2 GW');
const rivals = one.and(
  tranche('deal-a', 'v', '2 GW', {}, { id: id(1) }),
  tranche('deal-a', 'v', '3 GW', {}, { rivalOf: id(1) }),
);
const unsized = tranche('deal-a', 'u', 'one');

const later = fact('2026-06-01', 'deal-a', 'CapacityRescheduled', { tranche: 't', due: '2028' });

describe('The language of the specs', () => {
  it.each<[string, () => unknown]>([
    ['a total', () => one.shows(capacity, { headlineKw: 2 })],
    ['a bound of a total', () => one.shows(capacity, { headlineKw: [1, 1, null] })],
    ['a measure that nobody has', () => one.shows(capacity, { headlinekW: 1 })],
    ['a total where there is none', () => given(...cast).shows(capacity, { headlineKw: 1 })],
    ['one row', () => one.showsRow(capacity, row, { headlineKw: 2 })],
    ['a row that is not there', () => one.showsRow(capacity, { tranche: 'deal-a/u' }, {})],
    ['all rows', () => one.shows(capacity, { headlineKw: { 'deal-a/t': 1, 'deal-a/u': 0 } })],
    ['a member of a row of a list', () => one.lists(capacity, 'rows', { headlineKw: 2 })],
    ['how long a list is', () => one.lists(capacity, 'rows', { headlineKw: 1 }, {})],
    ['that a list is empty', () => one.lists(capacity, 'rows')],
    ['a list that is not there', () => one.lists(capacity, 'lines', 'deal-a/t')],
    ['a member of the answer', () => one.has(capacity, { undisclosed: ['deal-a/t'] })],
    ['a note', () => one.notes(capacity, 'never')],
    ['a span', () => rivals.shows(capacity, { span: { headlineKw: [1, 1] } })],
    ['a span where there is none', () => one.shows(capacity, { span: { headlineKw: [1, 1] } })],
    ['the page of a deal', () => one.showsDeal('deal-a', { tranches: [{ powerKw: 2 }] })],
    ['what is on the page of a deal', () => one.showsDeal('deal-a', { tranches: [] })],
    ['nothing', () => one.showsNothing(capacity)],
    ['how many totals there are', () => one.hasTotals(capacity, 2)],
    ['what is recorded', () => one.when(again).isRecorded()],
    ['what is refused', () => one.when(again).refuses('tranche-is-new')],
    ['the rule of a refusal', () => one.when(other).refuses('deal-is-new')],
    ['the words of a refusal', () => one.when(other).refuses('tranche-is-new', /^never$/)],
    ['what is warned of', () => one.when(again).warns('reference-is-known')],
    ['what says nothing new', () => one.when(other).saysNothingNew()],
    ['where it is unreadable', () => one.when(unsized).isUnreadableAt('/body/tranche')],
    ['what is unreadable', () => one.when(unsized).isUnreadable(/^never$/)],
    ['a scenario', () => one.assuming(delay('deal-a/t', 6)).shows(capacity, { headlineKw: 2 })],
    ['what an edit does', () => one.assuming(delay('deal-a/t', 6)).does({ status: 'no-effect' })],
    ['how many edits there are', () => one.assuming().does({})],
    ['where a scenario is refused', () => one.assuming(delay('deal-b', 6)).refuses(['/edits/0/months'])],
    ['that it is refused', () => one.assuming(delay('deal-a', 6)).refuses(['/edits/0/target'])],
    ['what became of a saved edit', () => one.saving(delay('deal-a/t', 6)).and(later).judges('clean')],
    ['how many edits were saved', () => one.saving().judges('clean')],
  ])('fails where it is wrong about %s', (_, says) => expect(says).toThrow());

  it('holds where it is right', () => {
    one.shows(capacity, { headlineKw: 1, layer: 'chips' }).showsRow(capacity, row, { headlineKw: [1, 1, 1] });
    one.when(other).refuses('tranche-is-new', /deal-a|"t"/);
    one.when(unsized).isUnreadable(/power/);
    one.when(unsized).isUnreadableAt('/body/power');
    one.lists(capacity, 'rows', { headlineKw: 1 }).lists(capacity, 'undisclosed');
    one.has(capacity, { undisclosed: [], rows: [{ headlineKw: 1 }] });
    rivals.shows(capacity, { headlineKw: 4, span: { headlineKw: [3, 4] } });
    one.showsDeal('deal-a', { tranches: [{ tranche: 't', powerKw: 1 }], payments: [] });
    one.assuming(delay('deal-a/t', 6)).shows(capacity, { headlineKw: 1 }).does({ status: 'applied' });
    one.assuming(delay('deal-b', 6)).refuses(['/edits/0/target', 'there is no deal']);
    one.saving(delay('deal-a/t', 6)).and(later).judges('conflict');
  });
});
