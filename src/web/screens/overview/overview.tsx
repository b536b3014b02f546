import { loadLater } from '../../shell/later.js';
import type { SideProps } from '../../place/place.js';
import { promisedFinding } from '../../findings/capacity.js';
import { Finding } from '../../shell/finding.js';
import { Ladder, useLadder } from './ladder.js';

// The first figure is drawn before what stands below them is fetched.
const Money = loadLater(async () => (await import('./money.js')).Money);
const Changed = loadLater(async () => (await import('./rested.js')).Changed);
const Promised = loadLater(async () => (await import('./rested.js')).Promised);
const Missing = loadLater(async () => (await import('./rested.js')).Missing);
const Questions = loadLater(async () => (await import('./questions.js')).Questions);

/** Where the numbers stand, what moved them, and what is missing from them. */
export const Overview = (props: SideProps) => {
  const ladder = useLadder(props);
  const [answer] = ladder.value ?? [];
  return (
    <>
      <h1>Overview</h1>
      <Finding says={answer && promisedFinding(answer.totals)} />
      <Ladder {...ladder} />
      <div class="columns front">
        <Changed {...props} />
        <Money {...props} />
        <Promised {...props} />
        <Missing {...props} />
      </div>
      <Questions {...props} />
    </>
  );
};
