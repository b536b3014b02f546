import { Rest } from '../../shell/rest.js';
import type { SideProps } from '../../place/place.js';
import { Checks } from './checks.js';
import { Exposures } from './exposures.js';
import { Moves } from './moves.js';
import { Reconciled } from './reconciled.js';

export const Changed = (props: SideProps) => <Rest reading={props}>{(rested) => <Moves {...rested} />}</Rest>;

export const Promised = (props: SideProps) => (
  <Rest reading={props}>{(rested) => <Exposures {...rested} />}</Rest>
);

/** What is missing from the numbers, and what parties say themselves. */
export const Missing = (props: SideProps) => (
  <Rest reading={props}>
    {(rested) => (
      <>
        <Checks {...rested} />
        <Reconciled {...rested} />
      </>
    )}
  </Rest>
);
