declare module 'datapackage' {
  interface Resource {
    readonly name: string;
    readonly tabular: boolean;
    read(options: { keyed: true }): Promise<Record<string, unknown>[]>;
  }
  export class Package {
    static load(descriptor: string | object, options?: { strict?: boolean }): Promise<Package>;
    readonly valid: boolean;
    readonly errors: readonly Error[];
    readonly resources: readonly Resource[];
  }
  const library: { Package: typeof Package };
  export default library;
}
