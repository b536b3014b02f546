import { describe, expect, it } from 'vitest';
import type { Measure } from '../../projections/kit/measure.js';
import type { Chart, ChartSettings, ShownAnswer } from '../../src/charts/chart.js';
import type { Plot, Shape } from '../../src/charts/drawing.js';
import { drawBars } from '../../src/charts/bars.js';
import { spreadHeights } from '../../src/charts/labels.js';
import { lineWidth, wrapText } from '../../src/charts/letters.js';
import { bases } from '../../events/kit/quantity.js';
import { basisText } from '../../projections/wording/basis-text.js';
import { namesOf } from '../../src/charts/names.js';
import { dark, light } from '../../src/charts/palette.js';
import { renderSvg } from '../../src/charts/render-svg.js';
import { flowNetwork } from '../../src/charts/views/flow-network.js';
import { reportedShareCharts } from '../../src/charts/views/reported-shares.js';

const exactly = (value: number): Measure => ({ low: value, point: value, high: value });
const named = (...slugs: string[]) => ({
  parties: slugs.map((id) => ({ id, name: id.toUpperCase() })),
  deals: [],
  markets: [{ id: 'clouds', name: 'Clouds' }],
  publishers: [],
  slugs,
});

describe('The line of the others', () => {
  // 2024: a 30, others 70. 2025: a 30 and b 20, others 50. 2026: a 30 and b 25, others 45.
  const rows = [
    share('2024', 'a', 30),
    share('2024', 'others', 70),
    share('2025', 'a', 30),
    share('2025', 'b', 20),
    share('2025', 'others', 50),
    share('2026', 'a', 30),
    share('2026', 'b', 25),
    share('2026', 'others', 45),
  ];
  const [chart] = reportedShareCharts(answer(rows), setting);

  it('breaks where the publisher names other parties than before', () => {
    // a over three periods, b over two, and the others over the two in which a and b are named.
    expect(linesOf(chart!).map((points) => points.length)).toEqual([3, 2, 2]);
    expect(linesOf(chart!)[2]!.map(([, y]) => y)).toEqual([100 - 5_000, 100 - 4_500]);
  });

  it('says so in words', () => {
    expect(chart!.summary).toContain('they are other others');
    const alike = reportedShareCharts(answer(rows.filter(({ period }) => period !== '2024')), setting);
    expect(alike[0]!.summary).not.toContain('other others');
  });
});

describe('A chart of shares', () => {
  it('draws seven lines, and the others where they are wanted, and leaves the rest to the table', () => {
    const parties = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const rows = ['2024', '2025'].flatMap((period) => [
      ...parties.map((party, index) => share(period, party, 12 - index)),
      share(period, 'others', 28),
    ]);
    const [chart] = reportedShareCharts(answer(rows), setting);
    expect(linesOf(chart!)).toHaveLength(8);
    expect(chart!.summary).toContain('2 smaller lines only in the table.');
    expect(chart!.grid.rows).toHaveLength(20);
    const [named] = reportedShareCharts(answer(rows), { ...setting, hasOthers: false });
    expect(linesOf(named!)).toHaveLength(7);
    expect(named!.summary).toContain('The others, who are derived, are in the table.');
    expect(named!.grid.rows).toHaveLength(20);
  });

  it('has a chart for each publisher and never mixes them', () => {
    const rows = [share('2025', 'a', 30), { ...share('2025', 'a', 40), publisher: 'q' }];
    const charts = reportedShareCharts(answer(rows), setting);
    expect(charts.map(({ title, only }) => [title, only])).toEqual([
      ['Clouds: as P reports it', { market: 'clouds', publisher: 'p' }],
      ['Clouds: as Q reports it', { market: 'clouds', publisher: 'q' }],
    ]);
  });
});

describe('The colour of a party', () => {
  const some = ['x', 'nvidia', 'y', 'z'];
  const more = [...some, ...Array.from({ length: 30 }, (_, index) => `later-${index}`)];
  const markOf = (slugs: string[], slug: string): string => {
    const names = namesOf(named(...slugs));
    return `${names.colour(slug, light)} ${names.form(slug)}`;
  };

  it('stays its own as the log grows', () => {
    for (const slug of some) expect(markOf(more, slug)).toBe(markOf(some, slug));
  });

  it('is with its form nobody else’s', () => {
    expect(new Set(more.map((slug) => markOf(more, slug))).size).toBe(34);
  });

  it('is grey for whom the log does not know', () => {
    expect(namesOf(named('x')).colour('others', dark)).toBe(dark.other);
  });
});

describe('The names of a chart', () => {
  it.each(bases)('say what kilowatts count as everything else says it: %s', (basis) => {
    const name = namesOf(named('x')).of('basis', basis);
    expect(basisText(basis)).toBe(name === 'unstated' ? '' : ` (${name})`);
    expect(name).not.toBe('it');
  });
});

describe('Labels', () => {
  it('keep their order and a gap, and stay between top and bottom', () => {
    // Wanted at 95, 96 and 10: the lower two move up from the bottom at 100, 15 apart.
    expect(spreadHeights([95, 96, 10], 15, 0, 100)).toEqual([85, 100, 10]);
  });

  it('stand where they want to when there is room', () => {
    expect(spreadHeights([50, 20], 15, 0, 100)).toEqual([50, 20]);
  });
});

describe('Small print', () => {
  it('fits its width in every line and loses nothing', () => {
    const text = `short words and http://example.org/${'x'.repeat(200)} and more`;
    const lines = wrapText(text, 300, 11);
    expect(Math.max(...lines.map((line) => lineWidth(line, 11)))).toBeLessThanOrEqual(300);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});

describe('A picture', () => {
  const evil = `</text><script>alert("1")</script><a href='x'>\u0000 & \uD800`;
  const parties = { ...named('a'), parties: [{ id: 'a', name: evil }] };
  const charts = reportedShareCharts(answer([share('2024', 'a', 30), share('2025', 'a', 30)]), {
    ...setting,
    names: namesOf(parties),
  });
  const frame = { width: 640, palette: light, address: 'http://example.org/?a=1&b=<2>' };
  const { svg } = renderSvg(charts, answer([]), frame);

  it('takes every name for text, whatever is in it', () => {
    expect(svg).not.toMatch(/<script|<a /);
    expect(svg).toContain('&lt;script>');
    expect(svg).not.toContain('\u0000');
    expect(svg.isWellFormed()).toBe(true);
  });

  it('runs nothing, asks for nothing and needs no style sheet', () => {
    expect(svg).not.toMatch(/<style|<script|<foreignObject|<image|\b(?:style|on\w+|(?:xlink:)?href)="/);
    expect([...svg.matchAll(/url\(([^)]*)\)/g)].map(([, target]) => target![0])).toEqual(
      [...svg.matchAll(/url\(/g)].map(() => '#'),
    );
  });

  it('says what is needed to cite it, to readers who cannot see it, too', () => {
    for (const words of [
      'effective 2025-11-30',
      'known 2025-12-01',
      'policy primary',
      'Shares.',
      'a=1&amp;b=',
    ])
      expect(svg).toContain(words);
    expect(svg).toMatch(/hash f{20}/);
    expect(svg).toMatch(/<title id="g-title">Clouds: as P reports it<\/title>/);
    expect(svg).toMatch(/<desc id="g-desc">2 periods;/);
  });

  it('has the same bytes every time', () => {
    renderSvg(charts, answer([]), { ...frame, palette: dark });
    expect(renderSvg(charts, answer([]), frame).svg).toBe(svg);
  });
});

/** Where each line of words begins and ends, by its own alignment. */
const spansOf = (shapes: readonly Shape[]): { text: string; from: number; to: number }[] =>
  shapes.flatMap((shape) => {
    if (shape.type !== 'text') return [];
    const { text, align, x, sizePx } = shape;
    const width = lineWidth(text, sizePx);
    const from = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x;
    return [{ text, from, to: from + width }];
  });

describe('A long number beside a bar', () => {
  const text = '$115.5B + $27.5–62.5B released + $4.75–42.75B';
  const bars = drawBars({
    bars: [
      { label: 'equity', segments: [], text, marks: ['rivals', 'derived'] },
      { label: 'capex', segments: [], text: '~$880B' },
    ],
    axis: String,
  });

  it.each([320, 400, 640, 1200])('stays within %i pixels, in as many lines as it needs', (width) => {
    const { margin, height, shapes } = bars(light, width);
    const room = width - margin.left - margin.right;
    const spans = spansOf(shapes({ ...plot, left: margin.left, width: room, height }));
    for (const { from, to } of spans) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(width);
    }
    const said = spans.map((span) => span.text).filter((line) => /\$/.test(line));
    expect(said.join(' ')).toBe(`${text} ~$880B`);
  });

  it('that fits is not broken', () => {
    const { margin, shapes } = bars(light, 1_200);
    const spans = spansOf(shapes({ ...plot, left: margin.left, width: 1_200 - margin.left - margin.right }));
    expect(spans.map((span) => span.text)).toContain(text);
  });
});

describe('Several numbers beside a bar', () => {
  const bars = drawBars({
    heads: ['headline', 'signed'],
    bars: [
      { label: 'chips', segments: [], text: '≥ 27.35 GW', further: ['≥ 11.35 GW'] },
      { label: 'grid', segments: [], text: '10.8 GW', further: ['0'] },
    ],
    axis: String,
  });
  const spansAt = (width: number) => {
    const { margin, height, shapes } = bars(light, width);
    return spansOf(shapes({ ...plot, left: margin.left, width: width - margin.left - margin.right, height }));
  };

  it('end below each other, under their heads', () => {
    const end = (text: string): number => Math.round(spansAt(900).find((span) => span.text === text)!.to);
    expect(end('≥ 27.35 GW')).toBe(end('headline'));
    expect(end('10.8 GW')).toBe(end('headline'));
    expect(end('≥ 11.35 GW')).toBe(end('signed'));
    expect(end('signed')).toBeGreaterThan(end('headline'));
  });

  it.each([320, 500])('stand below it at %i pixels, none broken from its unit', (width) => {
    const texts = spansAt(width).map((span) => span.text);
    expect(texts).toContain('signed\u00A0≥\u00A011.35\u00A0GW');
    expect(texts).not.toContain('headline');
  });
});

describe('Bars on scales of their own', () => {
  const solid = (value: number) => ({ value, fill: 'solid', shade: { colour: '#000' } }) as const;
  const { margin, x, shapes } = drawBars({
    bars: [
      { label: 'a', segments: [solid(200)], text: '$200', scale: 'USD' },
      { label: 'b', segments: [solid(100)], text: '$100', scale: 'USD' },
      { label: 'c', segments: [solid(50)], text: 'CNY 50', scale: 'CNY' },
    ],
    axis: String,
  })(light, 800);
  const drawn = shapes({ ...plot, left: margin.left, width: 400, x: (value) => margin.left + value });

  it('are as long as each other where each is the longest of its scale', () => {
    const widths = drawn
      .flatMap((shape) => (shape.type === 'told' ? shape.shapes : []))
      .flatMap((shape) => (shape.type === 'rect' ? [shape.width] : []));
    expect(widths).toEqual([200, 100, 200]);
  });

  it('have no axis, which would be that of one', () => {
    expect(x!.ticks).toEqual([]);
  });
});

describe('An edge of money', () => {
  const edge = (amount: number, passing: number): ShownAnswer['rows'][number] => ({
    edge: 'money',
    kind: 'hardware',
    currency: 'USD',
    giver: 'a',
    receiver: 'b',
    amountUsCents: exactly(amount),
    passingUsCents: exactly(passing),
    rests: [],
    flags: [],
  });
  const sizes = (...rows: ShownAnswer['rows']): string[] =>
    flowNetwork(rows, rows, setting).grid.rows.map((row) => row.at(-1)!.text);

  it('that is paid out of another payment passes on: it is not nothing', () => {
    // $5.8B = 580,000,000,000 cents.
    expect(sizes(edge(0, 580_000_000_000), edge(580_000_000_000, 0))).toEqual(['$5.8B passing on', '$5.8B']);
  });
});

const share = (period: string, party: string, percent: number): ShownAnswer['rows'][number] => ({
  market: 'clouds',
  publisher: 'p',
  period,
  party,
  shareBp: exactly(percent * 100),
  rests: [],
  flags: party === 'others' ? ['derived'] : [],
});

const answer = (rows: ShownAnswer['rows']): ShownAnswer => ({
  view: 'market-share',
  definition: 'Shares.',
  question: { of: 'reported', by: 'market,publisher,period,party' },
  effectiveAt: '2025-11-30',
  knownAt: '2025-12-01',
  position: 7,
  policy: 'primary',
  viewHash: 'f'.repeat(64),
  rows,
  totals: [],
  undisclosed: [],
  undated: [],
  notes: [],
});

const plot: Plot = {
  x: (value) => value,
  y: (value) => 100 - value,
  left: 0,
  top: 0,
  width: 100,
  height: 100,
};

const shapesOf = ({ draw }: Chart): Shape[] => draw(light, 800).shapes(plot);

const linesOf = (chart: Chart): number[][][] =>
  shapesOf(chart).flatMap((shape) =>
    shape.type === 'polyline' ? [shape.points.map((point) => [...point])] : [],
  );

const setting: ChartSettings = {
  names: namesOf(named('a', 'b', 'c')),
  unit: '',
  hasBounds: true,
  hasOthers: true,
};
