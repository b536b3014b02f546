import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { Entry } from '../../../projections/kit/line.js';
import type { ViewAnswer } from '../../simulator/answer/view-answer.js';
import type { CapTableTerms } from './terms.js';
import { type CapTableObject, stakeWritten } from './written-stakes.js';
import { warrantWritten } from './written-warrants.js';

/** The version of the format that is written. */
export const capTableVersion = '1.2.0';

/** Something that a package does not have, or has in words only. */
export interface CapTableRemark {
  /** A stake or a warrant. */
  of: string;
  because: string;
}

/** A package of the Open Cap Table Format (*.ocf). */
export interface WrittenCapTable {
  bytes: Uint8Array;
  stakes: number;
  warrants: number;
  leftOut: readonly CapTableRemark[];
  unsaid: readonly CapTableRemark[];
}

interface CapTableQuestion {
  /** What the view `ownership` says of the issuer. */
  answer: ViewAnswer;
  /** The events that it rests on, in the order of the log. */
  events: readonly RecordedEvent[];
  issuer: string;
  /** The names of parties by their slugs. */
  nameOf: (slug: string) => string;
  terms: CapTableTerms;
  /** The instant at which it is made. */
  madeAt: string;
}

const classId = 'stock-class-1';

/** What is collected while a package is written. */
class CapTableWriter {
  readonly transactions: CapTableObject[] = [];
  readonly vestingTerms: CapTableObject[] = [];
  readonly holders = new Set<string>();
  readonly leftOut: CapTableRemark[] = [];
  readonly unsaid: CapTableRemark[] = [];
  stakes = 0;
  warrants = 0;

  constructor(private readonly question: CapTableQuestion) {}

  #rests({ rests }: Entry): RecordedEvent[] {
    const ids = new Set(Array.isArray(rests) ? rests : []);
    return this.question.events.filter(({ id }) => ids.has(id));
  }

  #remark(of: string, unsaid: readonly string[]): void {
    this.unsaid.push(...unsaid.map((because) => ({ of, because })));
  }

  addStake(row: Entry): void {
    const of = `stake-${String(row.holder)}-${String(row.issuer)}/${String(row.basis)}`;
    const { stock_class: stockClass } = this.question.terms;
    const written = stakeWritten(row, this.#rests(row), stockClass && classId);
    if ('because' in written) {
      this.leftOut.push({ of, because: written.because });
      return;
    }
    this.stakes += 1;
    this.holders.add(String(row.holder));
    this.transactions.push(written.object);
    this.#remark(of, written.unsaid);
  }

  addWarrant(entry: Entry): void {
    const of = `${String(entry.deal)}/${String(entry.warrant)}`;
    const written = warrantWritten(entry, this.#rests(entry), this.question.terms);
    if ('because' in written) {
      this.leftOut.push({ of, because: written.because });
      return;
    }
    this.warrants += 1;
    this.holders.add(String(entry.holder));
    this.transactions.push(written.object, ...written.vested);
    this.vestingTerms.push(written.terms);
    this.#remark(of, written.unsaid);
  }
}

const md5Of = (text: string): string => createHash('md5').update(text).digest('hex');
const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The files of a package by the list of the manifest that names them; the empty ones are there, too. */
const filesOf = (
  { transactions, vestingTerms, holders }: CapTableWriter,
  { nameOf, terms }: CapTableQuestion,
): { list: string; name: string; text: string }[] => {
  const stakeholders = [...holders].sort().map((slug) => ({
    object_type: 'STAKEHOLDER',
    id: `party-${slug}`,
    name: { legal_name: nameOf(slug) },
    stakeholder_type: 'INSTITUTION',
  }));
  const { stock_class: stockClass } = terms;
  const classes = stockClass ? [{ object_type: 'STOCK_CLASS', id: classId, ...stockClass }] : [];
  const files: [list: string, name: string, type: string, items: readonly CapTableObject[]][] = [
    ['stock_plans_files', 'StockPlans', 'STOCK_PLANS', []],
    ['stock_legend_templates_files', 'StockLegends', 'STOCK_LEGEND_TEMPLATES', []],
    ['stock_classes_files', 'StockClasses', 'STOCK_CLASSES', classes],
    ['vesting_terms_files', 'VestingTerms', 'VESTING_TERMS', vestingTerms],
    ['valuations_files', 'Valuations', 'VALUATIONS', []],
    ['transactions_files', 'Transactions', 'TRANSACTIONS', transactions],
    ['stakeholders_files', 'Stakeholders', 'STAKEHOLDERS', stakeholders],
  ];
  return files.map(([list, name, type, items]) => ({
    list,
    name: `${name}.ocf.json`,
    text: textOf({ file_type: `OCF_${type}_FILE`, items }),
  }));
};

const manifestOf = (
  files: readonly { list: string; name: string; text: string }[],
  { answer, issuer, nameOf, terms, madeAt }: CapTableQuestion,
  remarks: readonly CapTableRemark[],
): CapTableObject => ({
  ocf_version: capTableVersion,
  file_type: 'OCF_MANIFEST_FILE',
  issuer: { object_type: 'ISSUER', id: `party-${issuer}`, legal_name: nameOf(issuer), ...terms.issuer },
  as_of: answer.effectiveAt,
  generated_at: madeAt,
  ...Object.fromEntries(
    files.map(({ list, name, text }) => [list, [{ filepath: `./${name}`, md5: md5Of(text) }]]),
  ),
  comments: [
    `What a ledger of public statements knows of ${nameOf(issuer)} as known on ${answer.knownAt}, at position ${answer.position}: no whole cap table.`,
    ...remarks.map(({ of, because }) => `Left out: ${of}: ${because}.`),
  ],
});

/**
 * The stakes in an issuer and the warrants on its shares as a package of the Open Cap Table Format, which is about one
 * issuer: what would have to be made up is left out and listed.
 */
export const capTableOf = (question: CapTableQuestion): WrittenCapTable => {
  const { answer } = question;
  const writer = new CapTableWriter(question);
  for (const row of answer.rows) writer.addStake(row);
  const issued: readonly Entry[] = Array.isArray(answer.warrants) ? answer.warrants : [];
  for (const entry of issued) writer.addWarrant(entry);
  const files = filesOf(writer, question);
  const manifest = textOf(manifestOf(files, question, writer.leftOut));
  const parts = [{ name: 'Manifest.ocf.json', text: manifest }, ...files];
  const bytes = zipSync(Object.fromEntries(parts.map(({ name, text }) => [name, strToU8(text)])), {
    mtime: new Date('1980-01-01T00:00:00'),
  });
  const { stakes, warrants, leftOut, unsaid } = writer;
  return { bytes, stakes, warrants, leftOut, unsaid };
};
