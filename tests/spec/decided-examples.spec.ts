import { describe, expect, it } from 'vitest';
import { decide, decode, Rejection, streams } from '../../events/index.js';
import { Draft } from '../../projections/draft.js';
import { given } from '../given.js';
import { cast, deal } from './facts.js';

const today = '2026-11-23';
const world = given(...cast, deal('deal-a'));
const streamOf: Readonly<Record<string, string>> = {
  deal: 'deal-a',
  stake: 'stake-bank-lab',
  party: 'party-lab',
};
const examples = streams.flatMap(({ category, events }) =>
  events.map(({ type, about }) => [type, streamOf[category] ?? `${category}-x`, about.example] as const),
);

describe('The example of each event', () => {
  it.each(examples)('%s is recorded, or refused for a reason', (type, stream, body) => {
    let id = 0;
    const newId = (): string => `00000000-0000-7000-8000-${String(++id).padStart(12, '0')}`;
    const { value, problems } = decode({ stream, type, body }, { today, newId, typeOf: () => undefined });
    expect(problems).toBeUndefined();
    const decision = decide(value!, new Draft(world.history, today));
    if (decision instanceof Rejection) expect(decision.detail).toMatch(/\w/);
    else expect(decision.append).toBe(true);
  });

  it('is recorded where it gives a deal another name', () =>
    world
      .when({ stream: 'deal-a', type: 'DealAmended', body: { title: 'Another', terms: 'Exclusivity ends.' } })
      .isRecorded());
});
