import { readDate, keptDate } from '../../../events/kit/date.js';
import { type RoleDeclaration, type Roles } from './roles.js';

/** A header, and what it says beside its name. */
export interface ColumnHeader {
  /** As it stands in the sheet. */
  text: string;
  /** In small letters, without the unit. */
  name: string;
  /** What stands in for a unit where a cell has none: "MW", "bn USD", "%". */
  unit?: string;
  /** The date that the column is about, where the header is one. */
  period?: string;
}

const powerUnit = /^(?:k|m|g|t)w$/i;
const currencies: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
};
const scales: Readonly<Record<string, string>> = {
  k: 'k',
  thousand: 'k',
  thousands: 'k',
  m: 'm',
  mn: 'm',
  mm: 'm',
  million: 'm',
  millions: 'm',
  b: 'bn',
  bn: 'bn',
  billion: 'bn',
  billions: 'bn',
  tn: 'tn',
  trillion: 'tn',
  trillions: 'tn',
};

/** "$bn", "USD millions", "bn USD", "€": a currency with a scale, in any order. */
const moneyUnit = (words: string): string | undefined => {
  const parts = words.toLowerCase().match(/us\$|[$€£]|[a-z]+/g) ?? [];
  const currency = parts.map((part) => currencies[part]).find((one) => one !== undefined);
  const scale = parts.map((part) => scales[part]).find((one) => one !== undefined);
  const isOther = parts.some((part) => !(part in currencies) && !(part in scales) && part !== 'in');
  return currency === undefined || isOther
    ? undefined
    : scale === undefined
      ? currency
      : `${scale} ${currency}`;
};

/** The unit that words are, as the grammar writes it behind a number. */
const unitIn = (words: string): string | undefined => {
  const plain = words.trim().replace(/^in\s+/i, '');
  const [first = '', ...rest] = plain.split(/\s+/);
  if (powerUnit.test(first) && rest.length <= 1)
    return [
      first.charAt(0).toUpperCase().replace('K', 'k') + 'W',
      ...rest.filter((one) => /^IT$/i.test(one)).map(() => 'IT'),
    ].join(' ');
  if (/^(?:%|percent|per cent|pct)$/i.test(plain)) return '%';
  return moneyUnit(plain);
};

/** The name of a header and its unit: "Capacity (MW)", "Value, $bn", "MW", "Amount in USD m". */
const nameAndUnit = (text: string): { name: string; unit?: string } => {
  const [, before = '', inside = ''] = /^(.*?)\s*[([]([^)\]]+)[)\]]\s*$/.exec(text) ?? [];
  const [, lead = '', behind = ''] = /^(.*\S)(?:,| in)\s+(\S.*)$/i.exec(text) ?? [];
  for (const [name, unit] of [
    [before, inside],
    [lead, behind],
    [text, text],
    [text.replace(/\s+\S+$/, ''), text.replace(/^.*\s/, '')],
  ] as const) {
    const found = name.trim() === '' ? undefined : unitIn(unit);
    if (found !== undefined) return { name, unit: found };
  }
  return { name: inside === '' ? text : before };
};

const plainName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}$%€£]+/gu, ' ')
    .trim();

/** The date that a header is: "Q1 2025", "2026-H2", "Dec 2025", "2027E". A whole number that is no year is none. */
const periodIn = (text: string): string | undefined => {
  const plain = text.trim().replace(/(\d)\s?(?:E|F|A|est\.?|\(e\)|\(f\)|\(a\))$/i, '$1');
  if (!/\d/.test(plain) || readDate(plain) === undefined) return undefined;
  const kept = keptDate(plain);
  return typeof kept === 'string' ? kept : undefined;
};

export const headerOf = (text: string): ColumnHeader => {
  const tidy = text.trim().replace(/\s+/g, ' ');
  const period = periodIn(tidy);
  if (period !== undefined) return { text: tidy, name: plainName(tidy), period };
  const { name, unit } = nameAndUnit(tidy);
  const dated = periodIn(name);
  return {
    text: tidy,
    name: plainName(name),
    ...(unit !== undefined && { unit }),
    ...(dated !== undefined && { period: dated }),
  };
};

/** How well a name fits what headers call a role: all of it, or words in it; longer is better. */
const fitOf = (name: string, { headers }: RoleDeclaration): number =>
  Math.max(
    0,
    ...headers.map((one) =>
      one === name ? 1000 + one.length : ` ${name} `.includes(` ${one} `) && one.length > 3 ? one.length : 0,
    ),
  );

/** The role that a header names, and how well. */
export const roleNamedBy = (
  { name, period }: ColumnHeader,
  roles: Roles,
): { role: string; fit: number } | undefined => {
  const dated = period === undefined ? undefined : Object.keys(roles).find((role) => roles[role]!.dated);
  if (dated !== undefined) return { role: dated, fit: 500 };
  if (period !== undefined) return undefined;
  const named = Object.keys(roles).map((role) => ({
    role,
    fit: Math.max(role.toLowerCase() === name.replaceAll(' ', '') ? 999 : 0, fitOf(name, roles[role]!)),
  }));
  const [best] = named.sort((one, other) => other.fit - one.fit);
  return best && best.fit > 0 ? best : undefined;
};
