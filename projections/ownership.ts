import { boundsOf, type Quantity, wholeOf } from '../events/kit/quantity.js';
import type { Stake } from '../events/stake/stake.js';
import type { Line, Row } from './kit/line.js';
import { type Measure, type MeasureOrNull, part } from './kit/measure.js';
import { cutOf, type Question } from './kit/question.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';

const contribution = (reading: StreamReading, question: Question, { parties }: Context): Line[] => {
  const named = parties.ofStake(reading.stream);
  if (!named) return [];
  const { holdings } = reading.state<Stake>(cutOf(question));
  return [...holdings].map(([basis, { stake, value, rests, hypothetical, rivals }]) => ({
    id: `${reading.stream}|${basis}`,
    keys: {
      holder: parties.slugOf(named.holder),
      issuer: parties.slugOf(named.issuer),
      basis,
      currency: value?.currency ?? 'USD',
    },
    parts: { stakeBp: part(boundsOf(stake)), ...(value && { valueUsCents: part(boundsOf(value)) }) },
    rests,
    flags: hypothetical ? ['hypothetical'] : [],
    ...(rivals && { rivals }),
    ...(stake.qualifier === 'undisclosed' && { undisclosed: reading.stream }),
  }));
};

/** Half to even, so that rounding has no direction. */
const divided = (numerator: bigint, denominator: bigint): bigint => {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  return twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
};

const wholeFrom = (value: bigint | null, stake: bigint | null): Measure['point'] =>
  value === null || stake === null || stake === 0n ? null : wholeOf(divided(value * 10_000n, stake));

/** The value of all of the issuer that a valued stake implies; open where the stake may be next to nothing. */
const implied = (value: MeasureOrNull, stake: Measure): MeasureOrNull => {
  if (value === null) return null;
  const [worth, held] = [boundsOf(value as Quantity), boundsOf(stake as Quantity)];
  return {
    low: wholeFrom(worth.low, held.high ?? 10_000n) ?? 0,
    point: wholeFrom(worth.point, held.point),
    high: wholeFrom(worth.high, held.low),
  };
};

const finishedRow = (row: Row): Row => {
  const hasValue = (row.valueUsCents as Measure).point !== 0 || (row.valueUsCents as Measure).high !== 0;
  const value = hasValue ? (row.valueUsCents as Measure) : null;
  return { ...row, valueUsCents: value, impliedWholeUsCents: implied(value, row.stakeBp as Measure) };
};

const finish = (answer: Answer): Answer => ({
  ...answer,
  rows: answer.rows.map(finishedRow),
  totals: answer.totals.map(({ valueUsCents: _, ...total }) => total) as Answer['totals'],
  notes: [
    ...answer.notes,
    'The implied value of the whole is the value of the stake divided by the stake, with the rounding of both.',
  ],
});

export const ownership: View = {
  name: 'ownership',
  summary: 'Who holds how much of whom, on which basis, and what that says of the whole.',
  definition: 'stake = the part that is held, as last disclosed or changed; implied whole = value ÷ stake.',
  category: 'stake',
  dimensions: ['holder', 'issuer', 'basis', 'currency'],
  defaultBy: ['holder', 'issuer'],
  measures: ['stakeBp', 'valueUsCents'],
  neverAdded: ['issuer', 'basis', 'currency'],
  timelines: false,
  parameters: {},
  contribution,
  finish,
};
