import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { addressOf, type Place, placeAt, type Step, stepped } from './place.js';

export interface Here {
  place: Place;
  /** Goes on to another place; `replace` leaves no way back to this one. */
  go(step: Step, how?: { replace?: boolean }): void;
  href(step: Step): string;
}

const Context = createContext<Here | undefined>(undefined);

export const PlaceProvider = Context.Provider;

export const usePlace = (): Here => useContext(Context)!;

/** The place that the address names, followed through Back and Forward. */
export const useHere = (): Here => {
  const [place, setPlace] = useState<Place>(() => placeAt(new URL(location.href)));
  useEffect(() => {
    const follow = (): void => setPlace(placeAt(new URL(location.href)));
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener('hashchange', follow);
    };
  }, []);
  return useMemo(
    () => ({
      place,
      go: (step, { replace = false } = {}) => {
        const next = stepped(placeAt(new URL(location.href)), step);
        history[replace ? 'replaceState' : 'pushState'](null, '', addressOf(next));
        if (next.screen !== place.screen || next.deal !== place.deal) scrollTo(0, 0);
        setPlace(next);
      },
      href: (step) => addressOf(stepped(place, step)),
    }),
    [place],
  );
};
