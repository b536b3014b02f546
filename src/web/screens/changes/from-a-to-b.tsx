import { Table } from '../../charts/table.js';
import { cutOf, capacityFilter, type Screen, type SideName } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { Panel } from '../../shell/states.js';
import { plural } from '../../../charts/words/dates.js';
import { useNames } from '../../words/use-names.js';
import type { ViewRequest } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';
import { movedGrid } from './difference.js';
import { numbersIn } from './lately.js';

/** What a screen is about, how its numbers are called, and whether its settings narrow it. */
const shownOn: Partial<Record<Screen, { view: string; called: string; isNarrowed?: true }>> = {
  overview: { view: 'compute-capacity', called: 'power', isNarrowed: true },
  capacity: { view: 'compute-capacity', called: 'power', isNarrowed: true },
  shares: { view: 'market-share', called: 'market shares' },
  network: { view: 'flows', called: 'flows' },
};

/** Every number that differs between the two readings. */
export const FromAToB = () => {
  const { place } = usePlace();
  const names = useNames();
  const { view, called, isNarrowed } = shownOn[place.screen] ?? {};
  const ask = (side: SideName): ViewRequest => ({
    view: view!,
    parameters: {
      ...cutOf(place, side),
      ...(isNarrowed && { ...capacityFilter(place), by: place.settings.by }),
    },
  });
  const { value, ...state } = useAnswer(
    'difference',
    view === undefined ? undefined : { before: ask('A'), after: ask('B') },
  );
  if (view === undefined) return null;
  const numbers = value?.rows.flatMap((entry) => numbersIn(entry, names.of)) ?? [];
  return (
    <details class="box">
      <summary>
        <h2>
          From A to B: {plural(numbers.length, 'number')} of {called} moved
        </h2>
      </summary>
      <Panel value={value} {...state}>
        <Table grid={movedGrid(numbers, ['A', 'B'])} caption="What differs from A to B" />
      </Panel>
    </details>
  );
};
