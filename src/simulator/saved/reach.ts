import type { Log } from '../../../projections/kit/log.js';
import { containments, everywhere, fieldsOf, unitsIn } from '../compute/components.js';
import { cap, type Cap } from '../edits/cap.js';
import type { Footprint, Edit } from '../edits/edit.js';

/** The streams that an edit touches or reads; every one where it depends on what all deals say. */
export class StreamReach {
  constructor(readonly streams: ReadonlySet<string>) {}

  has(stream: string): boolean {
    return this.streams.has(everywhere) || this.streams.has(stream);
  }
}

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const partiesIn = (fields: readonly object[], log: Log): string[] =>
  textsIn(fields)
    .map((text) => `party-${text}`)
    .filter((stream) => log.facts(stream).length > 0);

/** With the deals that contain them or are contained in them, through and through. */
const withContainers = (streams: Set<string>, pairs: readonly [string, string][]): Set<string> => {
  for (let before = -1; before < streams.size;) {
    before = streams.size;
    for (const [inner, outer] of pairs)
      if (streams.has(inner) || streams.has(outer)) streams.add(inner).add(outer);
  }
  return streams;
};

const readsEveryDeal = ({ kind, fields }: Edit): boolean =>
  kind.op === cap.op && (fields as Cap).scope?.deal === undefined;

/** Tells of each edit what it touches and reads on a log, by the footprint that it leaves there. */
export const reachesOn = (log: Log): ((edit: Edit, footprint: Footprint) => StreamReach) => {
  const pairs = containments(log);
  return (edit, footprint) => {
    const fields = fieldsOf(edit);
    const units = unitsIn([fields, footprint], (id) => log.fact(id)?.stream);
    const streams = units.filter((unit) => !unit.startsWith('assumption:'));
    const all = [edit, ...(edit.others ?? [])].some(readsEveryDeal);
    const touched = new Set([...streams, ...partiesIn(fields, log), ...(all ? [everywhere] : [])]);
    return new StreamReach(withContainers(touched, pairs));
  };
};
