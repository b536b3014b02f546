import { describe, expect, it } from 'vitest';
import type { ViewAnswer } from '../../src/simulator/answer/view-answer.js';
import { answerText } from '../../src/cli/format/answer.js';
import { answerMarkdown } from '../../src/formats/markdown.js';
import { toldView } from '../../src/mcp/told.js';
import { type Given, given } from '../given.js';
import { cast, deal, id, payment, tranche } from './facts.js';

/** €10B by the company and €12B by the press; 1 GW by the company and "up to 2 GW" by the press; and one more payment. */
const world = given(
  ...cast,
  deal('deal-a'),
  { ...payment('deal-a', 'p', '10B EUR'), id: id(1), source: { title: 'x', kind: 'company' } },
  { ...payment('deal-a', 'p', '12B EUR'), rivalOf: id(1), source: { title: 'y', kind: 'press' } },
  payment('deal-a', 'q', '5B USD'),
  { ...tranche('deal-a', 't', '1 GW'), id: id(2), source: { title: 'x', kind: 'company' } },
  { ...tranche('deal-a', 't', 'up to 2 GW'), rivalOf: id(2), source: { title: 'y', kind: 'press' } },
).at('2026-06-30');
const told = (world: Given, view: string, by: string): ViewAnswer =>
  ({ ...world.answer(view, { by }), view, question: {} }) as unknown as ViewAnswer;

describe('What rival claims come to', () => {
  it('is told to assistants, in words and in whole numbers', async () => {
    const answer = await toldView(told(world, 'obligations', 'payment'), { ask: async () => [] } as never);
    expect(answer.rows).toMatchObject([
      { span: { committedUsCents: { words: '€10–12B', low: 1e12, high: 1.2e12 } } },
      { committedUsCents: { words: '$5B' } },
    ]);
    expect((answer.rows as object[])[1]).not.toHaveProperty('span');
  });

  it('is told in Markdown, beside the row that it is of', () => {
    const markdown = answerMarkdown(told(world, 'compute-capacity', 'tranche'));
    expect(markdown).toMatch(/\| flags \| span \|/);
    expect(markdown).toMatch(
      /\| rivals:1 \| headlineKw 0–2,000,000; signedKw 0–2,000,000; firmKw 0–2,000,000/,
    );
  });

  it('is told on the command line, row by row and in all, of the numbers that are shown', () => {
    const text = answerText(told(world, 'obligations', 'payment'));
    expect(text).toContain('\nOver all rival claims:\n');
    expect(text).toContain('\n  deal-a/p hardware EUR: committed €10–12B, outstanding');
    expect(text).toContain('\n  total hardware EUR: committed €10–12B, outstanding');
    expect(text).not.toMatch(/deal-a\/q hardware USD: /);
  });

  it('takes no room where there are no rivals', () => {
    const alone = given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW')).at('2026-06-30');
    const answer = told(alone, 'compute-capacity', 'tranche');
    expect(answerMarkdown(answer)).not.toMatch(/span/);
    expect(answerText(answer)).not.toMatch(/rival/);
  });
});
