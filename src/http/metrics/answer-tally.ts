import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { views } from '../../../projections/index.js';
import { base } from '../address.js';
import { Durations } from './durations.js';

/** How often something with these labels happened. */
export interface LabelledCount {
  labels: Readonly<Record<string, string>>;
  count: number;
}

const viewNames: ReadonlySet<string> = new Set(views.map(({ name }) => name));
const viewAddress = new RegExp(`^${base}/views/([a-z-]+)`);

/** The view that an address asks for; names that are no view's would be as many as anybody likes. */
const viewIn = (address: string): string | undefined => {
  const name = viewAddress.exec(address)?.[1];
  return name !== undefined && viewNames.has(name) ? name : undefined;
};

const revisionMismatch = 412;

/** What was answered since the start: numbers that are counted as answers end, and read when somebody asks for them. */
export class AnswerTally {
  readonly #requests = new Map<string, LabelledCount>();
  readonly #views = new Map<string, LabelledCount>();
  readonly viewSeconds = new Durations();
  conflicts = 0;

  constructor(server: FastifyInstance) {
    server.addHook('onResponse', (request, reply, done) => {
      this.#add(request, reply);
      done();
    });
  }

  /** By method, route and status. */
  get requests(): LabelledCount[] {
    return [...this.#requests.values()];
  }

  /** By view and status. */
  get views(): LabelledCount[] {
    return [...this.#views.values()];
  }

  #add({ method, url, routeOptions }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
    const [route, status] = [routeOptions.url ?? 'none', String(statusCode)];
    countUp(this.#requests, `${method} ${route} ${status}`, () => ({ method, route, status }));
    if (statusCode === revisionMismatch) this.conflicts++;
    const view = viewIn(url);
    if (view === undefined) return;
    countUp(this.#views, `${view} ${status}`, () => ({ view, status }));
    this.viewSeconds.add(elapsedTime / 1_000);
  }
}

const countUp = (
  counts: Map<string, LabelledCount>,
  key: string,
  labels: () => LabelledCount['labels'],
): void => {
  const known = counts.get(key);
  if (known) known.count++;
  else counts.set(key, { labels: labels(), count: 1 });
};
