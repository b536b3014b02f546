import { type Command, Option } from 'commander';
import { citationFormatNames, citationFormats, type CitationFormat } from '../citations/formats.js';
import { Stop } from './failure.js';
import { addPair } from './pairs.js';
import { write } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface CiteOptions extends CommonOptions {
  where?: Record<string, string>;
  by?: string;
  effective?: string;
  known?: string;
  atPosition?: string;
  policy?: string;
  as: CitationFormat;
  server: string;
}

const parametersOf = ({ where, by, effective, known, atPosition, policy }: CiteOptions) =>
  Object.fromEntries(
    Object.entries({
      rests: 'all',
      by,
      effectiveAt: effective,
      knownAt: known,
      atPosition,
      policy,
      ...where,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

const cite = async (view: string, measure: string, options: CiteOptions): Promise<void> => {
  const { withExistingLedger, ShowView, ReadEvents } = await import('./ledger.js');
  const { citeNumber, NotOneNumber } = await import('../citations/number.js');
  const { pinnedAddress } = await import('../charts/ask-charts.js');
  await withExistingLedger(options, async ({ ask }) => {
    const answer = await ask(new ShowView(view, parametersOf(options)));
    const address = options.server.replace(/\/+$/, '') + pinnedAddress(answer);
    const cited = await citeNumber(answer, measure, address, (ids) => ask(new ReadEvents(ids))).catch(
      (error: unknown) => {
        throw error instanceof NotOneNumber ? new Stop('usage', error.message) : error;
      },
    );
    write(citationFormats[options.json ? 'csl' : options.as].write(cited));
  });
};

export const declareCite = (program: Command): void => {
  verb(
    program,
    'cite <view> <measure>',
    'Cite one number: what it is, what it was read off, and by whom, when and where it was told, with quotes.',
    [
      'cite compute-capacity headline --by provider --where provider=amd --where layer=chips',
      'cite obligations committed --by payment --where deal=deal-openai-aws-2025 --as bibtex',
    ],
  )
    .option('--where <name=value>', 'a parameter of the view; may be repeated', addPair)
    .option('--by <dimensions>', 'a row for each of these, separated by commas')
    .option('--effective <date>', 'true in the world by then (today when missing)')
    .option('--known <date>', 'known by then: a date or an instant (now when missing)')
    .option('--at-position <n>', 'recorded by then: a position of the log')
    .option('--policy <policy>', 'which of rival claims counts: primary, latest, lowest, highest')
    .addOption(
      new Option('--as <format>', 'how it is written; --json is csl')
        .choices(citationFormatNames)
        .default('text'),
    )
    .option('--server <address>', 'where the ledger is served, for the address', 'http://localhost:3000')
    .action(async (view: string, measure: string, _options: unknown, command: Command) =>
      cite(view, measure, optionsOf<CiteOptions>(command)),
    );
};
