import type { RecordedEvent } from '../../../events/kit/envelope.js';
import { views } from '../../../projections/index.js';
import type { Entry } from '../../../projections/kit/line.js';
import { rowsOf } from '../../formats/answers.js';
import {
  dataPackage,
  packaged,
  type PackagePins,
  type PackageResource,
  resourceOf,
  type ResourceTitle,
  tableResourceOf,
} from '../../formats/data-package.js';
import { eventsParquet, sheetParquet } from '../../formats/parquet.js';
import { type EntrySheet, sheetCsv, sheetOf } from '../../sheets/entries.js';
import { eventsSheet } from '../../sheets/events.js';
import { citation } from '../../simulator/answer/view-answer.js';
import { canonicalJson } from '../../store/canonical.js';
import {
  type DealDocument,
  type DealList,
  isOneDeal,
  isOneParty,
  type LedgerClient,
  ProveLog,
  ShowDeals,
  ShowParties,
  ShowView,
} from '../ledger.js';
import { pagesUpTo } from '../pages.js';
import type { ExportFolder, ExportContent } from './files.js';

/** The days for which a package is made; today when missing. */
export interface PackageDays {
  effective?: string;
  known?: string;
}

/** What each file of a package is made of. */
interface Making {
  ledger: LedgerClient;
  folder: ExportFolder;
  pins: PackagePins;
  /** Where its files stand in the folder: nothing, or a path that ends in a slash. */
  prefix: string;
}

type Parameters = Readonly<Record<string, string>>;

export const pinsOf = async (
  ledger: LedgerClient,
  { effective, known }: PackageDays,
): Promise<PackagePins> => {
  const { position, hash } = await ledger.ask(new ProveLog());
  const days = { ...(effective && { effectiveAt: effective }), ...(known && { knownAt: known }) };
  const { effectiveAt, knownAt } = await ledger.ask(
    new ShowParties({ ...days, atPosition: String(position) }),
  );
  return { effectiveAt, knownAt, position, hash };
};

/** The same as parameters of a question. */
export const cutOf = ({ effectiveAt, knownAt, position }: PackagePins): Parameters => ({
  effectiveAt,
  knownAt,
  atPosition: String(position),
});

const put = async (
  { folder, prefix }: Making,
  resource: PackageResource,
  content: ExportContent,
): Promise<PackageResource> => {
  const path = prefix + resource.path;
  const { bytes, sha256 } = await folder.write(path, content);
  return { ...resource, path, bytes, hash: `sha256:${sha256}` };
};

/** A table as CSV with its columns, and as Parquet. */
const putTable = async (
  making: Making,
  title: ResourceTitle,
  sheet: EntrySheet,
  about: readonly (readonly [string, string])[],
): Promise<PackageResource[]> => [
  await put(making, tableResourceOf(title, sheet), sheetCsv(sheet)),
  await put(making, resourceOf(title, 'parquet'), sheetParquet(sheet, about)),
];

async function* linesOf(pages: AsyncIterable<readonly RecordedEvent[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((event) => `${canonicalJson(event)}\n`).join('');
}

const putLog = async (making: Making): Promise<PackageResource[]> => {
  const { ledger, pins } = making;
  const pages = (): AsyncGenerator<RecordedEvent[]> => pagesUpTo(ledger, pins.position);
  const events: RecordedEvent[] = [];
  for await (const page of pages()) events.push(...page);
  const sheet = eventsSheet(events);
  return [
    await put(making, resourceOf(packaged.events, 'ndjson'), linesOf(pages())),
    await put(making, resourceOf(packaged.events, 'parquet'), eventsParquet(pages())),
    await put(making, tableResourceOf(packaged.events, sheet), sheetCsv(sheet)),
  ];
};

const mostDeals = '1000';

const allDeals = async (ledger: LedgerClient, cut: Parameters): Promise<Entry[]> => {
  const deals: Entry[] = [];
  let part: Parameters | undefined = { limit: mostDeals };
  while (part) {
    const list: DealList | DealDocument = await ledger.ask(new ShowDeals({ ...cut, ...part }));
    if (isOneDeal(list)) break;
    deals.push(...list.deals);
    part = list.next === null ? undefined : { limit: mostDeals, after: list.next };
  }
  return deals;
};

const putLists = async (making: Making): Promise<PackageResource[]> => {
  const cut = cutOf(making.pins);
  const list = await making.ledger.ask(new ShowParties(cut));
  const parties = isOneParty(list) ? [] : list.parties;
  const about = Object.entries(cut);
  return [
    ...(await putTable(making, packaged.deals, sheetOf(await allDeals(making.ledger, cut)), about)),
    ...(await putTable(making, packaged.parties, sheetOf(parties), about)),
  ];
};

const putViews = async (making: Making): Promise<PackageResource[]> => {
  const put: PackageResource[] = [];
  for (const { name, summary, definition } of views) {
    const answer = await making.ledger.ask(new ShowView(name, cutOf(making.pins)));
    const title = { name: `views/${name}`, title: summary, description: definition };
    put.push(...(await putTable(making, title, rowsOf(answer), citation(answer))));
  }
  return put;
};

/** Writes the log, its deals, its parties and its views, and last of all what describes them. */
export const writeDataPackage = async (making: Making): Promise<readonly PackageResource[]> => {
  const resources = [...(await putLog(making)), ...(await putLists(making)), ...(await putViews(making))];
  const descriptor = JSON.stringify(dataPackage(making.pins, resources), null, 2);
  await making.folder.write('datapackage.json', `${descriptor}\n`);
  return resources;
};
