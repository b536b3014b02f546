import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { rememberPlace, returnTo } from './return.js';
import { addressOf, type Place, placeAt, type PlaceStep, placeAfter } from './place.js';

export interface CurrentPlace {
  place: Place;
  /** Goes on to another place; `replace` leaves no way back to this one. */
  go(step: PlaceStep, how?: { replace?: boolean }): void;
  href(step: PlaceStep): string;
}

const Context = createContext<CurrentPlace | undefined>(undefined);

export const PlaceProvider = Context.Provider;

export const usePlace = (): CurrentPlace => useContext(Context)!;

/** Writing an address costs as much as drawing a chart: while something is dragged it waits for the hand to rest. */
const restMs = 120;
let pending: ReturnType<typeof setTimeout> | undefined;

const forgetAddress = (): void => clearTimeout(pending);

/** Goes where Back and Forward lead, and to where the reader was there. */
const useHistory = (goTo: (place: Place) => void): void =>
  useEffect(() => {
    const follow = (): void => {
      forgetAddress();
      goTo(placeAt(new URL(location.href)));
    };
    const back = ({ state }: PopStateEvent): void => {
      follow();
      returnTo(state);
    };
    history.scrollRestoration = 'manual';
    returnTo(history.state);
    addEventListener('popstate', back);
    addEventListener('hashchange', follow);
    addEventListener('pagehide', rememberPlace);
    return () => {
      removeEventListener('popstate', back);
      removeEventListener('hashchange', follow);
      removeEventListener('pagehide', rememberPlace);
    };
  }, []);

/** The place that the address names, followed through Back and Forward. */
export const useHere = (): CurrentPlace => {
  const [place, setPlace] = useState<Place>(() => placeAt(new URL(location.href)));
  const latest = useRef(place);
  useHistory((next) => {
    latest.current = next;
    setPlace(next);
  });
  return useMemo(
    () => ({
      place,
      go: (step, { replace = false } = {}) => {
        const next = placeAfter(latest.current, step);
        latest.current = next;
        forgetAddress();
        if (replace) pending = setTimeout(() => history.replaceState(null, '', addressOf(next)), restMs);
        else {
          rememberPlace();
          history.pushState(null, '', addressOf(next));
        }
        if (next.screen !== place.screen || next.deal !== place.deal) {
          scrollTo(0, 0);
          document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
        }
        setPlace(next);
      },
      href: (step) => addressOf(placeAfter(place, step)),
    }),
    [place],
  );
};
