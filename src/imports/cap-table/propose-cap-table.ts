import { settlementOf } from '../ledger/change.js';
import { KnownParties } from '../ledger/known-parties.js';
import { registrations } from '../ledger/registrations.js';
import { settleStakes } from '../ledger/settle-stakes.js';
import { joinMappings } from '../mapping/mapping.js';
import type { ImportContext, SheetProposal } from '../propose.js';
import type { RowSource } from '../rows/proposal.js';
import { Findings } from '../rows/readings.js';
import { CapTableParties } from './cap-table-parties.js';
import type { CapTablePackage } from './cap-table-package.js';
import { ObjectReader } from './object-reader.js';
import { Securities } from './securities.js';
import { type CapTableFrame, stakesIn } from './stock.js';
import { warrantsIn } from './warrants-issued.js';

/** The day on which the package was made, which is when what it says could be known at the latest. */
const madeOn = (manifest: ObjectReader, today: string): string => {
  const made = manifest.text('generated_at')?.slice(0, 10) ?? today;
  return made < today ? made : today;
};

const sourceOf = (name: string, asOf: string, knownOn: string, at: string): RowSource => ({
  source: { title: `Cap table of ${name} as of ${asOf} (Open Cap Table Format)`.slice(0, 300), kind: 'own' },
  knownOn: { value: knownOn, address: at },
  cells: { '/knownOn': at },
});

const frameOf = (
  { manifest: object }: CapTablePackage,
  parties: CapTableParties,
  findings: Findings,
  today: string,
): CapTableFrame | undefined => {
  const manifest = new ObjectReader(object, findings);
  const [issuer] = manifest.within('issuer');
  const asOf = manifest.day('as_of');
  const name = issuer?.text('legal_name');
  if (!issuer || asOf === undefined || name === undefined) return undefined;
  const party = parties.find(issuer, name, issuer.addressOf('legal_name'));
  return party === undefined
    ? undefined
    : {
        issuer: { value: party, address: issuer.addressOf('legal_name') },
        asOf: { value: asOf, address: manifest.addressOf('as_of') },
        source: sourceOf(name, asOf, madeOn(manifest, today), manifest.addressOf('generated_at')),
        parties,
        findings,
      };
};

const personsNote = (persons: number): string[] =>
  persons === 0
    ? []
    : [`${persons} stakeholders are persons: their shares count in the whole, and nothing is kept of them.`];

/** The shape under which a mapping of its parties is remembered. */
const shapeOf = ({ manifest }: CapTablePackage): string => {
  const { issuer } = manifest.members;
  return `cap-table ${JSON.stringify(issuer ?? null).slice(0, 200)}`;
};

/** What a package of the Open Cap Table Format adds to the ledger: stakes in stock, and warrants. */
export const proposeCapTable = (given: CapTablePackage, context: ImportContext): SheetProposal => {
  const shape = shapeOf(given);
  const remembered = context.recall(shape);
  const { log, today } = context;
  const findings = new Findings();
  const known = new KnownParties(log, joinMappings(remembered, context.given).parties ?? {});
  const parties = new CapTableParties(known, findings);
  const frame = frameOf(given, parties, findings, today);
  const securities = new Securities(given.objects, frame?.asOf.value ?? today, findings);
  for (const stakeholder of securities.all('STAKEHOLDER')) parties.add(stakeholder);
  const stakes = frame ? settleStakes(stakesIn(securities, frame), log, today) : settlementOf({});
  const warrants = frame ? warrantsIn(securities, frame, log) : { events: [], duplicates: [] };
  securities.leaveOutOthers();
  const events = [...stakes.events, ...warrants.events];
  const named = [...events, ...stakes.changes.map(({ world }) => world)];
  return {
    ...stakes,
    events: [
      ...registrations(known, named, findings.readings),
      ...(events.length > 0 ? parties.registrations : []),
      ...events,
    ],
    duplicates: [...stakes.duplicates, ...warrants.duplicates],
    shape,
    isRemembered: remembered !== undefined,
    mapping: { kind: 'cap-table', headerRow: 0, columns: [], constants: [] },
    rows: given.objects.length,
    readings: findings.readings,
    faults: findings.faults,
    leftOut: findings.leftOut,
    recognised: [...known.recognised.values()],
    proposed: [...known.proposed.values()],
    sheets: [],
    notes: personsNote(parties.persons),
  };
};
