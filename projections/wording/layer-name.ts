import type { CapacityLayer } from '../../events/deal/deal.words.js';
import type { Entry } from '../kit/line.js';
import { basisText } from './basis-text.js';

const names: Readonly<Record<CapacityLayer, string>> = {
  chips: 'chips',
  hosting: 'hosting',
  site: 'sites',
  grid: 'grid power',
};

/** What capacity of a layer is called: "grid power". */
export const layerName = (layer: string): string =>
  Object.entries(names).find(([one]) => one === layer)?.[1] ?? layer;

/** The layer of a row, with the basis of its kilowatts where the source says it: "sites (IT load)". */
export const layerText = ({ layer, basis }: Pick<Entry, string>): string =>
  layerName(String(layer ?? '')) + basisText(String(basis ?? ''));
