import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventType, eventTypes } from '../../events/index.js';
import { type EventAbout, type EventClass, fieldsOf } from '../../events/kit/declaration.js';
import { tryBothOrders } from './orders.js';
import { furnished, pairsOfEveryType } from './pairs.js';

interface Assumed {
  event?: string | { type: string; body: object };
}

const membersOf = (types: readonly EventClass[]): string[] =>
  types.flatMap((type) => fieldsOf(type).map(({ name }) => `${type.type}.${name}`));

const membersIn = ({ event }: Assumed): string[] =>
  typeof event === 'object' ? Object.keys(event.body).map((name) => `${event.type}.${name}`) : [];

describe('Two edits of which one assumes an event of any type', () => {
  it('are order-dependent where their order changes an answer or is refused', { timeout: 300_000 }, () => {
    const tried = new Set<string>();
    const hold = (types: readonly EventClass[], numRuns: number): void =>
      fc.assert(
        fc.property(furnished, pairsOfEveryType(types), (history, pairs) => {
          for (const [one, other] of pairs) {
            const { isAccepted, wrong } = tryBothOrders(history, one, other);
            expect(wrong).toBeUndefined();
            if (isAccepted) for (const name of [one, other].flatMap(membersIn)) tried.add(name);
          }
        }),
        { numRuns },
      );
    const untried = (types: readonly EventClass[]): string[] =>
      membersOf(types).filter((name) => !tried.has(name));
    hold(eventTypes, 1);
    // What chance left out of one draw of each pair is drawn for until it is met.
    for (const type of eventTypes) if (untried([type]).length > 0) hold([type], 60);
    // A member that is never drawn could be forgotten.
    expect(untried(eventTypes)).toEqual([]);
  });

  /** Declares a type otherwise while something is tried. */
  const declaredAs = <T>(type: EventClass, about: Partial<EventAbout>, attempt: () => T): T => {
    const before = { ...type.about };
    Object.assign(type.about, about);
    try {
      return attempt();
    } finally {
      for (const name of Object.keys(about)) if (!(name in before)) delete type.about[name as 'sets'];
      Object.assign(type.about, before);
    }
  };

  it.each<[string, string, Partial<EventAbout>]>([
    ['who uses a tranche', 'CapacityReassigned', { sets: { provider: 'provider' } }],
    ['that a lapse needs an open option', 'OptionLapsed', { reads: [] }],
    ['what power it sets', 'CapacityResized', { sets: [] }],
    ['what of a payment it sets', 'PaymentAmended', { sets: {}, reads: [] }],
  ])('turn the law red where a declaration forgets %s', { timeout: 300_000 }, (_, name, about) => {
    const type = eventType(name)!;
    const law = fc.property(
      furnished,
      pairsOfEveryType([type, eventType('BindingnessChanged')!]),
      (history, pairs) => pairs.every(([one, other]) => !tryBothOrders(history, one, other).wrong),
    );
    const many = { numRuns: 300, endOnFailure: true };
    expect(declaredAs(type, about, () => fc.check(law, many)).failed).toBe(true);
  });
});
