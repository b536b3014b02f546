import { useState } from 'preact/hooks';
import { copiedText, copyText } from '../shell/copy-text.js';

/** A question that the server draws. */
export interface EmbeddedQuestion {
  view: string;
  question: Readonly<Record<string, string | number>>;
}

const addressOf = ({ view, question }: EmbeddedQuestion): string =>
  `${location.origin}/embed/${view}?${new URLSearchParams(
    Object.entries(question).map(([name, value]) => [name, String(value)]),
  ).toString()}`;

const lineOf = (embedded: EmbeddedQuestion): string =>
  `<iframe src="${addressOf(embedded).replaceAll('&', '&amp;')}" title="gigaledger" width="100%" height="640" loading="lazy" style="border:0"></iframe>`;

/** Copies the line that shows this figure, pinned to its dates and position, on another page. */
export const Embed = (embedded: EmbeddedQuestion) => {
  const [says, setSays] = useState('');
  const copy = async (): Promise<void> => {
    const line = lineOf(embedded);
    setSays(copiedText(await copyText(line), line));
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        Copy embed
      </button>
      <span role="status">{says}</span>
    </>
  );
};
