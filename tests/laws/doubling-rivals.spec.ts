import { describe, expect, it } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { viewNamed, views } from '../../projections/index.js';
import type { Policy } from '../../projections/kit/claims.js';
import { Board } from '../../projections/kit/board.js';
import { claimedPartsIn as divide } from '../../projections/kit/claimed-parts.js';
import { ownership } from '../../projections/ownership.js';
import { History } from '../../projections/kit/log.js';
import { ledger, question, type Sent } from '../ledger.js';
import { cast, deal, energized, fact, id, payment, tranche } from '../spec/facts.js';
import { stepsOf } from './folded-steps.js';

const today = '2026-11-23';

/** Two claims of one occurrence, by a company and by a wire. */
const rivals = (place: number, one: Sent, other: Sent): Sent[] => [
  { ...one, id: id(2 * place + 1) },
  { ...other, id: id(2 * place + 2), rivalOf: id(2 * place + 1), source: { title: 'A wire', kind: 'wire' } },
];

/** Parts of one deal of which two claims say different things each. */
const kinds: Readonly<Record<string, (place: number) => Sent[]>> = {
  sizes: (place) =>
    rivals(
      place,
      tranche('deal-a', `t-${place}`, `${100 + place} MW`, { due: '2026-03' }),
      tranche('deal-a', `t-${place}`, `${200 + ((place * 7) % 300)} MW`, { due: '2026-03' }),
    ),
  dates: (place) =>
    rivals(
      place,
      tranche('deal-a', `t-${place}`, '100 MW', { due: '2027-Q1' }),
      tranche('deal-a', `t-${place}`, '100 MW', { due: '2027-Q3' }),
    ),
  amounts: (place) =>
    rivals(
      place,
      payment('deal-a', `p-${place}`, '1B USD', { over: { from: '2026-01', months: 12 } }),
      payment('deal-a', `p-${place}`, `${2 + (place % 3)}B USD`, { over: { from: '2026-01', months: 12 } }),
    ),
};

/** A log whose facts tell whenever somebody looks which one it is. */
const watchedLog = (sent: readonly Sent[], look: () => void): History => {
  const log = ledger(sent, today);
  const facts = streams
    .flatMap(({ category }) => [...log.streams(category)])
    .flatMap((stream) => log.facts(stream))
    .sort((one, other) => one.position - other.position);
  const watched = new History();
  for (const fact of facts) {
    const look_ = (): string => (look(), fact.id);
    watched.append(Object.defineProperty({ ...fact } as Fact, 'id', { enumerable: true, get: look_ }));
  }
  return watched;
};

describe('Twice as many parts of one deal with a rival claim each', () => {
  const asked = views
    .filter(({ category }) => category === 'deal')
    .flatMap((view) =>
      Object.keys(kinds).flatMap((kind) =>
        (['primary', 'lowest'] as const).map((policy): [string, string, Policy] => [view.name, kind, policy]),
      ),
    );

  it.each(asked)('are at most 2.3 times the work for the view %s: %s, by %s', (view, kind, policy) => {
    const workFor = (count: number): { steps: number; looks: number } => {
      let looks = 0;
      const parts = Array.from({ length: count }, (_, place) => kinds[kind]!(place)).flat();
      const log = watchedLog([...cast, deal('deal-a'), ...parts], () => looks++);
      const asked = question({ effectiveAt: today, knownAt: today, policy });
      const steps = stepsOf(() => new Board(viewNamed(view)!, asked, log, { divide }).answer());
      return { steps, looks };
    };
    const [once, twice] = [workFor(40), workFor(80)];
    expect(once.steps).toBeGreaterThan(40);
    expect(twice.steps).toBeLessThanOrEqual(2.3 * once.steps);
    expect(twice.looks).toBeLessThanOrEqual(2.3 * once.looks);
  });
});

describe('Twice as many days of a deal with a warrant and a rival claim', () => {
  it.each(['before', 'after'])(
    'are at most 2.3 times the work where they are %s the day of the question',
    (when) => {
      const looksFor = (count: number): number => {
        let looks = 0;
        const dayOf = (place: number): string =>
          new Date(Date.UTC(when === 'before' ? 2025 : 2027, 5, 1 + place)).toISOString().slice(0, 10);
        const levels = Array.from({ length: count }, (_, place) => ({
          ...energized(dayOf(place), 'deal-a', 't', `${place + 1} MW`),
          knownOn: '2025-02-01',
        }));
        const warrant = fact('2025-02-01', 'deal-a', 'WarrantIssued', {
          warrant: 'w',
          holder: 'lab',
          issuer: 'vendor',
          shares: 100,
          strike: '0.01 USD',
          tranches: [{ shares: 100, conditions: [{ energized: '50 MW' }] }],
        });
        const sizes = rivals(0, tranche('deal-a', 't', '1 GW'), tranche('deal-a', 't', '2 GW'));
        const log = watchedLog([...cast, deal('deal-a'), ...sizes, ...levels, warrant], () => looks++);
        const asked = question({ effectiveAt: today, knownAt: today });
        expect(new Board(ownership, asked, log).answer().warrants).toMatchObject([
          { flags: expect.arrayContaining(['rivals:1']) as string[] },
        ]);
        return looks;
      };
      expect(looksFor(160)).toBeLessThanOrEqual(2.3 * looksFor(80));
    },
  );
});
