import { type DeclaredClass, fieldsOf } from '../../events/kit/declaration.js';
import { History } from '../../projections/kit/log.js';
import { happeningSaid, targetsNamed } from '../../projections/wording/edit-names.js';
import type { EditNames, WrittenEdit } from '../../projections/wording/edit-said.js';
import { record } from '../given.js';
import { about, deal, parties, payment, plainNames, promise, promised } from './sentences-given.js';

export const amd = 'deal-openai-amd-2025';
export const gw2 = `${amd}/gw-2`;
const [campus, build] = [`${amd}/campus`, `${amd}/build`];

const other = { ...promise, tranche: 'campus', power: '300 MW' };
export const history = new History();
for (const one of [...parties, deal, promised, about('CapacityCommitted', other), payment])
  record(history, one);
const promiseId = history.facts(amd)[1]!.id;

export const bodyNames = { ...plainNames, deal: () => 'OpenAI buys 6 GW of AMD processors' };
const targets = targetsNamed(history, bodyNames);
export const names: EditNames = {
  party: bodyNames.party,
  target: (reference) => targets.find(({ id }) => id === reference)?.said ?? `“${reference}”`,
  happening: (edit) => happeningSaid(edit, history, bodyNames),
};

export const whole = '“OpenAI buys 6 GW of AMD processors”';
const moved = { tranche: 'gw-2', due: '2028-H1' };
const event = { stream: amd, type: 'CapacityRescheduled', effectiveOn: '2026-03-01', body: moved };
const slip = { assumption: 'slip' };
const drawn = `months of ${gw2}`;

/** [what it does, the edits as they are written]: of every kind, with every field that it may have. */
export const written: readonly [says: string, ...edits: WrittenEdit[]][] = [
  ["AMD's second gigawatt comes 12 months later", { op: 'delay', target: gw2, months: 12 }],
  [
    "What is due of AMD's second gigawatt from the third quarter of 2027 on comes 1 month earlier, with 30% probability, as “chips” is drawn",
    { op: 'delay', target: gw2, months: -1, from: '2027-Q3', probability: 0.3, variable: 'chips' },
  ],
  ['What OpenAI pays AMD (hardware) comes on time', { op: 'delay', target: build, months: 0 }],
  [
    "AMD's second gigawatt comes later by as many months as “slip” says",
    { op: 'delay', target: gw2, months: slip },
  ],
  [
    "“slip” is 3; then AMD's second gigawatt is cancelled, as likely as “p” says",
    { op: 'set', assumption: 'slip', value: 3 },
    { op: 'cancel', target: gw2, probability: { assumption: 'p' } },
  ],
  [
    // Six, nine and twelve months: three values.
    "AMD's second gigawatt comes 6 to 12 months later (3 values, each as likely)",
    { op: 'set', assumption: drawn, distribution: { values: [6, 12, 9] } },
    { op: 'delay', target: gw2, months: { assumption: drawn } },
  ],
  [
    // From −2 to 3 there are six whole numbers.
    "AMD's second gigawatt comes 2 months earlier to 3 months later (6 values, each as likely)",
    { op: 'set', assumption: 'slip', distribution: { least: -2, most: 3 } },
    { op: 'delay', target: gw2, months: slip },
  ],
  [
    "AMD's second gigawatt comes later by what connections to the grid come late by",
    { op: 'set', assumption: drawn, distribution: { reference: 'grid-connection-slippage' } },
    { op: 'delay', target: gw2, months: { assumption: drawn } },
  ],
  [
    "The delay of AMD's second gigawatt is drawn from what large building projects come late by",
    { op: 'set', assumption: drawn, distribution: { reference: 'large-project-slippage' } },
  ],
  [
    "The size of AMD's second gigawatt is drawn from 50% to 80% (2 values, each as likely)",
    { op: 'set', assumption: `toBp of ${gw2}`, distribution: { values: [5_000, 8_000] } },
  ],
  [
    '“GW of ours” is drawn from 2 to 4 (3 values, each as likely)',
    { op: 'set', assumption: 'GW of ours', distribution: { least: 2, most: 4 } },
  ],
  ['“campus” of AMD comes to 85.5% of its size', { op: 'scale', target: campus, toBp: 8_550 }],
  [
    `What is due of ${whole} from 2028 on comes to 50% of its size`,
    { op: 'scale', target: amd, toBp: 5_000, from: '2028' },
  ],
  [
    `No more than 2 GW of chips becomes due in a quarter and 10 GW of chips is due in all (in ${whole}, provided by AMD, used by OpenAI, supplied by Microsoft); what is over comes later`,
    {
      op: 'cap',
      scope: { deal: amd, provider: 'amd', consumer: 'openai', supplier: 'microsoft', layer: 'chips' },
      perQuarterKw: 2_000_000,
      cumulativeKw: '10 GW',
      overflow: 'defer',
    },
  ],
  [
    'No more than 500 MW of capacity becomes due in a quarter; what is over falls away',
    { op: 'cap', perQuarterKw: 500_000, overflow: 'drop' },
  ],
  [
    "AMD's second gigawatt and “campus” of AMD are provided by Microsoft and used by AMD instead",
    { op: 'reassign', target: amd, tranches: ['gw-2', 'campus'], provider: 'microsoft', consumer: 'amd' },
  ],
  [
    `What is due of ${whole} from 2028 on is used by Microsoft instead`,
    { op: 'reassign', target: amd, from: '2028', consumer: 'microsoft' },
  ],
  [`${whole} is cancelled, with 30% probability`, { op: 'cancel', target: amd, probability: 0.3 }],
  [
    'What is due of what OpenAI pays AMD (hardware) from January 2027 on is cancelled',
    { op: 'cancel', target: build, from: '2027-01' },
  ],
  ["The option on AMD's second gigawatt is taken up", { op: 'exercise', tranche: gw2 }],
  ["The option on AMD's second gigawatt is let go", { op: 'lapse', tranche: gw2 }],
  [
    "The dates are filled in this order: “campus” of AMD, then AMD's second gigawatt",
    { op: 'reorder', targets: [campus, gw2] },
  ],
  [
    "As if it had happened: AMD's second gigawatt moved from 2027 to the first half of 2028 (from 1 March 2026)",
    { op: 'assume', event },
  ],
  [
    'As if it had not happened: AMD gives an option on 1 GW of chips to OpenAI, due by 2027 (refused where something else rests on it)',
    { op: 'suppress', event: promiseId, strict: true },
  ],
  [
    'As if it had been told otherwise: AMD gives an option on 1 GW of chips to OpenAI, due by 2027, now: power 2 GW, due 2028, without bindingness optional',
    { op: 'amend', event: promiseId, patch: { power: '2 GW', due: '2028', bindingness: null } },
  ],
  [
    "AMD's second gigawatt comes 12 months later, with 40% probability; or AMD's second gigawatt is cancelled, with 20% probability; or none of it, as “fate” is drawn",
    {
      op: 'oneOf',
      edits: [
        { op: 'delay', target: gw2, months: 12, probability: 0.4 },
        { op: 'cancel', target: gw2, probability: 0.2 },
      ],
      variable: 'fate',
    },
  ],
];

/** Every member of an edit, those within it, too, with the edit without it. */
export const withoutEach = (edit: WrittenEdit): [path: string, left: WrittenEdit][] =>
  Object.entries(edit).flatMap(([name, value]): [string, WrittenEdit][] => {
    const { [name]: _, ...left } = edit;
    // What an event says has words of its own; the alternatives are edits.
    const isWithin = ['scope', 'distribution'].includes(name);
    const inner = isWithin
      ? withoutEach(value as WrittenEdit).map(([path, rest]): [string, WrittenEdit] => [
          `${name}.${path}`,
          { ...edit, [name]: rest },
        ])
      : [];
    return [[name, left], ...inner];
  });

export const membersOf = (declared: DeclaredClass): string[] =>
  fieldsOf(declared).flatMap((field) => [
    field.name,
    ...(field.nested ? membersOf(field.nested()).map((name) => `${field.name}.${name}`) : []),
  ]);
