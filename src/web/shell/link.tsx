import type { ComponentChildren } from 'preact';
import type { PlaceStep } from '../place/place.js';
import { usePlace } from '../place/use-place.js';

interface LinkProps {
  step: PlaceStep;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
  label?: string;
}

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link to another place of the page: an address like any other, followed without loading the page again. */
export const Link = ({ step, children, class: named, current, label }: LinkProps) => {
  const { go, href } = usePlace();
  const follow = (event: MouseEvent): void => {
    if (!isPlain(event)) return;
    event.preventDefault();
    go(step);
  };
  return (
    <a
      href={href(step)}
      onClick={follow}
      {...(named && { class: named })}
      {...(current && { 'aria-current': 'page' as const })}
      {...(label && { 'aria-label': label })}
    >
      {children}
    </a>
  );
};
