import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../worker/protocol.js';

/** After so long waiting is worth a word. */
const patienceMs = 300;

export const Loading = () => {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main class="waiting" aria-busy="true">
      {isLong && <p role="status">Reading the log…</p>}
    </main>
  );
};

/** The page has nothing to show: the log could not be read. */
export const Failed = ({ detail }: { detail: string }) => (
  <main class="waiting">
    <div class="problem" role="alert">
      <h1>The log could not be read</h1>
      <p>{detail}</p>
      <p>Nothing is lost: what is recorded is with the server. Is it running?</p>
      <p>
        <code>curl {location.origin}/api/v1/events.ndjson</code>
      </p>
      <button type="button" onClick={() => location.reload()}>
        Try again
      </button>
    </div>
  </main>
);

interface PanelState {
  problems?: readonly Problem[] | undefined;
  isOld: boolean;
  value?: unknown;
  children: ComponentChildren;
}

/** Shows what it has: a new frame dims the old one, a refused question says why, and the rest of the page goes on. */
export const Panel = ({ problems, isOld, value, children }: PanelState) => {
  if (problems)
    return (
      <div class="problem" role="alert">
        <p>This question cannot be answered:</p>
        <ul>
          {problems.map(({ pointer, detail }) => (
            <li key={pointer + detail}>{detail}</li>
          ))}
        </ul>
      </div>
    );
  if (value === undefined) return <div class="panel-wait" aria-busy="true" />;
  return (
    <div class={isOld ? 'old' : ''} aria-busy={isOld}>
      {children}
    </div>
  );
};

interface EmptyState {
  says: string;
  undo?: { says: string; act: () => void };
}

export const Empty = ({ says, undo }: EmptyState) => (
  <div class="empty">
    <p>{says}</p>
    {undo && (
      <button type="button" onClick={undo.act}>
        {undo.says}
      </button>
    )}
  </div>
);
