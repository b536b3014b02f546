import { corrections, streams } from '../../../events/index.js';
import type { EventClass } from '../../../events/kit/declaration.js';
import { Submission } from '../../../events/kit/envelope.js';
import { exampleLine, type FieldRow, fieldRows, rulesOf } from './describe.js';

const escapePipes = (text: string): string => text.replaceAll('|', '\\|');

const fieldTable = (rows: readonly FieldRow[]): string[] => [
  '| field | needed | holds | says |',
  '|---|---|---|---|',
  ...rows.map(
    ({ name, optional, kind, says }) =>
      `| \`${name}\` | ${optional ? '' : 'yes'} | ${escapePipes(kind)} | ${escapePipes(says)} |`,
  ),
];

const section = (type: EventClass): string[] => {
  const rows = fieldRows(type);
  const rules = rulesOf(type);
  return [
    `### ${type.type}`,
    '',
    `${type.about.summary} Version ${type.about.version}.`,
    '',
    ...(rows.length > 0 ? [...fieldTable(rows), ''] : []),
    ...(rules.length > 0 ? [...rules.map((rule) => `- ${rule}`), ''] : []),
    '```json',
    exampleLine(type),
    '```',
    '',
  ];
};

const intro = [
  '# Events',
  '',
  'Everything that can be recorded. This page is printed by `gigaledger types --markdown`; `gigaledger types TYPE` shows one type, `gigaledger types --json` the JSON Schemas.',
  '',
  'A quantity is written as the source words it ("at least 10 GW", "~27%", "up to $100B", "undisclosed") or as bounds `{low, point, high, qualifier, text}` in whole units.',
  'A date has its precision: `2025-11-03`, `2025-11`, `2025-Q4`, `2026-H2`, `2026`, `2026~` or an interval `2025-11/2032-11`; or it is written in words such as "mid-2027".',
  '[words.md](words.md) says what each of these words is read as.',
  '',
  '## The envelope',
  '',
  'What stands around every body.',
  '',
];

/** The page that documents every event type. */
export const typesMarkdown = (): string =>
  [
    ...intro,
    ...fieldTable(fieldRows(Submission)),
    '',
    ...streams.flatMap(({ category, summary, events }) => [
      `## ${category}-…`,
      '',
      summary,
      '',
      ...events.flatMap((type: EventClass) => section(type)),
    ]),
    '## Any stream',
    '',
    'On the stream of the event that they name.',
    '',
    ...corrections.flatMap(section),
  ]
    .join('\n')
    .trimEnd() + '\n';
