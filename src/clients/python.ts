import { client, heading } from './runtime.js';
import { methodText, ToldArguments } from './methods.js';
import { type Content, type Description, reachable } from './schema.js';
import { PythonTypes } from './types.js';

const schemasOf = (content: Content = {}) =>
  Object.values(content).flatMap(({ schema }) => (schema === undefined ? [] : [schema]));

/** A client in Python, of the standard library alone, with the types and the operations of the description. */
export const pythonClient = (description: Description): string => {
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const sent = reachable(
    description.components,
    operations.flatMap(({ operation }) => schemasOf(operation.requestBody?.content)),
  );
  const types = new PythonTypes(Object.keys(description.components.schemas), (component) =>
    sent.has(component),
  );
  for (const [name, schema] of Object.entries(description.components.schemas)) types.declare(name, schema);
  const told = new ToldArguments();
  const methods = operations.map(({ path, method, operation }) =>
    methodText(method, path, operation, types, told),
  );
  return `${[heading(description.info.version), ...types.declarations].join('\n\n')}\n\n${client}\n${methods.join('\n\n')}\n`;
};
