import { describe, expect, it } from 'vitest';
import { goalsSaying } from '../../src/web/shell/goals.js';

const goals = ['Overview', 'OpenAI', 'OpenAI buys 6 GW of AMD processors', 'OpenAI and AWS', 'Oracle'].map(
  (says) => ({ says }),
);
const found = (text: string): unknown => {
  const { goals: them, isGuessed } = goalsSaying(goals, text);
  return [isGuessed, ...them.map(({ says }) => says)];
};

describe('What is called by the words typed', () => {
  it.each([
    ['openai', [false, 'OpenAI', 'OpenAI buys 6 GW of AMD processors', 'OpenAI and AWS']],
    ['amd OPENAI', [false, 'OpenAI buys 6 GW of AMD processors']],
    ['ora', [false, 'Oracle']],
    ['opnai', [true, 'OpenAI', 'OpenAI buys 6 GW of AMD processors', 'OpenAI and AWS']],
    ['opnai procesors', [true, 'OpenAI buys 6 GW of AMD processors']],
    ['orcale', [true, 'Oracle']],
    ['microsoft', [true]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('is everything, up to a dozen, where nothing is typed', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ says: `goal ${index}` }));
    expect(goalsSaying(many, '').goals.length).toBe(12);
    expect(goalsSaying(goals, '  ').goals).toEqual(goals);
  });
});
