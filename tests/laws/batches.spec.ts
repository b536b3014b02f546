import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';
import { logWith } from '../../projections/kit/log.js';
import { decideBatch } from '../../src/messages/deciding.js';
import { openStore } from '../../src/open-store.js';
import type { EventStore } from '../../src/store/store.js';
import { show } from '../given.js';
import { allDeals, allParties, histories } from './histories.js';

const folder = mkdtempSync(join(tmpdir(), 'gigaledger-batches-'));
let store: EventStore;
beforeAll(async () => {
  store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

// An option is taken up or let go, whichever comes first; and what is taken back may have been rested on or replaced
// before: there the order says something, and a batch out of that order may be refused, never half recorded.
const ordered = new Set([
  'OptionExercised',
  'OptionLapsed',
  'PaymentOptionExercised',
  'PaymentOptionLapsed',
  'EventRetracted',
]);

const factsOf = (history: History): Fact[] =>
  [...allParties.map((slug) => `party-${slug}`), ...allDeals]
    .flatMap((stream) => [...history.facts(stream)])
    .sort((left, right) => left.position - right.position);

const sentAs = ({
  position: _p,
  effective: _e,
  hypothetical: _h,
  grounds: _g,
  recordedAt: _r,
  ...sent
}: Fact): object => sent;

const batches = histories
  .map((history) => ({ history, facts: factsOf(history) }))
  .filter(({ facts }) => !facts.some(({ type }) => ordered.has(type)));

const decide = (sent: readonly object[]): ReturnType<typeof decideBatch> =>
  decideBatch(sent, store, new History(), '2026-11-23');

describe('A batch', () => {
  it('is recorded as it was sent where each event has what it rests on before it', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async ({ facts }) => {
        const { decided } = await decide(facts.map(sentAs));
        expect(decided.map(({ fact }) => fact.id)).toEqual(facts.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });

  it('is recorded whole in any order, with revisions without a gap', async () => {
    await fc.assert(
      fc.asyncProperty(
        batches.chain(({ facts }) => fc.shuffledSubarray(facts, { minLength: facts.length })),
        async (facts) => {
          const { decided, skipped, writes } = await decide(facts.map(sentAs));
          const told = [...decided.map(({ fact }) => fact.id), ...skipped];
          // What says nothing new where it comes to stand is skipped.
          expect(told.sort()).toEqual(facts.map(({ id }) => id).sort());
          const next = new Map<string, number>();
          for (const { stream, expectedRevision, events } of writes) {
            expect(expectedRevision).toBe(next.get(stream) ?? 0);
            next.set(stream, expectedRevision! + events.length);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('says the same whichever way round it was sent, where no two events are of one day', async () => {
    const isOfItsOwnDay = (facts: readonly Fact[]): boolean =>
      new Set(facts.map(({ stream, effective, knownOn }) => [stream, effective.first, knownOn].join()))
        .size === facts.length;
    await fc.assert(
      fc.asyncProperty(
        histories.map((history) => {
          const seen = new Set<string>();
          const facts = factsOf(history).filter(({ stream, effective, knownOn, type }) => {
            const day = [stream, effective.first, knownOn].join();
            const isKept = !seen.has(day) && !ordered.has(type) && !type.startsWith('Event');
            seen.add(day);
            return isKept;
          });
          return facts.filter(({ rivalOf }) => rivalOf === undefined);
        }),
        async (facts) => {
          fc.pre(isOfItsOwnDay(facts));
          const answers = await Promise.all(
            [facts, facts.toReversed()].map(async (some) => {
              try {
                const { decided } = await decide(some.map(sentAs));
                const log = logWith(
                  new History(),
                  decided.map(({ fact }) => fact),
                );
                return JSON.stringify(
                  ['compute-capacity', 'obligations'].map(
                    (view) => show(log, view, { effectiveAt: '2026-10-15' }).totals,
                  ),
                );
              } catch (error) {
                return (error as Error).name;
              }
            }),
          );
          expect(answers[0]).toBe(answers[1]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
