import type { Page } from 'playwright-core';

/** Every question reaches the page's worker later, by at most, or by just, so many milliseconds. */
export const askLate = ({ ms, isAlways }: { ms: number; isAlways: boolean }): void => {
  if (ms === 0) return;
  const ask = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message: unknown) {
    setTimeout(() => ask.call(this, message), isAlways ? ms : ms * Math.random());
  };
};

/** From now on, and on every page opened next, a question reaches the page's worker half a second late. */
export const slowDown = async (page: Page): Promise<void> => {
  const late = { ms: 500, isAlways: true };
  await page.addInitScript(askLate, late);
  await page.evaluate(askLate, late);
};

/**
 * Does what asks an address, and holds the answer back once the server has given it; what comes back lets it go, and
 * waits until it was seen.
 */
export const holdAnswer = async (
  page: Page,
  address: string,
  ask: () => Promise<void>,
): Promise<() => Promise<void>> => {
  const given = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const passed = Promise.withResolvers<void>();
  await page.route(
    address,
    async (route) => {
      const response = await route.fetch();
      given.resolve();
      await gate.promise;
      await route.fulfill({ response });
      passed.resolve();
    },
    { times: 1 },
  );
  await ask();
  await given.promise;
  return async () => {
    gate.resolve();
    await passed.promise;
    // Two frames on, whatever was made of it is drawn.
    await page.evaluate(
      async () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  };
};
