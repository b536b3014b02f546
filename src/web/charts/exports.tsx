import { copiedOn } from '../copied.js';
import { fetchLater } from '../fetch-later.js';
import { usePalette } from '../style/use-palette.js';
import { Embed, type EmbeddedQuestion } from './embed.js';
import type { SavedChart } from './save.js';

const fetchSave = fetchLater(() => import('./save.js'));

export interface ExportedFigure {
  saved: SavedChart;
  /** How wide it is drawn; 0 while it is a table, of which there is no picture. */
  width: number;
  embed: EmbeddedQuestion | undefined;
}

/** A figure as files, and as a line that shows it on another page. */
export const Exports = ({ saved, width, embed }: ExportedFigure) => {
  const palette = usePalette();
  // As wide as on the page, and the margins.
  const frame = { width: Math.max(width + 24, 360), palette, address: saved.address };
  return (
    <>
      {width > 0 && (
        <>
          <button type="button" onClick={() => void fetchSave().then(({ saveSvg }) => saveSvg(saved, frame))}>
            SVG
          </button>
          <button type="button" onClick={() => void fetchSave().then(({ savePng }) => savePng(saved, frame))}>
            PNG
          </button>
        </>
      )}
      <button type="button" onClick={() => void fetchSave().then(({ saveCsv }) => saveCsv(saved))}>
        CSV
      </button>
      {embed && !copiedOn && <Embed {...embed} />}
    </>
  );
};
