import { join } from 'node:path';
import { openToRead } from '../../src/open-store.js';
import { workplace } from '../e2e/built.js';
import { type Cost, costOf } from './costs.js';
import { rebuildViews } from './rebuilt-views.js';
import { recordDeals } from './recorded-deals.js';
import { StartedProduct } from './started-product.js';

const effectiveAt = '2026-06-30';
const views = [{ view: 'compute-capacity', by: 'provider', effectiveAt, knownAt: effectiveAt }];
const dayMs = 86_400_000;

/** A log of so many deals in a file of its own, and the built product that serves it. */
export class GrowingLedger {
  readonly #place = workplace();
  readonly #store = `sqlite:${join(this.#place.folder, 'grown.db')}`;
  #events = 0;
  #asked = 0;
  #product: StartedProduct | undefined;

  constructor(readonly deals: number) {}

  get events(): number {
    return this.#events;
  }

  /** Of one event, in calls of 5,000 of them. */
  async append(): Promise<Cost> {
    const cost = await costOf(1, async () => {
      this.#events = await recordDeals(this.#store, this.deals);
    });
    return { passed: cost.passed / this.#events, busy: cost.busy / this.#events };
  }

  /** Of one event: the log is read, and all views are settled on it. */
  async rebuild(): Promise<Cost> {
    const store = await openToRead(this.#store);
    const cost = await costOf(this.#events, () => rebuildViews(store, this.#events));
    await store.close();
    return cost;
  }

  /** Until the address is printed; the log is read off the store, since nothing was kept beside it. */
  async start(): Promise<StartedProduct['start']> {
    this.#product = await StartedProduct.on(this.#place, this.#store);
    return this.#product.start;
  }

  /** A what-if over HTTP until its answer is there: so many deals come so many months later, other ones each time. */
  whatIf(deals: number): Promise<Cost> {
    const months = (this.#asked++ % 48) + 1;
    const edits = Array.from({ length: deals }, (_, number) => ({
      op: 'delay',
      target: `deal-${number * 10 + 1}`,
      months,
    }));
    return this.#answered('/api/v1/scenarios/run', { edits, views });
  }

  /** A question over HTTP that nobody has asked before: as known on another day. */
  question(): Promise<Cost> {
    const knownAt = new Date(Date.parse('2026-03-01') - this.#asked++ * dayMs).toISOString().slice(0, 10);
    return this.#answered(
      `/api/v1/views/compute-capacity?by=provider&effectiveAt=${effectiveAt}&knownAt=${knownAt}`,
    );
  }

  /** A question over HTTP that is asked all the time. */
  questionAgain(): Promise<Cost> {
    return this.#answered(
      `/api/v1/views/compute-capacity?by=provider&effectiveAt=${effectiveAt}&knownAt=${effectiveAt}`,
    );
  }

  /** Of all its processes, now. */
  get residentBytes(): number {
    return this.#serving.used.residentBytes;
  }

  async stop(): Promise<void> {
    await this.#product?.stop();
    this.#place.remove();
  }

  get #serving(): StartedProduct {
    if (!this.#product) throw new Error('it was not started');
    return this.#product;
  }

  /** Time that passed until the answer was there, and what all processes of the product took. */
  async #answered(address: string, body?: unknown): Promise<Cost> {
    const [start, before] = [performance.now(), this.#serving.used.seconds];
    await this.#serving.ask(address, body);
    return { passed: (performance.now() - start) * 1_000, busy: (this.#serving.used.seconds - before) * 1e6 };
  }
}
