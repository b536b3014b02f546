import type { Line } from './kit/line.js';
import { boundsIn } from './kit/measure.js';
import type { TieSide, Stock, Tie } from './kit/physical.js';
import { World } from './kit/world.js';

/** What contains a line; what has gone keeps its place between its container and its parts. */
const containerOf = (
  line: Line,
  lines: ReadonlyMap<string, Line>,
  passed: readonly string[] = [],
): string | undefined => {
  const name = line.keys.within ?? undefined;
  const over = name === undefined ? undefined : lines.get(name);
  return name !== undefined && over?.keys.gone && !passed.includes(name)
    ? containerOf(over, lines, [...passed, name])
    : name;
};

const stockOf = (line: Line, lines: ReadonlyMap<string, Line>): Stock => {
  const level = line.parts.energizedKw;
  const within = containerOf(line, lines);
  return {
    name: line.id,
    layer: line.keys.layer ?? null,
    nameplate: boundsIn(line.parts, 'headlineKw'),
    ...(level && !level.unobserved && { level: level.bounds }),
    ...(within !== undefined && { within }),
  };
};

const tiesIn = (line: Line): Tie[] =>
  (line.overlaps ?? []).map(({ other, power, rests }) => ({
    one: line.id,
    other,
    ...(power && { power }),
    rests,
  }));

/** The tranches of a cut as one physical world, from grid and site through clouds to whoever uses them. */
export class SupplyChain {
  readonly lines: readonly Line[];
  readonly world: World;
  readonly #byId: ReadonlyMap<string, Line>;

  constructor(all: readonly Line[]) {
    const inOrder = all.toSorted((left, right) => (left.id < right.id ? -1 : 1));
    const whole = new Map(inOrder.map((line) => [line.id, line]));
    this.lines = inOrder.filter(({ keys }) => !keys.gone);
    this.#byId = new Map(this.lines.map((line) => [line.id, line]));
    this.world = new World(
      this.lines.map((line) => stockOf(line, whole)),
      this.lines.flatMap(tiesIn),
    );
  }

  line({ name }: Stock): Line {
    const line = this.#byId.get(name);
    if (!line) throw new RangeError(`${name} is not in the chain`);
    return line;
  }

  stocks(lines: readonly Line[]): Stock[] {
    return lines.flatMap(({ id }) => this.world.stock(id) ?? []);
  }

  /** What was observed of one of them is not what it is tied to says. */
  isContradicted(lines: readonly Line[]): boolean {
    return this.stocks(lines).some((stock) => this.world.running(stock).isContradicted);
  }

  basisOf(stock: Stock): string | null | undefined {
    return this.line(stock).keys.basis;
  }

  tiesOf(lines: readonly Line[]): TieSide[] {
    return this.stocks(lines).flatMap((stock) => this.world.tiesOf(stock));
  }

  /** What a party, or a unit of it, provides to others. */
  passedOnBy(party: string): Line[] {
    return this.lines.filter(({ keys: { from, lab } }) => from === party && lab !== null && lab !== party);
  }
}
