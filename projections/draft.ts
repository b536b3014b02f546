import type { Deal } from '../events/deal/deal.js';
import { type Fact, isCorrection, type Surroundings } from '../events/index.js';
import type { Stake } from '../events/stake/stake.js';
import type { StakeBasis } from '../events/stake/stake.events.js';
import { everything, visible } from './kit/cut.js';
import { fold, type Log, Overlay, stateAt } from './kit/log.js';
import { Parties } from './kit/parties.js';

/** The log with the candidates of a batch that have been decided so far, for the rules to look at. */
export class Draft implements Surroundings {
  readonly #added = new Map<string, Fact[]>();
  readonly #byId = new Map<string, Fact>();
  #parties: Parties | undefined;

  constructor(
    private readonly log: Log,
    readonly today: string,
    /** Tranches and deals that the batch itself brings, wherever in it they stand. */
    private readonly brought: { tranches: ReadonlySet<string>; deals: ReadonlySet<string> } = {
      tranches: new Set(),
      deals: new Set(),
    },
  ) {}

  /** The facts of a stream that count at the head, the batch included. */
  facts(stream: string): Fact[] {
    return visible(this.#all(stream), everything);
  }

  state(stream: string): unknown {
    return fold(stream, this.facts(stream));
  }

  revision(stream: string): number {
    return this.#all(stream).length;
  }

  add(fact: Fact): void {
    this.#added.set(fact.stream, [...(this.#added.get(fact.stream) ?? []), fact]);
    this.#byId.set(fact.id, fact);
    if (fact.stream.startsWith('party-')) this.#parties = undefined;
  }

  /** The log as it would read with what was added. */
  get overlay(): Overlay {
    return new Overlay(
      this.log,
      new Map([...this.#added.keys()].map((stream) => [stream, this.#all(stream)])),
    );
  }

  event(id: string): Fact | undefined {
    return this.#byId.get(id) ?? this.log.fact(id);
  }

  get position(): number {
    return this.log.position;
  }

  recorded(stream: string): readonly Fact[] {
    return this.#all(stream);
  }

  corrections(stream: string): readonly Fact[] {
    return this.#all(stream).filter(({ type }) => isCorrection(type));
  }

  isParty(slug: string): boolean {
    return this.#known.isRegistered(slug);
  }

  partyNamed(slug: string): { goesBy?: string; parent?: string } | undefined {
    return this.#known.get(slug);
  }

  stakeParties(stream: string): { holder: string; issuer: string } | undefined {
    return this.#known.ofStake(stream);
  }

  heldByOthers(stream: string, issuer: string, basis: string): bigint {
    const others = [...this.overlay.streams('stake')].filter(
      (other) => other !== stream && this.stakeParties(other)?.issuer === issuer,
    );
    return others
      .map((other) => stateAt<Stake>(this.overlay, other).holdings.get(basis as StakeBasis)?.stake.low ?? 0)
      .reduce((sum, low) => sum + BigInt(low), 0n);
  }

  hasTranche(reference: string): boolean {
    const [stream, tranche] = reference.split('/') as [string, string];
    return (
      this.brought.tranches.has(reference) ||
      (stateAt<Deal | undefined>(this.overlay, stream)?.tranches.has(tranche) ?? false)
    );
  }

  isDeal(stream: string): boolean {
    return this.brought.deals.has(stream) || this.log.facts(stream).length > 0;
  }

  get #known(): Parties {
    this.#parties ??= new Parties(this.overlay, everything);
    return this.#parties;
  }

  #all(stream: string): readonly Fact[] {
    const added = this.#added.get(stream);
    return added ? [...this.log.facts(stream), ...added] : this.log.facts(stream);
  }
}
