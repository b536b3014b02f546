import { type GiveTurn, type PlacedValue, readJsonValues } from '../files/json-values.js';
import { UnreadableSheet } from '../files/unreadable-sheet.js';
import { type ReportedConcept, reportedConcepts } from './concepts.js';

/** One value of a concept, as the file has it. */
export interface FiledValue {
  /** Where it stands, as a JSON pointer without its first stroke. */
  address: string;
  concept: ReportedConcept;
  unit: string;
  value: unknown;
}

/** What is read of the file that the SEC serves for a company (data.sec.gov/api/xbrl/companyfacts). */
export interface CompanyFacts {
  /** Without leading noughts. */
  cik: string;
  name: string;
  values: readonly FiledValue[];
}

/** More values of the concepts that are read than fifty years of filings have. */
const mostValues = 50_000;

const byConcept = new Map(reportedConcepts.map((one) => [one.concept, one]));

const paths = [
  '$.cik',
  '$.entityName',
  ...reportedConcepts.map(({ concept }) => `$.facts.*.${concept}.units.*.*`),
];

const addressOf = (path: readonly string[]): string =>
  path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

const notCompanyFacts =
  'the JSON is not what is read here: the SEC\'s facts of a company (companyfacts: {"cik", "entityName", "facts"})';

const cikIn = (value: unknown): string => {
  const [, digits] =
    /^0*(\d{1,10})$/.exec(typeof value === 'number' ? String(value) : String(value ?? '')) ?? [];
  if (digits === undefined || digits === '0') throw new UnreadableSheet(notCompanyFacts);
  return digits;
};

/** The facts of a company that say something of what it is owed and owes. Throws UnreadableSheet. */
export const readCompanyFacts = async (bytes: Uint8Array, giveTurn: GiveTurn): Promise<CompanyFacts> => {
  const values: FiledValue[] = [];
  let [cik, name]: [unknown, unknown] = [undefined, undefined];
  const take = ({ path, value }: PlacedValue): void => {
    if (path.length === 1) {
      if (path[0] === 'cik') cik = value;
      else name = value;
      return;
    }
    const concept = byConcept.get(path[2] ?? '');
    if (!concept) return;
    if (values.length === mostValues)
      throw new UnreadableSheet(`the file has more than ${mostValues} values of what is read`, true);
    values.push({ address: addressOf(path), concept, unit: path[4] ?? '', value });
  };
  await readJsonValues(bytes, paths, take, giveTurn);
  const known = cikIn(cik);
  if (typeof name !== 'string' || name.trim() === '') throw new UnreadableSheet(notCompanyFacts);
  return { cik: known, name: name.trim().slice(0, 120), values };
};
