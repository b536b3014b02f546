import type { Deal } from '../events/deal/deal.js';
import { type Fact, isCorrection, type Surroundings } from '../events/index.js';
import type { Party } from '../events/party/party.js';
import type { Stake } from '../events/stake/stake.js';
import type { StakeBasis } from '../events/stake/stake.events.js';
import { everything, visibleFacts } from './kit/cut.js';
import { Folding } from './kit/folding.js';
import { type Log, Overlay } from './kit/log.js';
import { type StakeParties, stakePartiesOf } from './kit/parties.js';

/** "stake-soft-bank-openai": "bank-openai" and "openai". */
const endingsOf = (stream: string): string[] => {
  const words = stream.split('-').slice(2);
  return words.map((_, index) => words.slice(index).join('-'));
};

/** The log with the candidates of a batch that have been decided so far, for the rules to look at. */
export class Draft implements Surroundings {
  readonly #all = new Map<string, Fact[]>();
  readonly #byId = new Map<string, Fact>();
  readonly #folded = new Map<string, Folding>();
  #stakesByEnding: Map<string, string[]> | undefined;

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
    return this.#fold(stream).facts;
  }

  state(stream: string): unknown {
    return this.#fold(stream).state;
  }

  revision(stream: string): number {
    return this.recorded(stream).length;
  }

  add(fact: Fact): void {
    const { stream } = fact;
    const all = this.#all.get(stream);
    if (all) all.push(fact);
    else this.#all.set(stream, [...this.log.facts(stream), fact]);
    this.#byId.set(fact.id, fact);
    // A correction changes what others say: the stream is folded anew when somebody asks.
    if (isCorrection(fact.type)) this.#folded.delete(stream);
    else this.#folded.get(stream)?.insert(fact);
    if (!all && this.log.facts(stream).length === 0) this.#noteStake(stream);
  }

  /** The log as it would read with what was added. */
  get overlay(): Overlay {
    return new Overlay(this.log, new Map(this.#all));
  }

  event(id: string): Fact | undefined {
    return this.#byId.get(id) ?? this.log.fact(id);
  }

  get position(): number {
    return this.log.position;
  }

  recorded(stream: string): readonly Fact[] {
    return this.#all.get(stream) ?? this.log.facts(stream);
  }

  corrections(stream: string): readonly Fact[] {
    return this.recorded(stream).filter(({ type }) => isCorrection(type));
  }

  isParty(slug: string): boolean {
    return (this.state(`party-${slug}`) as Party).registered;
  }

  partyNamed(slug: string): Pick<Party, 'goesBy' | 'parent'> | undefined {
    const party = this.state(`party-${slug}`) as Party;
    return party.registered ? party : undefined;
  }

  stakeParties(stream: string): StakeParties | undefined {
    return stakePartiesOf(stream, (slug) => this.isParty(slug));
  }

  heldByOthers(stream: string, issuer: string, basis: string): bigint {
    const others = (this.#stakes.get(issuer) ?? []).filter(
      (other) => other !== stream && this.stakeParties(other)?.issuer === issuer,
    );
    return others
      .map((other) => (this.state(other) as Stake).holdings.get(basis as StakeBasis)?.stake.low ?? 0)
      .reduce((sum, low) => sum + BigInt(low), 0n);
  }

  hasTranche(reference: string): boolean {
    const [stream, tranche] = reference.split('/') as [string, string];
    return (
      this.brought.tranches.has(reference) ||
      ((this.state(stream) as Deal | undefined)?.tranches.has(tranche) ?? false)
    );
  }

  isDeal(stream: string): boolean {
    return this.brought.deals.has(stream) || this.log.facts(stream).length > 0;
  }

  /** The streams of stakes by what their names end in, of which the issuer's slug is one. */
  get #stakes(): ReadonlyMap<string, readonly string[]> {
    if (this.#stakesByEnding) return this.#stakesByEnding;
    this.#stakesByEnding = new Map();
    for (const stream of this.overlay.streams('stake')) this.#noteStake(stream);
    return this.#stakesByEnding;
  }

  #noteStake(stream: string): void {
    if (!this.#stakesByEnding || !stream.startsWith('stake-')) return;
    for (const ending of endingsOf(stream)) {
      const streams = this.#stakesByEnding.get(ending);
      if (streams) streams.push(stream);
      else this.#stakesByEnding.set(ending, [stream]);
    }
  }

  #fold(stream: string): Folding {
    const before = this.#folded.get(stream);
    if (before) return before;
    const folding = new Folding(stream, visibleFacts(this.recorded(stream), everything));
    this.#folded.set(stream, folding);
    return folding;
  }
}
