import type { AskQuery } from './asking.js';
import { ShowView } from '../../messages/show-view.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { isMeasure, measureText } from '../../../projections/wording/measure.js';
import { tableText } from '../format/table.js';

const rungs = ['headlineKw', 'signedKw', 'firmKw', 'energizedKw'] as const;

/** Headline, signed, firm and energized capacity: a line to each layer and basis, since those are never added. */
export const ladder = async (ask: AskQuery): Promise<string[]> => {
  const { totals } = await ask(new ShowView('compute-capacity', { by: 'layer' }));
  if (totals.length === 0) return [];
  const rows = totals.map((total) => [
    layerText(total),
    ...rungs.map((rung) => (isMeasure(total[rung]) ? measureText(rung, total[rung]) : 'unknown')),
  ]);
  const columns = [
    { title: '  layer' },
    ...['headline', 'signed', 'firm', 'energized'].map((title) => ({ title, right: true })),
  ];
  return [
    ...tableText(
      columns,
      rows.map(([layer, ...cells]) => [`  ${layer}`, ...cells]),
    ).split('\n'),
    '  Layers are never added: the same gigawatt may be chips, hosting, a site and grid power.',
  ];
};
