import { Text } from '../../../events/kit/fields.js';
import type { EditedLog, Target } from '../edited-log.js';
import { checkTarget, type EditKind, matched, outcome } from './edit.js';

export class TakeOption {
  @Text('The tranche, as deal/tranche.', { most: 250 }) tranche!: string;
}

const optionKind = (
  op: string,
  summary: string,
  type: string,
  isOpen: (target: Target) => boolean,
): EditKind<TakeOption> => ({
  op,
  summary,
  declared: TakeOption,
  check: ({ tranche }, log) =>
    tranche.includes('/')
      ? checkTarget(tranche, log, '/tranche')
      : [{ pointer: '/tranche', detail: 'must name a tranche, as deal/tranche' }],
  apply: ({ tranche }, log: EditedLog) => {
    const open = matched(tranche, log).filter(isOpen);
    for (const one of open) log.change(one, type, {});
    return outcome(open);
  },
  footprint: ({ tranche }) => ({
    // What is firm is no option any more: it does not lapse.
    reads: [`${tranche}.bindingness`],
    writes: [`${tranche}.${op === 'lapse' ? 'fate' : 'bindingness'}`],
  }),
});

const isOpen = ({ tranche }: Target): boolean => tranche.bindingness !== 'firm';

export const exercise = optionKind(
  'exercise',
  'An option is taken: the tranche is firm.',
  'OptionExercised',
  isOpen,
);
export const lapse = optionKind(
  'lapse',
  'An option is let go: the tranche leaves the headline.',
  'OptionLapsed',
  isOpen,
);
