import { dealFinding } from '../../findings/deals.js';
import { Finding } from '../../shell/finding.js';
import { usePlace } from '../../place/use-place.js';
import { Link } from '../../shell/link.js';
import type { SideProps } from '../../place/place.js';
import { Empty, Panel } from '../../shell/states.js';
import { listIn, textIn, textsIn, wordsIn } from '../../../charts/words/amounts.js';
import { dateText } from '../../../charts/words/dates.js';
import { useContents, useNames } from '../../words/use-names.js';
import { useAnswer } from '../../worker/use-answer.js';
import { Clocked } from './clocks.js';
import { Difference } from '../changes/difference.js';
import { History } from './history.js';
import { Payments } from './payments.js';
import { Tranches } from './tranches.js';
import { WhyPanel } from './why.js';
import { Quoted } from '../evidence/evidence.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';
import type { Entry } from '../../../../projections/kit/line.js';

/** The events that state a term. */
const eventsStating = (term: string, events: readonly RecordedEvent[]): string[] =>
  events.filter(({ body }) => body.terms === term).map(({ id }) => id);

const Head = ({ deal, events }: { deal: Entry; events: readonly RecordedEvent[] }) => {
  const names = useNames();
  const successor = textIn(deal, 'supersededBy');
  return (
    <>
      <p class="summary">
        {wordsIn(deal, 'kind')} · <b>{wordsIn(deal, 'stage')}</b>
        {successor && (
          <>
            {' '}
            by <Link step={{ screen: 'deals', deal: successor }}>{names.deal(successor)}</Link>
          </>
        )}{' '}
        · announced {dateText(textIn(deal, 'announcedOn'))} ·{' '}
        {listIn(deal, 'parties')
          .map((party) => `${textIn(party, 'name')} (${wordsIn(party, 'role')})`)
          .join(', ')}{' '}
        · <Quoted ids={deal.rests ?? []}>what this rests on</Quoted>
      </p>
      <ul class="terms">
        {textsIn(deal, 'terms').map((term) => (
          <li key={term}>
            <Quoted ids={eventsStating(term, events)}>{term}</Quoted>
          </li>
        ))}
      </ul>
    </>
  );
};

const toNow = { known: '', effective: '', knownB: '', effectiveB: '' };

const Missing = ({ deal }: { deal: string }) => {
  const { go } = usePlace();
  const { value: events = [] } = useAnswer('stream', { stream: deal });
  const [first] = events.map(({ knownOn }) => knownOn).sort();
  const isKnown = useContents().deals.some(({ id }) => id === deal);
  return isKnown ? (
    <Empty
      says="This deal had not been announced by then."
      first={
        first === undefined
          ? undefined
          : { says: 'Go to its first event', act: () => go({ ...toNow, known: first }) }
      }
      undo={{ says: 'Go to now', act: () => go(toNow) }}
    />
  ) : (
    <Empty
      says={`There is no deal "${deal}".`}
      undo={{ says: 'All deals', act: () => go({ screen: 'deals' }) }}
    />
  );
};

/** One deal whole: what it says, how firmly, since when, and the sentence behind each number. */
export const DealScreen = ({ deal: id, cut, side }: SideProps & { deal: string }) => {
  const { value, ...state } = useAnswer('deal', { deal: id, cut });
  const title = useContents().deals.find((deal) => deal.id === id)?.name ?? id;
  return (
    <>
      <p class="back">
        <Link step={{ screen: 'deals' }}>All deals</Link>
      </p>
      <h1>{title}</h1>
      <Finding says={value ? dealFinding(value.deal) : undefined} />
      <Panel value={value} {...state}>
        {value === null && <Missing deal={id} />}
        {value && (
          <>
            <Head deal={value.deal} events={value.events} />
            <Tranches deal={value.deal} cut={cut} side={side} />
            <Payments deal={value.deal} />
            <WhyPanel why={value.why} />
            <Clocked events={value.events} cut={cut} side={side} />
            <Difference deal={id} cut={cut} side={side} />
            <History events={value.events} />
          </>
        )}
      </Panel>
    </>
  );
};
