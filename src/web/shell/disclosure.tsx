import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** What is there for whoever asks: it is neither drawn nor counted before. */
export const Disclosure = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="box" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {isOpen && children}
    </details>
  );
};
