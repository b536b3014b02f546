import { copiedOn } from '../copied.js';
import { dateText, plural } from '../../charts/words/dates.js';
import { useStanding } from '../worker/use-answer.js';

/** Whether the page keeps up with the log; without the server it goes on reading what it has. */
export const Connection = () => {
  const { connection, position, heardAt } = useStanding();
  const isAway = connection === 'away';
  const says = isAway
    ? `Away from the server: reading ${plural(position, 'event')} as of ${heardAt.toISOString().slice(11, 16)} UTC`
    : `${plural(position, 'event')}, ${copiedOn ? `a copy of ${dateText(copiedOn)}` : 'live'}`;
  return (
    <span class={isAway ? 'connection away' : 'connection'} role="status">
      {says}
    </span>
  );
};
