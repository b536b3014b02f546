import type { EntrySheet } from '../sheets/entries.js';
import { type ColumnType, columnTypeOf } from './column-type.js';

/** A file of a data package: where it is beside `datapackage.json`, and what it holds. */
export interface PackageResource {
  name: string;
  path: string;
  title: string;
  description?: string;
  /** A table that the standard's own readers can check against its schema. */
  profile?: 'tabular-data-resource';
  format: string;
  mediatype: string;
  encoding?: 'utf-8';
  dialect?: { commentChar: string };
  schema?: { fields: { name: string; type: string }[] };
  bytes?: number;
  /** `sha256:` and the digest of its bytes. */
  hash?: string;
}

/** What a package is of: where the log was cut, and what stood at its end. */
export interface PackagePins {
  effectiveAt: string;
  knownAt: string;
  position: number;
  /** Of the event at that position. */
  hash: string;
}

const fieldTypes: Readonly<Record<ColumnType, string>> = {
  BOOLEAN: 'boolean',
  DOUBLE: 'number',
  INT64: 'integer',
  STRING: 'string',
};

const fieldsOf = ({ titles, lines }: EntrySheet): { name: string; type: string }[] =>
  titles.map((name, index) => ({
    name,
    type: fieldTypes[
      columnTypeOf(
        name,
        lines.map((line) => line[index]),
      )
    ],
  }));

/** How a file of a package is written, by the ending of its path. */
const written = {
  csv: { format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' },
  ndjson: { format: 'ndjson', mediatype: 'application/x-ndjson', encoding: 'utf-8' },
  parquet: { format: 'parquet', mediatype: 'application/vnd.apache.parquet' },
} as const;

export type PackageEnding = keyof typeof written;

export interface ResourceTitle {
  /** As in `views/compute-capacity`. */
  name: string;
  title: string;
  description?: string;
}

/** A resource of a package, at its name with an ending. */
export const resourceOf = (
  { name, title, description }: ResourceTitle,
  ending: PackageEnding,
  path = `${name}.${ending}`,
): PackageResource => ({
  name: `${name.toLowerCase()}.${ending}`,
  path,
  title,
  ...(description !== undefined && { description }),
  ...written[ending],
});

/** The same with the columns that stand in it: every reader of the standard can check them. */
export const tableResourceOf = (title: ResourceTitle, sheet: EntrySheet): PackageResource => ({
  ...resourceOf(title, 'csv'),
  profile: 'tabular-data-resource',
  schema: { fields: fieldsOf(sheet) },
});

/** The descriptor of a data package (Data Package standard 2.0, readable as 1.0). */
export const dataPackage = (pins: PackagePins, resources: readonly PackageResource[]): object => ({
  $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
  name: 'gigaledger',
  title: 'A ledger of deals about AI computing',
  description: `The log of a ledger up to position ${pins.position}, and what follows from it for ${pins.effectiveAt} as known on ${pins.knownAt}. Names of numbers end in their unit; of each measure there is Low, Point and High: an empty High is open, an empty Point unknown.`,
  keywords: ['AI computing', 'data centres', 'event sourcing'],
  // What the standard does not know is kept: it says what was read, so that it can be asked for again.
  ledger: pins,
  resources,
});

/** The log, its deals and its parties, as every package has them. */
export const packaged = {
  events: { name: 'events', title: 'Every event of the log, with its source' },
  deals: { name: 'deals', title: 'Deals, as they stand' },
  parties: { name: 'parties', title: 'Parties, as they are registered' },
} as const;
