import { describe, expect, it } from 'vitest';
import { type DeclaredClass, fieldsOf } from '../../events/kit/declaration.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { problemsOf, whatIf } from '../what-if.js';
import { answered, assume, committed, dating, history, views } from './fiscal-given.js';

/** The fields of an edit that hold a date. */
const dateFields = (declared: DeclaredClass): string[] =>
  fieldsOf(declared).flatMap(({ name, is }) => (is === 'date' ? [name] : []));

describe('A fiscal period in an edit', () => {
  // The vendor's fiscal 2028 begins with June 2027, the cloud's with February 2027.
  it.each(dating)('%s at %s: is the one of the party that it names', (op, _, edit) => {
    expect(answered({ op, ...edit('vendor FY28 Q1') })).toEqual(answered({ op, ...edit('2027-06/2027-08') }));
    expect(answered({ op, ...edit('cloud FY28 Q1') })).toEqual(answered({ op, ...edit('2027-02/2027-04') }));
  });

  it.each(dating.filter(([op]) => op !== 'reassign'))(
    '%s at %s: is the vendor’s, the only one in it or in its deal whose fiscal year is known',
    (op, _, edit) =>
      expect(answered({ op, ...edit('FY28 Q1') })).toEqual(answered({ op, ...edit('2027-06/2027-08') })),
  );

  it('is that of whom an edit names, before those of its deal: the cloud’s', () => {
    const moved = (from: string) =>
      answered({ op: 'reassign', target: 'deal-chips', consumer: 'cloud', from });
    expect(moved('FY28 Q3')).toEqual(moved('2027-08/2027-10'));
    expect(moved('FY28 Q3')).not.toEqual(moved('2027-12/2028-02'));
  });

  it('is told by every field of an edit that holds a date', () =>
    expect(
      editKinds.flatMap(({ op, declared }) => dateFields(declared).map((name) => `${op} ${name}`)).sort(),
    ).toEqual(
      dating
        .filter(([, where]) => where === 'from')
        .map(([op, where]) => `${op} ${where}`)
        .sort(),
    ));

  it('may be that of a party that the scenario brings', () => {
    const newcomer = {
      op: 'assume',
      event: {
        stream: 'party-newcomer',
        type: 'PartyRegistered',
        body: { name: 'Newcomer', kind: 'company', fiscalYearEndsIn: 6 },
      },
    };
    const told = (due: string) =>
      whatIf(history, {
        edits: [newcomer, { op: 'assume', ...assume('CapacityCommitted', committed(due)) }],
        views,
      }).views;
    expect(told('newcomer FY28 Q1')).toEqual(told('2027-07/2027-09'));
  });

  it('of somebody whose fiscal year nobody has recorded is refused with its field', () =>
    expect(
      problemsOf(history, {
        edits: [{ op: 'delay', target: 'deal-chips', months: 3, from: 'lab FY28' }],
        views,
      }),
    ).toMatchObject([{ pointer: '/edits/0/from', detail: expect.stringContaining('"lab"') }]));
});
