import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import type { Feasibility } from '../../src/simulator/feasibility/answer.js';
import type { JointResult } from '../../src/simulator/goals/reach-all.js';
import { Reader } from './reader.js';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
});
afterAll(async () => reader?.stop());

/** AMD's first gigawatt is due in 2026-H2; Broadcom's ten by the end of 2029. */
const at = (lines: readonly string[], more = ''): string =>
  `/workbench#edits=${encodeURIComponent(lines.join('\n'))}${more}`;

/** What the page calls them. */
const broadcom = '“OpenAI and Broadcom plan 10 GW of custom accelerators”';
const gigawatt = "AMD's first gigawatt for OpenAI";

const drawn = [
  'openai amd gw-1 +grid',
  'deal-openai-broadcom-2025 +project p 30%',
  'openai amd gw-2 exercise p 40% | lapse p 20%',
];

type Page = Awaited<ReturnType<Reader['open']>>['page'];

const savedFile = async (page: Page): Promise<{ path: string; scenario: Record<string, unknown> }> => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as YAML' }).click();
  const path = await (await download).path();
  return { path, scenario: parse(readFileSync(path, 'utf8')) as Record<string, unknown> };
};

const wholeHash = async (page: Page): Promise<string> => {
  await page.getByText('Whole hashes').click();
  return (await page.locator('.hashes code').first().textContent())!;
};

describe('What is uncertain on the workbench', () => {
  it('is a fan with its odds, reckoned through where it can be', async () => {
    const { page, complaints } = await reader.open(at(['deal-openai-broadcom-2025 cancel p 30%']));
    await page.getByRole('heading', { name: 'What may come of it: planned chips' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain('Exact: every one of 2 combinations');
    expect(text).toContain('not one path');
    // 18 GW with 0.7 (10 of Broadcom, 1 + 2 + 1 of AMD, 4 of Google), else 8: 0.3 · (18 − 8) = 3 GW are missing on average.
    expect(text).toMatch(/Probability of 18 GW or more by 2031-Q4\s+70% exact/);
    expect(text).toMatch(/Expected shortfall against 18 GW\s+3 GW exact/);
    await page.getByLabel('Level').fill('1');
    await page.keyboard.press('Enter');
    await page.getByText(/Probability of 1 GW or more by 2031-Q4/).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/1 GW or more by 2031-Q4\s+100% exact/);
    expect(new URL(page.url()).hash).toContain('level=1000000');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says beside each edit, and above all, whether the views assume it made', async () => {
    const { page } = await reader.open(at([...drawn, 'openai amd gw-1 cancel p 60%']));
    const assumed = page.locator('.edits .assumed');
    // One value is drawn by itself (its median), one behind a coin of 30 %; of the alternatives none is 40 % likely.
    await expect
      .poll(() => assumed.allTextContents(), { timeout: 20_000 })
      .toEqual([
        'The views assume 12 months, the median.',
        expect.stringMatching(/^The views assume \d+ months, the median\.$/),
        'The views assume it not made: it is 30% likely.',
        'The views assume none of the alternatives: that is 40% likely.',
        'The views assume it made: it is 60% likely.',
      ]);
    await page.getByText('Edits 2 and 3 are not in it: less likely than not.').waitFor();
    const headings = await page.locator('main h2').allTextContents();
    const places = [/^Planned/, /^Difference/, /^Chances/, /^Saved/].map((name) =>
      headings.findIndex((heading) => name.test(heading)),
    );
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    await page.context().close();
  });

  it('is drawn with its seed and standard errors where it cannot, its classes with their origin', async () => {
    const { page } = await reader.open(at(drawn, '&draws=2000&seed=7'));
    await page.getByText('2000 draws of 8976 combinations, seed 7.').waitFor();
    expect(await page.locator('.facts').innerText()).toMatch(/\d% ± \d/);
    await page.getByText('What is uncertain (4), and where it is from').click();
    expect(await page.locator('.uncertain').innerText()).toContain('Rand et al., Queued Up');
    expect(await page.locator('.uncertain').innerText()).toContain(
      "taken up: 40%; The option on AMD's second gigawatt is let go: 20%; none of them: 40%",
    );
    await page.context().close();
  });

  it('comes out in the browser as on the server: the same hash of the same body', async () => {
    const { page } = await reader.open(at(drawn, '&draws=2000&seed=7'));
    await page.getByRole('heading', { name: /What each edit contributes/ }).waitFor();
    await reader.settled(page);
    const { scenario } = await savedFile(page);
    expect(scenario).toMatchObject({
      monteCarlo: { draws: 2000, seed: 7 },
      attribution: true,
      tornado: true,
    });
    const { body } = await reader.server.post<ScenarioAnswer>('/api/v1/scenarios/run', scenario);
    expect(body.monteCarlo!.method).toBe('sampled');
    expect(await wholeHash(page)).toBe(body.resultHash);
    await page.context().close();
  });

  it('has every chart as a table, the tornado with both ends and what gives them', async () => {
    const { page } = await reader.open(at(drawn, '&by=2030-Q1'));
    await page.getByRole('heading', { name: /What it hangs on/ }).waitFor();
    await page.keyboard.press('v');
    const row = page.getByRole('row', { name: /^whether: “OpenAI and Broadcom plan/ });
    await row.waitFor();
    // Where it comes late Broadcom's 10 of 18 GW are not there by 2030-Q1.
    expect(await row.innerText()).toMatch(/it does not\s+18 GW\s+it happens\s+8 GW\s+10 GW/);
    expect(await page.locator('main figure').count()).toBe(await page.locator('main figure table').count());
    await page.context().close();
  });

  it('takes any edit as JSON, and says what is wrong with one beside it', async () => {
    const cap =
      '{"op":"cap","scope":{"deal":"deal-openai-broadcom-2025"},"cumulativeKw":4000000,"overflow":"drop"}';
    const { page } = await reader.open(at([cap, '{"op":"delay","target":"deal-nobody","months":3}']));
    const wrong = page.locator('.edits li').nth(1).locator('.wrong');
    await wrong.waitFor();
    expect(await wrong.innerText()).toContain('there is no deal “deal-nobody”');
    await page.getByLabel('Edit 2: remove').click();
    await page
      .getByRole('cell', { name: '−6 GW' })
      .first()
      .or(page.getByText(/−6 GW \(/).first())
      .waitFor();
    await page.context().close();
  });
});

describe('What goes together', () => {
  const lines = ['deal-openai-broadcom-2025 cancel p 30%', 'openai amd gw-1 cancel p 15%'];
  const lost = `${broadcom} is cancelled, with 30% probability`;
  const late = `${gigawatt} is cancelled, with 15% probability`;
  const way = (page: Page) => page.getByLabel('What is uncertain is drawn');
  const setPercent = async (page: Page, label: string, percent: string): Promise<void> => {
    await page.getByRole('spinbutton', { name: label }).fill(percent);
    await page.keyboard.press('Enter');
  };

  it('is said by common causes, in percent, and the answer with both bounds beside that without', async () => {
    const { page, complaints } = await reader.open(at(lines, '&by=2031-Q4'));
    await way(page).selectOption({ label: 'by common causes' });
    await setPercent(page, `whether: ${lost}`, '100');
    await setPercent(page, `whether: ${late}`, '100');
    await page.getByText(`They go together: whether: ${lost}, with whether: ${late}, 100%.`).waitFor();
    // Of 18 GW 10 are lost in the worst 30 of 100 and 1 in the worst 15, so never 1 alone; apart both in 4.5 of 100.
    await page
      .getByText(
        'Drawn together, four fifths of the outcomes at the end of 2031-Q4 lie from 7 GW to 18 GW; each by itself, from 8 GW to 18 GW.',
      )
      .waitFor();
    const { scenario } = await savedFile(page);
    const { body } = await reader.server.post<ScenarioAnswer>('/api/v1/scenarios/run', scenario);
    expect(body.monteCarlo!.targets[0]!.outcomes!.map(({ value }) => value)).toEqual([
      7_000_000, 8_000_000, 18_000_000,
    ]);
    expect(await wholeHash(page)).toBe(body.resultHash);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is said pair by pair, and refused in words where it cannot be', async () => {
    const { page } = await reader.open(at(lines, '&by=2031-Q4'));
    await way(page).selectOption({ label: 'pair by pair' });
    const pair = `whether: ${lost} and whether: ${late}`;
    await setPercent(page, pair, '50');
    await page.getByText(/^Drawn together, .*from 8 GW to 18 GW\.$/).waitFor();
    await setPercent(page, pair, '100');
    await page.getByText(/is not positive definite: the smallest eigenvalue is/).waitFor();
    await page.context().close();
  });
});

describe('What the server is asked in words', () => {
  const lines = ['openai amd gw-1 +4q', 'deal-openai-broadcom-2025 50%'];
  const edits = [
    { op: 'delay', target: 'deal-openai-amd-2025/gw-1', months: { assumption: 'm' } },
    { op: 'scale', target: 'deal-openai-broadcom-2025', toBp: { assumption: 's' } },
  ];

  it('has no number that becomes nothing where somebody empties its field', async () => {
    const { page } = await reader.open(at(lines));
    const fields = page.locator('.together input[type=number]');
    await fields.first().waitFor();
    for (const field of await fields.all()) {
      const before = await field.inputValue();
      await field.fill('');
      expect(await field.inputValue()).toBe('');
      await field.blur();
      expect(await field.inputValue()).toBe(before);
    }
    await page.context().close();
  });

  it('is what several numbers take together, and what is found is put into the edits', async () => {
    const { page } = await reader.open(at(lines, '&by=2031-Q4&level=16000000'));
    await page.getByRole('button', { name: 'Find the cheapest' }).click();
    const panel = page.locator('.together');
    // Of 18 GW 2 may be missing: a fifth of Broadcom's ten; a delay costs nothing at its longest, 80 % are eight steps.
    await panel
      .getByText(
        `It takes 60 months for the delay of ${gigawatt} and 80% for the size of ${broadcom}: that gives 16 GW, at a cost of 8.`,
      )
      .waitFor();
    await panel.getByText(`70% for the size of ${broadcom} gives 15 GW and fails`).waitFor();
    const { body } = await reader.server.post<JointResult>('/api/v1/scenarios/goal', {
      edits,
      views: [
        { view: 'compute-capacity', by: 'layer', timeline: 'quarter', from: '2026-01-01', to: '2031-12-31' },
      ],
      goal: {
        levers: [
          { lever: 'm', least: 0, most: 60, find: 'largest' },
          { lever: 's', least: 0, most: 10_000, step: 1_000 },
        ],
        targets: [{ measure: 'plannedKw', only: { layer: 'chips' }, by: '2031-Q4', level: 16_000_000 }],
      },
    });
    expect(body.found).toMatchObject({ cost: 8, levers: [{ x: 60 }, { x: 8_000 }] });
    await panel.getByRole('button', { name: 'Put these into the edits' }).click();
    await page.locator('.edits').getByText('deal-openai-broadcom-2025 80%', { exact: true }).waitFor();
    await page.context().close();
  });

  it('is whether there is enough, where it is short first, and what would do', async () => {
    const { page } = await reader.open(at(lines));
    const panel = page.locator('.enough');
    await panel.getByRole('button', { name: 'Is there enough?' }).click();
    // Of 3 GW due by the end of 2026 AMD's one comes a year later: 2 are due where 1 can be powered.
    await panel.getByText('First short in 2026-H2: power for chips (2 GW needed, 1 GW there).').waitFor();
    const { body } = await reader.server.post<Feasibility>('/api/v1/scenarios/feasibility', {
      edits,
      assumptions: { m: 12, s: 5_000 },
      question: { timeline: 'half', from: '2026-01-01', to: '2029-12-31' },
      resources: [{ name: 'power', kind: 'power', of: { layer: 'chips' }, supply: { perPeriod: 1_000_000 } }],
    });
    const [extra] = body.relaxation!.extra;
    expect(body.verdict).toBe('does-not-fit');
    expect(await panel.locator('.answer-says').innerText()).toContain(
      `It would take at least ${Number(extra!.more) / 1e6} GW more power for chips in ${extra!.period}.`,
    );
    await panel.getByLabel('each half-year').fill('10');
    expect(await panel.locator('.answer').count()).toBe(0);
    await panel.getByRole('button', { name: 'Is there enough?' }).click();
    await panel.getByText(/^There is enough of everything as planned\./).waitFor();
    await page.context().close();
  });
});

describe('Why it changes, and what it would take', () => {
  it('adds what each edit contributes to the difference', async () => {
    const { page } = await reader.open(
      at(['openai amd gw-1 cancel', 'deal-openai-broadcom-2025 50%'], '&by=2031-Q4'),
    );
    await page.getByRole('heading', { name: /What each edit contributes/ }).waitFor();
    await page.keyboard.press('v');
    const table = page.getByRole('region', { name: /What each edit contributes/ });
    // 18 GW as it stands: 1 GW is cancelled and half of 10 GW falls away, whichever comes first.
    await table.waitFor();
    expect((await table.innerText()).replaceAll(/\s+/g, ' ')).toContain(
      `${gigawatt} is cancelled −1 GW ${broadcom} comes to 50% of its size −5 GW difference −6 GW`,
    );
    await page.context().close();
  });

  it('names the pairs whose order matters beside each of them', async () => {
    const { page } = await reader.open(at(['broadcom openai +4q', 'openai broadcom 50% from 2030']));
    await page.getByText('Its place matters: before or after edit 2').waitFor();
    await page.getByText('Its place matters: before or after edit 1').waitFor();
    await page.context().close();
  });

  it('asks for attribution with a button once there are many edits', async () => {
    const many = Array.from({ length: 8 }, (_, index) => `deal-openai-broadcom-2025 +${index + 1}m`);
    const { page } = await reader.open(at(many));
    await page.getByRole('button', { name: 'What does each edit contribute?' }).click();
    await page.getByRole('heading', { name: /What each edit contributes/ }).waitFor();
    expect(new URL(page.url()).hash).toContain('attribution=yes');
    await page.context().close();
  });

  it('turns a number of an edit until a level is reached, with both witnesses', async () => {
    const { page } = await reader.open(at(['deal-openai-broadcom-2025 50%'], '&by=2031-Q4&level=16000000'));
    await page.getByRole('button', { name: 'Find it' }).click();
    // 8 GW of others and 80 % of 10 GW are the 16 GW.
    await page
      .getByText('The smallest that reaches it is 80%, which gives 16 GW; 79% gives 15.9 GW and fails.')
      .waitFor();
    await page.getByRole('button', { name: 'Put 80% into the edit' }).click();
    await page.getByText('deal-openai-broadcom-2025 80%', { exact: true }).waitFor();
    await page.context().close();
  });
});
