import type { Mark } from './words/marks.js';

interface Icon {
  /** Around the middle, 5 units to each side. */
  path: string;
  lineWidth?: number;
}

/** The marks as strokes: a font may lack their letters, and would leave a blank. */
export const icons: Readonly<Record<Mark, Icon>> = {
  rivals: { path: 'M-4-1.8h8M-4 1.8h8M-2.4 4.4L2.4-4.4' },
  derived: { path: 'M0-3v.01M-3.2 2.6v.01M3.2 2.6v.01', lineWidth: 2.6 },
  hypothetical: { path: 'M0-4.6L4.6 0L0 4.6L-4.6 0Z' },
  converted: { path: 'M-4.5-2.2h9M2-4.7l2.5 2.5L2 .3M4.5 2.4h-9M-2-.1l-2.5 2.5L-2 4.9' },
  'level-beside': { path: 'M-2-4.5v9M2-4.5v9' },
  assumed: { path: 'M-4.5-1.4c1.6-2 3-1.8 4.5-.6s3 1.2 4.5-.6M-4.5 2.8c1.6-2 3-1.8 4.5-.6s3 1.2 4.5-.6' },
  combined: { path: 'M-4 0h8M0-4v8' },
  planned: { path: 'M-4.5 0h9M1.5-3l3 3l-3 3' },
  counterfactual: { path: 'M-5 0c1-3 2-3 3 0s2 3 3 0h3.5M2-3l3 3l-3 3' },
  revised: { path: 'M0-4.5v9M-3.9-2.25l7.8 4.5M3.9-2.25l-7.8 4.5' },
  superseded: { path: 'M0-4.8v9.6M-2.8-1.8h5.6' },
};

export const iconLineWidth = 1.4;
/** From the middle of one icon to the next, in pixels. */
export const iconStep = 14;
