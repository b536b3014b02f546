import type { Problem } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import type { MappingGiven } from './mapping.js';
import { type SheetKind, sheetKindNames } from './roles.js';

type Texts = Record<string, string>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 300;

const refuse = (problems: Problem[], pointer: string, detail: string): undefined => {
  problems.push({ pointer, detail });
  return undefined;
};

const textsIn = (value: unknown, pointer: string, problems: Problem[]): Texts | undefined => {
  if (value === undefined) return undefined;
  if (!isPlainObject(value) || !Object.values(value).every(isText))
    return refuse(problems, pointer, 'must be an object of texts, like {"Value": "amount"}');
  return value as Texts;
};

/** A list, as an answer has it, as the texts that somebody would write. */
const listed = (value: unknown, name: string, says: string): unknown => {
  if (!Array.isArray(value)) return value;
  const told = value.filter((one) => isPlainObject(one) && one.assumed !== true);
  return Object.fromEntries(told.map((one: Record<string, unknown>) => [String(one[name]), one[says]]));
};

const members = ['kind', 'sheet', 'headerRow', 'columns', 'values', 'constants', 'parties'];

const kindIn = (kind: unknown, problems: Problem[]): SheetKind | undefined =>
  // An answer about the facts of a company says so; nobody has to.
  kind === undefined || kind === 'company-facts'
    ? undefined
    : (sheetKindNames.find((one) => one === kind) ??
      refuse(problems, '/mapping/kind', `must be one of ${sheetKindNames.join(', ')}`));

/** A mapping as people send it, or as an answer has it; with everything that is wrong with it. */
export const readMapping = (value: unknown): { mapping: MappingGiven; problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  if (!isPlainObject(value))
    return { mapping: {}, problems: [{ pointer: '/mapping', detail: 'must be a JSON object' }] };
  for (const name of Object.keys(value))
    if (!members.includes(name))
      refuse(problems, `/mapping/${name}`, `is not a member here; the members are ${members.join(', ')}`);
  const kind = kindIn(value.kind, problems);
  const sheet =
    value.sheet === undefined || isText(value.sheet)
      ? value.sheet
      : refuse(problems, '/mapping/sheet', 'must be text');
  const columns = textsIn(listed(value.columns, 'column', 'as'), '/mapping/columns', problems);
  const values = textsIn(value.values ?? listed(value.constants, 'as', 'value'), '/mapping/values', problems);
  const parties = textsIn(value.parties, '/mapping/parties', problems);
  const mapping = {
    ...(kind && { kind }),
    ...(sheet !== undefined && { sheet }),
    ...(columns && { columns }),
    ...(values && { values }),
    ...(parties && { parties }),
  };
  return { mapping, problems };
};
