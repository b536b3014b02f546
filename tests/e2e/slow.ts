import type { Page } from 'playwright-core';

/** From now on, and on every page opened next, a question reaches the page's worker half a second late. */
export const slowDown = async (page: Page): Promise<void> => {
  const slow = (): void => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: unknown) {
      setTimeout(() => post.call(this, message), 500);
    };
  };
  await page.addInitScript(slow);
  await page.evaluate(slow);
};

/** Holds the answer to the next request to an address back; what comes back lets it go, and waits until it was seen. */
export const holdAnswer = async (page: Page, address: string): Promise<() => Promise<void>> => {
  const gate = Promise.withResolvers<void>();
  const passed = Promise.withResolvers<void>();
  await page.route(
    address,
    async (route) => {
      const response = await route.fetch();
      await gate.promise;
      await route.fulfill({ response });
      passed.resolve();
    },
    { times: 1 },
  );
  return async () => {
    gate.resolve();
    await passed.promise;
    // Two frames on, whatever was made of it is drawn.
    await page.evaluate(
      async () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  };
};
