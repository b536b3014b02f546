import { type ComponentChildren, createElement, options, type VNode } from 'preact';

const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
const amount = String.raw`(?:[≥≤] |~)?(?:[A-Z]{3} )?[$€£]?\d[\d.,]*(?:–[$€£]?\d[\d.,]*)?(?: ?%|[KMBT])?(?: (?:[GMk]W|USD|CNY|IT)\b)*`;

const period = String.raw`\b\d{4}-(?:[QH]\d|\d\d(?:-\d\d)?)\b`;

/** A number with its bound and its unit, a date and a period: what is torn apart at the end of a line is read wrongly. */
const kept = new RegExp(
  String.raw`\b\d{1,2} (?:${months}) \d{4}\b|\b(?:${months}) \d{4}\b|${period}|${amount}`,
  'g',
);

/** Where a line may end within it. */
const isBreakable = (text: string): boolean => /[ –-]/.test(text.trim());

interface Piece {
  text: string;
  isKept: boolean;
}

/** A text in pieces, those that stay in one line told from the others; undefined where there is none. */
export const piecesOf = (text: string): Piece[] | undefined => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(kept)) {
    if (!isBreakable(found)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), isKept: false });
    pieces.push({ text: found, isKept: true });
    from = index + found.length;
  }
  if (pieces.length === 0) return undefined;
  return from < text.length ? [...pieces, { text: text.slice(from), isKept: false }] : pieces;
};

/** Elements of prose: in others nothing is broken, or nothing but text may stand. */
const prose = new Set(
  'a b blockquote button caption dd dt em figcaption h1 h2 h3 legend li p q small span summary td th'.split(
    ' ',
  ),
);

const unbroken = (child: ComponentChildren): ComponentChildren => {
  if (typeof child !== 'string' || child.length < 4) return child;
  return (
    piecesOf(child)?.map(({ text, isKept }) =>
      isKept ? createElement('span', { class: 'unbroken', children: text }) : text,
    ) ?? child
  );
};

const isProse = ({ type, props }: VNode<{ class?: string }>): boolean =>
  typeof type === 'string' && prose.has(type) && !/^(?:unbroken|number)$/.test(props.class ?? '');

/** Keeps numbers with their units, and dates, in one line wherever the page says them: no screen has to think of it. */
export const keepNumbersWhole = (): void => {
  const before = options.vnode;
  options.vnode = (vnode) => {
    const { props } = vnode;
    if (isProse(vnode) && props.children !== undefined)
      props.children = Array.isArray(props.children)
        ? props.children.map(unbroken)
        : unbroken(props.children);
    before?.(vnode);
  };
};
