import type { Command } from 'commander';
import { exitCodes } from './failure.js';
import { fileNamed, sendFromFile } from './file-question.js';
import { print, printJson } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

const check = async (name: string, options: CommonOptions): Promise<void> => {
  const file = await fileNamed(name, options);
  // A name is for people only.
  const { name: _name, ...members } = file.members;
  const { withExistingLedger, CheckFeasibility } = await import('./ledger.js');
  const { feasibilityText } = await import('./format/feasibility.js');
  const asked = new CheckFeasibility(members);
  const answer = await sendFromFile(file, asked, () => withExistingLedger(options, ({ ask }) => ask(asked)));
  if (options.json) printJson(answer);
  else print(feasibilityText(answer));
  process.exitCode = answer.feasible ? exitCodes.ok : exitCodes.checkFailed;
};

export const declareFeasible = (program: Command): void => {
  verb(
    program,
    'feasible <file>',
    'Whether there are enough chips, power and money for a plan, and what would do. Nothing is recorded.',
    [
      'feasible chips-and-power.yaml',
      `feasible - <<< '{edits: [], question: {timeline: quarter, from: 2026-07-01, to: 2027-12-31}, resources: [{name: AMD, kind: power, of: {provider: amd, layer: chips}, supply: {perPeriod: 500000}}]}'`,
    ],
  )
    .addHelpText(
      'after',
      '\nA file is {name?, base?, parent?, edits, assumptions?, question, resources}; "-" reads it from stdin.\nquestion is {effectiveAt?, knownAt?, policy?, timeline?, from?, to?}: the horizon.\nA resource is {name, kind: power | chips | funding, of?, supply, carriesOver?, usePerGw?, counts?}; its supply is {perPeriod: n}, {periods: {2027-Q1: n, …}} or {cumulative: n or by period}, in kilowatts, pieces or US cents.\nExits with 5 where there is not enough as planned.',
    )
    .action(async (file: string, _options: unknown, command: Command) =>
      check(file, optionsOf<CommonOptions>(command)),
    );
};
