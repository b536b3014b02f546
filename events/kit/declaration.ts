import { isPlainObject } from './json.js';
import type { Calendars } from './words/date.js';

/** A JSON Schema, as far as its members are looked at here. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly [more: string]: unknown;
}

/** What reading a field may need to know of the ledger. */
export interface FieldContext {
  /** When the fiscal years end of those whose fiscal periods words may mean. */
  calendars?: Calendars;
  /** The slug of a party that is called otherwise; undefined where nobody is called so. */
  partyCalled?: (name: string) => string | undefined;
  /** It was recorded before: what was accepted then stays readable. */
  isRecorded?: boolean;
}

/** Words in which the same can be put otherwise, a date of any precision, or the name of a party. */
export type FieldNature = 'words' | 'date' | 'party';

export interface FieldDeclaration {
  readonly name: string;
  readonly says: string;
  readonly optional: boolean;
  readonly schema: () => JsonSchema;
  /** What it is, where that matters to whoever compares two bodies. */
  readonly is?: FieldNature;
  /** Reads what people write into what is kept; leaves what it can't read for the validator to refuse. */
  readonly read: (value: unknown, reading?: FieldContext) => unknown;
  /** Whether a value that is there is valid, but for the fields of a nested one. */
  readonly accepts: (value: unknown) => boolean;
  /** Why a new value is refused that a recorded one may have; undefined when it isn't. */
  readonly refuses?: (value: unknown) => string | undefined;
  /** The declared class of a nested value. */
  readonly nested?: () => DeclaredClass;
}

export type DeclaredClass = new () => object;

/** Changes a body of the version it is keyed by into the next version: pure, on plain JSON, never edited once released. */
type Upcaster = (body: Readonly<Record<string, unknown>>) => Record<string, unknown>;

type BodyMembers = Readonly<Record<string, unknown>>;

/** The kinds of stream: the first word of a stream's name. */
export const categories = ['deal', 'stake', 'party', 'market', 'scenario'] as const;
export type Category = (typeof categories)[number];

/** What a deal is made up of. */
const partsOfDeals = ['tranche', 'payment', 'warrant', 'condition'] as const;
export type PartOfDeal = (typeof partsOfDeals)[number];

/** A part of a deal, by its name there. */
export interface PartReference {
  readonly kind: PartOfDeal;
  readonly name: string;
}

/**
 * What an event can be about: a stream, or a part of a deal that the member of that name names. Where that member is
 * missing the event is about its stream.
 */
type Subject = Category | PartOfDeal | 'event';

export interface EventAbout {
  version: number;
  /** What it is about. */
  subject: Subject;
  /** It brings what it is about into being: what else is said of that waits for it. */
  introduces?: true;
  /** What it says holds whether or not anything was said before of what it is about. */
  waits?: false;
  /** Further members that say what it is about, rather than what it says of it. */
  names?: readonly string[];
  /**
   * The fields that it sets of what it is about, by the names of the state; `[]` marks one to which it adds, beside
   * whatever others add. Keyed by member where that depends on which it gives. The members that it gives, but for those
   * that name, when missing.
   */
  sets?: readonly string[] | Readonly<Record<string, string>>;
  /** The fields of what it is about on which it depends whether it is refused, or what it comes to. */
  reads?: readonly string[];
  /** True ever since, and known ever since, unless it says otherwise. */
  fromTheBeginning?: true;
  summary: string;
  /** A body that shows every field as people write it. */
  example: Readonly<Record<string, unknown>>;
  upcasters?: Readonly<Record<number, Upcaster>>;
  /** Two facts with the same content are two occurrences: a payment made twice, a version saved twice. */
  repeatable?: boolean;
}

export interface EventClass<Type extends string = string> {
  new (): object;
  readonly type: Type;
  readonly about: EventAbout;
}

/** The base of a declared event type: its stored name, the version of its body and a sentence that says what happened. */
export function Event<const Type extends string>(type: Type, about: EventAbout) {
  class Declaration {
    static readonly type = type;
    static readonly about = about;
  }
  return Declaration;
}

/** The members that say what an event of a type is about. */
export const namingOf = ({ subject, names = [] }: EventAbout): readonly string[] => [subject, ...names];

const isPart = (subject: Subject): subject is PartOfDeal =>
  (partsOfDeals as readonly Subject[]).includes(subject);

/** The part of its stream that a body is about; undefined where that is the whole stream. */
export const partNamedIn = ({ subject }: EventAbout, body: object): PartReference | undefined => {
  const name = isPart(subject) ? (body as BodyMembers)[subject] : undefined;
  return isPart(subject) && typeof name === 'string' ? { kind: subject, name } : undefined;
};

/** The part of a deal that a body brings into being, for others to name. */
export const partBroughtBy = (about: EventAbout, body: object): PartReference | undefined =>
  about.introduces && partNamedIn(about, body);

const isList = (sets: EventAbout['sets']): sets is readonly string[] => Array.isArray(sets);

/** The fields that a body sets of what it is about; none in particular where it brings that into being. */
export const fieldsSetBy = (about: EventAbout, body: object): readonly string[] => {
  const { introduces, sets } = about;
  if (introduces) return [];
  if (isList(sets)) return sets;
  const naming = namingOf(about);
  const given = Object.keys(body).filter((name) => (body as BodyMembers)[name] !== undefined);
  return given.flatMap((name) => (sets ? (sets[name] ?? []) : naming.includes(name) ? [] : name));
};

/** Whether a field that an event sets is one to which it adds, beside whatever others add. */
export const isAddedTo = (field: string): boolean => field.endsWith('[]');

const fields = new WeakMap<object, FieldDeclaration[]>();

export const declareField = (owner: object, field: FieldDeclaration): void => {
  fields.set(owner, [...(fields.get(owner) ?? []), field]);
};

/** The fields of a declared class, in the order in which they stand in it. */
export const fieldsOf = (declared: object): readonly FieldDeclaration[] => fields.get(declared) ?? [];

/** The members of a declared class as they were sent, but for its parties, which are named by their slugs. */
export const partiesBySlug = (
  declared: object,
  members: Readonly<Record<string, unknown>>,
  reading: FieldContext,
): Record<string, unknown> => {
  const named = (field: FieldDeclaration | undefined, value: unknown): unknown => {
    if (field?.is === 'party') return field.read(value, reading);
    if (!field?.nested) return value;
    if (Array.isArray(value)) return value.map((one) => named(field, one));
    return isPlainObject(value) ? partiesBySlug(field.nested(), value, reading) : value;
  };
  const declaredFields = fieldsOf(declared);
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      named(
        declaredFields.find((field) => field.name === name),
        value,
      ),
    ]),
  );
};

/** What must hold between the fields of a declared class. */
export interface FieldCheck {
  readonly says: string;
  readonly at: string;
  readonly holds: (value: object) => boolean;
}

const checks = new WeakMap<object, FieldCheck[]>();

/** Declares what must hold between fields; `at` is the field that the refusal names. */
export const Holds =
  <T extends object>(says: string, at: keyof T & string, holds: (value: T) => boolean) =>
  (declared: new () => T): void => {
    checks.set(declared, [
      ...(checks.get(declared) ?? []),
      { says, at, holds: holds as (value: object) => boolean },
    ]);
  };

export const checksOf = (declared: object): readonly FieldCheck[] => checks.get(declared) ?? [];
