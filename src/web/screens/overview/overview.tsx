import { loadLater } from '../../shell/later.js';
import type { SideProps } from '../../place/place.js';
import { promisedFinding } from '../../findings/capacity.js';
import { Finding } from '../../shell/finding.js';
import { Ladder, useLadder } from './ladder.js';
import { Money } from './money.js';

// The first figures are drawn before what stands below them is fetched.
const Promised = loadLater(async () => (await import('./rested.js')).Promised);
const Questions = loadLater(async () => (await import('./questions.js')).Questions);
const Moved = loadLater(async () => (await import('./rested.js')).Moved);

/** Where the numbers stand, what moved them, and what is missing from them. */
export const Overview = (props: SideProps) => {
  const ladder = useLadder(props);
  const [answer] = ladder.value ?? [];
  return (
    <>
      <h1>Overview</h1>
      <Finding says={answer && promisedFinding(answer.totals)} />
      <div class="columns">
        <div class="stack">
          <Ladder {...ladder} />
          <Promised {...props} />
        </div>
        <div class="stack">
          <Money {...props} />
          <Moved {...props} />
        </div>
      </div>
      <Questions {...props} />
    </>
  );
};
