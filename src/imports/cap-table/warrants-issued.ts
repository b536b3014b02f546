import { DealAnnounced } from '../../../events/deal/agreement/agreement.events.js';
import { WarrantIssued, WarrantVested } from '../../../events/deal/warrant/warrant.events.js';
import type { Log } from '../../../projections/kit/log.js';
import { countedFacts } from '../ledger/correct.js';
import { slugOf } from '../ledger/known-parties.js';
import { type ProposedEvent, proposeEvent, toldBody } from '../rows/proposal.js';
import type { Findings } from '../rows/readings.js';
import type { ObjectReader } from './object-reader.js';
import type { Securities } from './securities.js';
import type { CapTableFrame } from './stock.js';
import { type VestingPart, vestingOf, wholeShares } from './vesting.js';

const ownId = /^(deal-[a-z0-9]+(?:-[a-z0-9]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Where a warrant stands: as an export names it, else in a deal of its own. */
const placeOf = (
  issuance: ObjectReader,
  issuer: string,
  holder: string,
): { stream: string; warrant: string } => {
  const [, stream, warrant] = ownId.exec(issuance.optional('security_id') ?? '') ?? [];
  if (stream !== undefined && warrant !== undefined) return { stream, warrant };
  const name = slugOf(issuance.text('custom_id') ?? '') || 'w';
  return { stream: `deal-${issuer}-${holder}-warrant-${name}`, warrant: 'w' };
};

/** What is read of an issuance, before it is put into events. */
interface IssuedWarrant {
  issuance: ObjectReader;
  stream: string;
  warrant: string;
  holder: string;
  shares: number;
  on: string;
}

const readIssued = (
  issuance: ObjectReader,
  { issuer, parties, findings }: CapTableFrame,
): IssuedWarrant | undefined => {
  const [id, on] = [issuance.text('stakeholder_id'), issuance.day('date')];
  if (id === undefined || on === undefined || parties.isPerson(id)) return undefined;
  const holder = parties.holder(id);
  if (holder === undefined)
    return findings.fault(issuance.addressOf('stakeholder_id'), `there is no stakeholder "${id}"`);
  if (issuance.object.members.quantity === undefined)
    return findings.leaveOut(
      issuance.object.address,
      'says for no number of shares that it may be exercised',
    );
  const shares = wholeShares(issuance.numeric('quantity'));
  if (shares === undefined)
    return findings.leaveOut(issuance.addressOf('quantity'), 'is no whole number of shares');
  return { issuance, ...placeOf(issuance, issuer.value, holder), holder, shares, on };
};

const strikeOf = (issuance: ObjectReader): string => {
  const price = issuance.money('exercise_price');
  return price ? `${price.amount} ${price.currency}` : 'undisclosed';
};

const tranchesOf = (parts: readonly VestingPart[]): Record<string, unknown> =>
  parts.length === 0 ? {} : { tranches: parts.map(({ shares, conditions }) => ({ shares, conditions })) };

/** A deal is announced with the first warrant in it that the ledger does not know. */
const announcement = (
  issued: IssuedWarrant,
  { issuer, source }: CapTableFrame,
  title: string,
): ProposedEvent => {
  const { stream, holder, on, issuance } = issued;
  const body = {
    title: title.slice(0, 120),
    kind: 'investment',
    stage: 'signed',
    parties: [
      { party: issuer.value, role: 'issuer' },
      { party: holder, role: 'holder' },
    ],
  };
  const row = issuance.object.address;
  return proposeEvent(
    stream,
    DealAnnounced,
    { ...toldBody({}), body },
    { ...source, row },
    { effectiveOn: on },
  );
};

/** Known since the package was made, or since an export says so. */
const sourceOf = (issuance: ObjectReader, { source }: CapTableFrame): CapTableFrame['source'] => {
  const known = issuance.comment('known');
  return known === undefined
    ? source
    : { ...source, knownOn: { value: known, address: issuance.object.address } };
};

const noteReading = (
  { issuance, holder, shares, stream, warrant }: IssuedWarrant,
  findings: Findings,
): void =>
  void findings.readings.push({
    address: issuance.addressOf('quantity'),
    column: issuance.object.type,
    as: 'warrant',
    written: issuance.optional('quantity') ?? '',
    read: `${holder} may buy ${shares} shares, ${stream}/${warrant}`,
  });

const eventsOf = (issued: IssuedWarrant, frame: CapTableFrame, securities: Securities): ProposedEvent[] => {
  const { issuance, stream, warrant, holder, shares, on } = issued;
  const { issuer, asOf, findings } = frame;
  const vesting = vestingOf(issuance, { shares, on, asOf: asOf.value }, securities);
  if ('unsaid' in vesting) findings.leaveOut(issuance.addressOf('vesting_terms_id'), vesting.unsaid);
  const source = sourceOf(issuance, frame);
  const expiresOn = issuance.optionalDay('warrant_expiration_date') ?? issuance.comment('expires');
  const body = {
    warrant,
    holder,
    issuer: issuer.value,
    shares,
    strike: strikeOf(issuance),
    ...(expiresOn !== undefined && { expiresOn }),
    ...tranchesOf('parts' in vesting ? vesting.parts : []),
  };
  noteReading(issued, findings);
  const told = { ...source, row: issuance.object.address };
  const cells = {
    '/body/shares': issuance.addressOf('quantity'),
    '/body/strike': issuance.addressOf('exercise_price'),
  };
  return [
    proposeEvent(stream, WarrantIssued, { body, cells }, told, { effectiveOn: on }),
    ...(vesting.vested ?? []).map((part) =>
      proposeEvent(
        stream,
        WarrantVested,
        { body: { warrant, shares: part.shares }, cells: {} },
        { ...source, row: part.address },
        { effectiveOn: part.on },
      ),
    ),
  ];
};

const isKnown = ({ stream, warrant }: IssuedWarrant, log: Log): boolean =>
  countedFacts(log, stream).some(({ type, body }) => type === WarrantIssued.type && body.warrant === warrant);

/** The warrants that are outstanding, as events; those that the ledger has are left as they are there. */
export const warrantsIn = (
  securities: Securities,
  frame: CapTableFrame,
  log: Log,
): { events: ProposedEvent[]; duplicates: { address: string; stream: string; because: string }[] } => {
  const read = securities.outstanding('WARRANT').flatMap((issuance) => readIssued(issuance, frame) ?? []);
  const announced = new Set<string>();
  const events = read
    .filter((issued) => !isKnown(issued, log))
    .flatMap((issued) => {
      const isNew = log.facts(issued.stream).length === 0 && !announced.has(issued.stream);
      announced.add(issued.stream);
      const title =
        issued.issuance.comment('deal') ?? `Warrant of ${frame.issuer.value} for ${issued.holder}`;
      return [...(isNew ? [announcement(issued, frame, title)] : []), ...eventsOf(issued, frame, securities)];
    });
  const duplicates = read
    .filter((issued) => isKnown(issued, log))
    .map(({ issuance, stream, warrant }) => ({
      address: issuance.object.address,
      stream,
      because: `the ledger has the warrant ${stream}/${warrant}`,
    }));
  return { events, duplicates };
};
