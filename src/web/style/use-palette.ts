import { useEffect, useState } from 'preact/hooks';
import { keep, readKept } from '../keeping.js';
import { dark, light, type Palette } from '../../charts/palette.js';

const isDark = matchMedia('(prefers-color-scheme: dark)');
/** Paper is white. */
const isPrinted = matchMedia('print');
const chosen = 'gigaledger-theme';

const listeners = new Set<() => void>();

const current = (): Palette => {
  if (isPrinted.matches) return light;
  const choice = readKept(chosen);
  return choice === null ? (isDark.matches ? dark : light) : choice === 'dark' ? dark : light;
};

const apply = (): void => {
  document.documentElement.dataset.theme = current().name;
  for (const listener of listeners) listener();
};

for (const query of [isDark, isPrinted]) query.addEventListener('change', apply);
apply();

/** Keeps to the system unless the reader has chosen. */
export const choosePalette = (name: Palette['name']): void => {
  keep(chosen, name);
  apply();
};

export const usePalette = (): Palette => {
  const [palette, setPalette] = useState(current);
  useEffect(() => {
    const listen = (): void => setPalette(current());
    listeners.add(listen);
    return () => void listeners.delete(listen);
  }, []);
  return palette;
};
