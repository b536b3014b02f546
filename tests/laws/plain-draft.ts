import type { Deal } from '../../events/deal/deal.js';
import {
  type Candidate,
  claimKey,
  type DecisionGround,
  type Fact,
  isCorrection,
} from '../../events/index.js';
import type { Party } from '../../events/party/party.js';
import type { Stake } from '../../events/stake/stake.js';
import type { StakeBasis } from '../../events/stake/stake.events.js';
import type { BroughtParts } from '../../projections/draft.js';
import { everything, visibleFacts } from '../../projections/kit/cut.js';
import { fold, type Log, Overlay } from '../../projections/kit/log.js';
import { type StakeParties, stakePartiesOf } from '../../projections/kit/parties.js';

/** A draft that remembers nothing: whatever is asked, it folds everything again. */
export class PlainDraft implements DecisionGround {
  readonly #added = new Map<string, Fact[]>();

  constructor(
    private readonly log: Log,
    readonly today: string,
    private readonly brought: BroughtParts,
  ) {}

  get position(): number {
    return this.log.position;
  }

  get overlay(): Overlay {
    return new Overlay(
      this.log,
      new Map([...this.#added.keys()].map((stream) => [stream, this.recorded(stream)])),
    );
  }

  add(fact: Fact): void {
    this.#added.set(fact.stream, [...(this.#added.get(fact.stream) ?? []), fact]);
  }

  recorded(stream: string): Fact[] {
    return [...this.log.facts(stream), ...(this.#added.get(stream) ?? [])];
  }

  revision(stream: string): number {
    return this.recorded(stream).length;
  }

  event(id: string): Fact | undefined {
    return [...this.#added.values()].flat().find((fact) => fact.id === id) ?? this.log.fact(id);
  }

  stateFor({ stream }: Candidate): unknown {
    return this.#state(stream);
  }

  toldBefore(candidate: Candidate): Fact | undefined {
    const recorded = this.recorded(candidate.stream);
    const told = isCorrection(candidate.type)
      ? recorded.filter(({ type }) => isCorrection(type))
      : visibleFacts(recorded, everything);
    return told.findLast((fact) => claimKey(fact) === claimKey(candidate));
  }

  isParty(slug: string): boolean {
    return this.#state<Party>(`party-${slug}`).registered;
  }

  partyNamed(slug: string): Party | undefined {
    return this.isParty(slug) ? this.#state<Party>(`party-${slug}`) : undefined;
  }

  stakeParties(stream: string): StakeParties | undefined {
    return stakePartiesOf(stream, (slug) => this.isParty(slug));
  }

  heldByOthers(stream: string, issuer: string, basis: string): bigint {
    return [...this.overlay.streams('stake')]
      .filter((other) => other !== stream && this.stakeParties(other)?.issuer === issuer)
      .map((other) => this.#state<Stake>(other).holdings.get(basis as StakeBasis)?.stake.low ?? 0)
      .reduce((sum, low) => sum + BigInt(low), 0n);
  }

  hasTranche(reference: string): boolean {
    const [stream, tranche] = reference.split('/') as [string, string];
    return this.brought.tranches.has(reference) || this.#state<Deal>(stream).tranches.has(tranche);
  }

  isDeal(stream: string): boolean {
    return this.brought.deals.has(stream) || this.log.facts(stream).length > 0;
  }

  #state<State>(stream: string): State {
    return fold<State>(stream, visibleFacts(this.recorded(stream), everything));
  }
}
