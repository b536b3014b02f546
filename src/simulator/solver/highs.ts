import type { Highs, Model, ModelData } from 'highs';
import type { Optimum, Programme, Solve } from './programme.js';

// Nodes, not seconds: the same programme stops at the same place on every machine.
const mostNodes = 5_000;

const exactly = { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0, mip_max_nodes: mostNodes };

const startsOf = (lengths: readonly number[]): number[] => {
  const starts = [0];
  for (const length of lengths) starts.push(starts.at(-1)! + length);
  return starts;
};

const modelOf = ({ columns, rows }: Programme): ModelData => {
  const terms = rows.flatMap((row) => row.terms);
  const anyWhole = columns.some(({ isWhole }) => isWhole);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ least = 0 }) => least),
    colUpper: columns.map(({ most = Infinity }) => most),
    rowLower: rows.map(({ least = -Infinity }) => least),
    rowUpper: rows.map(({ most = Infinity }) => most),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts: startsOf(rows.map((row) => row.terms.length)),
      indices: terms.map(([column]) => column),
      values: terms.map(([, coefficient]) => coefficient),
    },
    ...(anyWhole && { integrality: columns.map(({ isWhole }) => (isWhole ? 1 : 0)) }),
  };
};

const solutionOf = (model: Model): Optimum => {
  const { colValue, rowDual } = model.getSolution();
  return { cost: model.getObjectiveValue(), values: [...colValue], prices: [...rowDual] };
};

const solveWith =
  (highs: Highs): Solve =>
  (programme) => {
    // The solver calls a programme without columns empty, whatever its rows ask for.
    if (programme.columns.length === 0)
      return programme.rows.every(({ least = 0, most = 0 }) => least <= 0 && most >= 0)
        ? { cost: 0, values: [], prices: programme.rows.map(() => 0) }
        : 'infeasible';
    return highs.withModel(modelOf(programme), (model) => {
      model.options.set(exactly);
      model.run();
      const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus;
      const status = model.getModelStatus();
      if (status === optimal) return solutionOf(model);
      // Neither amounts nor costs are negative, so that nothing is ever unbounded.
      return status === infeasible || status === unboundedOrInfeasible ? 'infeasible' : 'undecided';
    });
  };

let loading: Promise<Solve> | undefined;

/** HiGHS 1.15 (MIT), as WebAssembly; read when it is first needed, for it is 3.5 MB. Throws when it can't be read. */
export const loadSolver = (): Promise<Solve> =>
  (loading ??= import('highs').then(async (module: { default: unknown }) =>
    // Its declarations are read as CommonJS here and as a module by the page's build: the cast suits both.
    solveWith(await (module.default as () => Promise<Highs>)()),
  ));
