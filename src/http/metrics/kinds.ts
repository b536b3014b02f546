import type { LabelledCount } from './answer-tally.js';
import type { Durations } from './durations.js';
import type { DelaySummary } from './event-loop-delay.js';
import type { Metric } from './exposition.js';

export const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
});

export const counter = (name: string, help: string, value: number): Metric => ({
  ...gauge(name, help, value),
  type: 'counter',
});

export const countsBy = (name: string, help: string, counts: readonly LabelledCount[]): Metric => ({
  name,
  help,
  type: 'counter',
  samples: counts.map(({ labels, count }) => ({ labels, value: count })),
});

export const histogram = (name: string, help: string, { upTo, count, sum }: Durations): Metric => ({
  name,
  help,
  type: 'histogram',
  samples: [
    ...upTo.map(({ bound, count: value }) => ({
      of: 'bucket' as const,
      labels: { le: String(bound) },
      value,
    })),
    { of: 'bucket', labels: { le: '+Inf' }, value: count },
    { of: 'sum', value: sum },
    { of: 'count', value: count },
  ],
});

export const summary = (name: string, help: string, { quantiles, count, sum }: DelaySummary): Metric => ({
  name,
  help,
  type: 'summary',
  samples: [
    ...quantiles.map(({ quantile, seconds }) => ({
      labels: { quantile: String(quantile) },
      value: seconds,
    })),
    { of: 'sum', value: sum },
    { of: 'count', value: count },
  ],
});
