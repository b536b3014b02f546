import kept from './examples.json' with { type: 'json' };
import { type ComponentSchemas, withName } from './kit.js';

interface RefusalExample {
  method: string;
  address: string;
  headers?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  /** What the body is where it is too large to be shown. */
  bodyIs?: string;
  status: number;
  answer: { type: string };
}

const refusals: readonly RefusalExample[] = kept.refusals;

const refusalLine = ({ method, address, headers, body, bodyIs }: RefusalExample): string => {
  const sent = [
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [typeof body === 'string' ? body : JSON.stringify(body)]),
    ...(bodyIs === undefined ? [] : [bodyIs]),
  ];
  return [`${method} ${address}`, ...sent].join(' · ');
};

/** Refusals of a status, named by the kind of problem. */
export const refusalExamples = (status: number): Readonly<ComponentSchemas> =>
  refusals
    .filter((one) => one.status === status)
    .reduce<Readonly<ComponentSchemas>>(
      (named, one) =>
        withName(named, one.answer.type.split('/').at(-1) ?? '', {
          summary: refusalLine(one),
          value: one.answer,
        }),
      {},
    );
