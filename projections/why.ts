import type { Fact } from '../events/index.js';
import { computeCapacity } from './compute-capacity.js';
import { claimSetsOf, pick, policies, type Policy } from './kit/claims.js';
import { Board } from './kit/board.js';
import { everything, visible } from './kit/cut.js';
import type { Row } from './kit/line.js';
import type { Log } from './kit/log.js';
import type { Measure, MeasureOrNull } from './kit/measure.js';
import type { DealQuestion } from './deals.js';
import type { Question } from './kit/question.js';
import type { View } from './kit/view.js';
import { obligations } from './obligations.js';

/** A log in which one deal stands alone beside the parties. */
class Alone implements Log {
  constructor(
    private readonly log: Log,
    private readonly stream: string,
  ) {}

  get position(): number {
    return this.log.position;
  }

  streams(category: string): Iterable<string> {
    return category === 'party' ? this.log.streams('party') : category === 'deal' ? [this.stream] : [];
  }

  facts(stream: string): readonly Fact[] {
    return this.log.facts(stream);
  }

  fact(id: string): Fact | undefined {
    return this.log.fact(id);
  }
}

/** A number of a deal, what each policy makes of it, and the events it rests on. */
export interface Reason {
  view: string;
  of: string;
  measure: string;
  value: MeasureOrNull;
  /** The lowest and highest over all selections of rival claims, where they differ. */
  span?: Pick<Measure, 'low' | 'high'>;
  /** Where another policy would change it: what each policy makes of it. */
  byPolicy?: Record<Policy, MeasureOrNull>;
  rests: readonly string[];
}

export interface Evidence {
  id: string;
  type: string;
  effectiveOn: string;
  knownOn: string;
  source?: Fact['source'];
  quote?: string;
  body: unknown;
}

export interface Why {
  deal: string;
  claims: { root: string; claims: (Evidence & { pickedBy: Policy[] })[] }[];
  numbers: Reason[];
  /** The numbers that another policy would change, as places in `numbers`. */
  wouldChange: number[];
  evidence: Evidence[];
}

const finest: readonly { view: View; by: string }[] = [
  { view: computeCapacity, by: 'tranche' },
  { view: obligations, by: 'payment' },
];

const asked = (by: string, question: DealQuestion, policy: Policy): Question => ({
  ...question,
  policy,
  by: [by],
  only: {},
  options: {},
});

const boardOf = (
  log: Log,
  { view, by }: (typeof finest)[number],
  question: DealQuestion,
  policy: Policy,
): Board => new Board(view, asked(by, question, policy), log);

const isNothing = (measure: MeasureOrNull): boolean =>
  measure !== null && measure.low === 0 && measure.point === 0 && measure.high === 0;

const evidenceOf = ({ id, type, effectiveOn, knownOn, source, quote, body }: Fact): Evidence => ({
  id,
  type,
  effectiveOn,
  knownOn,
  ...(source && { source }),
  ...(quote && { quote }),
  body,
});

const differs = (byPolicy: Readonly<Record<string, unknown>>, shown: unknown): boolean =>
  Object.values(byPolicy).some((other) => JSON.stringify(other) !== JSON.stringify(shown));

const spanOf = (row: Row, measure: string): Reason['span'] =>
  (row.span as Record<string, Reason['span']> | undefined)?.[measure];

const numbersOf = (log: Log, kind: (typeof finest)[number], question: DealQuestion): Reason[] => {
  const rows = policies.map(
    (policy) =>
      new Map(
        boardOf(log, kind, question, policy)
          .answer()
          .rows.map((row) => [String(row[kind.by]), row]),
      ),
  );
  const shown = rows[policies.indexOf(question.policy)]!;
  return [...shown].flatMap(([of, row]) =>
    kind.view.measures
      .filter((measure) => !isNothing(row[measure] as MeasureOrNull))
      .map((measure) => {
        const span = spanOf(row, measure);
        const byPolicy = Object.fromEntries(
          policies.map((policy, index) => [
            policy,
            (rows[index]!.get(of)?.[measure] ?? null) as MeasureOrNull,
          ]),
        );
        return {
          view: kind.view.name,
          of,
          measure,
          value: row[measure] as MeasureOrNull,
          rests: row.rests,
          ...(span && { span }),
          ...(differs(byPolicy, row[measure]) && { byPolicy: byPolicy as Reason['byPolicy'] }),
        };
      }),
  );
};

/** Which policies pick which claim, of every claim set of a deal; lowest and highest by the money that is owed. */
const claimsOf = (log: Log, stream: string, question: DealQuestion): Why['claims'] => {
  const sets = claimSetsOf(visible(log.facts(stream), question));
  const picks = policies.map((policy) => ({ policy, selection: pick(sets, policy) }));
  const compared = new Map(
    (['lowest', 'highest'] as const).map((policy) => [
      policy,
      boardOf(log, finest[1]!, question, policy).selectionOf(stream),
    ]),
  );
  return sets.map((set) => ({
    root: set.root,
    claims: set.claims.map((claim) => ({
      ...evidenceOf(claim),
      pickedBy: picks
        .filter(
          ({ policy, selection }) =>
            (compared.get(policy as 'lowest') ?? selection).get(set.root) === claim.id,
        )
        .map(({ policy }) => policy),
    })),
  }));
};

/** Why the numbers of a deal are what they are: claims, policies, and the evidence behind each. */
export const whyOf = (log: Log, stream: string, question: DealQuestion): Why => {
  const alone = new Alone(log, stream);
  const numbers = finest.flatMap((kind) => numbersOf(alone, kind, question));
  const rests = new Set(numbers.flatMap((number) => number.rests));
  const facts = visible(log.facts(stream), everything).filter(({ id }) => rests.has(id));
  const corrections = log
    .facts(stream)
    .filter(({ id }) => rests.has(id) && !facts.some((fact) => fact.id === id));
  return {
    deal: stream,
    claims: claimsOf(alone, stream, question),
    numbers,
    wouldChange: numbers.flatMap(({ byPolicy }, index) => (byPolicy ? [index] : [])),
    evidence: [...facts, ...corrections].map(evidenceOf),
  };
};
