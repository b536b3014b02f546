import { Holds } from '../../../events/kit/declaration.js';
import { PartySlug, Slug, Text, VagueDate } from '../../../events/kit/fields.js';
import type { Problem } from '../../../events/index.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import {
  checkTarget,
  type EditKind,
  fieldsOf,
  targetsNamed,
  outcome,
  targetsToSchedule,
  selectorReads,
  splitFields,
} from './edit.js';
import { idlePartOf, rejoin } from './portions.js';

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
  @PartySlug('Who provides it instead.', { optional: true }) provider?: string;
  @PartySlug('Who uses it instead.', { optional: true }) consumer?: string;
}

const unknownParties = ({ provider, consumer }: Reassign, log: EditedLog): Problem[] => {
  const parties = log.parties();
  return Object.entries({ provider, consumer })
    .filter(([, slug]) => slug !== undefined && !parties.isRegistered(slug))
    .map(([field, slug]) => ({ pointer: `/${field}`, detail: `no party is registered as "${slug}"` }));
};

/** The deal, or those of its tranches that are named. */
const namedBy = ({ target, tranches }: Reassign): string[] =>
  tranches?.map((tranche) => `${target}/${tranche}`) ?? [target];

const selectedOf = (edit: Reassign, log: EditedLog): TrancheTarget[] =>
  namedBy(edit).flatMap((target) => targetsNamed(target, log));

const changes = ({ provider, consumer }: Reassign, { tranche }: TrancheTarget): boolean =>
  (provider !== undefined && tranche.provider !== provider) ||
  (consumer !== undefined && tranche.consumer !== consumer);

/** The two sides of a tranche are never one party. */
const ownSides = (edit: Reassign, log: EditedLog): Problem[] => {
  const parties = log.parties();
  const both = targetsToSchedule(selectedOf(edit, log), edit.from, log).acts.filter(
    ({ tranche: { provider, consumer } }) => {
      const user = edit.consumer ?? consumer;
      return user !== undefined && parties.slugOf(edit.provider ?? provider) === parties.slugOf(user);
    },
  );
  const field = edit.provider === undefined ? 'consumer' : 'provider';
  return both.slice(0, 1).map(({ reference }) => ({
    pointer: `/${field}`,
    detail: `${edit[field]} would be on both sides of ${reference}: its provider and its consumer are two parties`,
  }));
};

export const reassign: EditKind<Reassign> = {
  op: 'reassign',
  summary: 'Tranches change hands.',
  declared: Reassign,
  keepsToTranche: true,
  check: (edit, log) => {
    const problems = [
      ...checkTarget(edit.target, log),
      ...(edit.tranches ?? []).flatMap((tranche, index) =>
        checkTarget(`${edit.target}/${tranche}`, log, `/tranches/${index}`),
      ),
      ...unknownParties(edit, log),
    ];
    return problems.length > 0 ? problems : ownSides(edit, log);
  },
  apply: (edit, log) => {
    const { provider, consumer, from } = edit;
    const { acts, left } = targetsToSchedule(selectedOf(edit, log), from, log);
    const moved = acts.filter((one) => changes(edit, one));
    for (const one of moved) {
      const part = idlePartOf(log, one);
      log.change(part, 'CapacityReassigned', {
        ...(provider && { provider }),
        ...(consumer && { consumer }),
      });
      rejoin(log, part);
    }
    return outcome(moved, left);
  },
  footprint: (edit, log) => {
    const named = namedBy(edit);
    const fields = (field: string): string[] => named.flatMap((target) => fieldsOf(target, log, field));
    return {
      reads: [
        ...named.flatMap((target) => selectorReads(target, log, edit.from)),
        // Who is on the other side may refuse it.
        ...fields('provider'),
        ...fields('consumer'),
        'parties.*',
      ],
      writes: [
        ...(edit.provider ? fields('provider') : []),
        ...(edit.consumer ? fields('consumer') : []),
        ...named.flatMap((target) => splitFields(target, log)),
      ],
    };
  },
};
