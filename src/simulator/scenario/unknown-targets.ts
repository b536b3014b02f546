import type { Problem } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import type { Log } from '../../../projections/kit/log.js';
import { noDealText } from '../edits/edit.js';

type UncheckedEdit = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === 'string';

/** What an edit names as deal or deal/part, each with its place in it. */
const namesIn = ({ target, tranche, targets }: UncheckedEdit): [string, string][] => {
  const names: [string, string][] = [];
  if (isText(target)) names.push(['/target', target]);
  if (isText(tranche)) names.push(['/tranche', tranche]);
  if (Array.isArray(targets)) targets.forEach((one, at) => names.push([`/targets/${at}`, String(one)]));
  return names;
};

/** The deals about which something is assumed: what is there of them is not known before the edits are made. */
const assumedDeals = (edits: readonly unknown[]): Set<unknown> =>
  new Set(edits.filter(isPlainObject).map(({ event }) => (isPlainObject(event) ? event.stream : undefined)));

const isThere = (log: Log, stream: string, part: string | undefined): boolean => {
  const facts = stream.startsWith('deal-') ? log.facts(stream) : [];
  if (part === undefined || facts.length === 0) return facts.length > 0;
  return facts.some(({ body }) => {
    const { tranche, payment } = body as { tranche?: string; payment?: string };
    return tranche === part || payment === part;
  });
};

const problemsOf = (
  edit: UncheckedEdit,
  pointer: string,
  log: Log,
  assumed: ReadonlySet<unknown>,
): Problem[] =>
  namesIn(edit).flatMap(([place, name]) => {
    const [stream = '', part] = name.split('/');
    if (assumed.has(stream) || isThere(log, stream, part)) return [];
    const isDeal = isThere(log, stream, undefined);
    const detail = isDeal ? `${stream} has no tranche or payment "${part}"` : noDealText(stream, log);
    return [{ pointer: pointer + place, detail }];
  });

/** Targets that no log knows, for edits that can't be made as something else is wrong with the scenario. */
export const unknownTargets = (edits: readonly unknown[], log: Log): Problem[] => {
  const assumed = assumedDeals(edits);
  return edits.flatMap((edit, index) => {
    if (!isPlainObject(edit)) return [];
    const inner = Array.isArray(edit.edits) ? edit.edits : [];
    return [
      ...problemsOf(edit, `/edits/${index}`, log, assumed),
      ...inner.flatMap((one, at) =>
        isPlainObject(one) ? problemsOf(one, `/edits/${index}/edits/${at}`, log, assumed) : [],
      ),
    ];
  });
};
