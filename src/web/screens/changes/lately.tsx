import { type Change, isChange } from '../../../../projections/difference.js';
import { changeOf, measureText, titleOf } from '../../../../projections/wording/measure.js';
import { plural } from '../../../charts/words/dates.js';
import { useNames } from '../../words/use-names.js';
import type { MovedView, Questions } from '../../worker/protocol.js';
import { EventLine } from '../evidence/event-line.js';
import type { Entry } from '../../../../projections/kit/line.js';
import { To } from '../../shell/sign.js';

const mostEvents = 6;
const mostNumbers = 8;

type NameOf = (dimension: string, key: string) => string;

export interface MovedEntry {
  of: string;
  measure: string;
  before: string;
  after: string;
  by: string;
}

const sideText = (measure: string, value: Change['baseline'], entry: Entry): string =>
  value === null ? '–' : measureText(measure, value, entry);

/** The numbers of an entry that moved, in words. */
export const numbersIn = (entry: Entry, nameOf: NameOf): MovedEntry[] => {
  // Where nobody has said on which basis, there is nothing to tell apart.
  const isTold = ([dimension, value]: [string, unknown]): boolean =>
    typeof value === 'string' && !(dimension === 'basis' && value === 'unstated');
  const keys = Object.entries(entry).filter(isTold);
  const of = keys.map(([dimension, key]) => nameOf(dimension, String(key))).join(' · ');
  return Object.entries(entry).flatMap(([measure, change]) =>
    isChange(change)
      ? [
          {
            of,
            measure: titleOf(measure),
            before: sideText(measure, change.baseline, entry),
            after: sideText(measure, change.scenario, entry),
            by: changeOf(measure, change, entry),
          },
        ]
      : [],
  );
};

const wanted = new Set([
  'headline',
  'signed',
  'firm',
  'energized',
  'committed',
  'conditional',
  'paid',
  'share',
  'stake',
]);

const isWanted = ([measure, change]: [string, unknown]): boolean =>
  isChange(change) && wanted.has(titleOf(measure));

/** As many numbers in words as are shown: a long log moves thousands. */
const firstOf = (entries: readonly Entry[], nameOf: NameOf): MovedEntry[] => {
  const found: MovedEntry[] = [];
  for (const entry of entries) {
    if (found.length >= mostNumbers) break;
    found.push(...numbersIn(entry, nameOf).filter(({ measure }) => wanted.has(measure)));
  }
  return found.slice(0, mostNumbers);
};

const Numbers = ({ moved }: { moved: readonly MovedView[] }) => {
  const names = useNames();
  const entries = moved.flatMap(({ difference }) => difference.rows);
  const count = entries.reduce((sum, entry) => sum + Object.entries(entry).filter(isWanted).length, 0);
  const all = firstOf(entries, names.of);
  if (count === 0) return <p>No number moved.</p>;
  return (
    <>
      <h3>The numbers it moved</h3>
      <ul class="plain">
        {all.map(({ of, measure, before, after }) => (
          <li key={of + measure}>
            {of}: {measure} {before} <To /> <b>{after}</b>
          </li>
        ))}
      </ul>
      {count > all.length && <p class="source">and {plural(count - all.length, 'more number')}</p>}
    </>
  );
};

/** All that became known, and every number that it moved. */
export const BecameKnown = ({ events, moved }: Questions['moved']['answer']) => (
  <>
    <ul class="plain events">
      {events
        .toSorted((left, right) => (left.knownOn < right.knownOn ? 1 : -1))
        .slice(0, mostEvents)
        .map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
    </ul>
    {events.length > mostEvents && (
      <p class="source">and {plural(events.length - mostEvents, 'earlier event')}</p>
    )}
    <Numbers moved={moved} />
  </>
);
