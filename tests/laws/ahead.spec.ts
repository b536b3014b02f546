import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { publicRecord } from '../../src/public-record.js';
import { Ahead, type Aside } from '../../src/web/worker/ahead.js';
import { answerViews } from '../../src/web/worker/answers.js';
import { contentsOf } from '../../src/web/worker/contents.js';
import type { PageLedger } from '../../src/web/worker/ledger.js';
import type { AskedViews, PageAnswer } from '../../src/web/worker/protocol.js';
import type { Sent } from '../given.js';
import { readPage } from '../page-ledger.js';

/** Answers at once, as the second worker does in its time. */
class Second implements Aside {
  readonly asked: AskedViews[] = [];
  position: number;

  constructor(readonly ledger: PageLedger) {
    this.position = ledger.position;
  }

  async days() {
    return contentsOf(this.ledger);
  }

  async answer(asked: AskedViews): Promise<PageAnswer[]> {
    this.asked.push(asked);
    return answerViews(asked, this.ledger);
  }
}

const view = 'compute-capacity';
const timeline = { by: 'layer', timeline: 'half', from: '2025-01-01', to: '2028-12-31' };

/** What the overview and the screen of capacity ask. */
const figures = (clocks: Readonly<Record<string, string>>): AskedViews[] => [
  { asks: [{ view, parameters: { ...clocks, by: 'bindingness,stage' }, isBrief: true }] },
  { asks: [{ view: 'obligations', parameters: { ...clocks, by: 'kind' } }] },
  { asks: [timeline, { by: 'layer' }].map((more) => ({ view, parameters: { ...clocks, ...more } })) },
];

const step = (ahead: Ahead, clocks: Readonly<Record<string, string>>): void => {
  for (const asked of figures(clocks)) ahead.follow(asked);
};

/** Until nothing more is worked out. */
const rest = async ({ asked }: Second): Promise<void> => {
  for (let before = -1; before !== asked.length; await pause(5)) before = asked.length;
};

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('What is worked out ahead of a clock', () => {
  let ledger: PageLedger;
  beforeAll(async () => {
    ledger = readPage((await publicRecord()) as Sent[]);
  });

  it.each(['knownAt', 'effectiveAt'])(
    'is what is answered on that day, to the last digit: %s',
    async (clock) => {
      const second = new Second(ledger);
      const ahead = new Ahead(second);
      let found = 0;
      const day = fc
        .constantFrom(...new Set(ledger.events.map(({ knownOn }) => knownOn)))
        .filter((one) => one > '2025');
      await fc.assert(
        fc.asyncProperty(
          day,
          fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 4, maxLength: 12 }),
          async (from, strides) => {
            step(ahead, { [clock]: from });
            await rest(second);
            for (const stride of strides)
              for (const asked of figures({ [clock]: dayAfter(from, stride) })) {
                const early = ahead.find(asked);
                if (early) expect(early).toEqual(answerViews(asked, ledger));
                found += Number(early !== undefined);
              }
          },
        ),
        { numRuns: 12 },
      );
      expect(found).toBeGreaterThan(5);
    },
  );

  it('begins with the event that comes next on the way of the clock', async () => {
    const second = new Second(ledger);
    step(new Ahead(second), { knownAt: '2026-03-01' });
    await rest(second);
    const before = ledger.events.map(({ knownOn }) => knownOn).filter((day) => day < '2026-03-01');
    expect(second.asked[0]?.asks[0]?.parameters.knownAt).toBe(before.sort().at(-1));
  });

  it('is forgotten once the log has grown', async () => {
    const second = new Second(ledger);
    const ahead = new Ahead(second);
    step(ahead, { knownAt: '2026-03-01' });
    await rest(second);
    const [asked] = second.asked;
    expect(asked && ahead.find(asked)).toBeDefined();
    second.position++;
    expect(asked && ahead.find(asked)).toBeUndefined();
  });
});
