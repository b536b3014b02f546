import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface DialogProps {
  title: string;
  isWide?: boolean;
  close(): void;
  children: ComponentChildren;
}

/** A dialog over the page, closed by its button or by Escape. */
export const Dialog = ({ title, isWide = false, close, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class={isWide ? 'wide' : ''} onClose={close} aria-label={title}>
      <h2>{title}</h2>
      {children}
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
};
