import type { RecordedEvent } from '../../../events/kit/envelope.js';
import { WarrantIssued } from '../../../events/deal/warrant/warrant.events.js';
import type { Entry } from '../../../projections/kit/line.js';
import { isMeasure } from '../../../projections/kit/measure.js';
import type { TrancheVesting } from '../../../projections/kit/vesting.js';
import type { CapTableTerms } from './terms.js';
import { type CapTableObject, exactOf, isDay, monetary, saidBeside, type Written } from './written-stakes.js';

/** A warrant, with the terms on which it vests and what was recorded as vested. */
export type WrittenWarrant =
  | (Extract<Written, { object: CapTableObject }> & {
      terms: CapTableObject;
      vested: readonly CapTableObject[];
    })
  | { because: string };

type VestingShares = Pick<TrancheVesting, 'shares' | 'conditions' | 'status' | 'vestedOn'>;

/** "energized 1000000 kW; named price-target-1". */
const conditionsText = ({ conditions = [] }: VestingShares): string =>
  conditions
    .map(({ energizedKw, named }) => (named === undefined ? `energized ${energizedKw} kW` : `named ${named}`))
    .join('; ');

const conditionId = (warrant: string, index: number): string => `${warrant}/${index + 1}`;

/** Nothing of it is rounded: every tranche is a number of shares. */
const termsOf = (id: string, warrant: string, tranches: readonly VestingShares[]): CapTableObject => ({
  object_type: 'VESTING_TERMS',
  id,
  name: warrant,
  description: 'Each part vests once all its conditions hold.',
  allocation_type: 'FRACTIONAL',
  vesting_conditions: tranches.map((tranche, index) => ({
    id: conditionId(warrant, index),
    description: conditionsText(tranche),
    quantity: String(tranche.shares),
    trigger: { type: 'VESTING_EVENT' },
    next_condition_ids: [],
  })),
});

const vestingEvent = (
  warrant: string,
  index: number,
  { id, date }: { id: string; date: string },
): CapTableObject => ({
  object_type: 'TX_VESTING_EVENT',
  id,
  date,
  security_id: warrant,
  vesting_condition_id: conditionId(warrant, index),
});

/** What vested by its conditions, and was not recorded. */
const vestedByConditions = (
  warrant: string,
  tranches: readonly VestingShares[],
  recorded: ReadonlySet<number>,
): CapTableObject[] =>
  tranches.flatMap(({ status, vestedOn }, index) =>
    status === 'vested' && vestedOn !== null && !recorded.has(index)
      ? [
          {
            ...vestingEvent(warrant, index, {
              id: `${conditionId(warrant, index)}/vested`,
              date: vestedOn,
            }),
            comments: ['Follows from its conditions: all of them held on this day.'],
          },
        ]
      : [],
  );

/** What vested; of what was recorded the tranche that alone is as large, and undefined where it may be another. */
const vestedOf = (
  warrant: string,
  tranches: readonly VestingShares[],
  events: readonly RecordedEvent[],
): CapTableObject[] | undefined => {
  const recorded = new Map<number, RecordedEvent>();
  for (const event of events) {
    const same = tranches.flatMap(({ shares }, index) => (shares === event.body.shares ? [index] : []));
    const [index] = same;
    if (same.length !== 1 || index === undefined || !isDay(event.effectiveOn)) return undefined;
    recorded.set(index, event);
  }
  return [
    ...[...recorded].map(([index, { id, effectiveOn: date }]) => vestingEvent(warrant, index, { id, date })),
    ...vestedByConditions(warrant, tranches, new Set(recorded.keys())),
  ];
};

const unsaidOf = (entry: Entry, strike: string | undefined): string[] => [
  ...(strike === undefined ? ['its exercise price is not disclosed, and is left out'] : []),
  ...(typeof entry.expiresOn === 'string' && !isDay(entry.expiresOn)
    ? [`that it expires in ${entry.expiresOn} stands in comments: no day is known`]
    : []),
  'what its parts vest on stands in words',
];

const issuanceOf = (
  entry: Entry,
  event: RecordedEvent,
  { terms, paid, strike }: { terms: string; paid: object; strike: string | undefined },
): CapTableObject => {
  const warrant = `${String(entry.deal)}/${String(entry.warrant)}`;
  const shares = exactOf(entry.issuedShares);
  const { expiresOn } = entry;
  const isExact = typeof expiresOn === 'string' && isDay(expiresOn);
  return {
    object_type: 'TX_WARRANT_ISSUANCE',
    id: event.id,
    date: event.effectiveOn,
    security_id: warrant,
    custom_id: warrant,
    stakeholder_id: `party-${String(entry.holder)}`,
    security_law_exemptions: [],
    quantity: shares,
    ...(strike !== undefined && { exercise_price: monetary(strike, String(entry.currency)) }),
    purchase_price: paid,
    exercise_triggers: [
      {
        trigger_id: `${warrant}/exercise`,
        type: 'UNSPECIFIED',
        conversion_right: {
          type: 'WARRANT_CONVERSION_RIGHT',
          conversion_mechanism: { type: 'FIXED_AMOUNT_CONVERSION', converts_to_quantity: shares },
        },
      },
    ],
    ...(isExact && { warrant_expiration_date: expiresOn }),
    vesting_terms_id: terms,
    comments: [
      ...(typeof expiresOn === 'string' && !isExact ? [`expires: ${expiresOn}`] : []),
      ...saidBeside(event),
    ],
  };
};

/** A warrant as it was issued; what would have to be made up is a reason to leave it out. */
export const warrantWritten = (
  entry: Entry,
  events: readonly RecordedEvent[],
  { warrants }: CapTableTerms,
): WrittenWarrant => {
  const warrant = `${String(entry.deal)}/${String(entry.warrant)}`;
  const own = events.filter(({ stream, body }) => stream === entry.deal && body.warrant === entry.warrant);
  const event = own.find(({ type }) => type === WarrantIssued.type);
  const tranches: readonly VestingShares[] = Array.isArray(entry.tranches) ? entry.tranches : [];
  if (!event || !isDay(event.effectiveOn)) return { because: 'the day on which it was issued is not known' };
  const open = tranches.reduce((sum, { shares, conditions }) => (conditions ? sum : sum + shares), 0);
  if (open > 0)
    return {
      because: `on what ${open} of its shares vest is not known, and what has no terms counts as vested in the format`,
    };
  const paid = warrants.get(warrant);
  if (!paid)
    return { because: `what was paid for it is not known: the terms say it under warrants, "${warrant}"` };
  const vested = vestedOf(
    warrant,
    tranches,
    own.filter(({ type }) => type !== WarrantIssued.type),
  );
  if (!vested) return { because: 'which of its parts vested is not known' };
  const terms = `${warrant}/vesting`;
  const strike = isMeasure(entry.strikeUsCents) ? exactOf(entry.strikeUsCents) : undefined;
  return {
    object: issuanceOf(entry, event, { terms, paid: { ...paid.purchase_price }, strike }),
    terms: termsOf(terms, warrant, tranches),
    vested,
    unsaid: unsaidOf(entry, strike),
  };
};
