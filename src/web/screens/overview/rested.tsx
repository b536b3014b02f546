import { Rest } from '../../shell/rest.js';
import type { SideProps } from '../../place/place.js';
import { Lately } from '../changes/lately.js';
import { Checks } from './checks.js';
import { Exposures } from './exposures.js';
import { Reconciled } from './reconciled.js';

/** Who has promised most, and what is missing from the numbers. */
export const Promised = (props: SideProps) => (
  <Rest reading={props}>
    {(rested) => (
      <>
        <Exposures {...rested} />
        <Checks {...rested} />
      </>
    )}
  </Rest>
);

/** What moved the numbers, and what parties say themselves. */
export const Moved = (props: SideProps) => (
  <Rest reading={props}>
    {(rested) => (
      <>
        <Lately {...rested} />
        <Reconciled {...rested} />
      </>
    )}
  </Rest>
);
