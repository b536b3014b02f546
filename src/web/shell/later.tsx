import type { ComponentChild, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fetchLater } from '../fetch-later.js';

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
  waiting: ComponentChild = <div class="panel-wait" aria-busy="true" />,
): FunctionComponent<Props> => {
  const fetchOnce = fetchLater(fetch);
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
    return Shown ? <Shown {...props} /> : waiting;
  };
};
