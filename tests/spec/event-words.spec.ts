import { describe, expect, it } from 'vitest';
import { streams } from '../../events/index.js';
import { eventSaid } from '../../projections/wording/event-said.js';

const types = streams.flatMap(({ events }) =>
  events.map(({ type, about }) => ({ type, said: eventSaid({ type, summary: about.summary }) })),
);

describe('What happened is said of each type of event', () => {
  it.each(types)('$type: $said', ({ said }) => {
    expect(said).toMatch(/^[A-Z].*\w$/);
    expect(types.filter((one) => one.said === said)).toHaveLength(1);
  });
});
