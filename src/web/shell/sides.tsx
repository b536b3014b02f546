import type { FunctionComponent } from 'preact';
import { loadLater } from './later.js';
import { cutOf, type Screen, type SideProps } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { Overview } from '../screens/overview/overview.js';

export const screenOf: Partial<Record<Screen, FunctionComponent<SideProps>>> = {
  overview: Overview,
  deals: loadLater(async () => (await import('../screens/deals/deals.js')).Deals),
  capacity: loadLater(async () => (await import('../screens/capacity/capacity.js')).Capacity),
  shares: loadLater(async () => (await import('../screens/shares/shares.js')).MarketShare),
  network: loadLater(async () => (await import('../screens/network/network.js')).NetworkScreen),
  workbench: loadLater(async () => (await import('../screens/workbench/workbench.js')).Workbench),
  record: loadLater(async () => (await import('../screens/record/record.js')).RecordScreen),
};

const Paired = loadLater(async () => (await import('../charts/pairs.js')).Paired);
const FromAToB = loadLater(async () => (await import('../screens/changes/from-a-to-b.js')).FromAToB);

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
      <Paired>
        {(side) => (
          <section class="side" aria-label={`Reading ${side}`}>
            <p class="side-name">{side}</p>
            <Shown side={side} cut={cutOf(place, side)} />
          </section>
        )}
      </Paired>
    </>
  );
};
