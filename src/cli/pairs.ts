import { Stop } from './failure.js';

/** Gathers options like --where provider=amd, which may be given several times. */
export const addPair = (text: string, before: Record<string, string> = {}): Record<string, string> => {
  const [, name, value] = /^([A-Za-z]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Stop('usage', `--where is NAME=VALUE, like provider=amd, not "${text}"`);
  return { ...before, [name]: value };
};
