import { correctionIn } from '../../../events/correction/correction.js';
import { eventType, type Fact } from '../../../events/index.js';
import { partNamedIn } from '../../../events/kit/declaration.js';
import type { Log } from '../../../projections/kit/log.js';

/** Some deals, each with the only tranches that matter of it; undefined where the whole deal does. */
export type DealScope = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** What rivals and corrections say of other tranches may matter to these. */
const standsAlone = (facts: readonly Fact[]): boolean =>
  facts.every((fact) => fact.rivalOf === undefined && correctionIn(fact)?.body === undefined);

/** The tranche that a fact is about, where it is about one. */
const trancheOf = ({ type, body }: Fact): string | undefined => {
  const about = eventType(type)?.about;
  return about?.subject === 'tranche' ? partNamedIn(about, body)?.name : undefined;
};

const excerptOf = (facts: readonly Fact[], tranches: ReadonlySet<string> | undefined): readonly Fact[] => {
  if (!tranches || !standsAlone(facts)) return facts;
  return facts.filter((fact) => {
    const tranche = trancheOf(fact);
    return tranche === undefined || tranches.has(tranche);
  });
};

/** A log with only some of its deals, and of these only what some tranches rest on; all else is as it is. */
export class Excerpt implements Log {
  readonly #deals: ReadonlyMap<string, readonly Fact[]>;

  constructor(
    readonly whole: Log,
    scope: DealScope,
  ) {
    this.#deals = new Map(
      [...scope].map(([stream, tranches]) => [stream, excerptOf(whole.facts(stream), tranches)]),
    );
  }

  get position(): number {
    return this.whole.position;
  }

  streams(category: string): Iterable<string> {
    return category === 'deal' ? this.#deals.keys() : this.whole.streams(category);
  }

  facts(stream: string): readonly Fact[] {
    return this.#deals.get(stream) ?? this.whole.facts(stream);
  }

  fact(id: string): Fact | undefined {
    return this.whole.fact(id);
  }
}
