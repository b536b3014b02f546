import type { Problem } from '../../events/index.js';
import { problemsOf } from '../messages/declared.js';
import { BadRequest } from '../messages/refusals.js';

/** The parameters of an address; one that is given twice is a list. */
export type QueryParameters = Readonly<Record<string, string | string[]>>;

const unreadable = 'the question cannot be read';

const repeatedProblem = (name: string): Problem => ({
  pointer: `/${name}`,
  detail: `${name} must be given once`,
});

const firstOf = (value: string | string[]): string => (Array.isArray(value) ? value[0]! : value);

/**
 * Asks with parameters that the answerer reads itself; those given twice, and problems found before, are named beside
 * whatever else is wrong.
 */
export const askChecked = async <T>(
  query: QueryParameters,
  ask: (parameters: Readonly<Record<string, string>>) => Promise<T>,
  found: readonly Problem[] = [],
): Promise<T> => {
  const repeated = [
    ...found,
    ...Object.keys(query)
      .filter((name) => Array.isArray(query[name]))
      .map(repeatedProblem),
  ];
  const parameters = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, firstOf(value)]));
  try {
    const answer = await ask(parameters);
    if (repeated.length > 0) throw new BadRequest(unreadable, []);
    return answer;
  } catch (error) {
    if (repeated.length === 0 || !(error instanceof BadRequest)) throw error;
    throw new BadRequest(unreadable, [...repeated, ...error.problems]);
  }
};

/** Reads the few parameters that an address has; everything that is wrong is named at once. */
export class QueryReader {
  readonly #problems: Problem[];

  constructor(
    private readonly query: QueryParameters,
    names: readonly string[],
  ) {
    const known = names.length > 0 ? `the parameters are ${names.join(', ')}` : 'there are none';
    this.#problems = Object.keys(query)
      .filter((name) => !names.includes(name))
      .map((name) => ({ pointer: `/${name}`, detail: `${name} is not a parameter here; ${known}` }));
    this.#problems.push(...names.filter((name) => Array.isArray(query[name])).map(repeatedProblem));
  }

  text(name: string): string | undefined {
    const value = this.query[name];
    return value === undefined || value === '' ? undefined : firstOf(value);
  }

  whole(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || /^\d{1,15}$/.test(value))
      return value === undefined ? undefined : Number(value);
    this.#problems.push({ pointer: `/${name}`, detail: `${name} must be a whole number` });
    return undefined;
  }

  flag(name: string): boolean {
    const value = this.text(name);
    if (value !== undefined && value !== 'true' && value !== 'false')
      this.#problems.push({ pointer: `/${name}`, detail: `${name} must be true or false` });
    return value === 'true';
  }

  /** The message made of the parameters, held against its own declarations. Throws BadRequest. */
  checked<T extends object>(message: T): T {
    const problems = [...this.#problems, ...problemsOf(message)];
    if (problems.length > 0) throw new BadRequest(unreadable, problems);
    return message;
  }
}
