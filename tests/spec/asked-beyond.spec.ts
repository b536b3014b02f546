import { describe, expect, it } from 'vitest';
import { entryAt, itemAt } from '../../events/kit/item-at.js';

describe('What is asked of a list or a map by its place', () => {
  it('is what stands there, be it nothing', () => {
    expect([itemAt([1, 0], 1), itemAt('ab', 0), entryAt(new Map([['a', null]]), 'a')]).toEqual([
      0,
      'a',
      null,
    ]);
  });
  it.each([-1, 2])('is a fault of whoever asks for place %i of two, which the message names', (place) => {
    expect(() => itemAt([1, 0], place)).toThrow(`There is no item ${place} in a list of 2.`);
  });
  it('is a fault of whoever asks for a key that was never kept', () => {
    expect(() => entryAt(new Map([['a', 1]]), 'b')).toThrow('There is no entry b.');
  });
});
