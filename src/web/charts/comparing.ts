import { createContext } from 'preact';
import type { DrawingMaker } from '../../charts/drawing.js';

/** What a figure of one reading is told, so that it can be compared with that of the other. */
export interface ComparedFigure {
  title: string;
  /** What it depends on: the other side draws anew when this changes. */
  key: string;
  draw: DrawingMaker;
}

/** Draws a figure on the scale, and with the rows, that it shares with the figure of the same title on the other side. */
export interface Comparing {
  useBeside(figure: ComparedFigure): DrawingMaker;
  /** Whether what moved is drawn here. */
  isLater: boolean;
}

export const ComparingContext = createContext<Comparing | undefined>(undefined);
