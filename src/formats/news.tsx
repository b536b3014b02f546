import { views } from '../../projections/index.js';
import type { MovedNumber } from '../../projections/changes.js';
import type { NewsEntry } from '../../projections/news.js';
import { measureText, titleOf } from '../../projections/wording/measure.js';
import type { RecordedEvent } from '../../events/index.js';

const sideText = ({ measure, keys }: MovedNumber, side: MovedNumber['from']): string =>
  side === null ? '–' : measureText(measure, side, keys);

const keysText = (keys: NewsEntry['keys']): string =>
  Object.values(keys)
    .filter((value) => value !== null)
    .join(' · ');

const moveText = (moved: MovedNumber): string =>
  `${titleOf(moved.measure)} ${sideText(moved, moved.from)} → ${sideText(moved, moved.to)}`;

/** What reads alike before and after, as bounds behind "unknown" do, is left to the answer itself. */
const readableMoves = ({ moved }: NewsEntry): MovedNumber[] => {
  const readable = moved.filter((one) => sideText(one, one.from) !== sideText(one, one.to));
  return readable.length > 0 ? readable : moved;
};

const mostInTitle = 2;

/** "compute-capacity, amd · chips: headline 6 GW → 7 GW, firm 1 GW → 2 GW, and 3 more" */
export const newsTitle = (entry: NewsEntry): string => {
  const moves = readableMoves(entry);
  const told = moves.slice(0, mostInTitle).map(moveText).join(', ');
  const more = moves.length - mostInTitle;
  return `${entry.view}, ${keysText(entry.keys)}: ${told}${more > 0 ? `, and ${more} more` : ''}`;
};

/** The events that moved a row, each once. */
export const groundsOf = ({ moved }: NewsEntry): string[] => [
  ...new Set(moved.flatMap(({ rests }) => rests)),
];

const Reason = ({ event: { stream, type, knownOn, source, quote } }: { event: RecordedEvent }) => (
  <li>
    {stream}, {type}, known {knownOn}
    {source && ': '}
    {source?.url === undefined ? source?.title : <a href={source.url}>{source.title}</a>}
    {quote !== undefined && <q>{quote}</q>}
  </li>
);

/** A row's numbers, before and after, and the events behind them as they were told. */
export const newsShown = (entry: NewsEntry, events: readonly RecordedEvent[]) => (
  <>
    <table>
      <tr>
        <th>number</th>
        <th>from</th>
        <th>to</th>
      </tr>
      {readableMoves(entry).map((number) => (
        <tr>
          <td>{titleOf(number.measure)}</td>
          <td>{sideText(number, number.from)}</td>
          <td>{sideText(number, number.to)}</td>
        </tr>
      ))}
    </table>
    <p>
      Known {entry.knownOn}, effective {entry.effectiveAt}, position {entry.position}.
    </p>
    <ul>
      {events.map((event) => (
        <Reason event={event} />
      ))}
    </ul>
  </>
);

const isDimension = (view: string, name: string): boolean =>
  views.some((one) => one.name === view && one.dimensions.includes(name) && !(name in one.parameters));

/** The parameters of the question that has the row, and nothing beside it. */
export const newsQuestion = (
  { view, by, keys, knownOn, effectiveAt, position }: NewsEntry,
  policy: string,
): Record<string, string> => ({
  effectiveAt,
  knownAt: knownOn,
  atPosition: String(position),
  policy,
  by,
  ...Object.fromEntries(
    Object.entries(keys).flatMap(([name, value]) =>
      value !== null && isDimension(view, name) ? [[name, value]] : [],
    ),
  ),
});
