import { itemAt } from '../../../events/kit/item-at.js';
import type { Problem } from '../../../events/index.js';
import { Holds } from '../../../events/kit/declaration.js';
import type { Result } from '../../../events/kit/decode.js';
import { JsonObject, Nested, Text } from '../../../events/kit/fields.js';
import { cholesky, type Matrix, smallestEigenvalue } from './matrix.js';
import { normalCorrelation } from './normal.js';
import type { Mixes, StreamWeight } from './streams.js';
import type { Variable } from './variable.js';

/** Something that moves several variables together: the grid, chips, funding. */
export class Factor {
  @Text('Its name, which keys its draws.', { most: 60 }) name!: string;
  @JsonObject(
    'By variable, how much of it the factor is, from −1 to 1: two variables correlate by the product of theirs.',
  )
  loadings!: Record<string, unknown>;
}

@Holds<Correlation>(
  'give factors or matrix, one of the two',
  'factors',
  ({ factors, matrix }) => (factors === undefined) !== (matrix === undefined),
)
export class Correlation {
  @Nested(() => Factor, 'Common factors.', { optional: true, list: true }) factors?: Factor[];
  @JsonObject('{variables, ranks}: the rank correlations of some variables, row by row.', { optional: true })
  matrix?: Record<string, unknown>;
}

/** What was asked, as the report shows it. */
export type CorrelationReport =
  | { factors: { name: string; loadings: Record<string, number> }[] }
  | { matrix: { variables: string[]; ranks: number[][] } };

export interface CorrelationModel {
  mixes: Mixes;
  report?: CorrelationReport;
}

const mostInMatrix = 100;

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= -1 && value <= 1;

const unknownVariable = (id: string, variables: ReadonlyMap<string, Variable>): string =>
  `no edit is uncertain by the name "${id.slice(0, 100)}"; the variables are ${[...variables.keys()].slice(0, 10).join(', ')}`;

const loadingProblems = (factors: readonly Factor[], variables: ReadonlyMap<string, Variable>): Problem[] => {
  const squares = new Map<string, number>();
  return factors.flatMap(({ name, loadings }, index): Problem[] => {
    const pointer = `/factors/${index}`;
    if (factors.findIndex((other) => other.name === name) < index)
      return [{ pointer: `${pointer}/name`, detail: 'is the name of another factor, too' }];
    if (variables.has(streamOf(name)))
      return [{ pointer: `${pointer}/name`, detail: `a variable is named "${streamOf(name)}"` }];
    return Object.entries(loadings).flatMap(([id, loading]): Problem[] => {
      const at = `${pointer}/loadings/${escapePointer(id)}`;
      if (!variables.has(id)) return [{ pointer: at, detail: unknownVariable(id, variables) }];
      if (!isShare(loading)) return [{ pointer: at, detail: 'must be a number from −1 to 1' }];
      const square = (squares.get(id) ?? 0) + loading * loading;
      squares.set(id, square);
      return square > 1 + rounding
        ? [{ pointer: at, detail: "the squares of the variable's loadings add to more than 1" }]
        : [];
    });
  });
};

// 0.6² + 0.8² is a little more than 1 in binary.
const rounding = 1e-12;

const streamOf = (factor: string): string => `factor ${factor}`;

const byStream = (left: StreamWeight, right: StreamWeight): number => (left.stream < right.stream ? -1 : 1);

/** Each variable is what its factors are, in the order of their names, and for the rest itself. */
const mixesOfFactors = (factors: readonly Factor[]): Mixes => {
  const shares = new Map<string, StreamWeight[]>();
  for (const { name, loadings } of factors)
    for (const [id, weight] of Object.entries(loadings as Record<string, number>))
      if (weight !== 0) shares.set(id, [...(shares.get(id) ?? []), { stream: streamOf(name), weight }]);
  return new Map(
    [...shares].map(([id, some]) => {
      const sorted = some.sort(byStream);
      const left = 1 - sorted.reduce((sum, { weight }) => sum + weight * weight, 0);
      return [id, left > rounding ? [...sorted, { stream: id, weight: Math.sqrt(left) }] : sorted];
    }),
  );
};

const namesOf = (raw: unknown, variables: ReadonlyMap<string, Variable>): Result<string[]> => {
  const isList = Array.isArray(raw) && raw.length >= 2 && raw.length <= mostInMatrix;
  if (!isList || !raw.every((name): name is string => typeof name === 'string'))
    return {
      problems: [{ pointer: '/matrix/variables', detail: `must be 2 to ${mostInMatrix} names of variables` }],
    };
  const problems = raw.flatMap((id, index) => {
    const pointer = `/matrix/variables/${index}`;
    if (!variables.has(id)) return [{ pointer, detail: unknownVariable(id, variables) }];
    return raw.indexOf(id) < index ? [{ pointer, detail: 'is named twice' }] : [];
  });
  return problems.length > 0 ? { problems } : { value: raw };
};

/** What is wrong with an entry, beside the one across the diagonal. */
const entryProblem = (entry: unknown, across: unknown, row: number, column: number): string | undefined => {
  if (!isShare(entry)) return 'must be a number from −1 to 1';
  if (row === column) return entry === 1 ? undefined : 'must be 1: a variable correlates with itself';
  return entry === across ? undefined : `must be the same as at /${column}/${row}`;
};

const isSquare = (raw: unknown, size: number): raw is unknown[][] =>
  Array.isArray(raw) && raw.length === size && raw.every((row) => Array.isArray(row) && row.length === size);

const ranksOf = (raw: unknown, size: number): Result<number[][]> => {
  if (!isSquare(raw, size))
    return { problems: [{ pointer: '/matrix/ranks', detail: `must be ${size} rows of ${size} numbers` }] };
  const problems = raw.flatMap((row, index) =>
    row.flatMap((entry, column) => {
      const detail = entryProblem(entry, raw[column]?.[index], index, column);
      return detail === undefined ? [] : [{ pointer: `/matrix/ranks/${index}/${column}`, detail }];
    }),
  );
  return problems.length > 0 ? { problems } : { value: raw.map((row) => row.filter(isShare)) };
};

/** The triangle by which independent scores are mixed; the matrix itself must allow it, and that of the normals behind it. */
const triangleOf = (ranks: Matrix): Result<number[][]> => {
  const normals = ranks.map((row, index) =>
    row.map((rank, at) => (at === index ? 1 : normalCorrelation(rank))),
  );
  const refuse = (matrix: Matrix, which: string): Result<number[][]> => {
    const smallest = Math.round(smallestEigenvalue(matrix) * 1e6) / 1e6;
    const detail = `${which} is not positive definite: the smallest eigenvalue is ${smallest}`;
    return { problems: [{ pointer: '/matrix/ranks', detail }] };
  };
  if (!cholesky(ranks)) return refuse(ranks, 'it');
  const triangle = cholesky(normals);
  return triangle
    ? { value: triangle }
    : refuse(normals, 'the correlation of the normal scores behind these ranks');
};

const mixesOfTriangle = (ids: readonly string[], triangle: Matrix): Mixes =>
  new Map(
    ids.flatMap((id, index) => {
      const shares = itemAt(triangle, index).flatMap((weight, at) =>
        weight === 0 ? [] : [{ stream: itemAt(ids, at), weight }],
      );
      // Its own draws and nothing else: it stays as it is without a matrix.
      return shares.length === 1 ? [] : [[id, shares] as const];
    }),
  );

const decodeMatrix = (
  matrix: Record<string, unknown>,
  variables: ReadonlyMap<string, Variable>,
): Result<CorrelationModel> => {
  const strange = Object.keys(matrix).filter((name) => name !== 'variables' && name !== 'ranks');
  if (strange.length > 0)
    return {
      problems: strange.map((name) => ({
        pointer: `/matrix/${escapePointer(name)}`,
        detail: 'is not a field of it',
      })),
    };
  const names = namesOf(matrix.variables, variables);
  if (names.problems) return names;
  const ranks = ranksOf(matrix.ranks, names.value.length);
  if (ranks.problems) return ranks;
  const triangle = triangleOf(ranks.value);
  if (triangle.problems) return triangle;
  const report = { matrix: { variables: names.value, ranks: ranks.value } };
  return { value: { mixes: mixesOfTriangle(names.value, triangle.value), report } };
};

const decodeFactors = (
  factors: readonly Factor[],
  variables: ReadonlyMap<string, Variable>,
): Result<CorrelationModel> => {
  const problems = loadingProblems(factors, variables);
  if (problems.length > 0) return { problems };
  const report = {
    factors: factors.map(({ name, loadings }) => ({ name, loadings: loadings as Record<string, number> })),
  };
  return { value: { mixes: mixesOfFactors(factors), ...(factors.length > 0 && { report }) } };
};

/** Reads how some variables go together: which scores each of them is mixed of. Problems are those of /monteCarlo. */
export const readCorrelation = (
  { factors, matrix }: Correlation = new Correlation(),
  all: readonly Variable[],
): Result<CorrelationModel> => {
  const variables = new Map(all.map((variable) => [variable.id, variable]));
  const { value, problems } = matrix
    ? decodeMatrix(matrix, variables)
    : decodeFactors(factors ?? [], variables);
  if (value) return { value };
  return { problems: problems.map((one) => ({ ...one, pointer: `/monteCarlo/correlation${one.pointer}` })) };
};
