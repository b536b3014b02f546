import { type Fact } from '../../events/index.js';
import { sourceKinds } from '../../events/kit/envelope.js';

export const policies = ['primary', 'latest', 'lowest', 'highest'] as const;
/** The rule that picks one claim of a set. */
export type Policy = (typeof policies)[number];

/** Whether a policy compares what claims come to in a view; the others go by source and date. */
export const comparesClaims = (policy: Policy): policy is 'lowest' | 'highest' =>
  policy === 'lowest' || policy === 'highest';

/** Events that state one occurrence differently, in the order in which they became known. */
export interface ClaimSet {
  /** The id of the claim that the others are rivals of. */
  readonly root: string;
  readonly claims: readonly Fact[];
}

/** Which claim of each set counts. */
export type Selection = ReadonlyMap<string, string>;

/** The claims of a stream that differ, and which of them count. */
export interface CountedClaims {
  readonly sets: readonly ClaimSet[];
  readonly selection: Selection;
}

/** The claim of a set that counts, by the root of the set. */
export type ChosenClaims = Pick<Selection, 'get'>;

/** The claim of which another is a rival in the end; of a circle each is its own. */
const rootOf = (fact: Fact, byId: ReadonlyMap<string, Fact>, known: Map<string, string>): string => {
  const other = byId.get(fact.rivalOf ?? '');
  // Most are rivals of one that is none itself.
  const near = other && (other.rivalOf === undefined ? other.id : known.get(other.id));
  if (near !== undefined) {
    known.set(fact.id, near);
    return near;
  }
  const passed = new Set<string>();
  let root = known.get(fact.id);
  for (let current = fact; root === undefined;) {
    if (passed.has(current.id)) return current.id;
    passed.add(current.id);
    const { id, rivalOf } = current;
    const next = rivalOf === undefined ? undefined : byId.get(rivalOf);
    root = next ? known.get(next.id) : (rivalOf ?? id);
    if (next) current = next;
  }
  for (const id of passed) known.set(id, root);
  return root;
};

const byKnown = (left: Fact, right: Fact): number =>
  left.knownOn < right.knownOn ? -1 : left.knownOn > right.knownOn ? 1 : left.position - right.position;

/** The claim sets among the visible facts of a stream; a claim without a visible rival is none. */
export const claimSetsOf = (facts: readonly Fact[]): ClaimSet[] => {
  const rivals = facts.filter(({ rivalOf }) => rivalOf !== undefined);
  if (rivals.length === 0) return [];
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const known = new Map<string, string>();
  const sets = Map.groupBy(rivals, (fact) => rootOf(fact, byId, known));
  for (const [root, claims] of sets) {
    const first = byId.get(root);
    if (first && first.rivalOf === undefined) claims.push(first);
  }
  return [...sets]
    .filter(([, claims]) => claims.length > 1)
    .map(([root, claims]) => ({ root, claims: claims.sort(byKnown) }))
    .sort((left, right) => (left.root < right.root ? -1 : 1));
};

const rankSource = ({ source }: Fact): number => sourceKinds.indexOf(source?.kind ?? 'own');

/** The claim closest to the fact; among equals the latest known. */
const primary = ({ claims }: ClaimSet): Fact =>
  claims.reduce((closest, later) => (rankSource(later) <= rankSource(closest) ? later : closest));

const latest = ({ claims }: ClaimSet): Fact => claims.reduce((_, later) => later);

/** The claim of a set that has been chosen before. */
export const chosenClaim = ({ claims }: ClaimSet): Fact | undefined =>
  claims.find(({ isChosen }) => isChosen);

/** What `primary` (and `lowest` and `highest` until they have compared) or `latest` picks. */
export const pickClaims = (sets: readonly ClaimSet[], policy: Policy): Selection =>
  new Map(
    sets.map((set) => [
      set.root,
      (chosenClaim(set) ?? (policy === 'latest' ? latest(set) : primary(set))).id,
    ]),
  );

/** The selection where its claim is among these; a day that does not see it yet picks among what it sees. */
export const restrictSelection = (
  sets: readonly ClaimSet[],
  selection: ChosenClaims,
  policy: Policy,
): Selection => {
  const chosen = sets.flatMap(({ root, claims }) => {
    const id = selection.get(root);
    return id !== undefined && claims.some((claim) => claim.id === id) ? [[root, id] as const] : [];
  });
  return new Map([...pickClaims(sets, policy), ...chosen]);
};

const contested = new WeakMap<Fact, Fact>();

/** A claim that knows how many rivals it has, and when it was said first: the same one for as long as it has as many. */
const besideRivals = (fact: Fact, rivals: number, saidFirstOn: string): Fact => {
  const known = contested.get(fact);
  if (known?.rivals === rivals && known.saidFirstOn === saidFirstOn) return known;
  const made = { ...fact, rivals, saidFirstOn };
  contested.set(fact, made);
  return made;
};

/** A fact, and where it stands among others. */
type PlacedFact = readonly [place: number, fact: Fact];

/** Facts of which some are claims: the others, and where they stand, are looked for once. */
export class ContestedFacts {
  readonly #plain: PlacedFact[] = [];
  readonly #places = new Map<string, number>();

  constructor(
    private readonly facts: readonly Fact[],
    readonly sets: readonly ClaimSet[],
  ) {
    if (sets.length === 0) return;
    const claims = new Set(sets.flatMap((set) => set.claims.map(({ id }) => id)));
    for (const [place, fact] of facts.entries())
      if (claims.has(fact.id)) this.#places.set(fact.id, place);
      else this.#plain.push([place, fact]);
  }

  /** In their order, of the claims only the selected ones, each knowing how many rivals it has. */
  under(selection: ChosenClaims): readonly Fact[] {
    if (this.sets.length === 0) return this.facts;
    const chosen = this.sets.flatMap(({ root, claims }): PlacedFact[] => {
      const place = this.#places.get(selection.get(root) ?? '') ?? -1;
      const fact = this.facts[place];
      if (!fact) return [];
      const first = claims.find(({ id }) => id === root) ?? claims[0] ?? fact;
      return [[place, besideRivals(fact, claims.length - 1, first.knownOn)]];
    });
    return [...this.#plain, ...chosen].sort(([left], [right]) => left - right).map(([, fact]) => fact);
  }
}

/** Only the selected claims, each knowing how many rivals it has. */
export const selectClaims = (
  facts: readonly Fact[],
  sets: readonly ClaimSet[],
  selection: Selection,
): readonly Fact[] => new ContestedFacts(facts, sets).under(selection);

const mostCombinations = 64;

const combinationsOf = (sets: readonly ClaimSet[]): number =>
  sets.reduce((count, set) => count * set.claims.length, 1);

/** Whether there are too many combinations for each to be tried out: then one set at a time is, the others as selected. */
export const areTriedOneByOne = (sets: readonly ClaimSet[]): boolean =>
  combinationsOf(sets) > mostCombinations;

/** How many selections are tried out for a span: every combination of claims, or each claim by itself. */
export const selectionCount = (sets: readonly ClaimSet[]): number => {
  const combinations = combinationsOf(sets);
  return combinations > mostCombinations
    ? sets.reduce((sum, { claims }) => sum + claims.length, 0)
    : combinations;
};

/**
 * Every combination of claims while there are at most 64; beyond that one set at a time, the others as selected.
 */
export const selectionsOf = (
  sets: readonly ClaimSet[],
  chosen: Selection,
): { selections: Selection[]; complete: boolean } => {
  if (combinationsOf(sets) > mostCombinations) {
    return {
      selections: sets.flatMap((set) => set.claims.map((claim) => new Map(chosen).set(set.root, claim.id))),
      complete: false,
    };
  }
  const all = sets.reduce<Selection[]>(
    (partial, set) =>
      partial.flatMap((selection) => set.claims.map((claim) => new Map(selection).set(set.root, claim.id))),
    [new Map()],
  );
  return { selections: all, complete: true };
};
