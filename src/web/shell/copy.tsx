import { useState } from 'preact/hooks';

/** Copies a text, and says so where the button stands. */
export const Copy = ({ text, says }: { text: string; says: string }) => {
  const [isDone, setDone] = useState<boolean>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
    } catch {
      setDone(false);
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {says}
      </button>
      <span role="status" class="source">
        {isDone === true && 'Copied.'}
        {isDone === false && `This browser does not let a page copy: ${text}`}
      </span>
    </>
  );
};
