import kept from './examples.json' with { type: 'json' };
import { type ParameterObject, partsOf, type Schema, withName } from './kit.js';
import type { Operation, Paths } from './operation.js';

type Values = Readonly<Record<string, unknown>>;

/** A question and what a server over the public record answered: `npm run schemas` asks anew. */
interface Example {
  operation: string;
  path?: Values;
  query?: Values;
  headers?: Values;
  body?: unknown;
  /** The media type of the body, if not JSON. */
  sends?: string;
  status: number;
  type: string;
  answer?: unknown;
}

const answers: readonly Example[] = kept.answers;

const isAsked = (value: unknown): boolean => value !== undefined;

const requestLine = ({ path, query, headers, body, sends }: Example): string => {
  const parts = { path, query, headers, body: sends === undefined ? body : undefined };
  return `Asked with ${JSON.stringify(Object.fromEntries(Object.entries(parts).filter(([, one]) => isAsked(one))))}.`;
};

/** It stands for all parameters that have no declaration of their own. */
const isOpen = ({ explode }: ParameterObject): boolean => explode === true;

/** The parameter that stands for all others is shown with those that have no declaration of their own. */
const undeclared = (parameters: readonly ParameterObject[], query: Values = {}): Values =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !parameters.some((one) => one.name === name)));

const withValues = (
  parameters: readonly ParameterObject[],
  { path, query, headers }: Example,
): ParameterObject[] =>
  parameters.map((one) => {
    const values = { path, query, header: headers }[String(one.in)];
    const given = isOpen(one) ? undeclared(parameters, query) : values?.[String(one.name)];
    return given === undefined ? one : { ...one, example: given };
  });

const withBody = (operation: Operation, { body, sends = 'application/json' }: Example): Schema => {
  const requestBody = partsOf(operation, 'requestBody');
  const content = partsOf(requestBody, 'content');
  return { ...requestBody, content: { ...content, [sends]: { ...content[sends], example: body } } };
};

const withAnswer = (operation: Operation, example: Example): Operation => {
  const { status, type, answer } = example;
  if (answer === undefined) return operation;
  const responses = partsOf(operation, 'responses');
  const response = responses[status] ?? {};
  const content = partsOf(response, 'content');
  const examples = partsOf(content[type] ?? {}, 'examples');
  const told = withName(examples, 'asked', { summary: requestLine(example), value: answer });
  return {
    ...operation,
    responses: {
      ...responses,
      [status]: { ...response, content: { ...content, [type]: { ...content[type], examples: told } } },
    },
  };
};

/** The first example fills in the form: its parameters and its body are those of the operation. */
const withQuestion = (operation: Operation, first: Example): Operation => ({
  ...operation,
  ...(Array.isArray(operation.parameters) && { parameters: withValues(operation.parameters, first) }),
  ...(first.body !== undefined && { requestBody: withBody(operation, first) }),
});

const exemplified = (operation: Operation): Operation => {
  const own = answers.filter((example) => example.operation === operation.operationId);
  return own[0] === undefined ? operation : own.reduce(withAnswer, withQuestion(operation, own[0]));
};

/** Every operation with the questions that were asked at it, and the answers that they got. */
export const exemplifiedPaths = (paths: Paths): Paths =>
  Object.fromEntries(
    Object.entries(paths).map(([address, methods]) => [
      address,
      Object.fromEntries(Object.entries(methods).map(([method, one]) => [method, exemplified(one)])),
    ]),
  );
