import { describe, expect, it } from 'vitest';
import { whyOf, type Why } from '../../projections/why.js';
import { amountOf } from '../../src/cli/format/amount.js';
import { feasibilityText } from '../../src/cli/format/feasibility.js';
import { goalText } from '../../src/cli/format/goal.js';
import { uncertaintyText } from '../../src/cli/format/chance.js';
import { whyText } from '../../src/cli/format/why.js';
import { chartsOf } from '../../src/charts/charts-of.js';
import { light } from '../../src/charts/palette.js';
import { whyThisNumber } from '../../src/mcp/tools/why-this-number.js';
import { scaleOf } from '../../src/web/screens/workbench/bench/numbers.js';
import { type AskedParts, barsOf, setting, shownOf } from '../drawn-bars.js';
import { given, type Sent } from '../given.js';
import { enough, refusedAt, takes, takesOne } from '../scarce.js';
import { whatIf } from '../what-if.js';
import { cast, deal, fact, payment } from './facts.js';
import { currencies, cut, owedIn } from './owed-in.js';

const on = 'deal-a';

describe.each(currencies)('An amount in %s', (currency, words, minor) => {
  const { history } = owedIn(currency);
  const why = whyOf(history, on, cut);

  it('is told so where its number is explained', async () => {
    expect(why.numbers.map((one) => one.currency)).toContain(currency);
    expect(whyText(why)).toContain(words);
    const told = await whyThisNumber.answer({ deal: on }, {
      ask: async () => ({ ...why, position: 3 }) as unknown as Why,
    } as never);
    expect(JSON.stringify(told.numbers)).toContain(`"words":"${words}"`);
  });

  it('is what the scale of a chart says it is', () => {
    const labels = (view: string, asked: AskedParts, at: number): string[] => {
      const answer = { ...shownOf(history, view, asked), position: history.position };
      const question = {
        ...answer.question,
        ...(asked.timeline && quarters),
      };
      return chartsOf({ ...answer, question }, answer, setting).flatMap(({ draw }) => {
        const { x, y } = draw(light, 800);
        const axis = asked.timeline ? y : x;
        return axis?.label ? [axis.label(at)] : [];
      });
    };
    const many = { effectiveAt: '2026-11-23', knownAt: '9999-12-31' };
    expect(labels('obligations', { ...many, by: ['payer'] }, minor)).toEqual(['380B']);
    expect(labels('obligations', { ...many, by: ['payer'], ...quarters }, minor)).toEqual(['380B']);
    expect(labels('exposure', { ...many, by: ['party', 'counterparty'] }, minor)).toEqual(['380B']);
  });

  it('is the level that is typed on the workbench', () => {
    const { divisor, unit } = scaleOf(
      { view: 0, measure: 'committedUsCents', only: only(currency) },
      minor,
      '',
    );
    expect([minor / divisor, unit]).toEqual([380, 'B']);
  });

  it('is told so by what a goal, a draw and a supply come to', () => {
    expect(amountOf('committedUsCents', minor, only(currency))).toBe(words);
    const goal = { lever: 'x', target: { measure: 'committedUsCents', only: only(currency), level: minor } };
    const found = { x: 1, value: minor, passes: true };
    const sought = { method: 'scan', found, beyond: null, best: found, tried: 2 } as never;
    expect(goalText(sought, goal)).toContain(`≥ ${words}: x = 1 comes to ${words}`);
    const drawn = whatIf(history, {
      edits: [{ op: 'cancel', target: on, probability: 0.4 }],
      views: [{ view: 'obligations' }],
      monteCarlo: { draws: 10, seed: 1, targets: [{ measure: 'committedUsCents' }] },
      tornado: true,
      attribution: true,
    } as never);
    expect(
      uncertaintyText(drawn)
        .join('\n')
        .match(/[A-Z$€]+ ?380B/g),
    ).toContain(words);
    expect(
      new Set(
        uncertaintyText(drawn)
          .join('\n')
          .match(/(?:[A-Z]{3} |[$€])380B/g),
      ),
    ).toEqual(new Set([words]));
    const fund = { name: 'cash', kind: 'funding', of: only(currency), supply: { perPeriod: minor } };
    const asked = { effectiveAt: '2026-11-23', knownAt: '2026-11-23', ...quarters };
    expect(feasibilityText(enough(history, asked, [fund]))).toContain(words);
  });

  it('is told so by what it takes, where nothing else says it', () => {
    const asked = { view: 'obligations', effectiveAt: '2026-11-23', knownAt: '2026-11-23' };
    const scenario = {
      edits: [{ op: 'scale', target: `${on}/p`, toBp: { assumption: 'x' } }],
      views: [asked],
    } as never;
    const lever = { lever: 'x', least: 10_000, most: 10_001 };
    const target = { measure: 'committedUsCents', level: minor };
    const [one, several] = [
      { ...lever, target },
      { levers: [lever], targets: [target] },
    ];
    const told = [
      goalText(takesOne(history, scenario, one), one),
      goalText(takes(history, scenario, several), several),
    ].join('\n');
    expect(told).toContain(`≥ ${words}: x = 10000 comes to ${words}`);
    expect(new Set(told.match(/(?:[A-Z]{3} |[$€])380B/g))).toEqual(new Set([words]));
  });
});

describe('A supply of money without a currency', () => {
  const asked = { effectiveAt: '2026-11-23', knownAt: '2026-11-23', ...quarters };
  const fund = { name: 'cash', kind: 'funding', of: { payer: 'lab' }, supply: { perPeriod: 1 } };
  const refused = (currency: string) =>
    refusedAt(owedIn(currency).history, { edits: [], question: asked, resources: [fund] });

  it('is in US cents, and meets no need in another', () => {
    expect(refused('USD')).toEqual([]);
    expect(refused('EUR')).toEqual(['/resources/0/of']);
  });
});

describe('Rival claims in two currencies', () => {
  const id = '00000000-0000-7000-8000-000000000001';
  const body = { payment: 'p', from: 'lab', to: 'vendor', kind: 'services', bindingness: 'firm' };
  const committed = (amount: string, kind: string, more: object): Sent =>
    fact(
      '2025-01-02',
      on,
      'PaymentCommitted',
      { ...body, amount },
      { source: { title: kind, kind }, ...more },
    );

  it('are no two values of one number', () => {
    const { history } = given(
      ...cast,
      deal(on),
      committed('10B USD', 'filing', { id }),
      committed('8B EUR', 'press', { rivalOf: id }),
    );
    const told = whyOf(history, on, cut).numbers.find(({ measure }) => measure === 'committedUsCents')!;
    const other = whyOf(history, on, { ...cut, policy: 'latest' }).numbers.find(
      ({ measure }) => measure === 'committedUsCents',
    )!;
    expect([told, other].map(({ currency, value }) => [currency, Number(value?.point)])).toEqual([
      ['USD', 1_000_000_000_000],
      ['EUR', 800_000_000_000],
    ]);
    expect(told.byPolicy?.latest).toBeNull();
  });
});

describe('Bars in two currencies', () => {
  it('are drawn in charts of their own', () => {
    const { history } = owedIn('JPY', payment(on, 'q', '1B USD', { kind: 'services' }));
    const bars = barsOf(history, 'obligations', {
      effectiveAt: '2026-11-23',
      knownAt: '9999-12-31',
      by: ['payer'],
    });
    expect(bars.map(({ text }) => text).toSorted()).toEqual(['$1B', 'JPY 380B']);
  });
});

const quarters = { timeline: 'quarter', from: '2027-01-01', to: '2027-12-31' } as const;
const only = (currency: string) => ({ kind: 'services', currency });
