import { copiedOn } from '../copied.js';
import { type Screen, screens } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { Link } from './link.js';
import { screenOf } from './sides.js';

export const shownScreens = (): Screen[] =>
  (Object.keys(screens) as Screen[]).filter((one) => screenOf[one] && !(copiedOn && one === 'record'));

export const Navigation = () => {
  const { place } = usePlace();
  return (
    <nav aria-label="Screens">
      {shownScreens().map((screen) => (
        <Link key={screen} step={{ screen }} current={place.screen === screen}>
          {screens[screen].title}
        </Link>
      ))}
    </nav>
  );
};
