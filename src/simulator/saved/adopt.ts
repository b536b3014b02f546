import type { Fact, Problem } from '../../../events/index.js';
import type { Log } from '../../../projections/kit/log.js';
import { settledPayments } from '../../../projections/kit/settled-payments.js';
import type { EditedLog } from '../edits/edited-log.js';
import { cap } from '../edits/cap.js';
import { oneOf } from '../edits/one-of.js';
import type { Result } from '../../../events/kit/decode.js';
import { readEdits } from '../scenario/read-edits.js';
import type { Edit } from '../edits/edit.js';
import type { ResolvedScenario } from '../scenario/resolve.js';
import { Trial, type TrialResult } from './trial.js';
import { type Verdict, verdictsOf } from './verdict.js';

/** What an edit would have recorded: streams, types and bodies, with the source and quote that it has itself. */
export type AdoptedFacts = Pick<Fact, 'stream' | 'type' | 'body' | 'effectiveOn'>[];

/** Facts that are recorded, but that read otherwise in the edited log: no event says that. */
const hasChangedFacts = (log: EditedLog): boolean =>
  log.touched.some((stream) => {
    const facts = new Set(log.facts(stream));
    return !log.base.facts(stream).every((fact) => facts.has(fact));
  });

/** Of what was paid of a payment some settles what an edit splits off it: recorded by itself, nothing would be paid of that. */
const isPaidAhead = (log: EditedLog, brought: readonly Fact[]): boolean =>
  brought.some(
    ({ stream, splitFrom, body: { payment: part } }) =>
      splitFrom !== undefined &&
      settledPayments(log.deal(stream)).some(
        ([id, { made }]) => id === part && made.some(({ amount }) => amount.high !== 0n),
      ),
  );

const whyNot = (
  op: string,
  { verdict, because }: Verdict,
  tried: TrialResult,
  log: EditedLog,
): string | undefined => {
  if (op === oneOf.op) return 'is one of several alternatives: make the one that happened an edit of its own';
  if (op === cap.op) return 'limits what others do: there is no event that says so';
  if (verdict === 'conflict' || verdict === 'obsolete' || verdict === 'realised')
    return `is ${verdict} by now (${because}): rebase first`;
  if (tried.problems.length > 0) return tried.problems.map(({ detail }) => detail).join('; ');
  if (tried.brought.length === 0) return 'has no event to record: it changes nothing, or how events are read';
  if (isPaidAhead(log, tried.brought))
    return 'divides a payment that is paid further than to what was due: record what was agreed of the rest';
  return hasChangedFacts(log) ? 'changes what recorded events say, which no new event can' : undefined;
};

/**
 * What the chosen ones of a scenario's own edits would record, made one after the other on the log as it is: whatever
 * is not chosen, a parent's edit above all, hasn't happened. `chosen` are their numbers.
 */
export const adoptChosen = (
  scenario: ResolvedScenario,
  chosen: readonly number[],
  log: Log,
  today: string,
): Result<AdoptedFacts[]> => {
  const { edits, assumptions, inherited } = scenario;
  const verdicts = verdictsOf(scenario, log, today);
  const read = readEdits(edits, log, { assumptions }).value ?? [];
  const trial = new Trial(log, read, today);
  const problems: Problem[] = [];
  const found = new Map<number, AdoptedFacts>();
  for (const number of [...new Set(chosen)].sort((left, right) => left - right)) {
    const why = (detail: string): unknown =>
      problems.push({ pointer: `/edits/${chosen.indexOf(number)}/edit`, detail: `edit ${number} ${detail}` });
    const verdict = verdicts[number];
    const edit = read.find(({ index }) => index === number + inherited);
    if (!verdict) why('is none of its own edits');
    else if (!edit) why(verdict.because);
    else {
      const tried = trial.try({ ...edit, isMade: true } satisfies Edit);
      const reason = whyNot(verdict.op, verdict, tried, trial.log);
      if (reason === undefined) found.set(number, [...tried.brought]);
      else why(reason);
    }
  }
  const twice = chosen.flatMap((number, index) => (chosen.indexOf(number) < index ? [index] : []));
  problems.push(...twice.map((index) => ({ pointer: `/edits/${index}/edit`, detail: 'is chosen twice' })));
  return problems.length > 0 ? { problems } : { value: chosen.map((number) => found.get(number)!) };
};
