import { useEffect, useRef } from 'preact/hooks';
import { copiedOn } from '../copied.js';
import { type Screen, screens } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { Link } from './link.js';
import { screenOf } from './sides.js';

export const shownScreens = (): Screen[] =>
  (Object.keys(screens) as Screen[]).filter((one) => screenOf[one] && !(copiedOn && one === 'record'));

/** A list of tabs that is wider than its room shows the current one, however wide it becomes. */
const useTabInSight = (screen: Screen) => {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const tabs = list.current!;
    const observer = new ResizeObserver(() => {
      const [own, all] = [tabs.querySelector('[aria-current]')!, tabs].map((one) =>
        one.getBoundingClientRect(),
      ) as [DOMRect, DOMRect];
      tabs.scrollLeft += own.left - all.left - (all.width - own.width) / 2;
    });
    observer.observe(tabs);
    return () => observer.disconnect();
  }, [screen]);
  return list;
};

export const Navigation = () => {
  const { place } = usePlace();
  return (
    <nav aria-label="Screens" ref={useTabInSight(place.screen)}>
      {shownScreens().map((screen) => (
        <Link key={screen} step={{ screen }} current={place.screen === screen}>
          {screens[screen].title}
        </Link>
      ))}
    </nav>
  );
};
