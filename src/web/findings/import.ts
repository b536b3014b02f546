import { plural } from '../../charts/words/dates.js';
import { listed } from './said.js';

/** What is counted of a sheet that was read. */
export interface ReadSheet {
  file: string;
  /** The streams of what is new, one for each event. */
  streams: readonly string[];
  errors: number;
  /** Cells that the ledger says otherwise, and how many of them are answered. */
  changes: number;
  answered: number;
  isRecorded: boolean;
}

const categories: readonly (readonly [string, string, string])[] = [
  ['deal-', 'deal', 'deals'],
  ['stake-', 'stake', 'stakes'],
  ['market-', 'market', 'markets'],
  ['party-', 'party', 'parties'],
];

const aboutSaid = (streams: readonly string[]): string => {
  const each = [...new Set(streams)];
  const parts = categories.flatMap(([start, one, many]) => {
    const count = each.filter((stream) => stream.startsWith(start)).length;
    return count === 0 ? [] : [plural(count, one, many)];
  });
  return parts.length === 0 ? '' : ` about ${listed(parts)}`;
};

/** What a sheet comes to: what stands in its way first, then what it asks, then what is new in it. */
export const importFinding = ({
  file,
  streams,
  errors,
  changes,
  answered,
  isRecorded,
}: ReadSheet): string => {
  const events = `${plural(streams.length, 'event')}${aboutSaid(streams)}`;
  if (isRecorded)
    return streams.length === 0
      ? `Nothing of ${file} was new.`
      : `${events} ${streams.length === 1 ? 'is' : 'are'} recorded from ${file}.`;
  if (errors > 0)
    return `${plural(errors, 'cell')} of ${file} cannot be taken in as ${errors === 1 ? 'it is' : 'they are'}.`;
  if (changes > answered)
    return `${plural(changes, 'cell')} of ${file} ${changes === 1 ? 'is' : 'are'} not what the ledger says.`;
  return streams.length === 0 ? `The ledger says all of ${file} already.` : `${file} comes to ${events}.`;
};
