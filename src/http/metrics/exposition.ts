/** One line: the metric's own when `of` is missing, else that of a part of it. */
export interface MetricSample {
  of?: 'bucket' | 'sum' | 'count';
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** A number, or several by their labels, and what they mean. */
export interface Metric {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram' | 'summary';
  samples: readonly MetricSample[];
}

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/** A backslash, a quote and a line feed are escaped, as in JSON; nothing else is. */
const quoted = (value: string): string =>
  `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', String.raw`\n`)}"`;

const lineOf = (metric: string, { of, labels = {}, value }: MetricSample): string => {
  const pairs = Object.entries(labels).map(([name, label]) => `${name}=${quoted(label)}`);
  const shown = Number.isFinite(value) || Number.isNaN(value) ? String(value) : '+Inf';
  return `${metric}${of ? `_${of}` : ''}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${shown}\n`;
};

const textOf = ({ name, help, type, samples }: Metric): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.map((sample) => lineOf(name, sample)).join('')}`;

/** The text that Prometheus reads (its exposition format, version 0.0.4). Helps are one line without a backslash. */
export const writeExposition = (metrics: readonly Metric[]): string => metrics.map(textOf).join('');
