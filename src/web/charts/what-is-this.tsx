import { useId } from 'preact/hooks';
import { type Defined, definitions } from '../../charts/words/definitions.js';
import { useUnfold } from '../shell/use-unfold.js';

interface WhatProps {
  title: string;
  as: Defined;
  /** How the view behind it reckons, word for word. */
  exactly?: string | undefined;
}

/** What a figure or a table shows, behind a button beside its title; it lies over what is there, so that nothing moves. */
export const WhatIsThis = ({ title, as, exactly }: WhatProps) => {
  const { isOpen, root, toggle } = useUnfold();
  const id = useId();
  return (
    <span class="what" ref={root}>
      <button
        type="button"
        title="What is this?"
        aria-label={`What is this? ${title}`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        ?
      </button>
      <span id={id} class="meaning" role="note" hidden={!isOpen}>
        {definitions[as]}
        {exactly && <small>Exactly: {exactly}</small>}
      </span>
    </span>
  );
};
