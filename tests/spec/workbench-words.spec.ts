import { publicRecord } from '../../src/public-record.js';
import { targetsNamed } from '../../projections/wording/edit-names.js';
import { given, type Sent } from '../given.js';
import { describe, expect, it } from 'vitest';
import { referenceNames } from '../../src/simulator/chance/reference-classes.js';
import { classWords } from '../../src/web/screens/workbench/bench/chances.js';
import { fragmentOf, type Sheet, sheetOf } from '../../src/web/screens/workbench/bench/sheet.js';
import { linesFor } from '../../src/web/screens/workbench/bench/wording.js';
import { examples, type PlainEdit, readEdit } from '../../src/web/screens/workbench/bench/words.js';

const amd = 'deal-openai-amd-2025';
const targets = [
  { id: amd, name: 'OpenAI buys 6 GW of AMD processors' },
  { id: `${amd}/gw-1`, name: 'OpenAI buys 6 GW of AMD processors' },
  { id: 'deal-openai-broadcom-2025', name: 'OpenAI and Broadcom build 10 GW' },
].map((one) => ({ ...one, said: one.name }));

const read = (text: string): unknown => {
  const found = readEdit(text, targets);
  return 'edits' in found ? found.edits : found.problem;
};

const delay = { op: 'delay', target: `${amd}/gw-1` };

describe('A line of the workbench', async () => {
  const months = `months of ${amd}/gw-1`;
  const recorded = targetsNamed(given(...((await publicRecord()) as Sent[])).history, {
    party: (slug) => slug,
    publisher: (id) => id,
    deal: (stream) => stream,
  });

  it('is one edit where nothing is drawn', () => {
    expect(read('amd gw-1 +4q')).toEqual([{ ...delay, months: 12 }]);
    expect(read('amd gw-1 -6m from 2027-q3')).toEqual([{ ...delay, months: -6, from: '2027-Q3' }]);
    expect(read('broadcom 85.5%')).toEqual([
      { op: 'scale', target: 'deal-openai-broadcom-2025', toBp: 8_550 },
    ]);
  });

  it.each(examples)('that is shown as an example names one target of the public record: %s', (text) => {
    expect(readEdit(text, recorded)).toHaveProperty('edits');
  });

  it('has a probability of its own, also where it scales', () => {
    expect(read('amd gw-1 cancel p 30%')).toEqual([
      { op: 'cancel', target: `${amd}/gw-1`, probability: 0.3 },
    ]);
    expect(read('amd gw-1 50% p=7%')).toEqual([
      { op: 'scale', target: `${amd}/gw-1`, toBp: 5_000, probability: 0.07 },
    ]);
    expect(read('amd gw-1 cancel p 130%')).toBe('a probability is at most 100%');
  });

  it('draws an amount first: every whole one of a range, or a reference class', () => {
    const drawn = { ...delay, months: { assumption: months } };
    expect(read('amd gw-1 +2..4q')).toEqual([
      { op: 'set', assumption: months, distribution: { values: [6, 9, 12] } },
      drawn,
    ]);
    expect(read('amd gw-1 +2..8m')).toEqual([
      { op: 'set', assumption: months, distribution: { least: 2, most: 8 } },
      drawn,
    ]);
    expect(read('amd gw-1 +grid p 60%')).toEqual([
      { op: 'set', assumption: months, distribution: { reference: 'grid-connection-slippage' } },
      { ...drawn, probability: 0.6 },
    ]);
    expect(read('amd gw-1 +8..2q')).toMatch(/from the smaller to the greater/);
  });

  it('has a word for every reference class', () => {
    expect(Object.values(classWords).sort()).toEqual([...referenceNames].sort());
  });

  it('has alternatives between bars, each with its probability, about the first target', () => {
    expect(read('amd gw-1 +4q p 40% | cancel p 20%')).toEqual([
      {
        op: 'oneOf',
        edits: [
          { ...delay, months: 12, probability: 0.4 },
          { op: 'cancel', target: `${amd}/gw-1`, probability: 0.2 },
        ],
      },
    ]);
    expect(read('amd gw-1 +4q p 40% | cancel')).toBe(
      '"cancel" needs a probability, as every alternative does: p 30%',
    );
  });

  it('is any edit of a file as JSON, or several', () => {
    const cap = { op: 'cap', perQuarterKw: 5, overflow: 'defer' };
    expect(read(JSON.stringify(cap))).toEqual([cap]);
    expect(read(JSON.stringify([cap, cap]))).toEqual([cap, cap]);
    expect(read('{"op": "cap"')).toMatch(/begins as JSON and is not/);
    expect(read('{"target": "x"}')).toMatch(/an object with an op/);
    expect(read('[]')).toMatch(/an object with an op/);
  });
});

describe('Edits as lines', () => {
  const edits = (...texts: string[]): PlainEdit[] =>
    texts.flatMap((text) => {
      const found = readEdit(text, targets);
      return 'edits' in found ? found.edits : [];
    });

  const worded = [
    `${amd}/gw-1 +12m`,
    `${amd}/gw-1 -6m from 2027-Q3 p 30%`,
    `${amd}/gw-1 +2..4q`,
    `${amd}/gw-1 +project p 60%`,
    `${amd} 40..60%`,
    `${amd}/gw-1 exercise p 40% | ${amd}/gw-1 lapse p 20%`,
    `${amd} provider nvidia`,
    'deal-openai-broadcom-2025 cancel from 2028',
  ];

  it.each(worded)('are in words that mean the same: %s', (text) => {
    expect(linesFor(edits(text), targets)).toEqual([text]);
  });

  it('are all in words together, and read as the same edits', () => {
    const all = edits(...worded);
    expect(linesFor(all, targets)).toEqual(worded);
  });

  it('stay JSON where words would say less', () => {
    const named = { ...delay, months: 12, variable: 'chips' };
    const lone = { op: 'set', assumption: 'slip', value: 3 };
    const lines = linesFor([named, lone], targets);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([named, lone]);
    expect(edits(...lines)).toEqual([named, lone]);
  });
});

describe('The fragment', () => {
  const sheet: Sheet = {
    lines: [
      { text: 'amd gw-1 +4q', isOff: false },
      { text: '{"op":"cap","scope":{"deal":"a&b=c"}}', isOff: true },
    ],
    draws: 700,
    seed: 0,
    watched: { view: 0, measure: 'plannedKw', only: { layer: 'chips' } },
    by: '2029-Q4',
    level: 5_000_000,
    base: 300,
    parent: 'scenario-late@2',
    assumptions: { slip: 3 },
    views: [{ view: 'market-share' }],
    forms: {
      goal: { lever: 1, least: 0, most: 12, find: 'largest' },
      together: {
        sense: 'atMost',
        levers: { 'months in “amd +4q”': { cost: 3, free: 'largest', isOut: true } },
      },
      enough: {
        timeline: 'quarter',
        from: 2027,
        to: 2029,
        resources: [{ kind: 'funding', layer: '', each: 20, perGw: 500, carriesOver: true }],
      },
    },
    attribution: true,
  };

  it('says everything that is on the bench, and nothing that is as usual', () => {
    expect(sheetOf(fragmentOf(sheet))).toEqual(sheet);
    expect(fragmentOf({ lines: [], attribution: false })).toBe('');
    expect(fragmentOf({ lines: [{ text: 'amd +4q', isOff: true }] })).toBe('edits=!amd%20%2B4q');
  });

  it('leaves out what nobody can read in it', () => {
    const read = sheetOf(
      'edits=%E0%A4%A&draws=-3&seed=1.5&watch={&views=3&assume=[]&by=&forms={"goal":3,"enough":{"resources":[{}]}}',
    );
    expect(read).toEqual({ lines: [], attribution: false });
  });
});
