import { type Chart, type Citation, citationText } from '../../charts/chart.js';
import type { PictureFrame } from '../../charts/render-svg.js';
import { fetchLater } from '../fetch-later.js';
import { viewHashOf } from './view-hash.js';

const fetchRenderer = fetchLater(() => import('../../charts/render-svg.js'));
const fetchSheets = fetchLater(() => import('../../sheets/csv.js'));

/** What goes into a file with the chart: everything that is needed to cite it. */
export interface SavedChart {
  chart: Chart;
  citation: Citation;
  address: string;
}

/** Of a table nothing is drawn. */
type SavedTable = Omit<SavedChart, 'chart'> & { chart: Pick<Chart, 'title' | 'grid'> };

const nameOf = ({ chart: { title } }: SavedTable, ending: string): string =>
  `${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}.${ending}`;

const save = (address: string, name: string): void => {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
};

const saveText = (text: string, type: string, name: string): void =>
  save(`data:${type};charset=utf-8,${encodeURIComponent(text)}`, name);

/** The hash belongs into the file, whether or not the page has shown it yet. */
const cite = async (citation: Citation): Promise<Citation> => {
  const viewHash = await viewHashOf(citation);
  return { ...citation, ...(viewHash !== undefined && { viewHash }) };
};

export const saveCsv = async (saved: SavedTable): Promise<void> => {
  const { chart, address } = saved;
  const [{ csvText }, citation] = await Promise.all([fetchSheets(), cite(saved.citation)]);
  const { title, grid } = chart;
  const comment = `${title} · ${citationText(citation)}${citation.viewHash ? ` · hash ${citation.viewHash}` : ''} · ${address}`;
  const rows = [
    grid.columns.map((column) => column.title),
    ...grid.rows.map((row) => row.map(({ text }) => text)),
  ];
  saveText(csvText([comment], rows), 'text/csv', nameOf(saved, 'csv'));
};

const drawn = async ({ chart, citation }: SavedChart, frame: PictureFrame) => {
  const [{ renderSvg }, cited] = await Promise.all([fetchRenderer(), cite(citation)]);
  return renderSvg([chart], cited, frame);
};

export const saveSvg = async (saved: SavedChart, frame: PictureFrame): Promise<void> =>
  saveText((await drawn(saved, frame)).svg, 'image/svg+xml', nameOf(saved, 'svg'));

export const savePng = async (saved: SavedChart, frame: PictureFrame): Promise<void> => {
  const { svg, width, height } = await drawn(saved, frame);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  save(canvas.toDataURL('image/png'), nameOf(saved, 'png'));
};
