import { loadLater } from '../../shell/later.js';
import type { SideProps } from '../../place/place.js';
import { Ladder } from './ladder.js';
import { Money } from './money.js';
import { Questions } from './questions.js';

// The first figures are drawn before what stands below them is fetched.
const Promised = loadLater(async () => (await import('./rested.js')).Promised);
const Moved = loadLater(async () => (await import('./rested.js')).Moved);

/** Where the numbers stand, what moved them, and what is missing from them. */
export const Overview = (props: SideProps) => (
  <>
    <h1>Overview</h1>
    <Questions {...props} />
    <div class="columns">
      <div class="stack">
        <Ladder {...props} />
        <Promised {...props} />
      </div>
      <div class="stack">
        <Money {...props} />
        <Moved {...props} />
      </div>
    </div>
  </>
);
