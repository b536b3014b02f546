import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Something small behind a button that says whether it is open (`aria-expanded`). Escape closes it and leads back to
 * the button; so does whatever is pressed or focused elsewhere, but for the way back.
 */
export const useUnfold = () => {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLElement & HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = ({ target }: Event): void => {
      if (!(target instanceof Node && root.current?.contains(target))) setOpen(false);
    };
    const escape = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape') return;
      setOpen(false);
      root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
    };
    addEventListener('pointerdown', leave);
    addEventListener('focusin', leave);
    addEventListener('keydown', escape);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('focusin', leave);
      removeEventListener('keydown', escape);
    };
  }, [isOpen]);
  return { isOpen, root, toggle: () => setOpen(!isOpen) };
};
