import type { QuantityWords } from './amounts.js';
import { stakeBasis } from './choices.js';
import { type RowSource, sourceOf } from './proposal.js';
import type { Told } from './readings.js';
import type { RowReader } from './row-reader.js';
import { stakeBases } from '../../../events/stake/stake.events.js';

/** What one party holds of another. */
export interface StakeRow {
  row: string;
  source: RowSource;
  holder: Told;
  issuer: Told;
  stake: Told<QuantityWords>;
  value?: Told<QuantityWords>;
  shares?: Told<QuantityWords>;
  price?: Told<QuantityWords>;
  basis?: Told;
  on?: Told;
}

export const stakeOfRow = (reader: RowReader, file: string): StakeRow | undefined => {
  const holder = reader.party('holder');
  const issuer = reader.party('issuer');
  const stake = reader.part('stake');
  const value = reader.money('value');
  const basis = reader.choice('basis', { values: stakeBases, read: stakeBasis });
  const on = reader.date('on');
  const source = sourceOf(reader, file);
  if (!holder || !issuer || !stake) return undefined;
  return {
    row: reader.address,
    source,
    holder,
    issuer,
    stake,
    ...(value && { value }),
    ...(basis && { basis }),
    ...(on && { on }),
  };
};
