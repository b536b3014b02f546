/** One version of a scenario. */
export interface Version {
  /** The scenario's stream. */
  id: string;
  version: number;
}

const written = /^(scenario-[a-z0-9]+(?:-[a-z0-9]+)*)(?:@([1-9]\d{0,8}))?$/;

/** Reads `scenario-amd-slips` or `scenario-amd-slips@2`; without a version its latest one is meant. */
export const readReference = (text: unknown): { id: string; version?: number } | undefined => {
  const [, id, version] = (typeof text === 'string' && written.exec(text)) || [];
  if (id === undefined) return undefined;
  return { id, ...(version !== undefined && { version: Number(version) }) };
};

export const referenceTo = ({ id, version }: Version): string => `${id}@${version}`;
