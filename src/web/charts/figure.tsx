import type { EChartsType } from 'echarts/core';
import { useId, useRef, useState } from 'preact/hooks';
import { usePlace } from '../place/use-place.js';
import { Canvas } from './canvas.js';
import type { Draw } from '../../charts/drawing.js';
import { saveCsv, savePng, saveSvg, type Saved } from './save.js';
import { Legend, type LegendProps } from './legend.js';
import { type Grid, Table } from './table.js';

/** What an answer must say of itself to be cited. */
export interface Citation {
  effectiveAt: string;
  knownAt: string;
  policy: string;
  position: number;
  viewHash?: string;
  definition?: string;
}

export const citationText = ({ effectiveAt, knownAt, policy, position }: Citation): string =>
  `effective ${effectiveAt} · known ${knownAt} · policy ${policy} · position ${position}`;

interface FigureProps {
  title: string;
  /** The chart in a sentence or two. */
  summary: string;
  draw: Draw;
  grid: Grid;
  legend?: LegendProps;
  citation: Citation;
}

interface ExportProps {
  saved(): Saved;
  chart(): EChartsType | undefined;
}

const Exports = ({ saved, chart }: ExportProps) => (
  <>
    {chart() && (
      <>
        <button type="button" onClick={() => saveSvg(saved(), chart()!)}>
          SVG
        </button>
        <button type="button" onClick={() => void savePng(saved(), chart()!)}>
          PNG
        </button>
      </>
    )}
    <button type="button" onClick={() => saveCsv(saved())}>
      CSV
    </button>
  </>
);

/** A chart with its title, summary and legend; the same as a table, and as a file with everything needed to cite it. */
export const Figure = ({ title, summary, draw, grid, legend, citation }: FigureProps) => {
  const { settings } = usePlace().place;
  const [isTurned, setTurned] = useState(false);
  const [, setDrawn] = useState(false);
  const chart = useRef<EChartsType>(undefined);
  const isTable = (settings.show === 'table') !== isTurned;
  const id = useId();
  const saved = (): Saved => ({ title, summary, grid, citation, address: location.href.split('#')[0]! });
  const keep = (drawn: EChartsType): void => {
    chart.current = drawn;
    setDrawn(true);
  };
  return (
    <figure class="figure" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        <p class="summary">{summary}</p>
      </figcaption>
      <div class="figure-buttons" role="group" aria-label={`${title}: how it is shown, and files`}>
        <button type="button" onClick={() => setTurned(!isTurned)}>
          {isTable ? 'Chart' : 'Table'}
        </button>
        <Exports saved={saved} chart={() => (isTable ? undefined : chart.current)} />
      </div>
      {isTable ? (
        <Table grid={grid} caption={`${title}. ${summary}`} />
      ) : (
        <Canvas
          draw={draw}
          label={`${title}. ${summary} The table beside it says the same.`}
          onDrawn={keep}
        />
      )}
      {!isTable && legend && <Legend {...legend} />}
      <p class="citation" data-view-hash={citation.viewHash}>
        {citationText(citation)}
        {citation.viewHash && ` · hash ${citation.viewHash.slice(0, 12)}`}
      </p>
    </figure>
  );
};
