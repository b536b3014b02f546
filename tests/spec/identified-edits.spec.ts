import { describe, expect, it } from 'vitest';
import { readResources } from '../../src/simulator/feasibility/resources.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { problemsOf, whatIf } from '../what-if.js';
import { answered, bySlug, history, naming, registered, slugFields, views } from './identified-given.js';

describe('An edit that names a party', () => {
  describe.each(registered)('by %s', (_, named) => {
    it.each(naming)('%s at %s: answers as it does by slug', (op, _where, edit) => {
      expect(answered({ op, ...edit(named) })).toEqual(answered({ op, ...edit(bySlug) }));
      expect(JSON.stringify(edit(named))).not.toBe(JSON.stringify(edit(bySlug)));
    });
  });

  it('changes something, whatever it is', () => {
    const without = answered({ op: 'set', assumption: 'nothing', value: 1 }).answers;
    for (const [op, where, edit] of naming)
      if (where !== 'scope/supplier' && where !== 'event/body/parties')
        expect(answered({ op, ...edit(bySlug) }).answers, `${op} ${where}`).not.toEqual(without);
  });

  it('declares it as a party: of the slugs in edits only the tranches of a deal are none', () =>
    expect(editKinds.flatMap(({ op, declared }) => slugFields(declared, op))).toEqual(['reassign/tranches']));

  it('may name one that the scenario brings', () => {
    const brought = {
      op: 'assume',
      event: {
        stream: 'party-newcomer',
        type: 'PartyRegistered',
        body: { name: 'Newcomer', kind: 'company', identifiers: { cik: '1341439' } },
      },
    };
    const moved = { op: 'reassign', target: 'deal-chips/gw-1', provider: 'cik:1341439' };
    const { effects } = whatIf(history, { edits: [brought, moved], views });
    expect(effects[1]).toMatchObject({ touched: ['deal-chips/gw-1'] });
  });

  it.each([
    [{ op: 'reassign', target: 'deal-chips', provider: 'cik:7' }, '/edits/0/provider'],
    [{ op: 'reassign', target: 'deal-chips', provider: '7' }, '/edits/0/provider'],
    [{ op: 'cap', scope: { provider: 'Q7' }, cumulativeKw: 1, overflow: 'drop' }, '/edits/0/scope/provider'],
  ])('%j that nobody has is refused at %s', (edit, pointer) =>
    expect(problemsOf(history, { edits: [edit], views }).map((one) => one.pointer)).toEqual([pointer]),
  );
});

describe('A number that is asked for', () => {
  it('names parties as edits do', () => {
    const draws = (provider: string) =>
      whatIf(history, {
        edits: [{ op: 'cancel', target: 'deal-chips/gw-1', probability: 0.5 }],
        views: [{ ...views[0], by: 'provider' }],
        monteCarlo: { draws: 50, seed: 1, targets: [{ measure: 'headlineKw', only: { provider } }] },
      }).monteCarlo;
    expect(draws('isin:US0079031078')).toEqual(draws('vendor'));
  });

  it('is met by resources that do', () => {
    const read = (provider: string) =>
      readResources(
        [{ name: 'power', kind: 'power', of: { provider }, supply: { perPeriod: 500_000 } }],
        ['2027-Q1'],
        history,
      );
    expect(read('0000002488')).toEqual(read('vendor'));
    expect(read('vendor')).toMatchObject({ value: [{ of: { provider: 'vendor' } }] });
    expect(read('cik:7').problems?.map(({ pointer }) => pointer)).toEqual(['/resources/0/of/provider']);
  });
});
