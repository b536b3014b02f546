import { PartyRegistered } from '../../../events/party/party.events.js';
import { type KnownParties, slugOf } from '../ledger/known-parties.js';
import { proposeEvent, type ProposedEvent, sourceOf, toldBody } from './proposal.js';
import type { RowReader } from './row-reader.js';

const kinds = ['company', 'unit', 'government', 'fund', 'unnamed'];

const identifierNames = ['ticker', 'lei', 'cik', 'isin', 'wikidata'] as const;

/** The registration of a party that the ledger does not know. */
export const partyOfRow = (
  reader: RowReader,
  file: string,
  parties: KnownParties,
): ProposedEvent | undefined => {
  const name = reader.text('name');
  const slug = reader.slug('slug');
  const kind = reader.choice('kind', {
    values: kinds,
    read: (text) => kinds.find((one) => one === text.toLowerCase()),
  });
  const told = identifierNames.map((one) => [one, reader.text(one)] as const);
  const source = sourceOf(reader, file);
  if (!name) return undefined;
  const names = [slug?.value, name.value, ...told.map(([, one]) => one?.value)].filter(
    (one) => one !== undefined,
  );
  if (names.some((one) => parties.knows(one))) return undefined;
  const identifiers = Object.fromEntries(told.flatMap(([one, value]) => (value ? [[one, value.value]] : [])));
  return proposeEvent(
    `party-${slug?.value ?? slugOf(name.value)}`,
    PartyRegistered,
    toldBody({
      name,
      kind: kind ?? 'company',
      ...(Object.keys(identifiers).length > 0 && {
        identifiers: { value: identifiers, address: name.address },
      }),
    }),
    { ...source, row: reader.address },
  );
};
