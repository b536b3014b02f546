import type { Deal } from '../events/deal/deal.js';
import type { Party } from '../events/party/party.js';
import { latestDisclosures } from '../events/party/statements.js';
import type { Count, EventId } from '../events/kit/formats.js';
import { boundsOf } from '../events/kit/quantity.js';
import type { FlaggedAnswer, OpenRecord } from './deal-answers.js';
import type { DealQuestion } from './selecting.js';
import { ask } from './index.js';
import { type Log, stateAt } from './kit/log.js';
import { type Measure, measureOf } from './kit/measure.js';
import { Parties } from './kit/parties.js';
import type { Question } from './kit/question.js';
import { ownership } from './ownership.js';

interface PartyInBrief {
  party: string;
  name: string;
  kind: string | null;
  layers: readonly string[];
  rests: readonly EventId[];
  /** How many events it rests on, listed or not. */
  restsCount?: Count;
}

export type ListedParty = PartyInBrief & OpenRecord;

interface Disclosed extends OpenRecord {
  measure: string;
  amount: Measure;
  unit: string;
  rests: readonly EventId[];
  /** How many events it rests on, listed or not. */
  restsCount?: Count;
}

export interface PartyAnswer extends PartyInBrief, OpenRecord {
  deals: { deal: string; title: string | null; stage: string | null; roles: string[] }[];
  /** Its stakes in others. */
  holds: (FlaggedAnswer & OpenRecord)[];
  /** Others' stakes in it. */
  heldBy: (FlaggedAnswer & OpenRecord)[];
  /** Totals that it reports itself. */
  disclosed: Disclosed[];
}

const describeParty = ({
  slug,
  name,
  kind,
  layers,
  parent,
  identifiers,
  fiscalYearEndsIn,
  goesBy,
  rests,
}: Party): ListedParty => ({
  party: slug,
  name,
  kind,
  layers,
  ...(parent && { parent }),
  ...(identifiers && { identifiers }),
  ...(fiscalYearEndsIn && { fiscalYearEndsIn }),
  ...(goesBy && { goesBy }),
  rests,
});

export const partiesAt = (log: Log, question: DealQuestion): ListedParty[] =>
  new Parties(log, question).all.map(describeParty);

const dealsOf = (log: Log, slug: string, known: Parties, question: DealQuestion): PartyAnswer['deals'] =>
  [...log.streams('deal')].sort().flatMap((stream) => {
    const deal = stateAt<Deal>(log, stream, question);
    const roles = deal.parties.filter(({ party }) => known.slugOf(party) === slug).map(({ role }) => role);
    return roles.length === 0 ? [] : [{ deal: stream, title: deal.title, stage: deal.stage, roles }];
  });

const stakesOf = (log: Log, slug: string, question: DealQuestion): Pick<PartyAnswer, 'holds' | 'heldBy'> => {
  const asked: Question = { ...question, by: ownership.defaultBy, only: {}, options: {} };
  const { rows } = ask(ownership, asked, log);
  return {
    holds: rows.filter((row) => row.holder === slug),
    heldBy: rows.filter((row) => row.issuer === slug),
  };
};

/** One party with its deals, its stakes, who holds it, and the totals it reports itself; undefined outside the cut. */
export const partyAt = (log: Log, slug: string, question: DealQuestion): PartyAnswer | undefined => {
  const known = new Parties(log, question);
  const party = known.get(slug);
  if (!party?.registered) return undefined;
  const disclosed = latestDisclosures(party.disclosures).map(
    ({ measure, amount, at, towards, due, knownOn, rests }) => ({
      measure,
      amount: measureOf(boundsOf(amount)),
      unit: amount.currency ? `minor units of ${amount.currency}` : 'kW',
      text: amount.text ?? null,
      at,
      ...(towards && { towards: known.slugOf(towards) }),
      ...(due && { due: `${due.first}/${due.last ?? '..'}` }),
      knownOn,
      rests,
    }),
  );
  return {
    ...describeParty(party),
    deals: dealsOf(log, slug, known, question),
    ...stakesOf(log, slug, question),
    disclosed,
  };
};
