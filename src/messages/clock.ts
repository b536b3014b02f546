/** What time it is: the one way to the clock, so that a test can stand still. */
export abstract class Clock {
  abstract now(): Date;
  /** Today in UTC, as YYYY-MM-DD. */
  get today(): string {
    return this.now().toISOString().slice(0, 10);
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
