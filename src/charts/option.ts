import type { Axis, Drawing, Plot } from './drawing.js';
import { font } from './drawing.js';
import type { Palette } from './palette.js';

const axisOption = (axis: Axis, { quiet, line }: Palette): Record<string, unknown> => ({
  type: axis.names ? 'category' : 'value',
  ...(axis.names && { data: axis.names }),
  ...(!axis.names && { min: axis.least ?? 0, max: axis.most }),
  show: !axis.isHidden,
  inverse: axis.isInverse ?? false,
  axisLabel: {
    color: quiet,
    font,
    hideOverlap: true,
    showMaxLabel: axis.names ? null : false,
    ...(axis.label && { formatter: axis.label }),
  },
  axisLine: { show: !axis.isBare, lineStyle: { color: line } },
  axisTick: { show: false },
  splitLine: { show: !axis.names && !axis.isHidden, lineStyle: { color: line, opacity: 0.5 } },
  splitNumber: 4,
  ...(axis.step && { interval: axis.step, min: Math.floor(axis.least! / axis.step) * axis.step }),
});

interface Api {
  coord(at: [number, number]): [number, number];
}

interface Params {
  coordSys: { x: number; y: number; width: number; height: number };
}

const plotOf = ({ coord }: Api, { coordSys }: Params, { x, y }: Drawing): Plot => ({
  x: (value) => coord([value, y.least ?? 0])[0],
  y: (value) => coord([x.least ?? 0, value])[1],
  left: coordSys.x,
  top: coordSys.y,
  width: coordSys.width,
  height: coordSys.height,
});

/** One custom series draws all shapes, so that the grammar is ours and the axes are the library's. */
export const optionOf = (drawing: Drawing, palette: Palette): Record<string, unknown> => ({
  animation: false,
  textStyle: { fontFamily: 'system-ui, sans-serif' },
  grid: { ...drawing.margin, containLabel: false },
  xAxis: axisOption(drawing.x, palette),
  yAxis: axisOption(drawing.y, palette),
  series: [
    {
      type: 'custom',
      data: [[0, 0]],
      clip: false,
      renderItem: (params: Params, api: Api) => ({
        type: 'group',
        // What stood there before must not be merged into other shapes.
        $mergeChildren: false,
        children: drawing.shapes(plotOf(api, params, drawing)),
      }),
    },
  ],
});
