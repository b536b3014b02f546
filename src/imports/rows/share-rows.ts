import type { QuantityWords } from './amounts.js';
import { type RowSource, sourceOf } from './proposal.js';
import type { Told } from './readings.js';
import type { RowReader } from './row-reader.js';

/** A party's share of a market in a period, as a publisher has it; of all others where no party is named. */
export interface ShareStatement {
  row: string;
  source: RowSource;
  market: Told;
  publisher: Told;
  party?: Told;
  period: Told;
  share: Told<QuantityWords>;
}

const others = /^(?:all\s+)?(?:the\s+)?(?:others?|rest|rest of (?:the )?market|remaining|remainder)$/i;

/** What a row of a table of shares says: one share for each period that it has. */
export const sharesOfRow = (reader: RowReader, file: string): ShareStatement[] => {
  const wide = reader.dated('share', (one) => one.part('share'));
  const rest = reader.undated;
  const isOthers = others.test(rest.raw('party') ?? '');
  const party = isOthers ? undefined : rest.party('party');
  const market = rest.slug('market');
  const publisher = rest.slug('publisher');
  const period = rest.date('period');
  const share = rest.part('share');
  const source = sourceOf(rest, file);
  if (!market || !publisher || (!party && !isOthers)) return [];
  const statement = { row: reader.address, source, market, publisher, ...(party && { party }) };
  return [
    ...wide.map((told) => ({
      ...statement,
      period: { value: told.period, address: told.address },
      share: told,
    })),
    ...(period && share ? [{ ...statement, period, share }] : []),
  ];
};
