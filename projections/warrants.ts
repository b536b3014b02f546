import type { Warrant } from '../events/deal/deal.js';
import { boundsOf } from '../events/kit/quantity.js';
import { dilutionBy, type WholeShares } from './dilution.js';
import { type AskedCut, Issue } from './issue.js';
import type { Board } from './kit/board.js';
import { sharesLost } from './kit/counterfactual.js';
import { variedOneAtATime } from './kit/claim-spans.js';
import { withDerivedSpans } from './kit/derived-spans.js';
import type { Log } from './kit/log.js';
import { type Measure, type MeasureOrNull, measureOf } from './kit/measure.js';
import type { Parties } from './kit/parties.js';
import { isAmong, type Question } from './kit/question.js';
import { groundsOfRelease } from './kit/release.js';
import { raiseToRecorded, sharesVested, type TrancheVesting, vestingOf } from './kit/vesting.js';
import type { Entry } from './kit/line.js';

type Wholes = ReadonlyMap<string, WholeShares>;

/** The warrant, what its conditions were seen to be, and the power that they count: now, and on the plan. */
const restsOf = ({ now, ahead }: Issue, warrant: Warrant): string[] => {
  const conditions = warrant.tranches.flatMap((tranche) => tranche.conditions);
  const counted = [now, ahead].flatMap((deal) => groundsOfRelease(deal, { release: { conditions } }).rests);
  return [...new Set([...warrant.rests, ...counted])].sort();
};

interface Marks {
  isPlanned: boolean;
  isCounterfactual: boolean;
}

const flagsOf = (
  issue: Issue,
  rests: readonly string[],
  { isPlanned: differs, isCounterfactual }: Marks,
): string[] => {
  const rivals = issue.rivalsOf(rests);
  return [
    'derived',
    ...(issue.isHypothetical(rests) ? ['hypothetical'] : []),
    ...(isCounterfactual ? ['counterfactual'] : []),
    ...(differs ? ['planned'] : []),
    ...(rivals > 0 ? [`rivals:${rivals}`] : []),
  ];
};

const plannedShares = (tranches: readonly TrancheVesting[]): ReturnType<typeof sharesVested> =>
  sharesVested(tranches.map(({ shares, planned: { status } }) => ({ shares, status })));

const exactMeasure = (shares: number): Measure => ({ low: shares, point: shares, high: shares });

/** `counted` of what was recorded as vested still counts. */
const sharesOf = (
  warrant: Warrant,
  { tranches, counted }: Pick<Vesting, 'tranches' | 'counted'>,
): Record<string, Measure> => ({
  issuedShares: exactMeasure(warrant.shares),
  recordedShares: exactMeasure(warrant.vested),
  vestedShares: measureOf(raiseToRecorded(sharesVested(tranches), counted)),
  plannedShares: measureOf(raiseToRecorded(plannedShares(tranches), counted)),
});

interface Vesting {
  tranches: readonly TrancheVesting[];
  /** How many of the shares recorded as vested still count. */
  counted: number;
  isCounterfactual: boolean;
}

/** The deal on a log that a scenario changed, and as it was before. */
interface IssueChange {
  before: Issue;
  /** As the scenario has it, without what it took out. */
  now: Issue;
}

/** What was recorded as vested wins, unless a scenario changed why: then it is reckoned anew. */
const vestingIn = (
  issue: Issue,
  id: string,
  { vested }: Warrant,
  changed: IssueChange | undefined,
): Vesting => {
  const tranches = vestingOf(id, issue.past, issue.plan);
  const recorded = changed?.before.now.warrants.get(id)?.vested ?? 0;
  if (!changed || recorded === 0) return { tranches, counted: vested, isCounterfactual: false };
  const anew = vestingOf(id, changed.now.past, changed.now.plan);
  const lost = sharesLost(vestingOf(id, changed.before.past, changed.before.plan), anew);
  if (lost === 0) return { tranches, counted: vested, isCounterfactual: false };
  return { tranches: anew, counted: Math.max(0, vested - lost), isCounterfactual: true };
};

const isPlanned = ({ vestedShares, plannedShares: ahead }: Record<string, Measure>): boolean =>
  JSON.stringify(vestedShares) !== JSON.stringify(ahead);

/** What the warrant takes from all other holders, once issued in whole, vested and planned; unknown without all shares. */
const dilution = (
  shares: Record<'issuedShares' | 'vestedShares' | 'plannedShares', Measure>,
  all: WholeShares | undefined,
): Record<string, MeasureOrNull> => {
  const of = (measure: Measure): MeasureOrNull => (all ? dilutionBy(boundsOf(measure), all) : null);
  return {
    dilutionBp: of(shares.issuedShares),
    vestedDilutionBp: of(shares.vestedShares),
    plannedDilutionBp: of(shares.plannedShares),
  };
};

const entryOf = (
  { issue, changed }: { issue: Issue; changed?: IssueChange },
  id: string,
  warrant: Warrant,
  parties: Parties,
  wholes: Wholes,
): Entry => {
  const { tranches, counted, isCounterfactual } = vestingIn(issue, id, warrant, changed);
  const shares = sharesOf(warrant, { tranches, counted });
  const all = wholes.get(parties.identityOf(warrant.issuer));
  const rests = [...new Set([...restsOf(issue, warrant), ...(all?.rests ?? [])])].sort();
  const { strike, expiresOn } = warrant;
  const entry = {
    deal: issue.stream,
    warrant: id,
    holder: parties.slugOf(warrant.holder),
    issuer: parties.identityOf(warrant.issuer),
    currency: strike.currency ?? 'USD',
    strikeUsCents: measureOf(boundsOf(strike)),
    expiresOn: expiresOn ?? null,
    ...shares,
    ...dilution(shares, all),
    tranches,
    rests,
    flags: flagsOf(issue, rests, { isPlanned: isPlanned(shares), isCounterfactual }),
  };
  // What a scenario changed the cause of is reckoned beside what was before: no claim is tried out there.
  if (isCounterfactual) return entry;
  const others = issue.underClaims(rests).map((one) => sharesIn(one, id, all));
  return withDerivedSpans(entry, spanned, others);
};

const spanned = [
  'issuedShares',
  'recordedShares',
  'vestedShares',
  'plannedShares',
  'dilutionBp',
  'vestedDilutionBp',
  'plannedDilutionBp',
];

/** The shares of a warrant on a deal of which some claims count, and what they take of all; nothing where it is not issued there. */
const sharesIn = (issue: Issue, id: string, all: WholeShares | undefined): Entry => {
  const warrant = issue.now.warrants.get(id);
  if (!warrant) return {};
  const shares = sharesOf(warrant, vestingIn(issue, id, warrant, undefined));
  return { ...shares, ...dilution(shares, all) };
};

const isAsked = ({ only }: Question, entry: Entry): boolean =>
  (['holder', 'issuer'] as const).every((key) => isAmong(entry[key], only[key]));

/** A deal on this log and, where a scenario changed it, on the log below. */
const issueOn = (stream: string, log: Log, question: AskedCut): { issue: Issue; changed?: IssueChange } => {
  const facts = log.facts(stream);
  const issue = new Issue(stream, facts, question);
  const recorded = log.below?.facts(stream);
  if (!recorded || recorded === facts) return { issue };
  const before = new Issue(stream, recorded, question);
  return { issue, changed: { before, now: new Issue(stream, facts, question, before) } };
};

/** The shares of each warrant of a deal: issued, recorded as vested, vested by what is known, and by the plan. */
export const sharesOfWarrants = (
  stream: string,
  log: Log,
  question: AskedCut,
): ReadonlyMap<string, Record<string, Measure>> => {
  const { issue, changed } = issueOn(stream, log, question);
  return new Map(
    [...issue.now.warrants].map(([id, warrant]) => [
      id,
      sharesOf(warrant, vestingIn(issue, id, warrant, changed)),
    ]),
  );
};

/** The warrants that are asked for, and what is to be said of them all. */
interface ToldWarrants {
  readonly warrants: Entry[];
  readonly notes: string[];
}

/** Every warrant within the cut: what was recorded as vested, what its conditions say, and what the plan makes of it. */
export const warrantsOf = (board: Board, wholes: Wholes): ToldWarrants => {
  const issues = [...board.log.streams('deal')]
    .sort()
    .filter((stream) => board.log.facts(stream).some(({ type }) => type === 'WarrantIssued'))
    .map((stream) => issueOn(stream, board.log, board.question));
  const warrants = issues
    .flatMap((found) =>
      [...found.issue.now.warrants].map(([id, warrant]) =>
        entryOf(found, id, warrant, board.context.parties, wholes),
      ),
    )
    .filter((entry) => isAsked(board.question, entry));
  return { warrants, notes: issues.some(({ issue }) => issue.variesOneAtATime) ? [variedOneAtATime] : [] };
};
