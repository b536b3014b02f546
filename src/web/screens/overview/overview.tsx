import { Rest } from '../../shell/rest.js';
import type { SideProps } from '../../place/place.js';
import { Checks } from './checks.js';
import { Exposures } from './exposures.js';
import { Ladder } from './ladder.js';
import { Lately } from '../changes/lately.js';
import { Money } from './money.js';
import { Questions } from './questions.js';
import { Reconciled } from './reconciled.js';

/** Where the numbers stand, what moved them, and what is missing from them. */
export const Overview = (props: SideProps) => (
  <>
    <h1>Overview</h1>
    <Questions {...props} />
    <div class="columns">
      <div class="stack">
        <Ladder {...props} />
        <Rest reading={props}>
          {(rested) => (
            <>
              <Exposures {...rested} />
              <Checks {...rested} />
            </>
          )}
        </Rest>
      </div>
      <div class="stack">
        <Money {...props} />
        <Rest reading={props}>
          {(rested) => (
            <>
              <Lately {...rested} />
              <Reconciled {...rested} />
            </>
          )}
        </Rest>
      </div>
    </div>
  </>
);
