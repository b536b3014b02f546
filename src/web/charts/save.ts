import { type Chart, type Citation, citationText } from '../../charts/chart.js';
import type { PictureFrame } from '../../charts/render-svg.js';
import { fetchLater } from '../fetch-later.js';

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

export const saveCsv = async (saved: SavedTable): Promise<void> => {
  const { csvText } = await fetchSheets();
  const { chart, citation, address } = saved;
  const { title, grid } = chart;
  const comment = `${title} · ${citationText(citation)}${citation.viewHash ? ` · hash ${citation.viewHash}` : ''} · ${address}`;
  const rows = [
    grid.columns.map((column) => column.title),
    ...grid.rows.map((row) => row.map(({ text }) => text)),
  ];
  saveText(csvText([comment], rows), 'text/csv', nameOf(saved, 'csv'));
};

export const saveSvg = async (saved: SavedChart, frame: PictureFrame): Promise<void> => {
  const { renderSvg } = await fetchRenderer();
  saveText(renderSvg([saved.chart], saved.citation, frame).svg, 'image/svg+xml', nameOf(saved, 'svg'));
};

export const savePng = async (saved: SavedChart, frame: PictureFrame): Promise<void> => {
  const { renderSvg } = await fetchRenderer();
  const { svg, width, height } = renderSvg([saved.chart], saved.citation, frame);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  save(canvas.toDataURL('image/png'), nameOf(saved, 'png'));
};
