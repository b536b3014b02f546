import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { curlOf } from '../worker/curl.js';
import { Trouble } from './trouble.js';
import type { Problem } from '../../../events/kit/decode.js';

/** After so long waiting is worth a word. */
const patienceMs = 300;

const useIsLong = (): boolean => {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return isLong;
};

/** The frame of a chart that is still to come: no bar that could be taken for a number. */
const Axes = () => (
  <svg class="axes" viewBox="0 0 400 160" preserveAspectRatio="none" aria-hidden="true">
    <path class="grid" d="M100 4v140M200 4v140M300 4v140M396 4v140" />
    <path class="axis" d="M4 4v140h392" />
  </svg>
);

const Waiting = ({ says }: { says: string }) => {
  const isLong = useIsLong();
  return (
    <div class="panel-wait" aria-busy="true">
      {isLong && (
        <>
          <p role="status">{says}</p>
          <Axes />
        </>
      )}
    </div>
  );
};

export const Loading = () => (
  <main>
    <Waiting says="Reading the log…" />
  </main>
);

/** The page has nothing to show: the log could not be read. */
export const Failed = ({ detail, requestId }: { detail: string; requestId?: string | undefined }) => (
  <main class="waiting">
    <h1>The log could not be read</h1>
    <Trouble
      title={detail}
      works="Nothing is lost: what is recorded is with the server, and the command line reads it without this page. Is the server running?"
      requestId={requestId}
      curl={curlOf('/api/v1/events.ndjson')}
      retry={() => location.reload()}
    />
  </main>
);

interface PanelState {
  problems?: readonly Problem[] | undefined;
  isOld: boolean;
  value?: unknown;
  curl?: string | undefined;
  again?: (() => void) | undefined;
  children: ComponentChildren;
}

/** Shows what it has: a new frame dims the old one, a refused question says why, and the rest of the page goes on. */
export const Panel = ({ problems, isOld, value, curl, again, children }: PanelState) => {
  if (problems)
    return (
      <Trouble
        title="This question cannot be answered"
        works="The other panels go on, and so do the clocks and settings above."
        curl={curl}
        retry={again}
      >
        <ul>
          {problems.map(({ pointer, detail }) => (
            <li key={pointer + detail}>{detail}</li>
          ))}
        </ul>
      </Trouble>
    );
  if (value === undefined) return <Waiting says="Counting…" />;
  return (
    <div class={isOld ? 'old' : ''} aria-busy={isOld}>
      {children}
    </div>
  );
};

interface WayOut {
  says: string;
  act: () => void;
}

interface EmptyState {
  says: string;
  /** To where there is something first. */
  first?: WayOut | undefined;
  undo?: WayOut;
}

export const Empty = ({ says, first, undo }: EmptyState) => (
  <div class="empty">
    <p>{says}</p>
    {[first, undo].map(
      (way) =>
        way && (
          <button key={way.says} type="button" onClick={way.act}>
            {way.says}
          </button>
        ),
    )}
  </div>
);
