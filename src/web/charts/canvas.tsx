import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DrawingMaker, Drawing, Plot } from '../../charts/drawing.js';
import { type EChartsType, init } from '../../charts/library.js';
import { optionOf } from '../../charts/option.js';
import type { Palette } from '../../charts/palette.js';
import { usePalette } from '../style/use-palette.js';

interface Hover {
  text: string;
  x: number;
  y: number;
}

interface PointerTarget {
  info?: string;
  event?: { offsetX: number; offsetY: number };
}

interface CanvasProps {
  draw: DrawingMaker;
  label: string;
  /** Told how wide the chart is, for exports of exactly that. */
  onDrawn?(width: number): void;
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

/** Keeps a chart in the element as it is to be drawn; says what the pointer is on. */
const useChart = (
  element: { current: HTMLDivElement | null },
  drawing: Drawing | undefined,
  { palette, width, onDrawn }: Pick<CanvasProps, 'onDrawn'> & { palette: Palette; width: number },
): Hover | undefined => {
  const chart = useRef<EChartsType>(undefined);
  const shown = useRef<string>(undefined);
  const [hover, setHover] = useState<Hover>();
  const made = (height: number): EChartsType => {
    const root = element.current!.firstElementChild as HTMLElement;
    const created = init(root, null, { renderer: 'svg', width, height });
    created.on('mouseover', ({ info, event }: PointerTarget) =>
      setHover(info && event ? { text: info, x: event.offsetX, y: event.offsetY } : undefined),
    );
    created.on('mouseout', () => setHover(undefined));
    return created;
  };
  // Before anything is shown of the new state: a printer doesn't wait for the next frame.
  useLayoutEffect(() => {
    if (!drawing) return;
    chart.current ??= made(drawing.height);
    const next = signatureOf(drawing, palette, width);
    if (next === shown.current) return;
    shown.current = next;
    if (chart.current.getWidth() !== width || chart.current.getHeight() !== drawing.height)
      chart.current.resize({ width, height: drawing.height });
    chart.current.setOption(optionOf(drawing, palette), { notMerge: true });
    onDrawn?.(width);
  });
  useEffect(() => () => chart.current?.dispose(), []);
  return hover;
};

/** A chart as an image; the table beside it says the same in text. */
export const Canvas = ({ draw, label, onDrawn }: CanvasProps) => {
  const palette = usePalette();
  const [element, width] = useWidth();
  const drawing = width > 0 ? draw(palette, width) : undefined;
  const hover = useChart(element, drawing, { palette, width, ...(onDrawn && { onDrawn }) });
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
