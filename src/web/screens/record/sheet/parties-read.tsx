import type { ProposedParty } from '../../../../imports/ledger/known-parties.js';
import { useContents, useNames } from '../../../words/use-names.js';
import type { SheetReply } from './ordered-sheet.js';
import type { SheetActions } from './use-sheet.js';

const listId = 'known-parties';

interface NewPartyProps {
  party: ProposedParty;
  readAs: SheetActions['readAs'];
}

/** A name is typed as people know it; what is sent is the party's own. */
const useFindParty = (): ((typed: string) => string | undefined) => {
  const { parties } = useContents();
  return (typed) =>
    parties.find(({ id, name }) => id === typed.trim() || name.toLowerCase() === typed.trim().toLowerCase())
      ?.id;
};

const NewParty = ({ party: { written, like }, readAs }: NewPartyProps) => {
  const names = useNames();
  const find = useFindParty();
  const isOf = (party: string): void => readAs({ parties: { [written]: party } });
  return (
    <li>
      <b>{written}</b> <span class="source">is new</span>
      {like !== undefined && (
        <button type="button" onClick={() => isOf(like)}>
          It is {names.party(like)}
        </button>
      )}
      <label class="choice">
        <span class="unseen">{written} is the party</span>
        <input
          list={listId}
          placeholder="or is it one of these?"
          onChange={({ currentTarget: { value } }) => {
            const found = find(value);
            if (found !== undefined) isOf(found);
          }}
        />
      </label>
    </li>
  );
};

/** Who is named: those of the ledger, and those that would be registered. */
export const PartiesRead = ({
  reply: { parties },
  readAs,
}: {
  reply: SheetReply;
  readAs: SheetActions['readAs'];
}) => {
  const names = useNames();
  const { parties: known } = useContents();
  const { recognised, proposed } = parties;
  const renamed = recognised.filter(({ written, party }) => names.party(party) !== written);
  if (recognised.length + proposed.length === 0) return null;
  return (
    <section class="box" aria-label="Parties">
      <h2>Parties</h2>
      {proposed.length > 0 && (
        <ul class="plain new-parties">
          {proposed.map((party) => (
            <NewParty key={party.party} party={party} readAs={readAs} />
          ))}
        </ul>
      )}
      {renamed.map(({ written, party, by }) => (
        <p key={written} class="summary">
          “{written}” is {names.party(party)}, by its {by === 'given' ? 'mapping' : by}.
        </p>
      ))}
      {recognised.length > renamed.length && (
        <p class="summary">{recognised.length - renamed.length} known by name.</p>
      )}
      <datalist id={listId}>
        {known.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </section>
  );
};
