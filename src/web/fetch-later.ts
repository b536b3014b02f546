/** The page draws its first screen before it fetches anything else. */
const afterMs = 1_000;

/**
 * A script that is fetched apart, when it is asked for or when the page has had time to draw, so that it is there while
 * the server is away. What could not be fetched is fetched again when it is asked for again.
 */
export const fetchLater = <Script>(fetch: () => Promise<Script>): (() => Promise<Script>) => {
  let fetched: Promise<Script> | undefined;
  const fetchOnce = async (): Promise<Script> =>
    (fetched ??= fetch().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    }));
  setTimeout(() => void fetchOnce().catch(() => undefined), afterMs);
  return fetchOnce;
};
