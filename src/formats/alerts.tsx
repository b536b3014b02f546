import { moveText } from '../watches/alert-words.js';
import type { Alert } from '../watches/watch.js';

/** What moved, number by number, and where it is read. */
export const alertShown = (alert: Alert, origin: string) => (
  <>
    <ul>
      {alert.moves.map((move) => (
        <li>{moveText(alert, move)}</li>
      ))}
    </ul>
    {alert.more > 0 && <p>{alert.more} more numbers moved.</p>}
    <p>
      <a href={origin + alert.address}>
        {alert.view}, effective {alert.effectiveAt}, known {alert.knownAt}, position {alert.position}
      </a>
    </p>
  </>
);
