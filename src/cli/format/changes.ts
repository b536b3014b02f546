import type { Changes, MovedNumber } from '../../../projections/changes.js';
import { measureText, titleOf } from '../../../projections/wording/measure.js';
import { headingText } from './answer.js';
import { tableText } from './table.js';

const eventsText = (events: Changes['events']): string =>
  tableText(
    [{ title: 'known' }, { title: 'stream' }, { title: 'event' }, { title: 'source' }],
    events.map(({ knownOn, stream, type, source }) => [knownOn, stream, type, source?.title ?? '']),
  );

/** What it is a number of; without keys of all of the answer. */
const keysText = (keys: MovedNumber['keys']): string =>
  Object.values(keys)
    .filter((value) => value !== null)
    .join(' · ') || 'over all layers';

const sideText = ({ measure, keys }: MovedNumber, value: MovedNumber['from']): string =>
  value === null ? '–' : measureText(measure, value, keys);

const movedText = (moved: readonly MovedNumber[]): string =>
  tableText(
    [
      { title: 'view' },
      { title: 'what' },
      { title: 'number' },
      { title: 'from', right: true },
      { title: 'to', right: true },
      { title: 'moved by', right: true },
    ],
    moved.map((number) => [
      number.view,
      keysText(number.keys),
      titleOf(number.measure),
      sideText(number, number.from),
      sideText(number, number.to),
      String(number.restsCount),
    ]),
  );

/** The events of a stretch of time, and the numbers of deals that they moved. */
export const changesText = ({ events, moved, notes }: Changes): string => {
  const told = moved.filter(({ of }) => of !== 'totals');
  const counts = `${events.length} events moved ${moved.length} numbers.`;
  return [
    counts,
    '',
    headingText('Events'),
    eventsText(events),
    '',
    headingText('Numbers'),
    movedText(told),
    ...notes,
  ].join('\n');
};
