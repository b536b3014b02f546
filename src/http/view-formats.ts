import type { View } from '../../projections/kit/view.js';
import { endingsOf } from '../formats/answers.js';

/** Drawings need more than an answer, and are made elsewhere: by their endings, what they are. */
export const drawings = { svg: 'image/svg+xml', png: 'image/png' } as const;

type DrawingEnding = keyof typeof drawings;

export const isDrawing = (ending: string): ending is DrawingEnding => Object.hasOwn(drawings, ending);

/** What the address of a view may end in, beside nothing for JSON. */
export const viewEndings = (view: View | undefined): string[] => [
  ...endingsOf(view),
  ...Object.keys(drawings),
];
