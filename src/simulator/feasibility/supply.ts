import type { Problem } from '../../../events/index.js';
import { isPlainObject, allOrProblems } from '../../../events/kit/decode.js';
import type { Result } from '../../../events/kit/decode.js';

/** How a supply may be stated, one of the three. */
const forms = ['perPeriod', 'periods', 'cumulative'] as const;
type SupplyForm = (typeof forms)[number];

export interface Supply {
  /** What is new in each period, in whole units. */
  readonly amounts: readonly bigint[];
  /** It was stated as what there is in all by the end of each period. */
  readonly isCumulative: boolean;
}

/** A whole number, as a decimal string where JSON would not keep it exact. */
const amountOf = (value: unknown): bigint | undefined => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  return typeof value === 'string' && /^\d{1,30}$/.test(value) ? BigInt(value) : undefined;
};

const notWhole = 'must be a whole number of 0 or more, as a decimal string from 2^53 on';

const readAmount = (value: unknown, pointer: string): Result<bigint> => {
  const amount = amountOf(value);
  return amount === undefined ? { problems: [{ pointer, detail: notWhole }] } : { value: amount };
};

/** What is not named is not nothing: every period of the horizon has its amount, and no other one. */
const namingProblems = (named: object, pointer: string, periods: readonly string[]): Problem[] => {
  const missing = periods.filter((period) => !Object.hasOwn(named, period));
  const strange = Object.keys(named).filter((name) => !periods.includes(name));
  return [
    ...(missing.length > 0
      ? [
          {
            pointer,
            detail: `has no amount for ${missing.join(', ')}: name every period, with 0 where there is none`,
          },
        ]
      : []),
    ...strange.map((name) => ({
      pointer: `${pointer}/${name}`,
      detail: `is none of the periods ${periods[0]} to ${periods.at(-1)}`,
    })),
  ];
};

const readNamed = (value: unknown, pointer: string, periods: readonly string[]): Result<bigint[]> => {
  if (!isPlainObject(value))
    return { problems: [{ pointer, detail: 'must be an object of amounts by period' }] };
  const amounts = periods.flatMap((period) =>
    Object.hasOwn(value, period) ? [readAmount(value[period], `${pointer}/${period}`)] : [],
  );
  const read = allOrProblems(amounts);
  const problems = [...namingProblems(value, pointer, periods), ...(read.problems ?? [])];
  return problems.length > 0 ? { problems } : read;
};

const readConstant = (value: unknown, pointer: string, periods: readonly string[]): Result<bigint[]> => {
  const read = readAmount(value, pointer);
  return read.problems ? read : { value: periods.map(() => read.value) };
};

/** What is there in all by the end of each period, as what is new in each. */
const increments = (levels: readonly bigint[]): bigint[] =>
  levels.map((level, index) => level - (levels[index - 1] ?? 0n));

const readers: Record<
  SupplyForm,
  (value: unknown, pointer: string, periods: readonly string[]) => Result<bigint[]>
> = {
  perPeriod: readConstant,
  periods: readNamed,
  cumulative: (value, pointer, periods) => {
    const read = isPlainObject(value)
      ? readNamed(value, pointer, periods)
      : readConstant(value, pointer, periods);
    if (read.problems) return read;
    const amounts = increments(read.value);
    const falls = amounts.findIndex((amount) => amount < 0n);
    return falls < 0
      ? { value: amounts }
      : {
          problems: [
            {
              pointer: `${pointer}/${periods[falls]}`,
              detail: 'is less than the period before: what is cumulative never falls',
            },
          ],
        };
  },
};

/** Reads a supply for the periods of the horizon. */
export const readSupply = (raw: unknown, pointer: string, periods: readonly string[]): Result<Supply> => {
  const given = isPlainObject(raw) ? raw : {};
  const [first, ...others] = Object.keys(given);
  const form = forms.find((one) => one === first);
  if (others.length > 0 || form === undefined)
    return { problems: [{ pointer, detail: `must have one of ${forms.join(', ')}` }] };
  const read = readers[form](given[form], `${pointer}/${form}`, periods);
  return read.problems ? read : { value: { amounts: read.value, isCumulative: form === 'cumulative' } };
};
