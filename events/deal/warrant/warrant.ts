import type { Quantity } from '../../kit/quantity.js';
import type { Grounds } from '../grounds.js';
import type { WarrantTranche } from './warrant.events.js';

export interface Warrant extends Grounds {
  readonly holder: string;
  readonly issuer: string;
  readonly shares: number;
  readonly strike: Quantity;
  readonly expiresOn?: string;
  readonly tranches: readonly WarrantTranche[];
  readonly vested: number;
}
