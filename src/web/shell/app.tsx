import { useEffect } from 'preact/hooks';
import { addressOf, type Place, screens, placeAfter } from '../place/place.js';
import { readablePlace } from '../place/readable.js';
import { type CurrentPlace, PlaceProvider, useHere } from '../place/use-place.js';
import { NewsProvider } from '../visit/use-news.js';
import { ContentsProvider } from '../words/use-names.js';
import type { DisplayName } from '../worker/protocol.js';
import { useAnswer, useStanding } from '../worker/use-answer.js';
import { Away } from './away.js';
import { Header } from './header.js';
import { loadLater } from './later.js';
import { Failed, Loading } from './states.js';
import { LeftOut } from './left-out.js';
import { News } from './news.js';
import { Sides } from './sides.js';
import { Welcome } from './welcome.js';

const nothing = {};

/** Nobody has pressed a key before anything is shown. */
const Keys = loadLater(async () => (await import('./keys.js')).Keys, <div class="foot" aria-busy="true" />);

/** It explains what is drawn by then. */
const ScreenLegend = loadLater(
  async () => (await import('../charts/legend.js')).ScreenLegend,
  <span aria-busy="true" />,
);

/** Links lead on from what can be shown. */
const hereAt = (place: Place, here: CurrentPlace): CurrentPlace => ({
  ...here,
  place,
  href: (step) => addressOf(placeAfter(place, step)),
});

/** What a tab is called: a deal by its name. */
const titleOf = ({ screen, deal }: Place, deals: readonly DisplayName[] = []): string =>
  deals.find(({ id }) => id === deal)?.name ?? screens[screen].title;

export const App = () => {
  const here = useHere();
  const { place } = here;
  const standing = useStanding();
  const { value: contents } = useAnswer('contents', nothing);
  const title = titleOf(place, contents?.deals);
  useEffect(() => {
    document.title = `${title} · gigaledger`;
  }, [title]);
  if (standing.connection === 'failed')
    return <Failed detail={standing.detail ?? ''} requestId={standing.requestId} />;
  if (!contents) return <Loading />;
  const { place: shown, dropped } = readablePlace(place, contents);
  const leaveOut = (settings: Place['settings']): void => here.go({ ...settings }, { replace: true });
  return (
    <PlaceProvider value={shown === place ? here : hereAt(shown, here)}>
      <ContentsProvider value={contents}>
        <NewsProvider>
          {' '}
          <a class="skip" href="#main">
            Skip to the content
          </a>
          <Header />
          <LeftOut dropped={dropped} place={shown} leaveOut={leaveOut} />
          <Away />
          <Welcome />
          <News />
          <main id="main" tabIndex={-1}>
            <Sides />
            <ScreenLegend />
          </main>
          <Keys />
        </NewsProvider>
      </ContentsProvider>
    </PlaceProvider>
  );
};
