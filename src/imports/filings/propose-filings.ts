import { boundsText } from '../ledger/compare.js';
import { settlementOf } from '../ledger/change.js';
import { KnownParties } from '../ledger/known-parties.js';
import { joinMappings } from '../mapping/mapping.js';
import type { ImportContext, SheetProposal } from '../propose.js';
import { Findings, type ReadCell } from '../rows/readings.js';
import type { CompanyFacts } from './company-facts.js';
import { type FiledTotal, filedTotalOf } from './filed-total.js';
import { filerOf } from './filer.js';
import { firstSaid, mainCurrency } from './first-said.js';
import { settleFilings } from './settle-filings.js';

/** The totals of the file, in the currency in which the company reports. */
const totalsOf = (
  { values }: CompanyFacts,
  findings: Findings,
): { totals: FiledTotal[]; notes: string[] } => {
  const totals = values.flatMap((value) => filedTotalOf(value, findings) ?? []);
  const currency = mainCurrency(totals);
  const others = totals.filter((total) => total.currency !== currency);
  for (const { address } of others)
    findings.leaveOut(address, `is not in ${currency}, in which most of the values are`);
  return {
    totals: totals.filter((total) => total.currency === currency),
    notes: totals.length === 0 ? ['The file has no value of a concept that is read.'] : [],
  };
};

const readingOf = ({ address, concept, measure, at, amount, bounds, form, filed }: FiledTotal): ReadCell => ({
  address,
  column: concept,
  as: measure,
  written: amount,
  read: boundsText(bounds),
  note: `of ${at}, ${form} filed ${filed}`,
});

const repeats = (all: number, first: number): string[] =>
  all > first ? [`${all - first} of ${all} values repeat what an earlier filing said.`] : [];

/** What the facts of a company add to the ledger. */
export const proposeFilings = (facts: CompanyFacts, context: ImportContext): SheetProposal => {
  const shape = `company-facts ${facts.cik}`;
  const remembered = context.recall(shape);
  const { parties: given = {} } = joinMappings(remembered, context.given);
  const findings = new Findings();
  const parties = new KnownParties(context.log, given);
  const { totals, notes } = totalsOf(facts, findings);
  const first = firstSaid(totals, findings);
  const filer = filerOf(facts, context.log, parties, given);
  if ('fault' in filer) findings.fault('cik', filer.fault);
  const settled = 'fault' in filer ? settlementOf({}) : settleFilings(first, filer.party, facts, context.log);
  const before = 'fault' in filer || settled.events.length === 0 ? [] : filer.events;
  return {
    ...settled,
    events: [...before, ...settled.events],
    shape,
    isRemembered: remembered !== undefined,
    mapping: { kind: 'company-facts', headerRow: 0, columns: [], constants: [] },
    rows: facts.values.length,
    readings: first.map(readingOf),
    faults: findings.faults,
    leftOut: findings.leftOut,
    recognised: [...parties.recognised.values()],
    proposed: [...parties.proposed.values()],
    sheets: [],
    notes: [...notes, ...repeats(totals.length, first.length)],
  };
};
