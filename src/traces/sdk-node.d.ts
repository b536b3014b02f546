/** What is used of it: whoever does not want traces need not install it to check or build this. */
declare module '@opentelemetry/sdk-node' {
  export class NodeSDK {
    constructor(settings: {
      serviceName: string;
      instrumentations: readonly never[];
      metricReaders: readonly never[];
      logRecordProcessors: readonly never[];
    });
    start(): void;
    shutdown(): Promise<void>;
  }
}
