import { slugOf } from '../ledger/known-parties.js';
import { type ObjectReader, one } from './object-reader.js';
import type { Securities } from './securities.js';

/** A part of a warrant that vests by itself, under the name of its condition in the package. */
export interface VestingPart {
  name: string;
  shares: number;
  conditions: readonly Readonly<Record<string, string>>[];
}

/** Shares that vested, and when. */
export interface VestedPart {
  address: string;
  shares: number;
  on: string;
}

/** On what a warrant vests and what of it has; why not, where the ledger has no words for it. */
export type WarrantVesting =
  | { parts: readonly VestingPart[]; vested: readonly VestedPart[] }
  | { unsaid: string; vested?: readonly VestedPart[] };

/** A whole number of shares; undefined where there are fractions of one, or more than can be counted. */
export const wholeShares = (quantity: bigint | undefined): number | undefined => {
  if (quantity === undefined || quantity % one !== 0n || quantity <= 0n) return undefined;
  const shares = Number(quantity / one);
  return Number.isSafeInteger(shares) ? shares : undefined;
};

/** "energized 1 GW; named price-target-1", as an export writes it; else the condition has the name of its id. */
const conditionsOf = (condition: ObjectReader, id: string): VestingPart['conditions'] => {
  const said = (condition.optional('description') ?? '').split('; ').map((text) => {
    const [, kind, words] = /^(energized|named) (.+)$/.exec(text) ?? [];
    return kind !== undefined && words !== undefined ? { [kind]: words } : undefined;
  });
  const all = said.filter((each) => each !== undefined);
  return all.length === said.length ? all : [{ named: slugOf(id) || 'condition' }];
};

const partOf = (condition: ObjectReader): VestingPart | undefined => {
  const id = condition.text('id');
  const [trigger] = condition.within('trigger');
  const shares =
    condition.object.members.quantity === undefined ? undefined : wholeShares(condition.numeric('quantity'));
  if (id === undefined || trigger?.object.members.type !== 'VESTING_EVENT' || shares === undefined)
    return undefined;
  return { name: id, shares, conditions: conditionsOf(condition, id) };
};

const byTerms = (issuance: ObjectReader, terms: string, securities: Securities): WarrantVesting => {
  const found = securities.all('VESTING_TERMS').find(({ object }) => object.members.id === terms);
  if (!found) return { unsaid: `vests by the terms "${terms}", which the package does not have` };
  const conditions = found.list('vesting_conditions');
  const parts = conditions.flatMap((condition) => partOf(condition) ?? []);
  if (parts.length < conditions.length || parts.length === 0)
    return { unsaid: 'vests by time or by portions: a warrant here vests in whole shares on events' };
  const security = issuance.object.members.security_id;
  const vested = securities.all('TX_VESTING_EVENT').flatMap((event): VestedPart[] => {
    const part = parts.find(({ name }) => name === event.object.members.vesting_condition_id);
    const on = event.object.members.security_id === security && part ? event.day('date') : undefined;
    return part && on !== undefined ? [{ address: event.object.address, shares: part.shares, on }] : [];
  });
  return { parts, vested };
};

/** What has vested by a day, of exact dates and amounts. */
const byDates = (vestings: readonly ObjectReader[], asOf: string): VestedPart[] | undefined => {
  const read = vestings.map((vesting) => ({
    address: vesting.object.address,
    shares: wholeShares(vesting.numeric('amount')),
    on: vesting.day('date'),
  }));
  const parts = read.flatMap(({ address, shares, on }) =>
    shares === undefined || on === undefined ? [] : [{ address, shares, on }],
  );
  return parts.length < read.length ? undefined : parts.filter(({ on }) => on <= asOf);
};

/** How a warrant vests: by exact dates, by terms, or at once, which is what the format says by saying neither. */
export const vestingOf = (
  issuance: ObjectReader,
  { shares, on, asOf }: { shares: number; on: string; asOf: string },
  securities: Securities,
): WarrantVesting => {
  const vestings = issuance.list('vestings');
  if (vestings.length > 0) {
    const vested = byDates(vestings, asOf);
    return vested ? { parts: [], vested } : { unsaid: 'vests in fractions of a share' };
  }
  const terms = issuance.optional('vesting_terms_id');
  if (terms !== undefined) return byTerms(issuance, terms, securities);
  return { parts: [], vested: [{ address: issuance.object.address, shares, on }] };
};
