import type { Drawing } from './drawing.js';
import { init } from './library.js';
import { optionOf } from './option.js';
import type { Palette } from './palette.js';

/** "600 12px system-ui, sans-serif" as the attributes that need no style sheet. */
const fontAttributes = (font: string): string => {
  const [, weight, size, family] = /^(?:(\d+) )?(\d+)px (.+)$/.exec(font) ?? [];
  return `font-size="${size}" font-family="${family}"${weight ? ` font-weight="${weight}"` : ''}`;
};

/**
 * What the library writes for a page that stays alive, without that: no classes and rules for a pointer, no numbers
 * of series, no styles that a strict policy would refuse, and ids that don't count how often something was drawn.
 * Inside a text every quotation mark and bracket is written as an entity, so that none of this can match there.
 */
const plainSvg = (svg: string, name: string): string =>
  svg
    .replaceAll(/<style ?><!\[CDATA\[.*?\]\]>\s*<\/style>\n?/gs, '')
    .replaceAll(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replaceAll(/(id="|="url\(#)zr\d+-/g, `$1${name}-`)
    .replaceAll(/ style="font: ([^"]+)"/g, (_, font: string) => ` ${fontAttributes(font)}`)
    .replaceAll(
      / style="font-size:(\d+)px;font-family:([^;"]+);?"/g,
      (_, size: string, family: string) => ` ${fontAttributes(`${size}px ${family}`)}`,
    );

/** A drawing as SVG, the same for the same drawing wherever and how often it is made; ids begin with the name. */
export const svgOf = (drawing: Drawing, palette: Palette, width: number, name: string): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: drawing.height });
  chart.setOption(optionOf(drawing, palette));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return plainSvg(svg, name);
};
