import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { type ChartNames, namesOf } from '../../charts/names.js';
import type { Contents } from '../worker/protocol.js';

export type { ChartNames } from '../../charts/names.js';

const Context = createContext<Contents | undefined>(undefined);

export const ContentsProvider = Context.Provider;

/** What is in the log; the page shows no screen before it is known. */
export const useContents = (): Contents => useContext(Context)!;

export const useNames = (): ChartNames => {
  const contents = useContents();
  return useMemo(() => namesOf(contents), [contents]);
};
