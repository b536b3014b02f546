import type { Count } from '../../../events/kit/formats.js';
import type { Effect } from './editing.js';

/** What an edit came to over all views; where they differ, view by view, too. */
export interface EffectOverViews extends Effect {
  /** View by view, where they differ. */
  byView?: ({ view: Count } & Pick<Effect, 'status' | 'touched' | 'left' | 'dropped' | 'because'>)[];
}

const effectTold = ({ status, touched, left, dropped, because }: Effect) => ({
  status,
  touched,
  ...(left && { left }),
  ...(dropped && { dropped }),
  ...(because !== undefined && { because }),
});

const unionOf = (lists: readonly (readonly string[] | undefined)[]): string[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];

/** What some view changed and what every view left alone. */
const joinEffects = (effects: readonly Effect[]): Effect => {
  const {
    left: _,
    dropped: __,
    because: ___,
    ...first
  } = effects.find(({ status }) => status === 'applied') ?? effects[0]!;
  const touched = unionOf(effects.map((one) => one.touched));
  const dropped = unionOf(effects.map((one) => one.dropped));
  const left = new Map(effects.flatMap((one) => one.left ?? []).map((one) => [one.target, one]));
  for (const name of touched) left.delete(name);
  const because = first.status === 'no-effect' ? effects.find((one) => one.because)?.because : undefined;
  return {
    ...first,
    touched,
    ...(left.size > 0 && { left: [...left.values()] }),
    ...(dropped.length > 0 && { dropped }),
    ...(because !== undefined && { because }),
  };
};

const joinViews = (effects: readonly Effect[]): EffectOverViews => {
  const [first] = effects;
  const text = JSON.stringify(effectTold(first!));
  if (effects.every((one) => JSON.stringify(effectTold(one)) === text)) return first!;
  return { ...joinEffects(effects), byView: effects.map((one, view) => ({ view, ...effectTold(one) })) };
};

/** The effects of edits on several views, each edit once. */
export const effectsOverViews = (views: readonly (readonly Effect[])[]): EffectOverViews[] =>
  (views[0] ?? []).map((_, index) => joinViews(views.map((effects) => effects[index]!)));
