/** What is read of a schema of the description. */
export interface PartSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, PartSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | PartSchema;
  readonly items?: PartSchema;
  readonly anyOf?: readonly PartSchema[];
  readonly oneOf?: readonly PartSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

interface MediaType {
  readonly schema?: PartSchema;
}
export type Content = Readonly<Record<string, MediaType>>;

export interface DescribedParameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly explode?: boolean;
  readonly schema?: PartSchema;
}

export interface DescribedOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly DescribedParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** What is read of the description of the interface (OpenAPI 3.1). */
export interface Description {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, PartSchema>> };
}

/** The component that a reference names. */
export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

const partsOf = ({ properties, additionalProperties, items, anyOf, oneOf }: PartSchema): PartSchema[] => [
  ...Object.values(properties ?? {}),
  ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ...(items ? [items] : []),
  ...(anyOf ?? []),
  ...(oneOf ?? []),
];

type Components = Description['components'];

/** The components that schemas lead to, directly or through others. */
export const reachable = (
  components: Components,
  from: readonly PartSchema[],
  found = new Set<string>(),
): Set<string> => {
  for (const { $ref, ...schema } of from) {
    const name = $ref === undefined ? undefined : nameOfRef($ref);
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      reachable(components, [components.schemas[name] ?? {}], found);
    }
    reachable(components, partsOf(schema), found);
  }
  return found;
};
