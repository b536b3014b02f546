import { useContents } from '../../../words/use-names.js';
import { useAnswer } from '../../../worker/use-answer.js';
import type { EventType } from '../../../worker/protocol.js';
import type { EventDraft } from '../draft/draft.js';
import { PlainField } from './field.js';

/** What the pickers of a form choose from: by name where things have one. */
export const PickerLists = ({ stream }: { stream: string }) => {
  const { parties, deals, markets } = useContents();
  const { value: targets = [] } = useAnswer('targets', {});
  const own = targets
    .filter(({ id }) => id.startsWith(`${stream}/`))
    .map(({ id, said }) => ({ id: id.slice(stream.length + 1), said }));
  return (
    <>
      <datalist id="record-parties">
        {parties.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <datalist id="record-deals">
        {deals.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <datalist id="record-markets">
        {markets.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <datalist id="record-places">
        {targets
          .filter(({ id }) => id.includes('/'))
          .map(({ id, said }) => (
            <option key={id} value={id} label={said} />
          ))}
      </datalist>
      <datalist id="record-own">
        {own.map(({ id, said }) => (
          <option key={id} value={id} label={said} />
        ))}
      </datalist>
    </>
  );
};

interface AboutProps {
  draft: EventDraft;
  declared: EventType;
  newParties: readonly string[];
  fault: string | undefined;
  change(about: EventDraft['about']): void;
}

const asked: Readonly<Record<string, readonly (readonly [name: string, title: string, list: string])[]>> = {
  deal: [['deal', 'Which deal', 'record-deals']],
  party: [['party', 'Which party', 'record-parties']],
  market: [['market', 'Which market', 'record-markets']],
  stake: [
    ['holder', 'Who holds it', 'record-parties'],
    ['issuer', 'Of whom', 'record-parties'],
  ],
};

/** What it is about: nothing is asked of that which the event itself brings into being. */
export const AboutFields = ({ draft, declared, newParties, fault, change }: AboutProps) => {
  const category = declared.category ?? '';
  if (declared.introduces && declared.subject === category) return null;
  return (
    <div class="row-fields">
      {(asked[category] ?? []).map(([name, title, list]) => (
        <PlainField
          key={name}
          title={title}
          isRequired
          value={draft.about[name] ?? ''}
          list={list}
          placeholder="Type to find it"
          fault={fault}
          note={
            category === 'stake' && newParties.includes((draft.about[name] ?? '').trim())
              ? 'new: it is registered as a company with this'
              : undefined
          }
          set={(value) => change({ ...draft.about, [name]: value })}
        />
      ))}
    </div>
  );
};
