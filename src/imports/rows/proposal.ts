import type { RowReader } from './row-reader.js';
import type { Told } from './readings.js';

/** An event as a sheet proposes it, and the cells that its members come from. */
export interface ProposedEvent {
  event: {
    stream: string;
    type: string;
    effectiveOn?: string;
    knownOn?: string;
    source?: Readonly<Record<string, string>>;
    quote?: string;
    body: Readonly<Record<string, unknown>>;
  };
  /** Addresses by pointer; "" is the row. */
  cells: Readonly<Record<string, string>>;
}

/** The members of a body that were told, and the cell of each. */
export interface ToldBody {
  body: Readonly<Record<string, unknown>>;
  cells: Readonly<Record<string, string>>;
}

/** What was told, without what was not. */
export const toldBody = (
  members: Readonly<Record<string, Told<unknown> | string | number | undefined>>,
): ToldBody => {
  const entries = Object.entries(members).filter(
    (entry): entry is [string, Told<unknown> | string | number] => entry[1] !== undefined,
  );
  return {
    body: Object.fromEntries(
      entries.map(([name, told]) => [name, typeof told === 'object' ? told.value : told]),
    ),
    cells: Object.fromEntries(
      entries.flatMap(([name, told]) => (typeof told === 'object' ? [[`/body/${name}`, told.address]] : [])),
    ),
  };
};

/** Who says what a row says, and since when it could be known. */
export interface RowSource {
  source: Readonly<Record<string, string>>;
  publishedOn?: Told;
  knownOn?: Told;
  quote?: Told;
  cells: Readonly<Record<string, string>>;
}

/** The source that a row names, else the file. */
export const sourceOf = (reader: RowReader, file: string): RowSource => {
  const url = reader.url('source.url');
  const isAddress = url !== undefined && /^https?:\/\/\S+$/i.test(url.value);
  const title = reader.text('source.title');
  const publisher = reader.text('source.publisher');
  const kind = reader.choice('source.kind');
  const publishedOn = reader.date('source.publishedOn');
  const knownOn = reader.date('knownOn');
  const quote = reader.text('quote');
  const words = url && !isAddress ? url.value.slice(0, 300) : undefined;
  return {
    source: {
      title: title?.value ?? words ?? file,
      kind: kind?.value ?? 'own',
      ...(isAddress && { url: url.value }),
      ...(publisher && { publisher: publisher.value }),
    },
    ...(publishedOn && { publishedOn }),
    ...(knownOn && { knownOn }),
    ...(quote && { quote }),
    cells: {
      ...(isAddress && { '/source/url': url.address }),
      ...(title && { '/source/title': title.address }),
      ...(publishedOn && { '/source/publishedOn': publishedOn.address }),
      ...(knownOn && { '/knownOn': knownOn.address }),
      ...(quote && { '/quote': quote.address }),
    },
  };
};

/** When something became true, and when it could be known at the latest. */
export interface Clocks {
  effectiveOn?: string | undefined;
  knownOn?: string | undefined;
  cells?: Readonly<Record<string, string>>;
}

/** An event of a row, with the row's source. */
export const proposeEvent = (
  stream: string,
  type: { readonly type: string },
  { body, cells }: ToldBody,
  told: RowSource & { row: string },
  clocks: Clocks = {},
): ProposedEvent => {
  const knownOn = told.knownOn?.value ?? told.publishedOn?.value ?? clocks.knownOn;
  return {
    event: {
      stream,
      type: type.type,
      ...(clocks.effectiveOn !== undefined && { effectiveOn: clocks.effectiveOn }),
      ...(knownOn !== undefined && { knownOn }),
      source: { ...told.source, ...(told.publishedOn && { publishedOn: told.publishedOn.value }) },
      ...(told.quote && { quote: told.quote.value }),
      body,
    },
    cells: { '': told.row, ...clocks.cells, ...told.cells, ...cells },
  };
};
