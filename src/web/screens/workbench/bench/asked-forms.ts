export type ScarceKind = 'power' | 'chips' | 'funding';

/** Something that there is only so much of, as it is typed. */
export interface Scarce {
  kind: ScarceKind;
  /** A layer, or all of them. */
  layer: string;
  /** In the unit of its kind, new in each period. */
  each: number;
  /** Chips for a gigawatt, in thousands. */
  perGw: number;
  carriesOver: boolean;
}

export type PeriodLength = 'quarter' | 'half' | 'year';

export interface EnoughAsked {
  timeline: PeriodLength;
  from: number;
  to: number;
  resources: readonly Scarce[];
}

export type GoalSense = 'atLeast' | 'atMost';

/** Which end of a range is looked for, or costs nothing. */
export type RangeEnd = 'smallest' | 'largest';

/** What was typed of a number of an edit that is turned; what is left out is as usual. */
export interface TurnTyped {
  least?: number;
  most?: number;
  step?: number;
  cost?: number;
  free?: RangeEnd;
  find?: RangeEnd;
  isOut?: boolean;
}

/** What the forms of the bench ask: a link and Back lead to the same questions. They are no part of a scenario. */
export interface AskedForms {
  /** Of one number: which of those of the edits, by its place, and its range. */
  goal?: TurnTyped & { lever?: number };
  /** Of several numbers, by their names. */
  together?: { sense?: GoalSense; levers: Readonly<Record<string, TurnTyped>> };
  enough?: EnoughAsked;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ends: readonly RangeEnd[] = ['smallest', 'largest'];
const senses: readonly GoalSense[] = ['atLeast', 'atMost'];
const kinds: readonly ScarceKind[] = ['power', 'chips', 'funding'];
const lengths: readonly PeriodLength[] = ['quarter', 'half', 'year'];

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value);

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** What is there, without what is not. */
const readMembers = <Read extends object>(read: {
  [K in keyof Read]: Read[K] | undefined;
}): Partial<Read> => {
  const found: Partial<Read> = {};
  for (const name in read) if (read[name] !== undefined) found[name] = read[name];
  return found;
};

const turnIn = ({ least, most, step, cost, free, find, isOut }: Fields): TurnTyped =>
  readMembers<TurnTyped>({
    least: numberIn(least),
    most: numberIn(most),
    step: numberIn(step),
    cost: numberIn(cost),
    free: oneOf(ends, free),
    find: oneOf(ends, find),
    isOut: isOut === true ? true : undefined,
  });

const goalIn = (value: unknown): AskedForms['goal'] => {
  if (!isFields(value)) return undefined;
  const lever = numberIn(value.lever);
  return { ...turnIn(value), ...(lever !== undefined && { lever }) };
};

const togetherIn = (value: unknown): AskedForms['together'] => {
  if (!isFields(value) || !isFields(value.levers)) return undefined;
  const levers = Object.entries(value.levers).flatMap(([name, typed]) =>
    isFields(typed) ? [[name, turnIn(typed)] as const] : [],
  );
  const sense = oneOf(senses, value.sense);
  return { ...(sense && { sense }), levers: Object.fromEntries(levers) };
};

const scarceIn = (value: unknown): Scarce[] => {
  if (!isFields(value)) return [];
  const { layer, carriesOver } = value;
  const [kind, each, perGw] = [oneOf(kinds, value.kind), numberIn(value.each), numberIn(value.perGw)];
  if (kind === undefined || typeof layer !== 'string' || each === undefined || perGw === undefined) return [];
  return [{ kind, layer, each, perGw, carriesOver: carriesOver === true }];
};

const enoughIn = (value: unknown): EnoughAsked | undefined => {
  if (!isFields(value) || !Array.isArray(value.resources)) return undefined;
  const [timeline, from, to] = [oneOf(lengths, value.timeline), numberIn(value.from), numberIn(value.to)];
  const resources = value.resources.flatMap(scarceIn);
  if (timeline === undefined || from === undefined || to === undefined || resources.length === 0)
    return undefined;
  return { timeline, from, to, resources };
};

/** What an address says of them; undefined where it says nothing that can be read. */
export const readForms = (value: unknown): AskedForms | undefined => {
  if (!isFields(value)) return undefined;
  const forms = readMembers<AskedForms>({
    goal: goalIn(value.goal),
    together: togetherIn(value.together),
    enough: enoughIn(value.enough),
  });
  return Object.keys(forms).length > 0 ? forms : undefined;
};
