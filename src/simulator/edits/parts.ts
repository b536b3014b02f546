import type { CapacityEnergized } from '../../../events/deal/tranche/tranche.events.js';
import { dropUndefined } from '../../../events/deal/grounds.js';
import { levelIn } from '../../../events/deal/tranche/tranche.js';
import { eventType, type Fact } from '../../../events/index.js';
import type { Day } from '../../../events/kit/date.js';
import { fieldsSetBy, isAddedTo } from '../../../events/kit/declaration.js';
import type { EventBody, Candidate } from '../../../events/kit/envelope.js';
import { boundsOf, type Quantity } from '../../../events/kit/quantity.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import { quantityOf } from './quantities.js';

/** What is set of a tranche holds for what was split off it, too; what is added beside it does not. */
const isOfTheWhole = (type: string, body: object): boolean => {
  const about = eventType(type)?.about;
  return (
    about?.subject === 'tranche' &&
    !about.introduces &&
    fieldsSetBy(about, body).every((field) => !isAddedTo(field))
  );
};

const pointOf = (power: Quantity): bigint => boundsOf(power).point ?? boundsOf(power).low;

/** So much of a power as fits below a limit, end by end, and what is over. */
const dividePower = (power: Quantity, limit: bigint): [Quantity, Quantity] => {
  const { low, point, high } = boundsOf(power);
  const below = (end: bigint): bigint => (end < limit ? end : limit);
  const made = (part: (end: bigint) => bigint, open: bigint | null): Quantity =>
    quantityOf(
      {
        low: part(low),
        // Left open even where the ends meet: of the whole nobody knows it, and so of the sum.
        point: point === null ? null : part(point),
        high: high === null ? open : part(high),
      },
      power,
    );
  return [made(below, limit), made((end) => end - below(end), null)];
};

/** Of a power one after the other as much as fits, and the last one what is left. */
export const spreadOver = <Holder>(
  power: Quantity,
  holders: readonly Holder[],
  limitOf: (holder: Holder) => bigint,
): (readonly [Holder, Quantity])[] => {
  let left = power;
  return holders.map((holder, index) => {
    const [own, over] = index < holders.length - 1 ? dividePower(left, limitOf(holder)) : [left, left];
    left = over;
    return [holder, own] as const;
  });
};

/**
 * What an event on a tranche says of it, and then of each of what was split off it: a power, or accelerators that are
 * turned into one, is spread over them. Pieces are told of the tranche alone.
 */
const bodiesOf = (body: EventBody, all: readonly TrancheTarget[]): EventBody[] => {
  const { accelerators, h100Equivalents, kwPerAccelerator: _, ...rest } = body;
  const pieces = dropUndefined({ accelerators, h100Equivalents });
  const hasPieces = Object.keys(pieces).length > 0;
  const power = levelIn(body as EventBody & CapacityEnergized);
  if (!power && hasPieces) return [body];
  const powers = power && spreadOver(power, all, ({ tranche }) => pointOf(tranche.power));
  return all.map(({ id }, place) => ({
    ...rest,
    ...(place === 0 && pieces),
    tranche: id,
    ...(powers && { power: powers[place]?.[1] }),
  }));
};

/** A tranche and what was split off it; only the tranche where nothing was. */
const wholeOfParts = (log: EditedLog, stream: string, id: string): TrancheTarget[] => {
  const whole = `${stream}/${id}`;
  return [whole, ...log.partsOf(whole)].flatMap((name) => log.tranche(name) ?? []);
};

/** What an assumed event on a tranche that is split says of the tranche, and of each of its parts. */
export const bodiesByPart = (log: EditedLog, { stream, type, body }: Candidate): EventBody[] => {
  const { tranche: id } = body;
  if (typeof id !== 'string' || !isOfTheWhole(type, body)) return [body];
  const all = wholeOfParts(log, stream, id);
  return all.length < 2 || all[0]?.id !== id ? [body] : bodiesOf(body, all);
};

/** What happens to a tranche after it was split, as far as it is known already, happens to its new parts, too. */
export const carryLater = (
  log: EditedLog,
  { stream, id }: TrancheTarget,
  parts: readonly TrancheTarget[],
  from: Day,
): void => {
  const isLater = ({ type, body, effective }: Fact): boolean =>
    isOfTheWhole(type, body) && effective.last > from;
  const later = log.named(stream).recordedOf(id).filter(isLater);
  const whole = log.tranche(`${stream}/${id}`);
  if (later.length === 0 || !whole) return;
  const told = new Map(later.map((fact) => [fact, bodiesOf(fact.body, [whole, ...parts])] as const));
  log.replace(
    stream,
    log.facts(stream).map((fact) => {
      const [own] = told.get(fact) ?? [];
      return own ? { ...fact, body: own } : fact;
    }),
  );
  for (const [fact, [, ...others]] of told)
    for (const other of others) log.act(stream, fact.type, other, fact.effective.last);
};
