import type { EventBody } from '../../../events/kit/envelope.js';
import { EventCorrected } from '../../../events/correction/correction.events.js';
import type { Fact } from '../../../events/index.js';
import type { EventClass } from '../../../events/kit/declaration.js';
import { everything, visibleFacts } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import { type ProposedEvent, proposeEvent, type RowSource, toldBody } from '../rows/proposal.js';
import type { SheetChange } from './change.js';

/** What the ledger says now, and the events that would say otherwise. */
export interface ChangeWanted {
  log: Log;
  stream: string;
  row: string;
  source: RowSource;
  today: string;
  address: string;
  of: string;
  ledger: string;
  sheet: string;
  /** The fact that says it now. */
  fact: Fact;
  /** The members that it would have, were we wrong. */
  corrected: Readonly<Record<string, unknown>>;
  /** The event that says what changed. */
  type: { readonly type: string };
  body: Readonly<Record<string, unknown>>;
  /** When the world changed; today where nobody says. */
  since?: string;
}

/** The facts of a stream as they count now. */
export const countedFacts = (log: Log, stream: string): Fact[] => visibleFacts(log.facts(stream), everything);

/** The last fact of these types that says something, of what it is about. */
export const lastFact = (
  log: Log,
  stream: string,
  types: readonly EventClass[],
  says: (body: EventBody, fact: Fact) => boolean,
): Fact | undefined =>
  countedFacts(log, stream).findLast(
    (fact) => types.some(({ type }) => type === fact.type) && says(fact.body, fact),
  );

/** Members that are undefined are taken out. */
const replaceMembers = (body: EventBody, members: EventBody): EventBody =>
  Object.fromEntries(Object.entries({ ...body, ...members }).filter(([, value]) => value !== undefined));

/** What is said now is known now, whenever the thing itself was announced. */
const saidNow = ({
  source,
  today,
}: Pick<ChangeWanted, 'source' | 'today'>): { told: RowSource; knownOn: string } => {
  const { publishedOn: _, quote, ...told } = source;
  return { told: { ...told, ...(quote && { quote }) }, knownOn: source.knownOn?.value ?? today };
};

const correctionOf = (wanted: ChangeWanted): ProposedEvent => {
  const { fact, corrected, row, stream, address, sheet } = wanted;
  const { told, knownOn } = saidNow(wanted);
  const body = replaceMembers(fact.body, corrected);
  const reason = `The imported sheet says ${sheet}.`.slice(0, 300);
  return proposeEvent(
    stream,
    EventCorrected,
    { body: { event: fact.id, body, reason }, cells: { '/body/body': address } },
    { ...told, row },
    { knownOn },
  );
};

const changeOf = (wanted: ChangeWanted): ProposedEvent => {
  const { stream, type, body, address, row, since } = wanted;
  const { told, knownOn } = saidNow(wanted);
  const names = Object.keys(body);
  return proposeEvent(
    stream,
    type,
    { ...toldBody({}), body, cells: Object.fromEntries(names.map((name) => [`/body/${name}`, address])) },
    { ...told, row },
    { effectiveOn: since ?? knownOn, knownOn },
  );
};

/** The change, with what each answer to it would record. */
export const changeWith = (wanted: ChangeWanted): SheetChange => {
  const { address, stream, of, ledger, sheet } = wanted;
  return {
    address,
    stream,
    of,
    ledger,
    sheet,
    original: wanted.fact.body,
    wrong: correctionOf(wanted),
    world: changeOf(wanted),
  };
};
