import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** The page draws its first screen before it fetches the others. */
const afterMs = 1_000;

const Missing = () => (
  <div class="problem" role="alert">
    <p>This screen could not be fetched: the server cannot be reached. The other screens go on.</p>
    <button type="button" onClick={() => location.reload()}>
      Try again
    </button>
  </div>
);

/** A screen whose script is fetched apart, when it is shown or when the page has had time to draw, so that it is there while the server is away. */
export const loadLater = <Props extends object>(
  fetch: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> => {
  let fetched: Promise<FunctionComponent<Props>> | undefined;
  const fetchOnce = async (): Promise<FunctionComponent<Props>> =>
    (fetched ??= fetch().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    }));
  setTimeout(() => void fetchOnce().catch(() => undefined), afterMs);
  return (props) => {
    const [Shown, show] = useState<FunctionComponent<Props>>();
    const [isMissing, setMissing] = useState(false);
    useEffect(() => {
      fetchOnce().then(
        (screen) => show(() => screen),
        () => setMissing(true),
      );
    }, []);
    if (isMissing) return <Missing />;
    return Shown ? <Shown {...props} /> : <div class="panel-wait" aria-busy="true" />;
  };
};
