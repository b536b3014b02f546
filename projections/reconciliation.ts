import { daysOf } from '../events/kit/date.js';
import { type Bounds, boundsOf, isUndisclosed } from '../events/kit/quantity.js';
import type { Party } from '../events/party/party.js';
import {
  type Disclosure,
  disclosuresByDate,
  latestDisclosures,
  statedIn,
  subjectOf,
  termText,
} from '../events/party/statements.js';
import { type LedgerLine, type LedgerTotal, Books, isFlow, type TotalScope } from './added-up.js';
import type { Board } from './kit/board.js';
import type { Line, Row, Total } from './kit/line.js';
import { type Measure, measureOf, subtractBounds, part } from './kit/measure.js';
import type { Parties } from './kit/parties.js';
import { cutOf, isAmong, type Question } from './kit/question.js';
import type { Answer, StreamReading, View } from './kit/view.js';

type MeasureUnit = 'UsCents' | 'Kw';

const unitOf = ({ amount }: Disclosure): MeasureUnit => (amount.currency === undefined ? 'Kw' : 'UsCents');

/** Towards whom a total is and when what it counts falls due, where it says so. */
const scopeKeys = ({ towards, due }: Disclosure): { towards: string | null; due: string | null } => ({
  towards: towards ?? null,
  due: due ? termText(due) : null,
});

/** In which currency a total is, or on which basis. */
const unitKeys = (one: Disclosure): { currency: string | null; basis: string | null } =>
  unitOf(one) === 'UsCents'
    ? { currency: statedIn(one), basis: null }
    : { currency: null, basis: statedIn(one) };

/** The last of each total; of those dates alone that the question names; or each of them. */
const statementsOf = (party: Party, { by, only }: Question): Disclosure[] => {
  const disclosures = party.disclosures.filter(({ at }) => isAmong(at, only.at));
  return by.includes('at') ? disclosuresByDate(disclosures) : latestDisclosures(disclosures);
};

const contribution = (reading: StreamReading, question: Question): Line[] => {
  const party = reading.state<Party>(cutOf(question));
  return statementsOf(party, question).map((one) => ({
    id: `${reading.stream}|${subjectOf(one)}|${one.at}`,
    // Under its own name: what two parties report of themselves is not one total because they merged.
    keys: {
      party: party.slug,
      measure: one.measure,
      at: one.at,
      ...unitKeys(one),
      ...scopeKeys(one),
    },
    parts: { [`disclosed${unitOf(one)}`]: part(boundsOf(one.amount)) },
    rests: one.rests,
    flags: one.hypothetical ? ['hypothetical'] : [],
  }));
};

/** What is in one and not in the other: the bounds cross, and it stops at nothing. */
const excessMeasure = (one: Bounds, other: Bounds): Measure => {
  const left = subtractBounds(one, other);
  return measureOf(left.low === left.high ? { ...left, point: left.low } : left);
};

const compareMeasures = (unit: MeasureUnit, disclosed: Bounds, ledger: Bounds): Record<string, Measure> => ({
  [`disclosed${unit}`]: measureOf(disclosed),
  [`ledger${unit}`]: measureOf(ledger),
  [`missing${unit}`]: excessMeasure(disclosed, ledger),
  [`beyond${unit}`]: excessMeasure(ledger, disclosed),
});

const nameOf = ({ row }: LedgerLine): string => String(row.payment ?? row.tranche);

const lineOf = (line: LedgerLine, unit: MeasureUnit): Record<string, unknown> => {
  const { deal, payment, payer, payee, kind, currency, tranche, provider, consumer, layer, basis } = line.row;
  const keys =
    unit === 'UsCents'
      ? { deal, payment, payer, payee, kind, currency, amountUsCents: measureOf(line.bounds) }
      : { deal, tranche, provider, consumer, layer, basis, powerKw: measureOf(line.bounds) };
  return { ...keys, rests: line.row.rests, flags: line.row.flags };
};

/** Whether power that a total has on one basis is compared with some on another. */
const isOnOtherBasis = (one: Disclosure, { lines }: LedgerTotal): boolean =>
  unitOf(one) === 'Kw' && lines.some(({ row }) => row.basis !== statedIn(one));

/** Of the statement and of what it is compared with. */
const flagsOf = (stated: readonly string[], one: Disclosure, found: LedgerTotal): string[] => {
  const { lines, bounds } = found;
  const isMixed = found.isMixed || isOnOtherBasis(one, found);
  const flags = [...stated, ...lines.flatMap(({ row }) => row.flags)];
  const said = stated.reduce((sum, flag) => sum + Number(/^rivals:(\d+)$/.exec(flag)?.[1] ?? 0), 0);
  const rivals = said + found.rivals;
  const kept = flags.filter((flag) => flag === 'hypothetical' || flag === 'undisclosed');
  const own = [...(isMixed ? ['mixed'] : []), ...(bounds.high === null ? ['unbounded'] : [])];
  return [...new Set([...kept, ...own, ...(rivals > 0 ? [`rivals:${rivals}`] : [])])].sort();
};

const statementOf = (party: Party, one: Disclosure): Record<string, unknown> => ({
  party: party.slug,
  measure: one.measure,
  at: one.at,
  knownOn: one.knownOn,
  ...unitKeys(one),
  ...scopeKeys(one),
  [`disclosed${unitOf(one)}`]: measureOf(boundsOf(one.amount)),
  text: one.amount.text ?? null,
  rests: one.rests,
});

/** The party and its units: what one of them owes another stays inside. */
const familyOf = (slug: string, parties: Parties): Set<string> => {
  const family = new Set([parties.slugOf(slug)]);
  for (const above of family)
    for (const { slug: unit, parent } of parties.all)
      if (parent && parties.slugOf(parent) === above) family.add(parties.slugOf(unit));
  return family;
};

/** One statement with its side of the ledger, on the date that it is about. */
interface StatementPair {
  row: Row;
  party: Party;
  one: Disclosure;
  found: LedgerTotal;
}

const isOf = (row: Row, one: Disclosure): boolean => {
  const isThen = row.at === undefined || one.at === row.at;
  const keys = { ...scopeKeys(one), ...unitKeys(one) };
  const isSaid = Object.entries(keys).every(([name, value]) => row[name] === value);
  return one.measure === row.measure && isSaid && isThen;
};

const pairOf = (row: Row, board: Board, books: Books, known: ReadonlyMap<string, Party>): StatementPair[] => {
  const { question } = board;
  const party = known.get(String(row.party));
  const one = party && statementsOf(party, question).find((statement) => isOf(row, statement));
  if (!one) return [];
  const { last } = daysOf(one.at);
  const day = last < question.effectiveAt ? last : question.effectiveAt;
  const parties = books.partiesOn(day);
  const scope: TotalScope = {
    family: familyOf(party.slug, parties),
    ...(one.towards !== undefined && { others: familyOf(one.towards, parties) }),
    ...((one.due || isFlow(one.measure)) && { due: one.due ?? daysOf(one.at) }),
  };
  return [{ row, party, one, found: books.addedUp(one.measure, scope, day, one.amount.currency ?? '') }];
};

const rowOf = ({ row, one, found }: StatementPair): Row & Total => {
  const keys = Object.entries(row).filter(([name]) => !/^(?:disclosed|rests$|flags$)/.test(name));
  return {
    ...Object.fromEntries(keys),
    ...compareMeasures(unitOf(one), boundsOf(one.amount), found.bounds),
    undisclosed: found.lines.filter(({ bounds }) => isUndisclosed(bounds)).map(nameOf),
    rests: [...new Set([...one.rests, ...found.lines.flatMap((line) => line.row.rests)])].sort(),
    flags: flagsOf(row.flags, one, found),
  };
};

/** To which row an entry of another table belongs. */
const keysOfPair = ({ party, one }: StatementPair): Record<string, unknown> => ({
  party: party.slug,
  measure: one.measure,
  at: one.at,
  statedIn: statedIn(one),
  ...scopeKeys(one),
});

const linesOf = (pair: StatementPair): Record<string, unknown>[] =>
  pair.found.lines.map((line) => ({ ...keysOfPair(pair), ...lineOf(line, unitOf(pair.one)) }));

const groupsOf = (pair: StatementPair): Record<string, unknown>[] =>
  pair.found.groups.map((group) => ({ ...keysOfPair(pair), as: pair.found.as, ...group }));

const isOfTheSame = (one: Disclosure, other: Disclosure): boolean =>
  statedIn(one) === statedIn(other) && JSON.stringify(scopeKeys(one)) === JSON.stringify(scopeKeys(other));

/** What a party says that it has contracted, less what it says that it operates: in all, or towards the same one, on one basis. */
const operatingGaps = (party: Party): Record<string, unknown>[] => {
  const latest = latestDisclosures(party.disclosures);
  const [contracted, active] = (['contracted-power', 'operating-power'] as const).map((measure) =>
    latest.filter((one) => one.measure === measure),
  );
  return (contracted ?? []).flatMap((one) =>
    (active ?? []).filter((other) => isOfTheSame(one, other)).map((other) => gapEntry(party, one, other)),
  );
};

const gapEntry = (party: Party, contracted: Disclosure, active: Disclosure): Record<string, unknown> => {
  const [whole, taken] = [boundsOf(contracted.amount), boundsOf(active.amount)];
  return {
    party: party.slug,
    basis: statedIn(contracted),
    ...scopeKeys(contracted),
    contractedKw: measureOf(whole),
    operatingKw: measureOf(taken),
    outstandingKw: measureOf(subtractBounds(whole, taken)),
    dates: { contracted: contracted.at, operating: active.at },
    rests: [...new Set([...contracted.rests, ...active.rests])],
  };
};

const notes = [
  'Disclosed totals are compared and never added. What is missing from the ledger, or beyond the disclosed total, is not a fault of either.',
  'A ledger total of several kinds of money, layers or bases, or of another basis than the disclosed one, is flagged mixed: they stand side by side in groups, and nothing is converted.',
  'Across layers the ledger is between its largest layer and all of them, for one gigawatt may appear once in each.',
];

const isAsked = ({ only }: Question, keys: Record<string, unknown>): boolean =>
  Object.entries(only).every(([name, value]) => keys[name] === undefined || isAmong(keys[name], value));

const finish = (answer: Answer, board: Board): Answer => {
  const parties = board.states<Party>();
  const known = new Map(parties.map((party) => [party.slug, party]));
  const books = new Books(board.log, board.question);
  const pairs = answer.rows.flatMap((row) => pairOf(row, board, books, known));
  const rows = pairs.map(rowOf);
  const everySaid = parties.flatMap((party) => party.disclosures.map((one) => statementOf(party, one)));
  return {
    ...answer,
    rows,
    totals: [],
    groups: pairs.flatMap(groupsOf),
    lines: pairs.flatMap(linesOf),
    statements: everySaid.filter((keys) => isAsked(board.question, keys)),
    contractedAgainstOperating: parties
      .flatMap(operatingGaps)
      .filter((keys) => isAsked(board.question, keys)),
    undisclosed: [...new Set(rows.flatMap(({ undisclosed }) => undisclosed))].sort(),
    notes: [...answer.notes, ...notes],
  };
};

export const reconciliation: View = {
  name: 'reconciliation',
  summary: 'Each total that a party reports of itself beside what the ledger adds up to, with what differs.',
  definition:
    'ledger = what the ledger says, as known now, of the date that the total is about: commitments = purchases (services, hardware, prepayments, capital expenditure) committed and conditional, paid or not; backlog = purchases that are firm and not yet due then; leases = the same of what is paid for leased capacity; purchase obligations, recorded or not = purchases that are firm and not yet due then, leases aside; capital spending = capital expenditure paid in the period that the total is about; invested = equity paid; guarantees = guarantees committed and conditional; contracted power = signed; operating power = energized; of the party and its units towards others, or towards the one party and in the term that the total is of. missing = disclosed − ledger; beyond = ledger − disclosed; each stops at nothing.',
  category: 'party',
  readsBeside: ['deal'],
  dimensions: ['party', 'measure', 'at', 'currency', 'basis', 'towards', 'due'],
  defaultBy: ['party', 'measure'],
  measures: ['disclosedUsCents', 'disclosedKw'],
  alwaysBy: ['party'],
  neverAdded: ['measure', 'currency', 'basis', 'towards', 'due'],
  timelines: false,
  traits: { drawing: 'compared-totals' },
  parameters: {},
  contribution,
  finish,
};
