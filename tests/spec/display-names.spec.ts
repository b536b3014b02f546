import { describe, expect, it } from 'vitest';
import { namesAt } from '../../projections/naming.js';
import { targetsNamed } from '../../projections/wording/edit-names.js';
import { given } from '../given.js';
import { cast, deal, fact, id } from './facts.js';
import { history } from './naming-given.js';
import { plainNames } from './sentences-given.js';

const names = namesAt(history, history.position);

describe('What everything is called', () => {
  it('of parties stands in the order in which they were registered, by the last name of each', () => {
    expect(names.parties).toEqual([
      { id: 'zeta', name: 'zeta' },
      { id: 'alpha', name: 'Alpha Inc.' },
      { id: 'lab', name: 'lab' },
    ]);
    expect(names.slugs).toEqual(['zeta', 'alpha', 'lab']);
  });
  it('of deals and markets stands by their ids', () => {
    expect(names.deals.map(({ id }) => id)).toEqual(['deal-a', 'deal-b']);
    expect(names.markets).toEqual([
      { id: 'm', name: 'Chips' },
      { id: 'n', name: 'Clouds' },
    ]);
  });
  it('of publishers is how they sign, or else how others quote them, whole words alone', () => {
    expect(names.publishers).toEqual([
      { id: 'idc', name: 'IDC says' },
      { id: 'etr', name: 'etr' },
      { id: 'synergy-research', name: 'synergy research Group' },
    ]);
  });
  it('is what it was up to a position: two parties, and ids for what came after', () => {
    const { parties, deals, markets, publishers } = namesAt(history, 2);
    expect(parties.map(({ id }) => id)).toEqual(['zeta', 'alpha']);
    expect([...deals, ...markets, ...publishers].filter(({ id, name }) => name !== id)).toEqual([]);
    expect(publishers).toEqual([]);
  });
  it('of a deal whose announcement was retracted is its id, where edits name it, too', () => {
    const announced = { ...deal('deal-c'), id: id(1) };
    const { history: retracted } = given(
      ...cast,
      announced,
      fact('2026-01-01', 'deal-c', 'EventRetracted', { event: id(1), reason: 'It was another deal.' }),
    ).on('2026-06-30');
    expect(namesAt(retracted, retracted.position).deals).toEqual([{ id: 'deal-c', name: 'deal-c' }]);
    expect(targetsNamed(retracted, plainNames)).toEqual([{ id: 'deal-c', name: 'deal-c', said: '“deal-c”' }]);
  });
});
