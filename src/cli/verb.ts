import { Command } from 'commander';

/** What every verb understands. */
export interface CommonOptions {
  store?: string;
  /** A file of confidential facts to fold in, and to record to. */
  confidential?: string;
  json?: boolean;
  input: boolean;
}

export const optionsOf = <Options extends object = object>(command: Command): CommonOptions & Options =>
  command.optsWithGlobals<CommonOptions & Options>();

const examplesText = (examples: readonly string[]): string =>
  `${['Examples:', ...examples.map((example) => `  $ gigaledger ${example}`)].join('\n')}\n`;

/** A verb with its examples, which stand first in its help. */
export const verb = (
  program: Command,
  signature: string,
  summary: string,
  examples: readonly string[],
): Command =>
  program
    .command(signature)
    .summary(summary)
    .description(summary)
    .addHelpText('before', examplesText(examples));

/** A whole number in words for whoever gave it. */
export const wholeFrom =
  (name: string, refuse: (message: string) => Error) =>
  (text: string): number => {
    if (/^\d{1,15}$/.test(text)) return Number(text);
    throw refuse(`${name} must be a whole number, not "${text}"`);
  };
