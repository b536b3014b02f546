import { Holds } from '../../../events/kit/declaration.js';
import { Slug, Text, VagueDate } from '../../../events/kit/fields.js';
import type { Problem } from '../../../events/index.js';
import { everything } from '../../../projections/kit/cut.js';
import { Parties } from '../../../projections/kit/parties.js';
import type { EditedLog, Target } from '../edited-log.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  matched,
  outcome,
  schedulable,
  selectorReads,
} from './edit.js';

@Holds<Reassign>('give provider, consumer or both', 'provider', ({ provider, consumer }) =>
  Boolean(provider ?? consumer),
)
@Holds<Reassign>(
  'give tranches or from, not both',
  'from',
  ({ tranches, from }) => tranches === undefined || from === undefined,
)
export class Reassign {
  @Text('The deal or the tranche.', { most: 250 }) target!: string;
  @Slug('Only these tranches.', { optional: true, list: true }) tranches?: string[];
  @VagueDate('Only what is due from then on.', { optional: true }) from?: string;
  @Slug('Who provides it instead.', { optional: true }) provider?: string;
  @Slug('Who uses it instead.', { optional: true }) consumer?: string;
}

const unknownParties = ({ provider, consumer }: Reassign, log: EditedLog): Problem[] => {
  const parties = new Parties(log.log, everything);
  return Object.entries({ provider, consumer })
    .filter(([, slug]) => slug !== undefined && !parties.isRegistered(slug))
    .map(([field, slug]) => ({ pointer: `/${field}`, detail: `no party is registered as "${slug}"` }));
};

const selectedOf = ({ target, tranches }: Reassign, log: EditedLog): Target[] =>
  matched(target, log).filter(({ id }) => tranches === undefined || tranches.includes(id));

export const reassign: EditKind<Reassign> = {
  op: 'reassign',
  summary: 'Tranches change hands.',
  declared: Reassign,
  check: (edit, log) => [
    ...checkTarget(edit.target, log),
    ...(edit.tranches ?? []).flatMap((tranche, index) =>
      checkTarget(`${edit.target}/${tranche}`, log, `/tranches/${index}`),
    ),
    ...unknownParties(edit, log),
  ],
  apply: (edit, log) => {
    const { provider, consumer, from } = edit;
    const { acts, left } = schedulable(selectedOf(edit, log), from);
    const moved = acts.filter(
      ({ tranche }) =>
        (provider !== undefined && tranche.provider !== provider) ||
        (consumer !== undefined && tranche.consumer !== consumer),
    );
    for (const one of moved)
      log.change(one, 'CapacityReassigned', { ...(provider && { provider }), ...(consumer && { consumer }) });
    return outcome(moved, left);
  },
  footprint: (edit, log) => ({
    reads: edit.tranches ? [] : selectorReads(edit.target, log, edit.from),
    writes: [
      ...(edit.provider ? fieldsOf(edit.target, log, 'provider') : []),
      ...(edit.consumer ? fieldsOf(edit.target, log, 'consumer') : []),
    ],
  }),
};
