import type { Command } from 'commander';
import type { Finding } from './doctor/finding.js';
import { Stop } from './failure.js';
import { print, printJson } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

const text = ({ what, ok, found, advice }: Finding): string =>
  `${ok ? 'ok ' : 'bad'}  ${what.padEnd(14)}  ${found}${advice === undefined ? '' : `\n                     ${advice}`}`;

const examine = async (options: CommonOptions): Promise<void> => {
  const { checkConfiguration, checkNode, checkPort, checkRecord } = await import('./doctor/surroundings.js');
  const { checkStore } = await import('./doctor/store.js');
  const { configuration, finding } = checkConfiguration(options);
  const findings = [
    checkNode(),
    finding,
    ...(configuration ? [...(await checkStore(configuration.storeUrl)), await checkPort(configuration)] : []),
    await checkRecord(),
  ];
  if (options.json) printJson(findings);
  else print(findings.map(text).join('\n'));
  const bad = findings.filter(({ ok }) => !ok);
  if (bad.length > 0)
    throw new Stop(
      'failure',
      `${bad.length === 1 ? 'One thing is' : `${bad.length} things are`} bad: ${bad.map(({ what }) => what).join(', ')}.`,
    );
};

export const declareDoctor = (program: Command): void => {
  verb(program, 'doctor', 'Examine the configuration and the store, and say what to do about what is bad.', [
    'doctor',
    'doctor --store sqlite:mine.db',
  ]).action(async (_options: unknown, command: Command) => examine(optionsOf(command)));
};
