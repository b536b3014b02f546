import { describe, expect, it } from 'vitest';
import { attachAttention, attentionTo } from '../../src/messages/attention.js';

describe('Whoever attends to a question', () => {
  const question = (): object => ({ view: 'exposure' });
  const attention = { heard: () => {} };

  it('is the last one who asked it', () => {
    const asked = attachAttention(question(), {});
    expect(attentionTo(attachAttention(asked, attention))).toBe(attention);
  });

  it('is nobody until somebody asks', () => {
    expect(attentionTo(question())).toEqual({});
  });

  it('is no part of what it says', () => {
    const asked = attachAttention(question(), attention);
    expect(asked).toEqual(question());
    expect(structuredClone(asked)).toEqual(question());
    expect(Object.keys({ ...asked })).toEqual(['view']);
    expect(attentionTo({ ...asked })).toEqual({});
  });
});
