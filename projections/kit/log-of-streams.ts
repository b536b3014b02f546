import type { Fact } from '../../events/index.js';
import { partsOf } from '../../events/kit/stream.js';
import type { Log } from './log.js';

/** A log in which some streams stand by themselves beside the parties, alone or with the whole in sight. */
export class LogOfStreams implements Log {
  readonly #streams: ReadonlySet<string>;

  constructor(
    private readonly log: Log,
    streams: Iterable<string>,
    readonly whole?: Log,
  ) {
    this.#streams = new Set(streams);
  }

  get position(): number {
    return this.log.position;
  }

  streams(category: string): Iterable<string> {
    if (category === 'party') return this.log.streams('party');
    return [...this.#streams].filter((stream) => partsOf(stream).category === category);
  }

  facts(stream: string): readonly Fact[] {
    return this.log.facts(stream);
  }

  fact(id: string): Fact | undefined {
    return this.log.fact(id);
  }
}

const dealName = /^deal-[a-z0-9-]+/;

/** The deals that a body names, wherever in it; a name that no deal has does no harm. */
const dealsIn = (body: unknown): string[] => {
  if (typeof body === 'string') return dealName.exec(body) ?? [];
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(dealsIn) : [];
};

/** What was read of a list of facts, to which more may have been added since. */
interface NamesRead {
  readonly count: number;
  readonly names: readonly string[];
}

const namesRead = new WeakMap<readonly Fact[], NamesRead>();

/** The deals that facts name: ever, as known on whatever day and by whatever claim. */
const namedIn = (facts: readonly Fact[]): readonly string[] => {
  const known = namesRead.get(facts) ?? { count: 0, names: [] };
  if (known.count === facts.length) return known.names;
  const more = facts.slice(known.count).flatMap(({ body }) => dealsIn(body));
  const names = [...new Set([...known.names, ...more])];
  namesRead.set(facts, { count: facts.length, names });
  return names;
};

/** Which deals name which, told in both directions. */
const namesBothWays = (log: Log): ReadonlyMap<string, readonly string[]> => {
  const both = new Map<string, string[]>();
  const tell = (one: string, other: string): void => {
    const names = both.get(one);
    if (names) names.push(other);
    else both.set(one, [other]);
  };
  for (const stream of log.streams('deal'))
    for (const named of namedIn(log.facts(stream))) {
      tell(stream, named);
      tell(named, stream);
    }
  return both;
};

/**
 * Deals with all that any number of theirs may go together with: deals that name one of them or that it names, in whatever
 * was ever said of it, and those that these name in turn.
 */
export const dealsAround = (log: Log, deals: Iterable<string>): ReadonlySet<string> => {
  const names = namesBothWays(log);
  const around = new Set(deals);
  // A set goes on to what is added to it on the way.
  for (const one of around) for (const other of names.get(one) ?? []) around.add(other);
  return around;
};

/** A deal and those around it: what is said of it on this log is what is said of it on the whole. */
export const logAround = (log: Log, deal: string): Log =>
  new LogOfStreams(log, dealsAround(log, [deal]), log);
