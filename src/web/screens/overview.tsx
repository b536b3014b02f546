import type { SideProps } from '../shell/sides.js';
import { Checks } from './checks.js';
import { Exposures } from './exposures.js';
import { Ladder } from './ladder.js';
import { Lately } from './lately.js';
import { Money } from './money.js';
import { Questions } from './questions.js';
import { Reconciled } from './reconciled.js';

export const Overview = (props: SideProps) => (
  <>
    <h1>Overview</h1>
    <div class="columns">
      <Ladder {...props} />
      <div class="stack">
        <Money {...props} />
        <Lately {...props} />
        <Checks {...props} />
      </div>
      <Exposures {...props} />
      <Reconciled {...props} />
      <Questions {...props} />
    </div>
  </>
);
