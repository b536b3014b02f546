/** A distribution with a name, and where it is from. */
export interface ReferenceClass {
  readonly says: string;
  readonly origin: string;
  /** A hundred equally likely values, as runs of a value and how often it stands in the table. */
  readonly runs: readonly (readonly [value: number, times: number])[];
}

// Generated once, as whole numbers: exp and log at run time would differ between engines.
// prettier-ignore
const slowGrid = [
  [1, 1], [2, 2], [3, 5], [4, 5], [5, 5], [6, 6], [7, 5], [8, 5], [9, 5], [10, 5], [11, 4], [12, 4], [13, 3],
  [14, 4], [15, 3], [16, 2], [17, 3], [18, 2], [19, 2], [20, 2], [21, 2], [22, 2], [23, 1], [24, 2], [25, 1],
  [26, 1], [27, 1], [28, 1], [29, 1], [30, 1], [31, 1], [32, 1], [34, 1], [35, 1], [37, 1], [39, 1], [41, 1],
  [44, 1], [47, 1], [51, 1], [57, 1], [64, 1], [77, 1], [109, 1],
] as const;

// prettier-ignore
const lateProjects = [
  [0, 8], [1, 2], [2, 11], [3, 10], [4, 9], [5, 7], [6, 6], [7, 5], [8, 5], [9, 3], [10, 4], [11, 3], [12, 2],
  [13, 2], [14, 2], [15, 2], [16, 2], [17, 1], [18, 1], [19, 1], [20, 1], [21, 1], [22, 1], [23, 1], [25, 1],
  [26, 1], [28, 1], [31, 1], [34, 1], [38, 1], [43, 1], [50, 1], [63, 1], [97, 1],
] as const;

/** Distributions to begin with, in months; each is an assumption that rests on the work it names. */
export const referenceClasses: Readonly<Record<string, ReferenceClass>> = {
  'grid-connection-slippage': {
    says: 'Months by which a connection to the grid comes late.',
    origin:
      'Assumed log-normal, median 12 and ninth decile 36 months. Rand et al., Queued Up (Lawrence Berkeley National Laboratory, 2023): the typical project built in 2022 took 5 years from request to operation, 3 years in 2015. That work gives durations; the slippage is our reading of them.',
    runs: slowGrid,
  },
  'large-project-slippage': {
    says: 'Months by which a large building project comes late.',
    origin:
      'Assumed log-normal over all of them, median 6 and ninth decile 24 months, with the 8 in 100 that are least late on time. Flyvbjerg and Gardner, How Big Things Get Done (2023): 8.5 % of 16,000 large projects kept both budget and time. The book gives that part; the spread is our assumption.',
    runs: lateProjects,
  },
};

export const referenceNames = Object.keys(referenceClasses);
