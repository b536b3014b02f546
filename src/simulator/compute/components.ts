import type { Log } from '../../../projections/kit/log.js';
import type { View } from '../../../projections/kit/view.js';
import type { Variable } from '../chance/variable.js';
import type { Footprint, Edit } from '../edits/edit.js';
import { set as setAssumption } from '../edits/set.js';
import type { DealScope } from '../edits/excerpt.js';
import { DisjointSets } from './disjoint-sets.js';
import type { Ground } from '../scenario/ground.js';

/** Edits that act on each other, directly or through others; different components never meet. */
export interface Component {
  edits: number[];
  variables: Variable[];
  /** The deals that they may change; missing where that may be anything. */
  scope?: DealScope;
}

/** The unit in which everything meets. */
export const everywhere = '*';

/** Streams and assumptions are what edits meet in; texts that are neither are passed over. */
export const unitsIn = (value: unknown, streamOf: (id: string) => string | undefined): string[] => {
  if (typeof value === 'string') {
    const stream = /^(?:deal|stake|market)-[a-z0-9-]+/.exec(value)?.[0];
    if (stream !== undefined) return [stream];
    if (value.startsWith('party-')) return [everywhere];
    return [value.startsWith('assumption:') ? value : streamOf(value.replace(/^event:/, ''))].filter(
      (unit) => unit !== undefined,
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => unitsIn(inner, streamOf));
};

/** What a commitment, an overlap, the end of a deal, or the corrected body of one names of another deal. */
interface DealReferences {
  partOf?: string;
  with?: string;
  by?: unknown;
}

/** The deals that a fact ties its own to: what contains it, overlaps it or takes its place. */
const dealsTiedIn = (body: unknown): string[] => {
  const inner = (body as { body?: DealReferences }).body;
  const { partOf, with: other, by } = inner ?? (body as DealReferences);
  return [partOf, other, by].flatMap((name) =>
    typeof name === 'string' && name.startsWith('deal-') ? (name.split('/')[0] ?? []) : [],
  );
};

/** The deals that are added up together, in pairs: one that contains, overlaps or supersedes another. */
export const containments = (log: Log): [string, string][] =>
  [...log.streams('deal')].flatMap((stream) =>
    log
      .facts(stream)
      .flatMap(({ body }) => dealsTiedIn(body).map((other): [string, string] => [stream, other])),
  );

/** Deals that contain, overlap or supersede each other are added up together. */
const joinContainers = (groups: DisjointSets, { history }: Ground): void =>
  containments(history).forEach((pair) => groups.join(pair));

const unitsOf = (edit: Edit, footprint: unknown, ground: Ground): string[] => {
  if (edit.kind.isLast) return [everywhere];
  const streamOf = (id: string): string | undefined => ground.history.fact(id)?.stream;
  const assumed = edit.reads.map((name) => `assumption:${name}`);
  return [...new Set([...unitsIn([fieldsOf(edit), footprint], streamOf), ...assumed])];
};

/** The name of an assumption may read like a deal's: it stands for none. */
export const fieldsOf = (edit: Edit): object[] =>
  [edit, ...(edit.others ?? [])]
    .filter(({ kind }) => kind.op !== setAssumption.op)
    .map(({ fields }) => fields);

const trancheIn = (fields: object): string | undefined => {
  const { target, tranche } = fields as { target?: string; tranche?: string };
  return [target, tranche].find((name) => name?.includes('/'));
};

/** The tranches that an edit keeps to; undefined where it acts on deals. */
const tranchesOf = (edit: Edit): string[] | undefined => {
  const all = [edit, ...(edit.others ?? [])].map(({ kind, fields }) =>
    kind.keepsToTranche ? trancheIn(fields) : undefined,
  );
  return all.every((name) => name !== undefined) ? all : undefined;
};

const isDeal = (unit: string): boolean => unit.startsWith('deal-');

/** Deals in which something acts on more than a tranche, or whose tranches contain each other. */
const wholeDeals = (edits: readonly Edit[], units: readonly string[][], { history }: Ground): Set<string> => {
  const whole = new Set(
    edits.flatMap((edit, index) => (tranchesOf(edit) ? [] : units[index]!.filter(isDeal))),
  );
  for (const [inner, outer] of containments(history)) whole.add(inner).add(outer);
  return whole;
};

/** Where nothing acts on the whole of a deal, its tranches stand for themselves. */
const narrowedUnits = (edits: readonly Edit[], units: readonly string[][], ground: Ground): string[][] => {
  const whole = wholeDeals(edits, units, ground);
  return units.map((all, index) => {
    const tranches = tranchesOf(edits[index]!) ?? [];
    const fine = tranches.filter((name) => !whole.has(name.split('/')[0]!));
    return [...all.filter((unit) => !isDeal(unit) || whole.has(unit)), ...fine];
  });
};

/** What the targets' numbers are sums over. */
export type Grain = 'tranche' | 'deal' | 'all';

/** The finest one that the rows of all these views are sums over. */
export const grainOf = (views: readonly View[]): Grain => {
  const grains = views.map(({ traits }) => traits?.summedBy);
  if (grains.every((grain) => grain === 'tranche')) return 'tranche';
  return grains.every((grain) => grain !== undefined) ? 'deal' : 'all';
};

/** Splits the edits of a scenario into parts that can be reckoned one by one. */
export const componentsOf = (
  edits: readonly Edit[],
  /** What each edit reads and writes in each view. */
  prints: readonly (readonly Footprint[])[],
  ground: Ground,
  grain: Grain,
): Component[] => {
  const groups = new DisjointSets();
  joinContainers(groups, ground);
  const units = edits.map((edit, index) =>
    unitsOf(
      edit,
      prints.map((all) => all[index]),
      ground,
    ),
  );
  const isOne = grain === 'all' || units.some((one) => one.includes(everywhere));
  const meeting = grain === 'tranche' && !isOne ? narrowedUnits(edits, units, ground) : units;
  edits.forEach((edit, index) => groups.join([`edit:${edit.index}`, ...meeting[index]!]));
  const components = groupByLeader(edits, ({ index }) =>
    isOne ? everywhere : groups.leader(`edit:${index}`),
  );
  if (!isOne) addScopes(components, meeting, groups, ground);
  return [...components.values()];
};

const groupByLeader = (edits: readonly Edit[], leaderOf: (edit: Edit) => string): Map<string, Component> => {
  const components = new Map<string, Component>();
  for (const edit of edits) {
    const leader = leaderOf(edit);
    const component = components.get(leader) ?? { edits: [], variables: [] };
    component.edits.push(edit.index);
    if (edit.variable) component.variables.push(edit.variable);
    components.set(leader, component);
  }
  return components;
};

/** All deals of a group are whole in it; a tranche that stands for itself is all that matters of its deal. */
const addScopes = (
  components: ReadonlyMap<string, Component>,
  meeting: readonly string[][],
  groups: DisjointSets,
  { history }: Ground,
): void => {
  const scopes = new Map(
    [...components.keys()].map((leader) => [leader, new Map<string, Set<string> | undefined>()]),
  );
  const named = meeting.flat().filter(isDeal);
  for (const name of [...history.streams('deal'), ...named.filter((unit) => !unit.includes('/'))])
    scopes.get(groups.leader(name))?.set(name, undefined);
  for (const name of named.filter((unit) => unit.includes('/'))) {
    const [stream = '', tranche = ''] = name.split('/');
    const scope = scopes.get(groups.leader(name))!;
    if (!scope.has(stream)) scope.set(stream, new Set());
    scope.get(stream)?.add(tranche);
  }
  for (const [leader, component] of components) component.scope = scopes.get(leader)!;
};
