import type { Calendars } from './words/date.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What reading a field may need to know of the ledger. */
export interface Reading {
  /** When the fiscal years end of those whose fiscal periods words may mean. */
  calendars?: Calendars;
}

export interface FieldDeclaration {
  readonly name: string;
  readonly says: string;
  readonly optional: boolean;
  readonly schema: () => JsonSchema;
  /** Reads what people write into what is kept; leaves what it can't read for the validator to refuse. */
  readonly read: (value: unknown, reading?: Reading) => unknown;
  /** The declared class of a nested value. */
  readonly nested?: () => Declared;
}

export type Declared = new () => object;

/** Changes a body of the version it is keyed by into the next version: pure, on plain JSON, never edited once released. */
type Upcaster = (body: Readonly<Record<string, unknown>>) => Record<string, unknown>;

export interface EventAbout {
  version: number;
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

const fields = new WeakMap<object, FieldDeclaration[]>();

export const declareField = (owner: object, field: FieldDeclaration): void => {
  fields.set(owner, [...(fields.get(owner) ?? []), field]);
};

/** The fields of a declared class, in the order in which they stand in it. */
export const fieldsOf = (declared: object): readonly FieldDeclaration[] => fields.get(declared) ?? [];

/** What must hold between the fields of a declared class. */
export interface Check {
  readonly says: string;
  readonly at: string;
  readonly holds: (value: object) => boolean;
}

const checks = new WeakMap<object, Check[]>();

/** Declares what must hold between fields; `at` is the field that the refusal names. */
export const Holds =
  <T extends object>(says: string, at: keyof T & string, holds: (value: T) => boolean) =>
  (declared: new () => T): void => {
    checks.set(declared, [
      ...(checks.get(declared) ?? []),
      { says, at, holds: holds as (value: object) => boolean },
    ]);
  };

export const checksOf = (declared: object): readonly Check[] => checks.get(declared) ?? [];
