import { noDealText } from '../edits/edit.js';
import type { Problem } from '../../../events/index.js';
import { decodeAs, allOrProblems } from '../../../events/kit/decode.js';
import { Holds } from '../../../events/kit/declaration.js';
import { JsonObject, OneOf, Text, Whole, YesOrNo } from '../../../events/kit/fields.js';
import { computeCapacity } from '../../../projections/compute-capacity.js';
import { everything } from '../../../projections/kit/cut.js';
import { slugCalled } from '../../../projections/kit/identified.js';
import type { Log } from '../../../projections/kit/log.js';
import { Parties } from '../../../projections/kit/parties.js';
import { obligations } from '../../../projections/obligations.js';
import type { Result } from '../../../events/kit/decode.js';
import { readSupply } from './supply.js';

const kinds = ['power', 'chips', 'funding'] as const;
type ResourceKind = (typeof kinds)[number];

const counted = ['committed', 'conditional', 'both'] as const;

@Holds<ResourceFields>(
  'chips need usePerGw: how many a gigawatt takes is nowhere recorded',
  'usePerGw',
  ({ kind, usePerGw }) => kind !== 'chips' || usePerGw !== undefined,
)
@Holds<ResourceFields>(
  'power is used as it is: kilowatt by kilowatt',
  'usePerGw',
  ({ kind, usePerGw }) => kind !== 'power' || usePerGw === undefined,
)
@Holds<ResourceFields>(
  'belongs to funding that is read off the obligations: without usePerGw',
  'counts',
  ({ kind, usePerGw, counts }) => counts === undefined || (kind === 'funding' && usePerGw === undefined),
)
export class ResourceFields {
  @Text('Its name, as the answer calls it.', { most: 100 }) name!: string;
  @OneOf(kinds, 'In which unit: power in kilowatts, chips in pieces, funding in US cents.')
  kind!: ResourceKind;
  @JsonObject('Whose need it meets: dimensions of the view and their values, such as {"provider": "amd"}.', {
    optional: true,
  })
  of?: Record<string, unknown>;
  @JsonObject('{perPeriod: n}, {periods: {"2027-Q1": n, …}} or {cumulative: n or by period}.')
  supply!: Record<string, unknown>;
  @YesOrNo('What a period leaves is there in the next one; what is cumulative always is.', { optional: true })
  carriesOver?: boolean;
  @Whole('How many units each gigawatt takes that becomes due.', { optional: true, least: 1 })
  usePerGw?: number;
  @OneOf(counted, 'Which obligations are to be funded; the committed ones when missing.', { optional: true })
  counts?: (typeof counted)[number];
}

/** Something that there is only so much of in each period, and whose need it meets. */
export interface Resource {
  name: string;
  kind: ResourceKind;
  of: Readonly<Record<string, string>>;
  /** What is new in each period. */
  supply: readonly bigint[];
  carriesOver: boolean;
  /** Units per gigawatt that becomes due; a gigawatt in kilowatts where obligations are the need. */
  usePerGw: bigint;
  /** The measures of the obligations that are the need. */
  measures?: readonly string[];
  /** Its place in the question. */
  place: number;
}

const measuresOf = { committed: ['committedUsCents'], conditional: ['conditionalUsCents'] };
const kilowattsPerGw = 1_000_000n;

const isOfObligations = ({ kind, usePerGw }: ResourceFields): boolean =>
  kind === 'funding' && usePerGw === undefined;

const roles = ['provider', 'consumer', 'supplier', 'payer', 'payee'];

const scopeProblems = (fields: ResourceFields, pointer: string, log: Log): Problem[] => {
  const { dimensions } = isOfObligations(fields) ? obligations : computeCapacity;
  const parties = new Parties(log, everything);
  return Object.entries(fields.of ?? {}).flatMap(([name, value]) => {
    const at = `${pointer}/of/${name}`;
    if (!dimensions.includes(name) || typeof value !== 'string')
      return [{ pointer: at, detail: `must be a text, and one of the dimensions ${dimensions.join(', ')}` }];
    if (roles.includes(name) && !parties.isRegistered(value))
      return [{ pointer: at, detail: `no party is registered as "${value}"` }];
    return name === 'deal' && log.facts(value).length === 0
      ? [{ pointer: at, detail: noDealText(value, log) }]
      : [];
  });
};

const scopeOf = ({ of = {} }: ResourceFields, log: Log): Record<string, string> => {
  const parties = new Parties(log, everything);
  const entries = Object.entries(of).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, roles.includes(name) ? parties.slugOf(value) : value]),
  );
};

/** Parties by their slugs, whatever register's names were given. */
const bySlugs = (fields: ResourceFields, log: Log): ResourceFields => {
  const { of } = fields;
  if (!of) return fields;
  const named = Object.entries(of).map(([name, value]) => [
    name,
    roles.includes(name) && typeof value === 'string' ? slugCalled(log, value) : value,
  ]);
  return { ...fields, of: Object.fromEntries(named) };
};

const needOf = (fields: ResourceFields): Pick<Resource, 'usePerGw' | 'measures'> => {
  const usePerGw = BigInt(fields.usePerGw ?? kilowattsPerGw);
  if (!isOfObligations(fields)) return { usePerGw };
  const { counts = 'committed' } = fields;
  return { usePerGw, measures: counts === 'both' ? Object.values(measuresOf).flat() : measuresOf[counts] };
};

const readOne = (raw: unknown, place: number, periods: readonly string[], log: Log): Result<Resource> => {
  const pointer = `/resources/${place}`;
  const { value: given, problems } = decodeAs(ResourceFields, raw, pointer);
  if (problems) return { problems };
  const fields = bySlugs(given, log);
  const supply = readSupply(fields.supply, `${pointer}/supply`, periods);
  const wrong = [...scopeProblems(fields, pointer, log), ...(supply.problems ?? [])];
  if (supply.value?.isCumulative && fields.carriesOver === false)
    wrong.push({ pointer: `${pointer}/carriesOver`, detail: 'what is cumulative carries over' });
  if (wrong.length > 0 || !supply.value) return { problems: wrong };
  const { name, kind, carriesOver = false } = fields;
  const { amounts, isCumulative } = supply.value;
  const own = { name, kind, of: scopeOf(fields, log), supply: amounts, place };
  return { value: { ...own, carriesOver: carriesOver || isCumulative, ...needOf(fields) } };
};

const repeatedNames = (resources: readonly Resource[]): Problem[] => {
  const names = resources.map(({ name }) => name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ pointer: `/resources/${index}/name`, detail: `"${name}" is the name of another resource` }],
  );
};

/** Reads the resources in the order of their names, so that no answer depends on the order in which they are given. */
export const readResources = (
  raw: readonly unknown[],
  periods: readonly string[],
  log: Log,
): Result<Resource[]> => {
  const { value: resources, problems } = allOrProblems(
    raw.map((one, place) => readOne(one, place, periods, log)),
  );
  if (problems) return { problems };
  const doubled = repeatedNames(resources);
  if (doubled.length > 0) return { problems: doubled };
  return { value: resources.sort((left, right) => (left.name < right.name ? -1 : 1)) };
};

/** How many units so many kilowatts take, rounded up: there is no half a chip. */
export const unitsFor = (kw: bigint, usePerGw: bigint): bigint =>
  (kw * usePerGw + kilowattsPerGw - 1n) / kilowattsPerGw;

/** For how many whole kilowatts so many units are enough. */
export const kilowattsFor = (units: bigint, usePerGw: bigint): bigint => (units * kilowattsPerGw) / usePerGw;
