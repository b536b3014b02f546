import type { FunctionComponent } from 'preact';
import { later } from './later.js';
import { cutOf, type Screen, type SideProps } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { Capacity } from '../screens/capacity/capacity.js';
import { Deals } from '../screens/deals/deals.js';
import { RecordScreen } from '../screens/record/record.js';
import { MarketShare } from '../screens/shares/shares.js';
import { NetworkScreen } from '../screens/network/network.js';
import { Overview } from '../screens/overview/overview.js';
import { FromAToB } from '../screens/changes/from-a-to-b.js';

export const screenOf: Partial<Record<Screen, FunctionComponent<SideProps>>> = {
  overview: Overview,
  deals: Deals,
  capacity: Capacity,
  shares: MarketShare,
  network: NetworkScreen,
  workbench: later(async () => (await import('../screens/workbench/workbench.js')).Workbench),
  record: RecordScreen,
};

/** What reads no clock of its own is shown once, whatever is compared. */
const shownOnce: readonly Screen[] = ['workbench', 'record'];

/** A screen once, or twice beside each other while two readings are compared. */
export const Sides = () => {
  const { place } = usePlace();
  const Shown = screenOf[place.screen] ?? Overview;
  if (!place.settings.compare || shownOnce.includes(place.screen))
    return <Shown side="A" cut={cutOf(place)} />;
  return (
    <>
      <FromAToB />
      <div class="sides">
        {(['A', 'B'] as const).map((side) => (
          <section key={side} class="side" aria-label={`Reading ${side}`}>
            <p class="side-name">{side}</p>
            <Shown side={side} cut={cutOf(place, side)} />
          </section>
        ))}
      </div>
    </>
  );
};
