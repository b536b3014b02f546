let made = 0;

/** An id of its own for each call, the same in every run of a spec file. */
export const nextId = (): string => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;

/** Counts from one again: what a spec file draws must not depend on which ran before it in its process. */
export const startIdsAnew = (): void => {
  made = 0;
};
