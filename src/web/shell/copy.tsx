import { useState } from 'preact/hooks';
import { copiedText, copyText } from './copy-text.js';

/** Copies a text, and says so where the button stands. */
export const Copy = ({ text, says }: { text: string; says: string }) => {
  const [isDone, setDone] = useState<boolean>();
  const copy = async (): Promise<void> => setDone(await copyText(text));
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {says}
      </button>
      <span role="status" class="source">
        {isDone !== undefined && copiedText(isDone, text)}
      </span>
    </>
  );
};
