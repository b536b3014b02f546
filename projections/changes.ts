import { EventCorrected, EventRetracted } from '../events/correction/correction.events.js';
import { type Fact, type Source, streams } from '../events/index.js';
import type { Day } from '../events/kit/calendar.js';
import { normalise } from './asking.js';
import { type Change, type ChangedEntry, differenceOf, isChange } from './difference.js';
import { views } from './index.js';
import { ByKeys } from './kit/by-keys.js';
import type { Count, EventId } from '../events/kit/formats.js';
import type { Policy } from './kit/claims.js';
import type { Cut } from './kit/cut.js';
import type { Log } from './kit/log.js';
import type { Measure } from './kit/measure.js';
import {
  type AnswerPair,
  type AskBothSides,
  comparedTables,
  type ComparedSides,
  Movers,
} from './kit/movers.js';
import type { Question } from './kit/question.js';
import type { Answer, View } from './kit/view.js';
import type { Entry } from './kit/line.js';

/** One side of a comparison: what was known by a day, or recorded by a position. */
export type PartialCut = Partial<Cut>;

/** What both sides share unless they say otherwise. */
export interface ComparedCuts extends Cut {
  policy: Policy;
  /** The names of the views to compare; all of them when missing. */
  views?: readonly string[];
  /** Whether they are compared deal by deal as well; they are when missing. */
  byDeal?: boolean;
}

interface ChangedEvent {
  id: EventId;
  position: Count;
  stream: string;
  type: string;
  effectiveOn: string;
  knownOn: Day;
  source: Source | null;
  body: Record<string, unknown>;
}

/** A number of a view's usual question that differs, and the events that moved it; null on a side without it. */
export interface MovedNumber {
  view: string;
  by: string;
  /** Whether it stands in the rows, the totals or another table; `answer` where it is one number of all of it. */
  of: string;
  keys: Record<string, string | null>;
  measure: string;
  from: Measure | null;
  to: Measure | null;
  difference: Pick<Change, 'low' | 'point' | 'high'>;
  relativeBp: Change['relativeBp'];
  /** The events that moved it. */
  rests: EventId[];
  /** How many events moved it, listed or not. */
  restsCount?: Count;
}

type Seen = Pick<Cut, 'effectiveAt' | 'knownAt' | 'atPosition'>;

export interface Changes {
  from: Seen;
  to: Seen;
  events: ChangedEvent[];
  moved: MovedNumber[];
  notes: string[];
}

const isAmendment = ({ type }: Fact): boolean => type === EventCorrected.type || type === EventRetracted.type;

/** As cuts see it: corrections and retractions count from the day on which they are known. */
const isEffective = (fact: Fact, { effectiveAt }: Cut): boolean =>
  isAmendment(fact) || fact.effective.last <= effectiveAt;

const isKnown = ({ knownOn, position }: Fact, { knownAt, atPosition }: Cut): boolean =>
  knownOn <= knownAt && position <= atPosition;

const compareKnownDays = (left: Fact, right: Fact): number =>
  left.knownOn === right.knownOn ? left.position - right.position : left.knownOn < right.knownOn ? -1 : 1;

const isSeen = (fact: Fact, cut: Cut): boolean => isKnown(fact, cut) && isEffective(fact, cut);

/** In the order in which they became known. */
const factsWhere = (log: Log, holds: (fact: Fact) => boolean): Fact[] =>
  streams
    .flatMap(({ category }) => [...log.streams(category)])
    .flatMap((stream) => log.facts(stream))
    .filter((fact) => !fact.hypothetical && holds(fact))
    .sort(compareKnownDays);

/** What one side sees and the other doesn't. */
const factsSeenOnlyAt = (log: Log, from: Cut, to: Cut): Fact[] =>
  factsWhere(log, (fact) => isSeen(fact, to) && !isSeen(fact, from));

/** What one side knows and the other doesn't, though it takes effect later: it moves what is planned. */
const factsAheadOnlyAt = (log: Log, from: Cut, to: Cut): Fact[] =>
  factsWhere(log, (fact) => isKnown(fact, to) && !isKnown(fact, from) && !isEffective(fact, to));

const changedEventOf = ({
  id,
  position,
  stream,
  type,
  effectiveOn,
  knownOn,
  source,
  body,
}: Fact): ChangedEvent => ({
  id,
  position,
  stream,
  type,
  effectiveOn,
  knownOn,
  source: source ?? null,
  body,
});

/** A view as it is usually asked, and deal by deal. */
const usualQuestions = ({ defaultBy, dimensions }: View, byDeal: boolean): string[] => [
  ...new Set([defaultBy.join(','), ...(byDeal && dimensions.includes('deal') ? ['deal'] : [])]),
];

const questionAt = (
  view: View,
  by: string,
  { effectiveAt, knownAt, atPosition }: Cut,
  policy: Policy,
  log: Log,
) =>
  normalise(
    view.name,
    { effectiveAt, knownAt, policy, by },
    { today: effectiveAt, position: atPosition },
    log,
  ).value!;

/** What layers come to together is a number of the answer as a whole. */
const table = (answer: Answer, name: string): Entry[] => {
  if (name !== 'answer') return (answer[name] ?? []) as Entry[];
  const { distinctKw, distinctRests: rests } = answer;
  return distinctKw === undefined ? [] : [{ distinctKw, rests } as Entry];
};

type EntryMember = [string, ChangedEntry[string]];

const isMeasure = (pair: EntryMember): pair is [string, Change] => isChange(pair[1]);
const isKeyMember = (pair: EntryMember): pair is [string, string | null] => !isChange(pair[1]);

/** Each entry that differs by its keys, and those of its measures that do. */
const changesIn = (before: readonly Entry[], after: readonly Entry[]) =>
  differenceOf({ rows: before, totals: [] }, { rows: after, totals: [] }).rows.map((entry) => ({
    keys: Object.fromEntries(Object.entries(entry).filter(isKeyMember)),
    changes: Object.entries(entry).filter(isMeasure),
  }));

/** One view asked on both sides, in each of its usual ways. */
class ViewComparison {
  readonly #movers: Movers;

  constructor(readonly sides: ComparedSides) {
    this.#movers = new Movers(sides);
  }

  get moved(): MovedNumber[] {
    return this.#movers.answers.flatMap((pair) =>
      comparedTables.flatMap((name) => this.#movedIn(name, pair)),
    );
  }

  #movedIn(name: string, { by, ...answers }: AnswerPair): MovedNumber[] {
    const [before, after] = [table(answers.before, name), table(answers.after, name)];
    const grounds = answers.grounds.map((answer) => new ByKeys(table(answer, name), (entry) => entry));
    const restsAt = (keys: MovedNumber['keys']): string[] =>
      grounds.flatMap((entries) => entries.at(keys).flatMap(({ rests }) => rests ?? []));
    return changesIn(before, after).flatMap(({ keys, changes }) => {
      const moversOf = this.#movers.of(keys, restsAt(keys));
      return changes.map(([measure, change]) => ({
        view: this.sides.view.name,
        by: by.join(','),
        of: name,
        keys,
        measure,
        from: change.baseline,
        to: change.scenario,
        difference: { low: change.low, point: change.point, high: change.high },
        relativeBp: change.relativeBp,
        rests: moversOf(measure),
      }));
    });
  }
}

/**
 * What came to be known or took effect between two cuts of the log, and every number of the views' usual questions that
 * moved. Where the later side only knows more, every moved number rests on events that came to be known, some of which
 * take effect later; where they differ in `effectiveAt`, numbers also move because time passes.
 */
export const changesBetween = (
  log: Log,
  from: PartialCut,
  to: PartialCut,
  sides: ComparedCuts,
  askBoth?: AskBothSides,
): Changes => {
  const { policy, views: asked, byDeal = true, ...both } = sides;
  const [before, after]: [Cut, Cut] = [
    { ...both, ...from },
    { ...both, ...to },
  ];
  const appeared = factsSeenOnlyAt(log, before, after);
  const ahead = factsAheadOnlyAt(log, before, after);
  const isOnlyMore =
    before.effectiveAt === after.effectiveAt && factsSeenOnlyAt(log, after, before).length === 0;
  const compared = views.filter(({ name }) => asked?.includes(name) ?? true);
  const comparisonOf = (view: View): ViewComparison => {
    const ways = usualQuestions(view, byDeal);
    const questions = (cut: Cut): Question[] =>
      ways.map((by) => questionAt(view, by, cut, policy, log).question);
    const [[from], [to]] = [questions(before), questions(after)];
    const groupings = questions(after).map(({ by }) => by);
    const asked = { view, from: from!, to: to!, groupings, log, appeared, ahead, isOnlyMore, askBoth };
    return new ViewComparison(asked);
  };
  const moved = compared.flatMap((view) => comparisonOf(view).moved);
  const named = new Set(moved.flatMap(({ rests }) => rests));
  // What was announced by then, and what else a plan moved by.
  const isTold = ({ id, knownOn }: Fact): boolean => knownOn <= after.effectiveAt || named.has(id);
  const events = [...appeared, ...ahead.filter(isTold)].sort(compareKnownDays);
  return {
    from: before,
    to: after,
    events: events.map(changedEventOf),
    moved,
    notes: Movers.notes(appeared),
  };
};
