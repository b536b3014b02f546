import { describe, expect, it } from 'vitest';
import { type DeclaredClass, fieldsOf } from '../../events/kit/declaration.js';
import { History } from '../../projections/kit/log.js';
import { happeningSaid, targetsNamed } from '../../projections/wording/edit-names.js';
import {
  classesTold,
  type EditNames,
  editsSaid,
  editsTold,
  namedIn,
  type WrittenEdit,
} from '../../projections/wording/edit-said.js';
import { referenceNames } from '../../src/simulator/chance/reference-classes.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { record } from '../given.js';
import { about, deal, parties, payment, plainNames, promise, promised } from './sentences-given.js';

const amd = 'deal-openai-amd-2025';
const [gw2, campus, build] = [`${amd}/gw-2`, `${amd}/campus`, `${amd}/build`];

const other = { ...promise, tranche: 'campus', power: '300 MW' };
const history = new History();
for (const one of [...parties, deal, promised, about('CapacityCommitted', other), payment])
  record(history, one);
const promiseId = history.facts(amd)[1]!.id;

const bodyNames = { ...plainNames, deal: () => 'OpenAI buys 6 GW of AMD processors' };
const targets = targetsNamed(history, bodyNames);
const names: EditNames = {
  party: bodyNames.party,
  target: (reference) => targets.find(({ id }) => id === reference)?.said ?? `“${reference}”`,
  happening: (edit) => happeningSaid(edit, history, bodyNames),
};

const whole = '“OpenAI buys 6 GW of AMD processors”';
const moved = { tranche: 'gw-2', due: '2028-H1' };
const event = { stream: amd, type: 'CapacityRescheduled', effectiveOn: '2026-03-01', body: moved };
const slip = { assumption: 'slip' };
const drawn = `months of ${gw2}`;

/** [what it does, the edits as they are written]: of every kind, with every field that it may have. */
const written: readonly [says: string, ...edits: WrittenEdit[]][] = [
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
const withoutEach = (edit: WrittenEdit): [path: string, left: WrittenEdit][] =>
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

const membersOf = (declared: DeclaredClass): string[] =>
  fieldsOf(declared).flatMap((field) => [
    field.name,
    ...(field.nested ? membersOf(field.nested()).map((name) => `${field.name}.${name}`) : []),
  ]);

describe('An edit in a sentence', () => {
  it.each(written)('%s', (says, ...edits) => {
    expect(editsSaid(edits, names)).toBe(says);
  });

  it('is there for every kind of edit, and every class of what is drawn', () => {
    expect([...editsTold].sort()).toEqual(editKinds.map(({ op }) => op).sort());
    expect([...classesTold].sort()).toEqual([...referenceNames].sort());
  });

  const examples = written.flatMap(([, ...edits]) => edits);

  it.each(editKinds.map(({ op, declared }) => [op, declared] as const))(
    'has an example here with every member that it may have: %s',
    (op, declared) => {
      const told = examples.filter((edit) => edit.op === op).flatMap(withoutEach);
      expect([...new Set(told.map(([path]) => path))]).toEqual(expect.arrayContaining(membersOf(declared)));
    },
  );

  it('says another thing without any of its members', () => {
    const silent = written.flatMap(([says, ...edits]) =>
      edits.flatMap((edit, index) =>
        withoutEach(edit)
          .filter(([, left]) => editsSaid(edits.with(index, left), names) === says)
          .map(([path]) => `${path}: ${says}`),
      ),
    );
    expect(silent).toEqual([]);
  });

  it('has no id in it, and no name of a member', () => {
    const all = written.map(([, ...edits]) => editsSaid(edits, names)).join('\n');
    expect(all).not.toMatch(/deal-|gw-|[a-z][A-Z]\w*(?<!OpenAI|GW|MW|kW)\b|undefined|NaN/);
  });

  it('tells whom it is for where two of its parts are called alike, and its deal where that is not enough', () => {
    for (const [year, consumer] of [
      ['2026', 'microsoft'],
      ['2027', 'openai'],
    ] as const) {
      const stream = `deal-microsoft-amd-${year}`;
      record(history, { ...deal, stream, body: { ...deal.body, title: `Another of ${year}` } });
      record(history, { ...promised, stream, body: { ...promise, consumer } });
    }
    const said = targetsNamed(history, bodyNames).map((one) => one.said);
    expect(said).toContain("AMD's second gigawatt for Microsoft");
    expect(said).toContain("AMD's second gigawatt for OpenAI (“Another of 2027”)");
    expect(said).toContain("AMD's second gigawatt for OpenAI (“OpenAI buys 6 GW of AMD processors”)");
    expect(new Set(said).size).toBe(said.length);
  });

  it('that is refused is refused by name, too', () => {
    expect(namedIn(`must be optional: ${gw2} is firm, as is ${amd}`, names)).toBe(
      `must be optional: AMD's second gigawatt is firm, as is ${whole}`,
    );
  });

  it('that nobody can read, or that names nothing, is still said', () => {
    expect(editsSaid([{ op: 'fold' }], names)).toBe('An edit that nobody knows here');
    expect(editsSaid([{ op: 'cancel' }], names)).toBe('“…” is cancelled');
    expect(editsSaid([{ op: 'suppress', event: 'none' }], names)).toBe(
      'As if it had not happened: an event that is not in the log',
    );
    expect(editsSaid([{ op: 'assume', event: { type: 'Nothing' } }], names)).toBe(
      'As if it had happened: an event',
    );
  });
});
