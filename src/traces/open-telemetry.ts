import { setTimeout } from 'node:timers/promises';
import type { Context, Link, Span } from '@opentelemetry/api';
import { BadConfiguration } from '../configuration.js';
import { productVersion } from '../product-version.js';
import { type Tracer, traceWith, type WorkTraits } from './traced.js';

/** A collector that does not take what is left keeps nobody from stopping. */
const lastWordsMs = 2_000;

/** The packages are for whoever wants traces; nothing of them is loaded before somebody does. */
const load = async () => {
  try {
    const [api, { NodeSDK }] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-node'),
    ]);
    return { api, NodeSDK };
  } catch (error) {
    throw new BadConfiguration(
      'OTEL_EXPORTER_OTLP_ENDPOINT is set, but what sends traces is not installed: `npm install @opentelemetry/api@1.10.0 @opentelemetry/sdk-node@0.301.0`',
      { cause: error },
    );
  }
};

/** A request that is being answered, and how it is told when it ends. */
export interface TracedRequest {
  /** What is called within it is done for the request. */
  within(work: () => void): void;
  end(route: string, status: number): void;
}

/** Sends traces to a collector, as the OTEL_ variables of the environment say. */
export class OpenTelemetry implements Tracer {
  private constructor(
    private readonly api: typeof import('@opentelemetry/api'),
    private readonly version: string,
    private readonly shutdown: () => Promise<void>,
  ) {}

  /** Throws BadConfiguration where the packages are missing. */
  static async open(): Promise<OpenTelemetry> {
    const [{ api, NodeSDK }, version] = await Promise.all([load(), productVersion()]);
    // What is found out by itself has the arguments of the process, and those may hold the login of a database.
    process.env.OTEL_NODE_RESOURCE_DETECTORS ??= 'env';
    // As long as it tries to send, the process does not end.
    process.env.OTEL_EXPORTER_OTLP_TIMEOUT ??= String(lastWordsMs);
    const sdk = new NodeSDK({
      serviceName: process.env.OTEL_SERVICE_NAME ?? 'gigaledger',
      instrumentations: [],
      metricReaders: [],
      logRecordProcessors: [],
    });
    sdk.start();
    const telemetry = new OpenTelemetry(api, version, () => sdk.shutdown());
    traceWith(telemetry);
    return telemetry;
  }

  async work<Result>(
    name: string,
    traits: WorkTraits,
    work: () => Promise<Result>,
    cause?: string,
  ): Promise<Result> {
    const links = this.#linksTo(cause);
    const span = this.#tracer.startSpan(name, { attributes: traits, links, root: links.length > 0 });
    try {
      return await this.api.context.with(this.#under(span), work);
    } catch (error) {
      this.#fail(span);
      throw error;
    } finally {
      span.end();
    }
  }

  get cause(): string | undefined {
    const carrier: { traceparent?: string } = {};
    this.api.propagation.inject(this.api.context.active(), carrier);
    return carrier.traceparent;
  }

  #linksTo(traceparent: string | undefined): Link[] {
    const { api } = this;
    const named = api.propagation.extract(api.ROOT_CONTEXT, { traceparent });
    const context = api.trace.getSpanContext(named);
    return context ? [{ context }] : [];
  }

  ended(name: string, traits: WorkTraits, began: number): void {
    this.#tracer.startSpan(name, { attributes: traits, startTime: began }).end();
  }

  /** A request of which the headers may name the trace that it is a part of. */
  request(method: string, scheme: string, headers: Readonly<Record<string, unknown>>): TracedRequest {
    const { api } = this;
    const parent = api.propagation.extract(api.ROOT_CONTEXT, headers);
    const attributes = { 'http.request.method': method, 'url.scheme': scheme };
    const span = this.#tracer.startSpan(method, { attributes, kind: api.SpanKind.SERVER }, parent);
    return {
      within: (work) => api.context.with(this.#under(span, parent), work),
      end: (route, status) => {
        span.updateName(`${method} ${route}`);
        span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
        if (status >= 500) this.#fail(span);
        span.end();
      },
    };
  }

  /** Sends what is left, and tells of nothing any more. */
  async close(): Promise<void> {
    traceWith(undefined);
    const sent = this.shutdown().catch(() => undefined);
    await Promise.race([sent, setTimeout(lastWordsMs, undefined, { ref: false })]);
  }

  get #tracer() {
    return this.api.trace.getTracer('gigaledger', this.version);
  }

  #under(span: Span, context: Context = this.api.context.active()): Context {
    return this.api.trace.setSpan(context, span);
  }

  /** That it failed, not why: messages may hold what was asked. */
  #fail(span: Span): void {
    span.setStatus({ code: this.api.SpanStatusCode.ERROR });
  }
}
