import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { drawBeside } from '../../charts/compared.js';
import type { DrawingMaker } from '../../charts/drawing.js';
import type { SideName } from '../place/place.js';
import { type ComparedFigure, type Comparing, ComparingContext } from './comparing.js';

const otherSide: Record<SideName, SideName> = { A: 'B', B: 'A' };

/** The figures that both sides show, by their titles. */
class Pairs {
  readonly #figures = new Map<string, ComparedFigure>();
  readonly #listeners = new Set<() => void>();

  put(side: SideName, figure: ComparedFigure): void {
    const place = `${side} ${figure.title}`;
    const before = this.#figures.get(place);
    this.#figures.set(place, figure);
    if (before?.key !== figure.key) for (const listener of this.#listeners) listener();
  }

  remove(side: SideName, title: string): void {
    this.#figures.delete(`${side} ${title}`);
    for (const listener of this.#listeners) listener();
  }

  find(side: SideName, title: string): ComparedFigure | undefined {
    return this.#figures.get(`${side} ${title}`);
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

const comparingOf = (pairs: Pairs, side: SideName): Comparing => ({
  isLater: side === 'B',
  useBeside: (figure: ComparedFigure): DrawingMaker => {
    const { title } = figure;
    const [, drawAgain] = useState({});
    useLayoutEffect(() => pairs.put(side, figure));
    useEffect(() => pairs.listen(() => drawAgain({})), []);
    useEffect(() => () => pairs.remove(side, title), [title]);
    const other = pairs.find(otherSide[side], title);
    return other ? drawBeside(figure.draw, other.draw, side) : figure.draw;
  },
});

interface PairedProps {
  children(side: SideName): ComponentChildren;
}

/** Two readings beside each other whose figures share scale, rows and order. */
export const Paired = ({ children }: PairedProps) => {
  const comparing = useMemo(() => {
    const pairs = new Pairs();
    return { A: comparingOf(pairs, 'A'), B: comparingOf(pairs, 'B') };
  }, []);
  return (
    <div class="sides">
      {(['A', 'B'] as const).map((side) => (
        <ComparingContext.Provider key={side} value={comparing[side]}>
          {children(side)}
        </ComparingContext.Provider>
      ))}
    </div>
  );
};
