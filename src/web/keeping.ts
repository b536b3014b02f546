/** What a browser that keeps nothing for a page is spared: it lasts until the page is closed. */
const untilClosed = new Map<string, string>();

/** What the browser keeps under a name; a browser may refuse to keep anything, or to be asked. */
export const readKept = (name: string): string | null => {
  try {
    return untilClosed.get(name) ?? localStorage.getItem(name);
  } catch {
    return untilClosed.get(name) ?? null;
  }
};

export const keep = (name: string, value: string): void => {
  try {
    localStorage.setItem(name, value);
    untilClosed.delete(name);
  } catch {
    untilClosed.set(name, value);
  }
};

export const forget = (name: string): void => {
  untilClosed.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // What was never kept need not be forgotten.
  }
};
