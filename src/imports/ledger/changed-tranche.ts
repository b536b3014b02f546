import { StageReached } from '../../../events/deal/agreement/agreement.events.js';
import { DealAnnounced } from '../../../events/deal/agreement/agreement.events.js';
import {
  BindingnessChanged,
  CapacityCommitted,
  CapacityEnergized,
  CapacityRescheduled,
  CapacityResized,
} from '../../../events/deal/tranche/tranche.events.js';
import type { EventClass } from '../../../events/kit/declaration.js';
import type { DealStatement } from '../rows/deal-statement.js';
import type { Told } from '../rows/readings.js';
import { mergeSettlements, type Settlement, settlementOf } from './change.js';
import type { KnownRow } from './changed-payment.js';
import { boundsText, isSameBounds, isSameDate, outlierAgainst, tellable } from './compare.js';
import { changeWith, lastFact } from './correct.js';
import { capacity, level, milestone } from './new-deal.js';

type KnownTranche = NonNullable<ReturnType<KnownRow['deal']['tranches']['get']>>;

/** The one tranche that the row is about: of its name, else the only one between its sides. */
const trancheFor = ({
  deal,
  statement,
  countedAs,
}: KnownRow): readonly (readonly [string, KnownTranche])[] => {
  const { tranche } = statement;
  if (!tranche) return [];
  const named = deal.tranches.get(tranche.name);
  if (named) return [[tranche.name, named]];
  return [...deal.tranches].filter(
    ([, known]) =>
      countedAs(known.provider) === countedAs(tranche.provider) &&
      (tranche.consumer === undefined ||
        known.consumer === undefined ||
        countedAs(known.consumer) === countedAs(tranche.consumer)),
  );
};

interface MemberChange {
  of: string;
  told: Told<unknown>;
  ledger: string;
  sheet: string;
  /** What says it now. */
  types: readonly EventClass[];
  type: EventClass;
  member: string;
  value: unknown;
}

const memberChanged = (row: KnownRow, name: string, change: MemberChange): Settlement => {
  const { of, told, ledger, sheet, types, type, member, value } = change;
  const fact = lastFact(
    row.log,
    row.stream,
    types,
    (body) => body.tranche === name && (body[member] !== undefined || types.length === 1),
  );
  const anyFact = fact ?? lastFact(row.log, row.stream, [CapacityCommitted], (body) => body.tranche === name);
  if (!anyFact) return settlementOf({});
  return settlementOf({
    changes: [
      changeWith({
        ...row,
        row: row.statement.row,
        source: row.statement.source,
        address: told.address,
        of: `${of} of ${name}`,
        ledger,
        sheet,
        fact: anyFact,
        corrected: { [member]: value },
        type,
        body: { tranche: name, [member]: value },
      }),
    ],
  });
};

const settlePower = (row: KnownRow, name: string, known: KnownTranche): Settlement => {
  const told = row.statement.tranche?.power;
  if (!told) return settlementOf({});
  const [sheet, ledger] = [tellable('amountKw', told.value.quantity), tellable('amountKw', known.power)];
  if (isSameBounds(sheet, ledger)) return settlementOf({});
  const changed = memberChanged(row, name, {
    of: 'power',
    told,
    ledger: boundsText(ledger),
    sheet: boundsText(sheet),
    types: [CapacityCommitted, CapacityResized],
    type: CapacityResized,
    member: 'power',
    value: told.value.words,
  });
  const outliers = outlierAgainst(
    told.address,
    sheet,
    ledger,
    `that the ledger has for ${row.stream}/${name}`,
  );
  return mergeSettlements([changed, settlementOf({ outliers })]);
};

const settleDue = (row: KnownRow, name: string, known: KnownTranche): Settlement => {
  const told = row.statement.tranche?.due;
  if (!told || (known.due !== undefined && isSameDate(told.value, known.due))) return settlementOf({});
  return memberChanged(row, name, {
    of: 'due',
    told,
    ledger: known.due ?? 'undated',
    sheet: told.value,
    types: [CapacityCommitted, CapacityRescheduled],
    type: CapacityRescheduled,
    member: 'due',
    value: told.value,
  });
};

const settleBindingness = (row: KnownRow, name: string, known: KnownTranche): Settlement => {
  const told = row.statement.tranche?.toldBindingness;
  if (!told || told.value === known.bindingness) return settlementOf({});
  return memberChanged(row, name, {
    of: 'bindingness',
    told,
    ledger: known.bindingness,
    sheet: told.value,
    types: [CapacityCommitted, BindingnessChanged],
    type: BindingnessChanged,
    member: 'bindingness',
    value: told.value,
  });
};

const levelChanged = (
  row: KnownRow,
  name: string,
  told: DealStatement['levels'][number],
  known: KnownTranche,
): Settlement => {
  const latest = told.isNow && known.levels.at(-1);
  if (latest && isSameBounds(tellable('amountKw', told.value.quantity), tellable('amountKw', latest.value)))
    return settlementOf({});
  const stated = known.levels.findLast(({ on }) => isSameDate(on, told.period));
  if (!stated) return settlementOf({ events: [level(row.stream, name, told, row.statement)] });
  const [sheet, ledger] = [tellable('amountKw', told.value.quantity), tellable('amountKw', stated.value)];
  if (isSameBounds(sheet, ledger)) return settlementOf({});
  const fact = lastFact(row.log, row.stream, [CapacityEnergized], (_, { id }) => id === stated.id);
  if (!fact) return settlementOf({});
  const change = changeWith({
    ...row,
    row: row.statement.row,
    source: row.statement.source,
    address: told.address,
    of: `energized level of ${name} on ${told.period}`,
    ledger: boundsText(ledger),
    sheet: boundsText(sheet),
    fact,
    corrected: { power: told.value.words },
    type: CapacityEnergized,
    body: { tranche: name, power: told.value.words },
    since: told.period,
  });
  const outliers = outlierAgainst(told.address, sheet, ledger, `that the ledger has for ${told.period}`);
  return settlementOf({ changes: [change], outliers });
};

const hasReached = ({ log, stream }: KnownRow, stage: string, tranche: string | undefined): boolean =>
  lastFact(
    log,
    stream,
    [StageReached],
    (body) => body.stage === stage && (body.tranche ?? tranche) === tranche,
  ) !== undefined;

const settleReached = (row: KnownRow, tranche: string | undefined): Settlement => {
  const { statement, stream } = row;
  const fresh = statement.reached.filter(({ stage }) => !hasReached(row, stage, tranche));
  return settlementOf({ events: fresh.map((one) => milestone(stream, tranche, one, statement)) });
};

/** How far the whole deal has come. */
export const settleStage = (row: KnownRow): Settlement => {
  const { deal, statement, stream, log } = row;
  const told = statement.toldStage;
  if (!told || told.value === deal.stage) return settlementOf({});
  const fact = lastFact(
    log,
    stream,
    [StageReached, DealAnnounced],
    (body) => body.tranche === undefined && body.stage !== undefined,
  );
  if (!fact) return settlementOf({});
  return settlementOf({
    changes: [
      changeWith({
        ...row,
        row: statement.row,
        source: statement.source,
        address: told.address,
        of: 'stage',
        ledger: deal.stage,
        sheet: told.value,
        fact,
        corrected: { stage: told.value },
        type: StageReached,
        body: { stage: told.value },
      }),
    ],
  });
};

/** What a row says of the capacity of a deal that the ledger knows. */
export const settleTranche = (row: KnownRow): Settlement => {
  const { tranche } = row.statement;
  const [found, second] = trancheFor(row);
  if (!tranche) return settleReached(row, undefined);
  if (second)
    return settlementOf({
      duplicates: [
        {
          address: tranche.power?.address ?? row.statement.row,
          stream: row.stream,
          because: 'the ledger tells this capacity in several tranches: they are not compared',
        },
      ],
    });
  if (!found)
    return settlementOf({
      events: [
        capacity(row.stream, tranche, row.statement),
        ...row.statement.levels.map((one) => level(row.stream, tranche.name, one, row.statement)),
      ],
    });
  const [name, known] = found;
  return mergeSettlements([
    settlePower(row, name, known),
    settleDue(row, name, known),
    settleBindingness(row, name, known),
    settleReached(row, name),
    ...row.statement.levels.map((told) => levelChanged(row, name, told, known)),
  ]);
};
