import { Table } from '../../charts/table.js';
import { cutOf, narrowed, type Screen, type SideName } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { Panel } from '../../shell/states.js';
import { plural } from '../../../charts/words/dates.js';
import { useNames } from '../../words/use-names.js';
import type { Ask } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';
import { movedGrid } from './difference.js';
import { numbersIn } from './lately.js';

const viewOf: Partial<Record<Screen, string>> = {
  overview: 'compute-capacity',
  capacity: 'compute-capacity',
  shares: 'market-share',
  network: 'flows',
};

/** Every number that differs between the two readings. */
export const FromAToB = () => {
  const { place } = usePlace();
  const names = useNames();
  const view = viewOf[place.screen];
  const ask = (side: SideName): Ask => ({
    view: view!,
    parameters: {
      ...cutOf(place, side),
      ...(view === 'compute-capacity' && { ...narrowed(place), by: place.settings.by }),
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
          From A to B: {plural(numbers.length, 'number')} of {view} moved
        </h2>
      </summary>
      <Panel value={value} {...state}>
        <Table grid={movedGrid(numbers, ['A', 'B'])} caption="What differs from A to B" />
      </Panel>
    </details>
  );
};
