import {
  capacityAt,
  capacityMeasures,
  keyText,
  type CapacityCell,
  type CapacityQuestion,
} from './capacity.js';
import { cellsOf, type Answer, type Cell } from './compare.js';
import { periodsBetween, spanOf, type Grain } from './days.js';
import type { Recorded } from './log.js';

export interface CapacityAsked extends CapacityQuestion {
  timeline?: { grain: Grain; from: string; to: string };
}

const capacityAddress = ({ by, filters, timeline, ...cut }: CapacityAsked): string => {
  const asked = new URLSearchParams({
    by: by.join(','),
    effectiveAt: cut.effectiveAt,
    knownAt: cut.knownAt,
    policy: cut.policy ?? 'primary',
    ...filters,
    ...(timeline && { timeline: timeline.grain, from: timeline.from, to: timeline.to }),
  });
  return `/api/v1/views/compute-capacity?${asked}`;
};

const endsOf = ({
  grain,
  from,
  to,
}: {
  grain: Grain;
  from: string;
  to: string;
}): { period: string; end: string }[] =>
  periodsBetween(from, to, grain).map((period) => ({ period, end: spanOf(period).last }));

const recountCapacity = (log: readonly Recorded[], asked: CapacityAsked) => {
  if (!asked.timeline) return capacityAt(log, asked);
  const [rows, totals] = [new Map<string, CapacityCell>(), new Map<string, CapacityCell>()];
  const axis = endsOf(asked.timeline);
  const question = { ...asked, to: asked.timeline.to, ends: axis.map(({ end }) => end) };
  for (const { period, end } of axis) {
    const answer = capacityAt(log, question, end);
    for (const [key, cell] of answer.rows) rows.set(`${key} period=${period}`, cell);
    for (const [key, cell] of answer.totals) totals.set(`${key} period=${period}`, cell);
  }
  return { rows, totals };
};

const capacityCells = (log: readonly Recorded[], asked: CapacityAsked, answer: Answer): Cell[] => {
  const { rows, totals } = recountCapacity(log, asked);
  const period = asked.timeline ? ['period'] : [];
  return [
    ...cellsOf(
      'row',
      rows,
      answer.rows,
      (row) => keyText(row, [...asked.by, 'layer', 'basis', ...period]),
      capacityMeasures,
    ),
    ...cellsOf(
      'total',
      totals,
      answer.totals,
      (row) => keyText(row, ['layer', 'basis', ...period]),
      capacityMeasures,
    ),
  ];
};

export const askCapacity = (asked: CapacityAsked) => ({
  address: capacityAddress(asked),
  cells: (log: readonly Recorded[], answer: Answer): Cell[] => capacityCells(log, asked, answer),
});
