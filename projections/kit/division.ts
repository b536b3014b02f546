import { isCorrection } from '../../events/correction/correction.js';
import { StageReached } from '../../events/deal/agreement/agreement.events.js';
import type { Release } from '../../events/deal/payment/payment.events.js';
import { WarrantIssued, type WarrantTranche } from '../../events/deal/warrant/warrant.events.js';
import type { Fact } from '../../events/index.js';
import type { EventBody } from '../../events/kit/envelope.js';
import { shareKey } from '../../events/market/market.js';
import { ShareReported } from '../../events/market/market.events.js';
import { conditionPart, partsOfStream, tranchePart } from '../../events/parts.js';
import { ConnectedNames } from './connected.js';
import { bodySaid, CorrectedEvents } from './corrected-events.js';

/** What an event says, in one of the forms in which it may count. */
interface Said {
  readonly type: string;
  readonly body: EventBody;
}

/** The part of what is said of the stream as a whole. */
const whole = '';
const allTranches = tranchePart('*');

/** The parts of a deal on which waits what is set free. */
const partsAwaited = ({ per, of, conditions = [] }: Partial<Release>): string[] => {
  const counted = of?.map(tranchePart) ?? [allTranches];
  return [
    ...(per ? counted : []),
    ...conditions.flatMap(({ named }) => (named === undefined ? counted : [conditionPart(named)])),
  ];
};

type SaidOfParts = Partial<ShareReported> & { release?: Release; tranches?: WarrantTranche[] };

/** The part to whose lines a fact belongs, and those on which these rest, too. */
const partsTold = (stream: string, { type, body }: Said): string[] => {
  const { release, tranches = [], ...share } = body as SaidOfParts;
  // A share is a line of its own, whatever else is told of its series.
  if (type === ShareReported.type) return [`share/${shareKey(share)}`];
  const part = partsOfStream(stream)?.of({ type, body }) ?? whole;
  const awaited = type === WarrantIssued.type ? tranches.flatMap(partsAwaited) : [];
  return [part, ...(release ? partsAwaited(release) : []), ...awaited];
};

/** Something is told in the place of a deal, or of a tranche: what it comes to is handed on as a whole. */
const isHandedOn = ({ type, body }: Said): boolean => type === StageReached.type && body.by !== undefined;

/** The facts of a stream, those that say something of all of it, and those of each part of it. */
export interface Division {
  readonly whole: readonly Fact[];
  /** What one part adds to a view depends on no other. */
  readonly parts: readonly (readonly Fact[])[];
}

/** Which parts of a stream belong together by what its facts say, in every form in which they may count. */
class ConnectedParts {
  readonly #names = new ConnectedNames();
  readonly #corrected = new CorrectedEvents();
  readonly #byId: ReadonlyMap<string, Fact>;
  readonly #told = new Set<string>();
  isHandedOn = false;

  constructor(
    private readonly stream: string,
    facts: readonly Fact[],
  ) {
    this.#byId = new Map(facts.map((fact) => [fact.id, fact]));
    for (const fact of facts) this.#corrected.add(fact);
    for (const fact of facts) this.#read(fact);
    if (!this.#told.has(allTranches)) return;
    for (const part of this.#told)
      if (part.startsWith(tranchePart(''))) this.#names.connect(part, allTranches);
  }

  /** Whether something is said of the whole in one form, and of a part of it in another. */
  get isMixed(): boolean {
    return [...this.#told].some((part) => part !== whole && this.#isWhole(part));
  }

  /** The name by which goes what belongs together with a fact; undefined for what is said of the whole. */
  groupOf(fact: Fact): string | undefined {
    const name = this.#eventName(fact.id);
    return this.#isWhole(name) ? undefined : this.#names.rootOf(name);
  }

  #isWhole(name: string): boolean {
    return this.#names.rootOf(name) === this.#names.rootOf(whole);
  }

  /** Corrections go with the event to which they come down. */
  #eventName(id: string): string {
    return `event/${this.#corrected.rootOf(id)}`;
  }

  #read(fact: Fact): void {
    const name = this.#eventName(fact.id);
    if (fact.rivalOf !== undefined) this.#names.connect(name, this.#eventName(fact.rivalOf));
    const said = this.#saidIn(fact);
    if (!said) return;
    this.isHandedOn ||= isHandedOn(said);
    for (const part of partsTold(this.stream, said)) {
      this.#told.add(part);
      this.#names.connect(name, part);
    }
  }

  #saidIn(fact: Fact): Said | undefined {
    if (!isCorrection(fact.type)) return fact;
    const corrected = this.#byId.get(this.#corrected.rootOf(fact.id));
    const body = bodySaid(fact);
    return corrected && body && { type: corrected.type, body };
  }
}

/**
 * The parts of a stream whose lines depend on nothing but what is said of them and of the whole; undefined where it has
 * to be read as one.
 */
export const divisionOf = (stream: string, facts: readonly Fact[]): Division | undefined => {
  const connected = new ConnectedParts(stream, facts);
  if (connected.isHandedOn || connected.isMixed || facts.some(({ hypothetical }) => hypothetical))
    return undefined;
  const groups = Map.groupBy(facts, (fact) => connected.groupOf(fact));
  const ofAll = groups.get(undefined) ?? [];
  groups.delete(undefined);
  return groups.size > 1 ? { whole: ofAll, parts: [...groups.values()] } : undefined;
};
