import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { DrawingMaker } from '../../charts/drawing.js';
import { Drawn } from '../../charts/svg/drawn.js';
import { usePalette } from '../style/use-palette.js';

interface Hover {
  text: string;
  x: number;
  y: number;
}

interface CanvasProps {
  draw: DrawingMaker;
  label: string;
  /** Told how wide the chart is, for exports of exactly that. */
  onDrawn?(width: number): void;
}

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

/** What is said of the thing under the pointer: the first one there that has words. */
const toldAt = (canvas: Element, { clientX, clientY }: PointerEvent): string | undefined => {
  for (const under of document.elementsFromPoint(clientX, clientY)) {
    const named = canvas.contains(under) ? under.closest('svg *:has(> title)') : null;
    if (named) return named.querySelector(':scope > title')!.textContent ?? undefined;
  }
  return undefined;
};

/** A pane over the drawing, since a browser would show its titles late, small and out of reach of our colours. */
const Pane = ({ width }: { width: number }) => {
  const [hover, setHover] = useState<Hover>();
  const follow = (event: PointerEvent): void => {
    const pane = event.currentTarget as HTMLElement;
    const text = toldAt(pane.parentElement!, event);
    setHover(text === undefined ? undefined : { text, x: event.offsetX, y: event.offsetY });
  };
  return (
    <>
      {hover && (
        <span
          class="tip"
          style={{ left: `${Math.min(hover.x + 12, Math.max(width - 240, 0))}px`, top: `${hover.y + 14}px` }}
        >
          {hover.text}
        </span>
      )}
      <div
        class="pane"
        onPointerMove={follow}
        onPointerDown={follow}
        onPointerLeave={() => setHover(undefined)}
      />
    </>
  );
};

/** A chart as an image; the table beside it says the same in text. */
export const Canvas = ({ draw, label, onDrawn }: CanvasProps) => {
  const palette = usePalette();
  const [element, width] = useWidth();
  const name = useId();
  // The same drawing is not made again, whatever else of the page is.
  const drawn = useMemo(
    () => width > 0 && <Drawn drawing={draw(palette, width)} palette={palette} width={width} name={name} />,
    [draw, palette, width, name],
  );
  useEffect(() => {
    if (width > 0) onDrawn?.(width);
  }, [width]);
  return (
    <div class="canvas" ref={element}>
      <div class="drawn" role="img" aria-label={label}>
        {drawn}
      </div>
      <Pane width={width} />
    </div>
  );
};
