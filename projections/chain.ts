import type { Line } from './kit/line.js';
import type { TieSide, Stock, Tie } from './kit/physical.js';
import { type RunningBounds, World } from './kit/world.js';

/** What contains a line; what has gone keeps its place between its container and its parts. */
const containerOf = (line: Line, lines: ReadonlyMap<string, Line>): string | undefined => {
  const passed = new Set<string>();
  let name = line.keys.within;
  while (name && lines.get(name)?.keys.gone && !passed.has(name)) {
    passed.add(name);
    name = lines.get(name)!.keys.within;
  }
  return name ?? undefined;
};

const stockOf = (line: Line, lines: ReadonlyMap<string, Line>): Stock => {
  const level = line.parts.energizedKw;
  const within = containerOf(line, lines);
  return {
    name: line.id,
    layer: line.keys.layer!,
    nameplate: line.parts.headlineKw!.bounds,
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

  line(name: string): Line {
    return this.#byId.get(name)!;
  }

  stocks(lines: readonly Line[]): Stock[] {
    return lines.map(({ id }) => this.world.stock(id)!);
  }

  running({ id }: Line): RunningBounds {
    return this.world.running(this.world.stock(id)!);
  }

  basisOf({ name }: Stock): string | null | undefined {
    return this.line(name).keys.basis;
  }

  tiesOf(lines: readonly Line[]): TieSide[] {
    return this.stocks(lines).flatMap((stock) => this.world.tiesOf(stock));
  }

  /** What a party, or a unit of it, provides to others. */
  passedOnBy(party: string): Line[] {
    return this.lines.filter(({ keys: { from, lab } }) => from === party && lab !== null && lab !== party);
  }
}
