/** What is told of a piece of work: kinds and counts, never what was asked, recorded or sent. */
export type WorkTraits = Readonly<Record<string, string | number>>;

/** Where it is told how long pieces of work took. */
export interface Tracer {
  /**
   * A piece of work, as a part of what it is done for; fails as the work does. With a cause it is a beginning of its own
   * that names the work, of whatever process, by which it was asked for.
   */
  work<Result>(
    name: string,
    traits: WorkTraits,
    work: () => Promise<Result>,
    cause?: string,
  ): Promise<Result>;
  /** The work that is being done, as another process can name it as a cause. */
  readonly cause: string | undefined;
  /** A piece of work that has ended, as a part of what it was done for; `began` in milliseconds since 1970. */
  ended(name: string, traits: WorkTraits, began: number): void;
}

let tracer: Tracer | undefined;

/** From now on this process tells of its work, or no more. */
export const traceWith = (one: Tracer | undefined): void => {
  tracer = one;
};

/** Does the work, and tells of it where somebody wants to know. */
export const traced = <Result>(
  name: string,
  traits: WorkTraits,
  work: () => Promise<Result>,
): Promise<Result> => (tracer ? tracer.work(name, traits, work) : work());

/** What is to be kept beside work that another process does later; undefined where nobody wants to know. */
export const causeOfLater = (): string | undefined => tracer?.cause;

/** Does work that was asked for before, wherever that was, and tells of it where somebody wants to know. */
export const tracedLater = <Result>(
  cause: string | undefined,
  name: string,
  traits: WorkTraits,
  work: () => Promise<Result>,
): Promise<Result> => (tracer ? tracer.work(name, traits, work, cause) : work());

/** Tells of work that has ended. */
export const traceEnded = (name: string, traits: WorkTraits, began: number): void =>
  tracer?.ended(name, traits, began);
