/**
 * Does what can wait one by one, each in a turn of the event loop of its own, so that whatever has arrived in between is
 * done before it.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #channel = new MessageChannel();

  constructor() {
    this.#channel.port1.onmessage = () => this.#waiting.shift()?.();
  }

  wait(work: () => void): void {
    this.#waiting.push(work);
    this.#channel.port2.postMessage(undefined);
  }
}
