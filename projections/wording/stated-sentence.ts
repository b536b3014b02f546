import type { Market } from '../../events/market/market.js';
import { MarketDefined, MarketSizeReported, ShareReported } from '../../events/market/market.events.js';
import {
  PartyIdentified,
  PartyMerged,
  PartyRegistered,
  TotalDisclosed,
  ValueStated,
} from '../../events/party/party.events.js';
import { StakeChanged, StakeDisclosed, StakeExited } from '../../events/stake/stake.events.js';
import type { Fact } from '../../events/index.js';
import { isOfType } from '../../events/kit/envelope.js';
import { partsOf } from '../../events/kit/stream.js';
import { everything } from '../kit/cut.js';
import { type Log, stateAt } from '../kit/log.js';
import { Parties, type StakeParties } from '../kit/parties.js';
import type { BodyNames } from './body-said.js';
import { periodSaid } from './period-said.js';
import { slugWords } from './slug-words.js';

type SaidNames = Pick<BodyNames, 'party' | 'publisher'>;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const stakeSaid = (
  fact: Fact,
  { holder, issuer }: StakeParties,
  { party }: SaidNames,
): string | undefined => {
  const [whose, whole] = [party(holder), party(issuer)];
  if (isOfType(fact, StakeDisclosed)) {
    const { text } = fact.body.stake;
    return `${whose} holds ${text === undefined || text === 'undisclosed' ? 'an undisclosed part' : text} of ${whole}`;
  }
  if (isOfType(fact, StakeChanged))
    return `${whose}'s part of ${whole} changed by ${fact.body.by.text ?? 'something'}, by ${fact.body.cause}`;
  return isOfType(fact, StakeExited) ? `${whose} gave up its part of ${whole}` : undefined;
};

const marketSaid = (fact: Fact, log: Log, { party, publisher }: SaidNames): string | undefined => {
  const market = stateAt<Market>(log, fact.stream, everything).name;
  if (isOfType(fact, MarketDefined)) return `${market} is a market whose shares are published`;
  if (isOfType(fact, ShareReported)) {
    const { parties, party: one, share, period } = fact.body;
    const whom = one === undefined ? (parties ? listed(parties.map(party)) : 'all others') : party(one);
    return `${publisher(fact.body.publisher)} gives ${whom} ${share.text ?? 'a share'} of ${market} in ${periodSaid(period)}`;
  }
  if (!isOfType(fact, MarketSizeReported)) return undefined;
  const { size, period } = fact.body;
  return `${publisher(fact.body.publisher)} puts ${market} at ${size.text ?? 'a size'} in ${periodSaid(period)}`;
};

/** "towards OpenAI", "due within 12 months": what alone is in a total. */
const scopeSaid = ({ towards, within, over }: TotalDisclosed, { party }: SaidNames): string => {
  const to = over?.to === undefined ? ' on' : ` to ${periodSaid(over.to)}`;
  const length = over?.months === undefined ? to : `, for ${over.months} months`;
  return [
    ...(towards === undefined ? [] : [` towards ${party(towards)}`]),
    ...(within === undefined ? [] : [` due within ${within} months`]),
    ...(over === undefined ? [] : [` due from ${periodSaid(over.from)}${length}`]),
  ].join('');
};

const partySaid = (fact: Fact, names: SaidNames): string | undefined => {
  const { party } = names;
  const who = party(partsOf(fact.stream).slug);
  if (isOfType(fact, PartyRegistered)) return `${fact.body.name} is known here from then on`;
  if (isOfType(fact, PartyIdentified)) return `${who} turns out to be ${party(fact.body.as)}`;
  if (isOfType(fact, PartyMerged)) return `${who} became part of ${party(fact.body.into)}`;
  if (isOfType(fact, ValueStated)) return `${who} was valued at ${fact.body.amount.text ?? 'an amount'}`;
  if (!isOfType(fact, TotalDisclosed)) return undefined;
  const { measure, amount, at } = fact.body;
  const what = measure === 'invested' ? 'investments' : slugWords(measure);
  const scope = scopeSaid(fact.body, names);
  return `${who} puts its ${what}${scope} at ${amount.text ?? 'an amount'}, as of ${periodSaid(at)}`;
};

/** What an event of a stake, a market or a party says; undefined where nothing more than its type is known. */
export const statedSentence = (fact: Fact, log: Log, names: SaidNames): string | undefined => {
  const { category } = partsOf(fact.stream);
  if (category === 'market') return marketSaid(fact, log, names);
  if (category === 'party') return partySaid(fact, names);
  const sides = category === 'stake' ? new Parties(log, everything).ofStake(fact.stream) : undefined;
  return sides && stakeSaid(fact, sides, names);
};
