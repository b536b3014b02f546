import { useContext, useId, useState } from 'preact/hooks';
import { type Chart, type Citation, citationText } from '../../charts/chart.js';
import { usePlace } from '../place/use-place.js';
import { Canvas } from './canvas.js';
import { ComparingContext } from './comparing.js';
import type { EmbeddedQuestion } from './embed.js';
import { Headed } from './headed.js';
import { useExplained } from './legends.js';
import { loadLater } from '../shell/later.js';
import type { SavedChart } from './save.js';
import type { TableGrid } from './table.js';
import { useViewHash } from './view-hash.js';

interface FigureProps extends Chart {
  grid: TableGrid;
  citation: Citation;
  /** The question whose chart this is, where the server draws it, too. */
  embed?: EmbeddedQuestion;
}

const Table = loadLater(async () => (await import('./table.js')).Table);
const Tools = loadLater(async () => (await import('./tools.js')).Tools, <span aria-busy="true" />);

const Cited = ({ citation }: { citation: Citation }) => {
  const viewHash = useViewHash(citation);
  return (
    <p class="citation" data-view-hash={viewHash}>
      {citationText(citation)}
      {viewHash && ` · hash ${viewHash.slice(0, 12)}`}
    </p>
  );
};

type DrawnFigure = Pick<FigureProps, 'draw' | 'legend'>;

/** While two readings are compared, a figure is drawn so that both can be read against each other. */
const useCompared = (
  title: string,
  { draw, legend }: DrawnFigure,
  { effectiveAt, knownAt, position }: Citation,
): DrawnFigure => {
  const { settings } = usePlace().place;
  const comparing = useContext(ComparingContext);
  if (!comparing) return { draw, ...(legend && { legend }) };
  const key = [position, effectiveAt, knownAt, ...Object.values(settings)].join('|');
  return {
    draw: comparing.useBeside({ title, key, draw }),
    ...(legend && { legend: { ...legend, moved: comparing.isLater } }),
  };
};

/** A chart with its title and summary; the same as a table, and as a file with everything needed to cite it. */
export const Figure = ({ title, summary, told, grid, only, citation, embed, ...own }: FigureProps) => {
  const { settings } = usePlace().place;
  const [isTurned, setTurned] = useState(false);
  const [width, setWidth] = useState(0);
  const isTable = (settings.show === 'table') !== isTurned;
  const id = useId();
  const { draw, legend } = useCompared(title, own, citation);
  const chart = { title, summary, ...(told && { told }), draw, grid, ...(legend && { legend }) };
  useExplained(id, isTable ? undefined : legend);
  const saved: SavedChart = { chart, citation, address: location.href.split('#')[0]! };
  return (
    <figure class="figure" aria-labelledby={id}>
      <figcaption>
        <Headed id={id} title={title} as={own.defined} exactly={citation.definition} />
        <p class="summary">{summary}</p>
      </figcaption>
      <Tools
        title={title}
        isTable={isTable}
        turn={() => setTurned(!isTurned)}
        saved={saved}
        width={isTable ? 0 : width}
        embed={embed && { ...embed, question: { ...embed.question, ...only } }}
      />
      {isTable ? (
        <Table grid={grid} caption={`${title}. ${summary}`} />
      ) : (
        <Canvas
          draw={draw}
          label={`${title}. ${told ? `${told} ` : ''}${summary} The table beside it says the same.`}
          onDrawn={setWidth}
        />
      )}
      <Cited citation={citation} />
    </figure>
  );
};
