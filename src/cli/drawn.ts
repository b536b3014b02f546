import { type Command, InvalidArgumentError, Option } from 'commander';
import { dark, light, type Palette } from '../charts/palette.js';
import { widths } from '../charts/widths.js';
import type { PictureFile } from '../charts/render-svg.js';
import type { LedgerClient } from './ledger.js';

/** How a chart is drawn. */
export interface LookOptions {
  svg?: boolean;
  theme?: string;
  width?: number;
}

const widthFrom = (text: string): number => {
  if (/^\d{1,4}$/.test(text) && Number(text) >= widths.least && Number(text) <= widths.most)
    return Number(text);
  throw new InvalidArgumentError(
    `It must be a whole number of pixels from ${widths.least} to ${widths.most}.`,
  );
};

export const declareLook = (command: Command): Command =>
  command
    .option('--svg', 'draw the answer: a chart as SVG, with everything needed to cite it')
    .addOption(new Option('--theme <theme>', 'the colours of the chart').choices(['light', 'dark']))
    .addOption(
      new Option('--width <pixels>', `the width of the chart (${widths.usual} when missing)`).argParser(
        widthFrom,
      ),
    );

export const paletteOf = ({ theme }: LookOptions): Palette => (theme === 'dark' ? dark : light);
export const widthOf = ({ width = widths.usual }: LookOptions): number => width;

/** The chart of a view. Throws Stop where it has none. */
export const pictureOfView = async (
  { ask }: Pick<LedgerClient, 'ask'>,
  view: string,
  parameters: Readonly<Record<string, string>>,
  look: LookOptions,
): Promise<PictureFile> => {
  const { askCharts, NotDrawn, pinnedAddress } = await import('../charts/ask-charts.js');
  const { renderSvg } = await import('../charts/render-svg.js');
  const { ShowNames, ShowView } = await import('./ledger.js');
  const { Stop } = await import('./failure.js');
  try {
    const { charts, answer } = await askCharts(
      {
        view: (name, asked) => ask(new ShowView(name, asked)),
        names: (atPosition) => ask(new ShowNames(atPosition)),
      },
      view,
      parameters,
      { unit: '', hasBounds: true },
    );
    const frame = { width: widthOf(look), palette: paletteOf(look), address: pinnedAddress(answer) };
    return renderSvg(charts, answer, frame);
  } catch (error) {
    throw error instanceof NotDrawn ? new Stop('notFound', error.message) : error;
  }
};

/** A picture in pixels, as a file. Throws Stop where it is too large. */
export const writePng = async (picture: PictureFile, file: string): Promise<void> => {
  const { rasterize, TooManyPixels } = await import('../pictures/rasterize.js');
  const { writeToFile } = await import('./export/files.js');
  const { Stop } = await import('./failure.js');
  try {
    await writeToFile([await rasterize(picture)], file, 0o644);
  } catch (error) {
    throw error instanceof TooManyPixels ? new Stop('failure', error.message) : error;
  }
};
