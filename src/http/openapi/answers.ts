import { problemKinds } from '../problem-kinds.js';
import made from './answers.json' with { type: 'json' };
import type { Schema, ComponentSchemas } from './kit.js';

/** The schemas that `npm run schemas` makes of the types of the answers. */
const ofTypes: Readonly<Record<keyof typeof made, Schema>> = made;

const { RecordedEvent: _, ViewAnswer, Problem, ...whole } = ofTypes;

/** What the answers of all views share; each view adds what it declares. */
export const viewParts = { answer: ViewAnswer, row: whole.ViewRow, total: whole.ViewTotal };

const statuses = [...new Set([...Object.values(problemKinds).map(({ status }) => status), 408, 414, 431])];

const problem = (): Schema => {
  const { properties = {} } = Problem;
  return { ...Problem, properties: { ...properties, status: { ...properties.status, enum: statuses } } };
};

export const answerSchemas = (): ComponentSchemas => ({ ...whole, Problem: problem() });
