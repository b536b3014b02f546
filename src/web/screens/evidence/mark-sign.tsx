import type { ComponentChildren } from 'preact';
import { iconLineWidth, icons } from '../../../charts/icons.js';
import { type Mark, markNames, marks } from '../../../charts/words/marks.js';

/** A mark as strokes, as in the drawings; whoever does not see it is told what it means. */
export const MarkSign = ({ of }: { of: Mark }) => (
  <span class="mark" title={marks[of].says}>
    <svg class="stroke" viewBox="-6 -6 12 12" aria-hidden="true">
      <path d={icons[of].path} stroke-width={icons[of].lineWidth ?? iconLineWidth} />
    </svg>
    <span class="unseen">{marks[of].says}</span>
  </span>
);

const markOf = (letter: string): Mark | undefined => markNames.find((mark) => marks[mark].sign === letter);

/** A text with the signs at its end drawn: a font may lack their letters. */
export const drawSigns = (text: string): ComponentChildren => {
  const drawn: ComponentChildren[] = [];
  let words = text;
  for (let mark = markOf(words.at(-1) ?? ''); mark; mark = markOf(words.at(-1) ?? '')) {
    drawn.unshift(<MarkSign key={mark} of={mark} />);
    words = words.slice(0, -1);
  }
  if (drawn.length === 0) return text;
  return (
    <span>
      {words}
      {drawn}
    </span>
  );
};
