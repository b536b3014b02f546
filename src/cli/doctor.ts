import type { Command } from 'commander';
import type { Configuration } from '../configuration.js';
import type { Finding } from './doctor/finding.js';
import { Stop } from './failure.js';
import { print, printJson } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

const text = ({ what, ok, found, advice }: Finding): string =>
  `${ok ? 'ok ' : 'bad'}  ${what.padEnd(14)}  ${found}${advice === undefined ? '' : `\n                     ${advice}`}`;

/** The store and all that stands around it. */
const examineStore = async (configuration: Configuration): Promise<Finding[]> => {
  const [{ checkStore }, { checkDatabase }, { checkKeys }, { checkTls }, { checkPort }] = await Promise.all([
    import('./doctor/store.js'),
    import('./doctor/database.js'),
    import('./doctor/keys.js'),
    import('./doctor/tls.js'),
    import('./doctor/surroundings.js'),
  ]);
  return [
    ...(await checkStore(configuration.storeUrl)),
    ...(await checkDatabase(configuration)),
    ...(await checkKeys(configuration)),
    ...checkTls(configuration),
    await checkPort(configuration),
  ];
};

const examine = async (options: CommonOptions): Promise<void> => {
  const { checkConfiguration, checkNode, checkRecord } = await import('./doctor/surroundings.js');
  const { configuration, finding } = checkConfiguration(options);
  const findings = [
    checkNode(),
    finding,
    ...(configuration ? await examineStore(configuration) : []),
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
