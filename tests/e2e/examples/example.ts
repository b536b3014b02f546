import type { Problem } from '../http-server.js';

export type Values = Readonly<Record<string, string | number | readonly string[]>>;

/** What is sent: the parameters of the description by their names. */
export interface AskedExample {
  operation: string;
  path?: Values;
  query?: Values;
  headers?: Values;
  body?: unknown;
  /** What the body is, if not JSON. */
  sends?: string;
}

/** A question with the answer that a server over the public record gave. */
export interface KeptExample extends AskedExample {
  status: number;
  type: string;
  answer?: unknown;
}

/** A request that is refused, whatever its address. */
export interface AskedRefusal {
  method: string;
  address: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** For requests that are too large to be shown: what the body is. */
  bodyIs?: string;
}

export interface KeptRefusal extends AskedRefusal {
  status: number;
  answer: Problem;
}

export interface KeptExamples {
  answers: KeptExample[];
  refusals: KeptRefusal[];
}
