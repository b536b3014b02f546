import type { ScenarioShown } from '../../messages/show-scenarios.js';
import { editText } from '../format/scenario.js';
import { tableText } from '../format/table.js';
import { print, printJson } from '../terminal.js';
import type { CommonOptions } from '../verb.js';

export const listAll = async (options: CommonOptions): Promise<void> => {
  const { withExistingLedger, ListScenarios } = await import('../ledger.js');
  await withExistingLedger(options, async ({ ask }) => {
    const answer = await ask(new ListScenarios());
    if (options.json) return printJson(answer);
    if (answer.scenarios.length === 0)
      return print('No scenario is saved: `gigaledger scenario save FILE` saves one.');
    const rows = answer.scenarios.map(({ id, version, name, base, parent, edits, state }) => [
      `${id}@${version}`,
      name,
      String(base),
      parent ?? '',
      String(edits),
      state,
    ]);
    const titles = ['scenario', 'name', 'base', 'builds on', 'edits', 'state'];
    print(
      tableText(
        titles.map((title) => ({ title, right: title === 'edits' })),
        rows,
      ),
    );
  });
};

/** What became of each edit, numbered from 1 like everything that people read here. */
export const verdictLines = (
  edits: readonly unknown[],
  verdicts: readonly { edit: number; verdict: string; because: string }[],
): string[] =>
  verdicts.flatMap(({ edit, verdict, because }) => [
    `  ${edit + 1}. ${editText(edits[edit])}: ${verdict}`,
    `     ${because}`,
  ]);

const lines = (shown: ScenarioShown): string[] => {
  const { id, version, name, base, parent, forkedFrom, savedAt, state, since, versions } = shown;
  const assumed = Object.entries(shown.assumptions).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return [
    `${id}@${version}: ${name}`,
    `base ${base} · saved ${savedAt} · version ${version} of ${versions.length} · ${state}, ${since.length} events since`,
    ...(parent === undefined ? [] : [`builds on ${shown.lineage.slice(1).join(', then ')}`]),
    ...(forkedFrom === undefined ? [] : [`forked from ${forkedFrom}`]),
    ...(assumed.length === 0 ? [] : [`assumes ${assumed.join(', ')}`]),
    '',
    'Edits',
    ...verdictLines(shown.edits, shown.verdicts),
  ];
};

export const showOne = async (id: string, options: CommonOptions): Promise<void> => {
  const { withExistingLedger, ShowScenario } = await import('../ledger.js');
  await withExistingLedger(options, async ({ ask }) => {
    const shown = await ask(new ShowScenario(id));
    if (options.json) printJson(shown);
    else print(lines(shown).join('\n'));
  });
};
