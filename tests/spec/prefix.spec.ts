import { describe, expect, it } from 'vitest';
import { everything } from '../../projections/kit/cut.js';
import type { Log } from '../../projections/kit/log.js';
import { logUpTo } from '../../projections/kit/prefix.js';
import { factsRecordedSince } from '../../projections/kit/recorded-since.js';
import { StateMemory } from '../../projections/kit/state-memory.js';
import { given } from '../given.js';
import { cast, deal, id, tranche } from './facts.js';

const { history } = given(
  ...cast,
  deal('deal-a'),
  tranche('deal-a', 't', '1 GW', {}, { id: id(1) }),
  tranche('deal-a', 'u', '2 GW', {}, { id: id(2) }),
);
const beforeLast = history.position - 1;

describe('A log up to a position', () => {
  it('has what was recorded by then, by stream and by id, and nothing else', () => {
    const early = logUpTo(history, beforeLast);
    expect(early.facts('deal-a').map((fact) => fact.position)).toEqual([beforeLast - 1, beforeLast]);
    expect(early.fact(id(1))?.position).toBe(beforeLast);
    expect(early.fact(id(2))).toBeUndefined();
    expect(early.facts('deal-a')).toBe(early.facts('deal-a'));
  });
  it('has no stream that began later', () => {
    expect([...logUpTo(history, cast.length).streams('deal')]).toEqual([]);
    expect([...logUpTo(history, cast.length).streams('party')]).toHaveLength(cast.length);
  });
  it('is the log itself where that is no longer', () =>
    expect(logUpTo(history, history.position)).toBe(history));
});

describe('A recorded log', () => {
  it('knows the position of an event by its id, and of no other', () => {
    expect(history.positionOf(id(1))).toBe(beforeLast);
    expect(history.positionOf('nobody')).toBeUndefined();
  });
});

describe('What was recorded since', () => {
  const { history: saved } = given(...cast, deal('deal-a')).saving({ op: 'cancel', target: 'deal-a' });
  const streams = ['party-bank', 'deal-a', 'scenario-x'];
  /** A log that has what is new at hand, in its order. */
  const atHand: Log = {
    position: saved.position,
    streams: (category) => saved.streams(category),
    facts: (stream) => saved.facts(stream),
    fact: (id) => saved.fact(id),
    after: () => streams.flatMap((stream) => saved.facts(stream)),
  };

  it.each([
    ['stream by stream', saved],
    ['where it is at hand', atHand],
  ] as const)('is what is said of the world, and no scenario, in the order of the log: %s', (_, log) => {
    const since = factsRecordedSince(log, saved.position - streams.length);
    expect(since.map(({ stream }) => stream)).toEqual(['party-bank', 'deal-a']);
  });
});

describe('What is remembered of a stream', () => {
  const facts = history.facts('deal-a');
  const knownAt = everything.knownAt;

  it('is what was known at each cut, in whatever order they are asked', () => {
    const memory = new StateMemory();
    const counts = [beforeLast, everything.atPosition, beforeLast].map(
      (atPosition) => memory.known('deal-a', facts, { knownAt, atPosition }).length,
    );
    expect(counts).toEqual([2, 3, 2]);
    expect(memory.known('deal-a', facts, { knownAt: '2020-01-01', atPosition: beforeLast })).toEqual([]);
  });
  it('is the same list as long as nothing else is asked', () => {
    const memory = new StateMemory();
    const [one, other] = [0, 0].map(() => memory.known('deal-a', facts, everything));
    expect(other).toBe(one);
  });
});
