import type { Command } from 'commander';
import { Stop } from './failure.js';
import { print, printJson, write } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface TypesOptions extends CommonOptions {
  markdown?: boolean;
  scenario?: boolean;
  words?: boolean;
}

const unknownType = async (name: string): Promise<Stop> => {
  const { closestName } = await import('./types/closest.js');
  const { eventTypes } = await import('../../events/index.js');
  const near = closestName(
    name,
    eventTypes.map(({ type }) => type),
  );
  return new Stop(
    'notFound',
    `There is no event type "${name}".${near === undefined ? ' `gigaledger types` lists them all.' : ` Did you mean ${near}?`}`,
  );
};

const showOne = async (name: string, { json }: TypesOptions): Promise<void> => {
  const { eventType } = await import('../../events/index.js');
  const { typeText, typeSchema } = await import('./types/describe.js');
  const type = eventType(name);
  if (!type) throw await unknownType(name);
  if (json) printJson(typeSchema([type]));
  else print(typeText(type));
};

const showScenario = async (): Promise<void> => {
  const { scenarioFileText } = await import('./types/scenario-file.js');
  write(scenarioFileText());
};

const showWords = async (): Promise<void> => {
  const { wordsMarkdown } = await import('./types/words.js');
  write(wordsMarkdown());
};

const showAll = async ({ json, markdown }: TypesOptions): Promise<void> => {
  const { eventTypes } = await import('../../events/index.js');
  const { listText, typeSchema } = await import('./types/describe.js');
  const { typesMarkdown } = await import('./types/markdown.js');
  if (markdown) write(typesMarkdown());
  else if (json) printJson(typeSchema(eventTypes));
  else print(listText());
};

export const declareTypes = (program: Command): void => {
  verb(
    program,
    'types [type]',
    'List the event types, or show the fields of one with a line to start from.',
    [
      'types',
      'types CapacityCommitted',
      'types --words',
      'types --json',
      'types --scenario > scenario.schema.json',
    ],
  )
    .option('--markdown', 'print them as a page of documentation')
    .option(
      '--words',
      'print the words that quantities and dates may be written in, with what each is read as',
    )
    .option('--scenario', 'print the JSON Schema of a scenario file instead')
    .action(async (name: string | undefined, _options: unknown, command: Command) => {
      const options = optionsOf<TypesOptions>(command);
      if (options.words) await showWords();
      else if (options.scenario) await showScenario();
      else await (name === undefined ? showAll(options) : showOne(name, options));
    });
};
