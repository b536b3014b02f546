import { z } from 'zod';
import { isChange } from '../../../projections/difference.js';
import type { Entry } from '../../../projections/kit/line.js';
import { changeOf, measureText } from '../../../projections/wording/measure.js';
import { RunScenario } from '../../messages/run-scenario.js';
import type { Comparison } from '../../simulator/answer/run.js';
import { sourcesOf } from '../told.js';
import type { Tool } from '../tool.js';

const takes = {
  edits: z
    .array(z.record(z.string(), z.unknown()))
    .max(200)
    .describe(
      'Changes in order, each {op, …}: {op:"delay",target:"deal-openai-amd-2025",months:12}, {op:"cancel",target}, {op:"scale",target,factor}, {op:"exercise",tranche}, {op:"lapse",tranche}, {op:"suppress",event}, {op:"assume",event:{stream,type,effectiveOn,body}}.',
    ),
  assumptions: z.record(z.string(), z.unknown()).optional().describe('Named values that edits read.'),
  views: z
    .array(z.record(z.string(), z.unknown()))
    .max(5)
    .optional()
    .describe(
      'What is asked: [{view:"compute-capacity",timeline:"year",layer:"chips"}]; capacity when missing.',
    ),
};

const toldChanges = (entry: Entry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      isChange(value)
        ? {
            before: measureText(name, value.baseline, entry),
            after: measureText(name, value.scenario, entry),
            change: changeOf(name, value, entry),
          }
        : value,
    ]),
  );

const toldComparison = ({ view, question, difference }: Comparison): Record<string, unknown>[] => [
  ...difference.rows.map((row) => ({ view, timeline: question.timeline, ...toldChanges(row) })),
  ...difference.totals.map((total) => ({
    view,
    timeline: question.timeline,
    total: true,
    ...toldChanges(total),
  })),
];

export const whatIf: Tool = {
  name: 'what_if',
  title: 'What if?',
  says: 'What the numbers would be if something slipped, ended or came about. The answer is hypothetical: nothing is recorded. Names are those of find_deal.',
  takes,
  answer: async (given, ledger) => {
    const answer = await ledger.ask(new RunScenario(given));
    return {
      hypothetical: true,
      base: answer.base,
      effects: answer.effects,
      moved: answer.views.flatMap(toldComparison),
      resultHash: answer.resultHash,
      sources: await sourcesOf(
        answer.views.flatMap(({ baseline, difference }) =>
          difference.rows.length === 0 ? [] : baseline.rows.flatMap(({ rests }) => rests),
        ),
        ledger,
      ),
    };
  },
};
