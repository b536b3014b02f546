/** Words that Python keeps for itself. */
const kept: ReadonlySet<string> = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

const free = (name: string): string => (kept.has(name) ? `${name}_` : name);

/** The name of a parameter or a method: effectiveAt is effective_at, compute-capacity.csv is compute_capacity_csv. */
export const snakeName = (name: string): string =>
  free(
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .toLowerCase(),
  );

/** The name of a type within another: Deal and tranches give DealTranches. */
export const typeName = (...parts: readonly string[]): string =>
  free(
    parts
      .flatMap((part) => part.split(/[^A-Za-z0-9]+/))
      .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
      .join(''),
  );

/** Whether a member can be written as a name of Python. */
export const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text) && !kept.has(text);

/** A string as Python reads it: what JSON writes is one. */
export const quoted = (text: string): string => JSON.stringify(text);

/** Words of the description as a documentation string. */
export const docstring = (text: string, indent: string): string[] =>
  text === '' ? [] : [`${indent}"""${text.replaceAll('\\', '\\\\').replaceAll('"""', '”')}"""`];
