import type { FastifyInstance } from 'fastify';

const patternOf = (address: string): RegExp =>
  new RegExp(`^${address.replace(/[.+*?^$()[\]{}|\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}$`);

/** The addresses that are served, so that one asked in a wrong way can say how it may be asked. */
export class Routes {
  readonly #routes: { method: string; address: string; pattern: RegExp }[] = [];

  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat())
        this.#routes.push({ method: one, address: url, pattern: patternOf(url) });
    });
  }

  methodsAt(path: string): string[] {
    return [
      ...new Set(
        this.#routes
          .filter(({ pattern, address }) => !address.includes('*') && pattern.test(path))
          .map(({ method }) => method),
      ),
    ].sort();
  }

  /** As "GET /address/:parameter". */
  get all(): string[] {
    return this.#routes.map(({ method, address }) => `${method} ${address}`);
  }
}
