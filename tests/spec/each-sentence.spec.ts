import { describe, expect, it } from 'vitest';
import { deal, says } from './sentences-given.js';
import { sentences } from './sentences-told.js';

describe('An event is told with everybody and every amount in it', () => {
  it.each(sentences)('%s', (sentence, events) => {
    const announced = events[0] !== deal && events.some(({ stream }) => stream === deal.stream);
    expect(says(...(announced ? [deal] : []), ...events)).toBe(sentence);
  });
});
