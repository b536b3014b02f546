import { CustomChart } from 'echarts/charts';
import { GridSimpleComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Palette } from '../../charts/palette.js';
import { usePalette } from '../style/use-palette.js';
import { type Axis, type Draw, type Drawing, font, type Plot } from '../../charts/drawing.js';

use([CustomChart, GridSimpleComponent, SVGRenderer]);

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
  axisLine: { show: true, lineStyle: { color: line } },
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
const optionOf = (drawing: Drawing, palette: Palette): Record<string, unknown> => ({
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

interface Hover {
  text: string;
  x: number;
  y: number;
}

interface Pointed {
  info?: string;
  event?: { offsetX: number; offsetY: number };
}

interface CanvasProps {
  draw: Draw;
  label: string;
  /** Given the drawn chart, for exports. */
  onDrawn?(chart: EChartsType): void;
}

/** A frame on which a value is its own pixel: enough to tell whether two drawings are the same. */
const plainPlot: Plot = {
  x: (value) => value,
  y: (value) => value,
  left: 0,
  top: 0,
  width: 1e3,
  height: 1e3,
};

/** The same drawing is not drawn twice: most renders change the words around a chart, and not the chart. */
const signatureOf = ({ shapes, ...frame }: Drawing, { name }: Palette, width: number): string =>
  JSON.stringify([name, width, frame, frame.x.label?.(1), frame.y.label?.(1), shapes(plainPlot)]);

const useWidth = (): [{ current: HTMLDivElement | null }, number] => {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return [element, width];
};

/** A chart as an image; the table beside it says the same in text. */
export const Canvas = ({ draw, label, onDrawn }: CanvasProps) => {
  const palette = usePalette();
  const [element, width] = useWidth();
  const chart = useRef<EChartsType>(undefined);
  const shown = useRef<string>(undefined);
  const [hover, setHover] = useState<Hover>();
  const drawing = width > 0 ? draw(palette, width) : undefined;
  useEffect(() => {
    if (!drawing) return;
    const root = element.current!.firstElementChild as HTMLElement;
    if (!chart.current) {
      chart.current = init(root, null, { renderer: 'svg', width, height: drawing.height });
      chart.current.on('mouseover', ({ info, event }: Pointed) =>
        setHover(info && event ? { text: info, x: event.offsetX, y: event.offsetY } : undefined),
      );
      chart.current.on('mouseout', () => setHover(undefined));
    }
    const next = signatureOf(drawing, palette, width);
    if (next === shown.current) return;
    shown.current = next;
    if (chart.current.getWidth() !== width || chart.current.getHeight() !== drawing.height)
      chart.current.resize({ width, height: drawing.height });
    chart.current.setOption(optionOf(drawing, palette), { notMerge: true });
    onDrawn?.(chart.current);
  });
  useEffect(() => () => chart.current?.dispose(), []);
  return (
    <div
      class="canvas"
      ref={element}
      role="img"
      aria-label={label}
      style={{ height: `${drawing?.height ?? 200}px` }}
    >
      <div />
      {hover && (
        <span
          class="tip"
          style={{ left: `${Math.min(hover.x + 12, Math.max(width - 240, 0))}px`, top: `${hover.y + 14}px` }}
        >
          {hover.text}
        </span>
      )}
    </div>
  );
};
