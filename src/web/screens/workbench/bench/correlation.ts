import type { Effect } from '../../../../simulator/answer/run.js';
import { percentSaid } from '../../../../../projections/wording/percent-said.js';
import type { PlainEdit } from './words.js';

/** What moves several uncertain inputs together, and by how much each of them, from −1 to 1. */
export interface CommonFactor {
  name: string;
  loadings: Readonly<Record<string, number>>;
}

/** How uncertain inputs go together: by common factors, or pair by pair. */
export type GoesTogether =
  | { factors: readonly CommonFactor[] }
  | { matrix: { variables: readonly string[]; ranks: readonly (readonly number[])[] } };

/** An uncertain input, and how it is called beside its edit. */
export interface NamedInput {
  id: string;
  label: string;
}

const kindOf = (op: string): string => (op === 'set' ? 'how much' : op === 'oneOf' ? 'which' : 'whether');

/** The uncertain inputs of the edits, each with the line that it comes from. */
export const inputsOf = (
  effects: readonly Effect[],
  lineText: (edit: number) => string | undefined,
): NamedInput[] =>
  effects.flatMap(({ variable, edit, op, assumed }) => {
    if (variable === undefined) return [];
    const kind = assumed?.alternative === undefined ? kindOf(op) : 'which';
    return [{ id: variable, label: `${kind}: ${lineText(edit) ?? variable}` }];
  });

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const factorIn = (value: unknown): CommonFactor[] => {
  if (!isFields(value) || typeof value.name !== 'string' || !isFields(value.loadings)) return [];
  const loadings = Object.entries(value.loadings).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return [{ name: value.name, loadings: Object.fromEntries(loadings) }];
};

const numbersIn = (row: unknown): number[] =>
  Array.isArray(row) ? row.filter((one): one is number => typeof one === 'number') : [];

/** What an address or a file says of it; undefined where that is neither. */
export const readTogether = (value: unknown): GoesTogether | undefined => {
  if (!isFields(value)) return undefined;
  if (Array.isArray(value.factors)) return { factors: value.factors.flatMap(factorIn) };
  if (!isFields(value.matrix)) return undefined;
  const { variables, ranks } = value.matrix;
  if (!Array.isArray(variables) || !Array.isArray(ranks)) return undefined;
  return { matrix: { variables: variables.map(String), ranks: ranks.map(numbersIn) } };
};

const factorsFor = (factors: readonly CommonFactor[], ids: ReadonlySet<string>): CommonFactor[] =>
  factors
    .map(({ name, loadings }) => ({
      name,
      loadings: Object.fromEntries(
        Object.entries(loadings).filter(([id, share]) => ids.has(id) && share !== 0),
      ),
    }))
    .filter(({ loadings }) => Object.keys(loadings).length > 0);

/** How far two inputs go together, from −1 to 1. */
export const rankOf = (asked: GoesTogether | undefined, one: string, other: string): number => {
  if (!asked) return 0;
  if ('factors' in asked)
    return asked.factors.reduce(
      (sum, { loadings }) => sum + (loadings[one] ?? 0) * (loadings[other] ?? 0),
      0,
    );
  const { variables, ranks } = asked.matrix;
  return ranks[variables.indexOf(one)]?.[variables.indexOf(other)] ?? 0;
};

/** Every pair of inputs, once. */
export const pairsOf = (inputs: readonly NamedInput[]): [NamedInput, NamedInput][] =>
  inputs.flatMap((one, index) =>
    inputs.slice(index + 1).map((other): [NamedInput, NamedInput] => [one, other]),
  );

/** The ranks of all inputs with one pair of them changed. */
export const withRank = (
  asked: GoesTogether | undefined,
  inputs: readonly NamedInput[],
  pair: readonly [string, string],
  rank: number,
): GoesTogether => {
  const ids = inputs.map(({ id }) => id);
  const isPair = (one: string, other: string): boolean =>
    one !== other && pair.includes(one) && pair.includes(other);
  const ranks = ids.map((one) =>
    ids.map((other) => (one === other ? 1 : isPair(one, other) ? rank : rankOf(asked, one, other))),
  );
  return { matrix: { variables: ids, ranks } };
};

/** As it is asked of the inputs that there are; undefined where none of them goes with another. */
export const correlationFor = (
  asked: GoesTogether | undefined,
  ids: readonly string[],
): PlainEdit | undefined => {
  if (!asked) return undefined;
  if ('factors' in asked) {
    const factors = factorsFor(asked.factors, new Set(ids));
    return factors.length > 0 ? { factors } : undefined;
  }
  const kept = asked.matrix.variables.filter((id) => ids.includes(id));
  const ranks = kept.map((one) => kept.map((other) => (one === other ? 1 : rankOf(asked, one, other))));
  return kept.length > 1 ? { matrix: { variables: kept, ranks } } : undefined;
};

/** "They go together: A, with B, 40%." */
export const ranksSaid = (asked: GoesTogether | undefined, inputs: readonly NamedInput[]): string => {
  const pairs = pairsOf(inputs).flatMap(([one, other]) => {
    const rank = rankOf(asked, one.id, other.id);
    return rank === 0 ? [] : [`${one.label}, with ${other.label}, ${percentSaid(rank)}`];
  });
  return pairs.length === 0 ? 'Each is drawn by itself.' : `They go together: ${pairs.join('; ')}.`;
};
