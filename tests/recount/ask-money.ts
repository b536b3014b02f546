import { keyText } from './capacity.js';
import { cellsOf, type Answer, type Cell } from './compare.js';
import { periodsBetween, type Grain } from './days.js';
import type { Cut, Recorded } from './log.js';
import {
  addMoney,
  moneyMeasures,
  owedAt,
  tablePart,
  timelineParts,
  type MoneyCell,
  type Owed,
} from './money.js';

export interface MoneyAsked extends Cut {
  by: string[];
  filters: Record<string, string>;
  timeline?: { grain: Grain; from: string; to: string; isCumulative: boolean };
}

type Part = ReturnType<typeof tablePart>;

const addressOf = ({ by, filters, timeline, ...cut }: MoneyAsked): string => {
  const asked = new URLSearchParams({
    by: by.join(','),
    effectiveAt: cut.effectiveAt,
    knownAt: cut.knownAt,
    policy: cut.policy ?? 'primary',
    ...filters,
    ...(timeline && {
      timeline: timeline.grain,
      from: timeline.from,
      to: timeline.to,
      cumulative: String(timeline.isCumulative),
    }),
  });
  return `/api/v1/views/obligations?${asked}`;
};

const partsOf = (one: Owed, asked: MoneyAsked): [string, Part][] => {
  const { timeline } = asked;
  if (!timeline) return [['', tablePart(one)]];
  const inside = new Set(periodsBetween(timeline.from, timeline.to, timeline.grain));
  const parts = timelineParts(
    one,
    timeline.grain,
    timeline.from,
    timeline.to,
    asked.effectiveAt,
    timeline.isCumulative,
  );
  return [...parts]
    .filter(([period]) => inside.has(period))
    .map(([period, part]) => [` period=${period}`, part]);
};

const addUp = (
  owed: readonly Owed[],
  asked: MoneyAsked,
  names: readonly string[],
): Map<string, MoneyCell> => {
  const groups = new Map<string, Part[]>();
  for (const one of owed)
    for (const [period, part] of partsOf(one, asked)) {
      const key = keyText(one.keys, names) + period;
      groups.set(key, [...(groups.get(key) ?? []), part]);
    }
  return new Map([...groups].map(([key, parts]) => [key, addMoney(parts)]));
};

/** What a running sum of an unknown release is, the handbook leaves open; those sums are not compared. */
const cellsIn = (log: readonly Recorded[], asked: MoneyAsked, answer: Answer): Cell[] => {
  const owed = owedAt(log, { ...asked, ...(asked.timeline && { to: asked.timeline.to }) }).filter(
    (one) => !one.isPassing && Object.entries(asked.filters).every(([key, value]) => one.keys[key] === value),
  );
  const names = [...asked.by, 'kind', 'currency'];
  const period = asked.timeline ? ['period'] : [];
  const unsure = asked.timeline?.isCumulative ? owed.filter(({ payment }) => payment.release) : [];
  const isSure = (cell: Cell): boolean =>
    !unsure.some(({ keys }) =>
      [names, ['kind', 'currency']].some((some) => cell.where.includes(` ${keyText(keys, some)} `)),
    );
  return [
    ...cellsOf(
      'row',
      addUp(owed, asked, names),
      answer.rows,
      (row) => keyText(row, [...names, ...period]),
      moneyMeasures,
    ),
    ...cellsOf(
      'total',
      addUp(owed, asked, ['kind', 'currency']),
      answer.totals,
      (row) => keyText(row, ['kind', 'currency', ...period]),
      moneyMeasures,
    ),
  ].filter(isSure);
};

export const askMoney = (asked: MoneyAsked) => ({
  address: addressOf(asked),
  cells: (log: readonly Recorded[], answer: Answer): Cell[] => cellsIn(log, asked, answer),
});
