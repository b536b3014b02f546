import type { Command } from 'commander';
import { Stop } from './failure.js';
import { print } from './terminal.js';
import { verb } from './verb.js';

const flagsOf = (command: Command): string[] => command.options.flatMap(({ long }) => (long ? [long] : []));

const wordsOf = (program: Command, command: Command): string =>
  [...command.commands.map((one) => one.name()), ...flagsOf(command), ...flagsOf(program), '--help'].join(
    ' ',
  );

const verbsOf = (program: Command): Command[] =>
  program.commands.filter((command) => command.name() !== 'help');

const bash = (program: Command): string =>
  [
    '_gigaledger() {',
    '  local word="${COMP_WORDS[COMP_CWORD]}" words',
    '  case "${COMP_WORDS[1]}" in',
    ...verbsOf(program).map((command) => `    ${command.name()}) words="${wordsOf(program, command)}" ;;`),
    '  esac',
    `  [ "$COMP_CWORD" -eq 1 ] && words="${wordsOf(program, program)}"`,
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '  [ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "$word"))',
    '}',
    'complete -F _gigaledger gigaledger',
  ].join('\n');

const zsh = (program: Command): string =>
  ['autoload -U +X bashcompinit && bashcompinit', bash(program)].join('\n');

const fish = (program: Command): string =>
  verbsOf(program)
    .flatMap((command) => [
      `complete -c gigaledger -n __fish_use_subcommand -a ${command.name()} -d '${command.summary().replaceAll("'", "\\'")}'`,
      ...[...flagsOf(command), ...flagsOf(program)].map(
        (flag) =>
          `complete -c gigaledger -n '__fish_seen_subcommand_from ${command.name()}' -l ${flag.slice(2)}`,
      ),
    ])
    .join('\n');

const shells: Readonly<Record<string, (program: Command) => string>> = { bash, zsh, fish };

export const declareCompletion = (program: Command): void => {
  verb(program, 'completion <shell>', 'Print a completion script for bash, zsh or fish.', [
    'completion bash >> ~/.bashrc',
    'completion fish > ~/.config/fish/completions/gigaledger.fish',
  ]).action((shell: string) => {
    const script = shells[shell];
    if (!script)
      throw new Stop(
        'usage',
        `There is no completion for "${shell}"; there is for ${Object.keys(shells).join(', ')}.`,
      );
    print(script(program));
  });
};
