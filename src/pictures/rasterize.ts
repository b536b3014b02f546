import { renderAsync } from '@resvg/resvg-js';
import { fontFamily, fontFiles } from './fonts.js';
import { encodePng } from './png.js';

/** A drawing with its size in pixels. */
export interface DrawnPicture {
  svg: string;
  width: number;
  height: number;
}

/** Two pixels for each of the drawing's, as screens and print have them. */
const fine = 2;

/** What is held of a picture while it is made is about twelve bytes for each of its pixels. */
const mostPixels = 12_000_000;

/** A picture that is larger than pixels are made for. */
export class TooManyPixels extends Error {}

/** As fine as it may be; a long picture is made less fine before it is refused. */
const scaleOf = ({ width, height }: DrawnPicture): number => {
  const pixels = width * height;
  if (pixels > mostPixels)
    throw new TooManyPixels(
      `the picture would have ${(pixels / 1e6).toFixed(1)} million pixels, and ${mostPixels / 1e6} are made at most: ask for less, or for .svg`,
    );
  return pixels * fine * fine > mostPixels ? 1 : fine;
};

/** A drawing as PNG, the same bytes wherever it is made; worked out in threads beside the one that asks. Throws TooManyPixels. */
export const rasterize = async (picture: DrawnPicture): Promise<Uint8Array> => {
  const image = await renderAsync(picture.svg, {
    fitTo: { mode: 'zoom', value: scaleOf(picture) },
    font: {
      loadSystemFonts: false,
      fontFiles: [...fontFiles],
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  return encodePng(image.pixels, image.width, image.height);
};
