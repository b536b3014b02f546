import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Board } from '../../projections/kit/board.js';
import { LoneStreams } from '../../projections/kit/lone-streams.js';
import { undatedNames } from '../../projections/undated-names.js';
import { ledger } from '../ledger.js';
import { askedOf } from './asked.js';
import { expectFound } from './found.js';
import { capacityHistories, histories, questions } from './histories.js';
import { kinHistories } from './kin.js';
import { announced, registered } from './opening.js';
import { peopledHistories } from './peopled.js';

const years = { timeline: 'year', from: '2025-01-01', to: '2028-12-31' };
const logs = fc.oneof(histories, capacityHistories, kinHistories, kinHistories, peopledHistories);
const filters = fc.constantFrom({}, {}, { layer: 'chips' }, { kind: 'services' });

/** What a table of all deals names, whichever of them say anything without a date. */
const namedByTable = ({ view, question, log }: Board): string[] => {
  const { timeline: _timeline, from: _from, to: _to, ...table } = question;
  const { cells } = new Board(view, table, log).totals;
  return [...new Set(cells.flatMap((cell) => cell.undated.sorted))].sort();
};

describe('What a timeline names as undated', () => {
  it.each(['exposure', 'flows'])(
    'is what a table of the same cut names, where only some deals are read for it: %s',
    (view) => {
      let named = 0;
      fc.assert(
        fc.property(logs, questions, filters, (history, parts, only) => {
          const viewed = askedOf(history, { view, ...years, ...parts, ...only });
          const board = new Board(viewed.view, viewed.question, history, { Lone: LoneStreams });
          const expected = namedByTable(board);
          expect(undatedNames(board)).toEqual(expected);
          if (expected.length > 0) named++;
        }),
        { numRuns: 300 },
      );
      expectFound(named, 25);
    },
  );

  it('is not what counts with the deal that took its place, which has a date', () => {
    const commitment = { layer: 'chips', provider: 'amd', consumer: 'openai', power: '1 GW', basis: 'it' };
    const said = (stream: string, type: string, body: object, effectiveOn = '2025-06-01') => ({
      stream,
      type,
      effectiveOn,
      knownOn: effectiveOn,
      body: { ...body },
    });
    const committed = (stream: string, more: object) =>
      said(stream, 'CapacityCommitted', { tranche: 't', ...commitment, bindingness: 'firm', ...more });
    const log = (...more: object[]) =>
      ledger([
        ...['openai', 'amd'].map(registered),
        ...['deal-one', 'deal-two'].map(announced),
        committed('deal-one', {}),
        committed('deal-two', { due: '2027-Q1' }),
        ...(more as []),
      ]);
    const undated = (history: ReturnType<typeof log>) => {
      const viewed = askedOf(history, { view: 'exposure', ...years });
      return undatedNames(new Board(viewed.view, viewed.question, history, { Lone: LoneStreams }));
    };
    const drawing = said('deal-one', 'CapacityEnergized', { tranche: 't', power: '500 MW' });
    const by = { stage: 'superseded', by: 'deal-two' };
    expect(undated(log(drawing))).toEqual(['deal-one/t']);
    // What draws power stands, and is told with its heir.
    expect(undated(log(drawing, said('deal-one', 'StageReached', by, '2025-07-01')))).toEqual([]);
  });
});
