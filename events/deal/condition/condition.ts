import type { Days } from '../../kit/date.js';
import type { Grounds } from '../grounds.js';

/** Whether somebody saw that a named condition holds, and of which days. */
export interface Observation extends Grounds {
  readonly holds: boolean;
  readonly on: Days;
}
