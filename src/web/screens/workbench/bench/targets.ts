import type { NamedTarget } from '../../../worker/protocol.js';

export type TargetMatch = { target: string } | { problem: string };

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9-]+/)
    .filter((word) => word !== '');

const partOf = (id: string): string => id.split('/')[1] ?? '';

const matchesWord = ({ id, name }: NamedTarget, word: string): boolean =>
  id.toLowerCase().includes(word) || words(name).includes(word);

const most = 5;

/** Tranches only where a word names one: "amd gw-1" is a tranche, "openai amd" a deal. */
const matchTargets = (named: readonly string[], targets: readonly NamedTarget[]): NamedTarget[] => {
  const all = targets.filter((target) => named.every((word) => matchesWord(target, word)));
  const parts = all.filter(({ id }) => named.includes(partOf(id)));
  return parts.length > 0 ? parts : all.filter(({ id }) => partOf(id) === '');
};

/** The deal, tranche or payment that some words name. */
export const targetOf = (text: string, targets: readonly NamedTarget[]): TargetMatch => {
  const exact = targets.find(({ id }) => id === text.trim());
  if (exact) return { target: exact.id };
  const named = words(text);
  if (named.length === 0) return { problem: 'name a deal or a tranche, such as "openai amd gw-1"' };
  const found = matchTargets(named, targets);
  if (found.length === 1) return { target: found[0]!.id };
  if (found.length === 0) return { problem: `no deal or tranche is called "${text.trim()}"` };
  const some = found.slice(0, most).map(({ said }) => said);
  return { problem: `"${text.trim()}" may be ${some.join(', ')}${found.length > most ? ', …' : ''}` };
};
