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

/** So many parts of one stream may count what others tell. */
const mostCounting = 2;

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

interface SaidOfParts {
  release?: Release;
  tranches?: WarrantTranche[];
}

/** The part to whose lines a fact belongs. */
const partTold = (stream: string, { type, body }: Said): string =>
  // A share is a line of its own, whatever else is told of its series.
  type === ShareReported.type
    ? `share/${shareKey(body as Partial<ShareReported>)}`
    : (partsOfStream(stream)?.of({ type, body }) ?? whole);

/** The parts on which the lines of the part rest, too, of which a fact tells. */
const partsCounted = ({ type, body }: Said): string[] => {
  const { release, tranches = [] } = body as SaidOfParts;
  const awaited = type === WarrantIssued.type ? tranches.flatMap(partsAwaited) : [];
  return [...(release ? partsAwaited(release) : []), ...awaited];
};

const tranches = tranchePart('');
const conditions = conditionPart('');

/** Whether the lines of a part rest on nothing but what is told of it. */
const isCountedAlone = (part: string): boolean => part.startsWith(tranches) || part.startsWith(conditions);

/** Something is told in the place of a deal, or of a tranche: what it comes to is handed on as a whole. */
const isHandedOn = ({ type, body }: Said): boolean => type === StageReached.type && body.by !== undefined;

/** The facts of a part of a stream, and of what it counts beside. */
interface StreamPart {
  readonly facts: readonly Fact[];
  /** The facts of the parts whose power, or whose conditions, its money waits for. */
  readonly counted: readonly (readonly Fact[])[];
  /** The tranches of which these tell. */
  readonly beside: ReadonlySet<string>;
}

/** The facts of a stream, those that say something of all of it, and those of each part of it. */
export interface Division {
  readonly whole: readonly Fact[];
  /** What one part adds to a view depends on no other, but for what it counts. */
  readonly parts: readonly StreamPart[];
}

/** Which parts of a stream belong together by what its facts say, in every form in which they may count. */
class ConnectedParts {
  readonly #names = new ConnectedNames();
  readonly #corrected = new CorrectedEvents();
  readonly #byId: ReadonlyMap<string, Fact>;
  readonly #told = new Set<string>();
  /** Which parts each part counts. */
  readonly #counted = new Map<string, Set<string>>();
  /** By the part of a tranche those of what is stated to be in it: it counts with them. */
  readonly #held = new Map<string, Set<string>>();
  isHandedOn = false;

  constructor(
    private readonly stream: string,
    facts: readonly Fact[],
  ) {
    this.#byId = new Map(facts.map((fact) => [fact.id, fact]));
    for (const fact of facts) this.#corrected.add(fact);
    for (const fact of facts) this.#read(fact);
    this.#joinMoney();
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

  /** By the group of a part, the groups that it counts beside, and by each group the tranches in it. */
  get counted(): {
    counted: ReadonlyMap<string, ReadonlySet<string>>;
    tranches: ReadonlyMap<string, string[]>;
  } {
    const groups = new Map<string, Set<string>>();
    for (const part of this.#counted.keys()) {
      const own = this.#names.rootOf(part);
      const others = [...this.#rootsCounted(part)].filter((root) => root !== own);
      groups.set(own, new Set([...(groups.get(own) ?? []), ...others]));
    }
    const told = [...this.#told].filter((part) => part.startsWith(tranches));
    return { counted: groups, tranches: Map.groupBy(told, (part) => this.#names.rootOf(part)) };
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
    const part = partTold(this.stream, said);
    this.#told.add(part);
    this.#names.connect(name, part);
    // A part of a tranche, or of money, is told beside what it was split from.
    if (fact.splitFrom !== undefined) this.#names.connect(part, `${part.split('/')[0]}/${fact.splitFrom}`);
    this.#readContainer(part, said);
    const counted = this.#counted.get(part) ?? new Set();
    for (const one of partsCounted(said)) this.#counted.set(part, counted.add(one));
  }

  #readContainer(part: string, { body: { partOf } }: Said): void {
    if (typeof partOf !== 'string' || !part.startsWith(tranches)) return;
    const [stream, name = ''] = partOf.split('/');
    const container = tranchePart(name);
    if (stream !== this.stream) return;
    this.#held.set(container, (this.#held.get(container) ?? new Set()).add(part));
  }

  /** Parts with those of all that their tranches hold. */
  #withHeld(named: Iterable<string>): Set<string> {
    const all = new Set(named);
    for (const one of all) for (const held of this.#held.get(one) ?? []) all.add(held);
    return all;
  }

  /**
   * What counts parts in which there is more than tranches and conditions is one with them. Many that count any are one:
   * each would look through all that it counts at every step, which costs a third of telling it.
   */
  #joinMoney(): void {
    if (this.#counted.size > mostCounting) this.#joinCounting();
    for (let isJoined = true; isJoined;) {
      const others = [...this.#told].filter((part) => !isCountedAlone(part));
      const more = new Set(others.map((part) => this.#names.rootOf(part)));
      isJoined = false;
      for (const part of this.#counted.keys())
        for (const root of this.#rootsCounted(part))
          if (more.has(root)) isJoined = this.#names.connect(part, root) || isJoined;
    }
  }

  #joinCounting(): void {
    const [first = whole, ...others] = this.#counted.keys();
    for (const part of others) this.#names.connect(part, first);
  }

  #rootsCounted(part: string): Set<string> {
    const named = [...this.#withHeld(this.#counted.get(part) ?? [])];
    const parts = named.includes(allTranches)
      ? [...named, ...[...this.#told].filter((one) => one.startsWith(tranches))]
      : named;
    return new Set(parts.filter((one) => one !== allTranches).map((one) => this.#names.rootOf(one)));
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
  if (connected.isHandedOn || connected.isMixed) return undefined;
  const groups = Map.groupBy(facts, (fact) => connected.groupOf(fact));
  const ofAll = groups.get(undefined) ?? [];
  groups.delete(undefined);
  if (groups.size < 2) return undefined;
  const { counted, tranches: told } = connected.counted;
  const parts = [...groups].map(([group = '', own]): StreamPart => {
    const others = [...(counted.get(group) ?? [])];
    const names = others.flatMap((other) => told.get(other) ?? []);
    return {
      facts: own,
      counted: others.flatMap((other) => {
        const one = groups.get(other);
        return one ? [one] : [];
      }),
      beside: new Set(names.map((name) => name.slice(tranches.length))),
    };
  });
  return { whole: ofAll, parts };
};
