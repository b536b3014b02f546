import { useState } from 'preact/hooks';
import type { EventType } from '../../../worker/protocol.js';
import { eventSaid } from '../../../../../projections/wording/event-said.js';
import { eventGroups } from './event-groups.js';

interface WhatHappenedProps {
  types: readonly EventType[];
  chosen: EventType | undefined;
  choose(type: string): void;
}

const Chosen = ({ chosen, choose }: { chosen: EventType; choose(type: string): void }) => (
  <div class="chosen-event">
    <p>
      <b>{eventSaid(chosen)}</b>
      <small>{chosen.summary}</small>
    </p>
    <button type="button" onClick={() => choose('')}>
      Something else
    </button>
  </div>
);

/** What happened, in groups and words, with a search. */
export const WhatHappened = ({ types, chosen, choose }: WhatHappenedProps) => {
  const [search, setSearch] = useState('');
  if (chosen) return <Chosen chosen={chosen} choose={choose} />;
  const groups = eventGroups(types, search.trim());
  return (
    <>
      <label class="search-events">
        <span class="unseen">Search what happened</span>
        <input
          type="search"
          placeholder="Search: a date moved, paid, runs…"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      {groups.length === 0 && <p>Nothing of that name. Try “moved”, “paid”, “promised” or “runs”.</p>}
      <div class="event-groups">
        {groups.map(({ title, types: found }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <ul class="plain">
              {found.map((one) => (
                <li key={one.type}>
                  <button
                    type="button"
                    class="event-choice"
                    title={one.summary}
                    onClick={() => choose(one.type)}
                  >
                    {eventSaid(one)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
};
