/** What time it is: the one way to the clock, so that a test can stand still. */
export abstract class Clock {
  abstract now(): Date;
  /** Today in UTC, as YYYY-MM-DD. */
  get today(): string {
    return this.now().toISOString().slice(0, 10);
  }
}

const dayMs = 86_400_000;

export class SystemClock extends Clock {
  /** In days since 1970, and as it is written: every question asks for it more than once. */
  #day = -1;
  #written = '';

  now(): Date {
    return new Date();
  }

  override get today(): string {
    const day = Math.floor(Date.now() / dayMs);
    if (day !== this.#day) [this.#day, this.#written] = [day, super.today];
    return this.#written;
  }
}
