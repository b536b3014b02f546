import type { Deal } from '../events/deal/deal.js';
import { type Candidate, type DecisionGround, type Fact } from '../events/index.js';
import { tranchePart } from '../events/parts.js';
import { partsOf } from '../events/kit/stream.js';
import type { Party } from '../events/party/party.js';
import type { Stake } from '../events/stake/stake.js';
import type { StakeBasis } from '../events/stake/stake.events.js';
import { DraftedStakes } from './kit/drafted-stakes.js';
import { DraftedStream } from './kit/drafted-stream.js';
import { type Log, Overlay } from './kit/log.js';
import { type StakeParties, stakePartiesOf } from './kit/parties.js';

/** Tranches and deals that a batch itself brings, wherever in it they stand. */
export interface BroughtParts {
  tranches: ReadonlySet<string>;
  deals: ReadonlySet<string>;
}

const nothingBrought: BroughtParts = { tranches: new Set(), deals: new Set() };

/** The log with the candidates of a batch that have been decided so far, for the rules to look at. */
export class Draft implements DecisionGround {
  readonly #streams = new Map<string, DraftedStream>();
  /** Those to which something was added. */
  readonly #changed = new Set<string>();
  readonly #byId = new Map<string, Fact>();
  #stakes: DraftedStakes | undefined;

  constructor(
    private readonly log: Log,
    readonly today: string,
    private readonly brought = nothingBrought,
  ) {}

  stateFor(candidate: Candidate): unknown {
    return this.#stream(candidate.stream).stateFor(candidate);
  }

  toldBefore(candidate: Candidate): Fact | undefined {
    return this.#stream(candidate.stream).toldBefore(candidate);
  }

  revision(stream: string): number {
    return this.recorded(stream).length;
  }

  add(fact: Fact): void {
    const { stream } = fact;
    const { category, slug } = partsOf(stream);
    const isWatched = category === 'party' && this.#stakes !== undefined;
    const wasParty = isWatched && this.isParty(slug);
    this.#stream(stream).add(fact);
    this.#changed.add(stream);
    this.#byId.set(fact.id, fact);
    if (category === 'stake') this.#stakes?.touch(stream);
    if (isWatched && this.isParty(slug) !== wasParty) this.#stakes?.touchParty(slug);
  }

  /** The log as it would read with what was added. */
  get overlay(): Overlay {
    return new Overlay(
      this.log,
      new Map([...this.#changed].map((stream) => [stream, this.recorded(stream)] as const)),
    );
  }

  event(id: string): Fact | undefined {
    return this.#byId.get(id) ?? this.log.fact(id);
  }

  get position(): number {
    return this.log.position;
  }

  recorded(stream: string): readonly Fact[] {
    return this.#streams.get(stream)?.recorded ?? this.log.facts(stream);
  }

  isParty(slug: string): boolean {
    return (this.#stream(`party-${slug}`).state() as Party).registered;
  }

  partyNamed(slug: string): Pick<Party, 'goesBy' | 'parent'> | undefined {
    const party = this.#stream(`party-${slug}`).state() as Party;
    return party.registered ? party : undefined;
  }

  stakeParties(stream: string): StakeParties | undefined {
    return stakePartiesOf(stream, (slug) => this.isParty(slug));
  }

  heldByOthers(stream: string, issuer: string, basis: string): bigint {
    this.#stakes ??= new DraftedStakes(
      {
        stakeParties: (one) => this.stakeParties(one),
        stake: (one) => this.#stream(one).state() as Stake,
      },
      this.overlay.streams('stake'),
    );
    return this.#stakes.heldByOthers(stream, issuer, basis as StakeBasis);
  }

  hasTranche(reference: string): boolean {
    if (this.brought.tranches.has(reference)) return true;
    const [stream = '', tranche = ''] = reference.split('/');
    const state = this.#stream(stream).state([tranchePart(tranche)]) as Deal | undefined;
    return state?.tranches.has(tranche) ?? false;
  }

  isDeal(stream: string): boolean {
    return this.brought.deals.has(stream) || this.log.facts(stream).length > 0;
  }

  #stream(name: string): DraftedStream {
    const known = this.#streams.get(name);
    if (known) return known;
    const drafted = new DraftedStream(name, this.log.facts(name));
    this.#streams.set(name, drafted);
    return drafted;
  }
}
