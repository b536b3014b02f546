import type { Measure } from '../../projections/kit/measure.js';
import type { Sent } from '../ledger.js';

type Body = Record<string, unknown>;

/** An id that a later fact of the same history can name. */
export const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A fact that was known on the day on which it became true, unless `more` says otherwise. */
export const fact = (on: string, stream: string, type: string, body: Body, more: Body = {}): Sent => ({
  stream,
  type,
  effectiveOn: on,
  knownOn: on,
  body,
  ...more,
});

export const party = (...slugs: string[]): Sent[] =>
  slugs.map((slug) => ({
    stream: `party-${slug}`,
    type: 'PartyRegistered',
    body: { name: slug, kind: 'company' },
  }));

/** A lab that buys, a vendor of chips, a cloud that hosts and a bank. */
export const cast = party('lab', 'vendor', 'cloud', 'bank');

const start = '2025-01-01';

export const deal = (stream: string, stage = 'signed', more: Body = {}): Sent =>
  fact(
    start,
    stream,
    'DealAnnounced',
    { title: stream, kind: 'chip-supply', stage, parties: [{ party: 'lab', role: 'customer' }] },
    more,
  );

/** A firm tranche of chips for the lab, unless `terms` say otherwise. */
export const tranche = (
  stream: string,
  name: string,
  power: unknown,
  terms: Body = {},
  more: Body = {},
): Sent =>
  fact(
    start,
    stream,
    'CapacityCommitted',
    {
      tranche: name,
      layer: 'chips',
      provider: 'vendor',
      consumer: 'lab',
      power,
      basis: 'unstated',
      bindingness: 'firm',
      ...terms,
    },
    more,
  );

/** A firm payment of the lab to the vendor for hardware, unless `terms` say otherwise. */
export const payment = (
  stream: string,
  name: string,
  amount: unknown,
  terms: Body = {},
  more: Body = {},
): Sent =>
  fact(
    start,
    stream,
    'PaymentCommitted',
    { payment: name, from: 'lab', to: 'vendor', kind: 'hardware', amount, bindingness: 'firm', ...terms },
    more,
  );

export const energized = (on: string, stream: string, name: string, power: string): Sent =>
  fact(on, stream, 'CapacityEnergized', { tranche: name, power });

type Ends = [number | null, number | null, number | null];

const scaled = (measure: unknown, unit: number): Ends | null => {
  if (measure === null) return null;
  const { low, point, high } = measure as Measure;
  return [low, point, high].map((end) => (end === null ? null : Number(end) / unit)) as Ends;
};

/** The low, the point and the high of a measure, in gigawatts. */
export const gw = (measure: unknown): Ends | null => scaled(measure, 1_000_000);
/** The same in dollars. */
export const dollars = (measure: unknown): Ends | null => scaled(measure, 100);
/** The same in billions of dollars. */
export const billion = (measure: unknown): Ends | null => scaled(measure, 100_000_000_000);

export const exactly = (value: number): Ends => [value, value, value];
