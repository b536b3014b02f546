import { daysOf } from '../../../events/kit/date.js';
import type { Stage } from '../../../events/deal/deal.words.js';
import { slugOf } from '../ledger/known-parties.js';
import { bindingnessAt } from './choices.js';
import { namingOf, partiesOf, type Sides, sidesOf, trancheOf } from './deal-rows.js';
import type { DealStatement, StatedTranche } from './deal-statement.js';
import type { Told } from './readings.js';
import type { RowReader } from './row-reader.js';

type Levels = DealStatement['levels'];

const milestonesOf = (reader: RowReader): DealStatement['reached'] => {
  const milestone = (role: string, stage: Stage): DealStatement['reached'] => {
    const told = reader.date(role);
    return told ? [{ ...told, stage }] : [];
  };
  return [...milestone('construction', 'under-construction'), ...milestone('energized', 'energized')];
};

interface SiteTimes {
  past: Levels;
  ahead: Levels;
  done: DealStatement['reached'];
  /** When it is to draw power. */
  planned?: Told;
}

/** What lies ahead is planned, and what was reached is a fact. */
const timesOf = (levels: Levels, reached: DealStatement['reached'], today: string): SiteTimes => {
  const isPast = (date: string): boolean => daysOf(date).last <= today;
  const planned = reached.find(({ stage, value }) => stage === 'energized' && !isPast(value));
  return {
    past: levels.filter(({ period }) => isPast(period)),
    ahead: levels.filter(({ period }) => !isPast(period)),
    done: reached.filter(({ value }) => isPast(value)),
    ...(planned && { planned }),
  };
};

const sizeOf = ({ value: { quantity } }: Levels[number]): number => Number(quantity.point ?? quantity.low);

/** The first of the highest levels: by then all of it is there. */
const highestOf = (levels: Levels): Levels[number] | undefined => {
  const top = Math.max(0, ...levels.map(sizeOf));
  return levels.find((level) => sizeOf(level) === top);
};

/** The site as one tranche: of what is planned its whole and when that is due. */
const siteTranche = (
  told: StatedTranche | undefined,
  { provider, consumer }: Sides,
  { past, ahead, planned }: SiteTimes,
  stage: Stage,
): StatedTranche => {
  const last = highestOf(ahead) ?? highestOf(past);
  const ofLevel = last && ahead.includes(last) ? { value: last.period, address: last.address } : undefined;
  const due = told?.due ?? planned ?? ofLevel;
  return {
    name: 'site',
    layer: 'site',
    provider: (provider ?? consumer)!.value,
    ...(provider && consumer && { consumer: consumer.value }),
    bindingness: provider && consumer ? bindingnessAt(stage) : 'intent',
    ...(last && { power: last }),
    ...told,
    ...(due && { due }),
  };
};

/** The level of now, where a column without a date says it. */
const levelNow = (reader: RowReader, source: DealStatement['source'], today: string): Levels => {
  const told = reader.power('level');
  return told ? [{ ...told, period: source.knownOn?.value ?? today, isNow: true }] : [];
};

const onTheWay = 'is a level on the way: of what is planned only the whole and its date are kept';

/** What a row of a site tracker says. */
export const siteOfRow = (
  reader: RowReader,
  file: string,
  today: string,
): DealStatement | { fault: string } | undefined => {
  const dated = reader.dated('level', (one) => one.power('level'));
  const rest = reader.undated;
  const title = rest.text('title');
  if (!title) return undefined;
  const sides = sidesOf(rest);
  const naming = namingOf(rest, file);
  const times = timesOf([...dated, ...levelNow(rest, naming.source, today)], milestonesOf(rest), today);
  const bindingness = bindingnessAt(naming.stage);
  const told = trancheOf(rest, sides, { name: 'site', layer: 'site', bindingness });
  const parties = partiesOf(sides, 'capacity-lease').map((one) =>
    one.role === 'provider' ? { ...one, role: 'developer' } : one,
  );
  if (parties.length === 0) return { fault: 'names nobody: a site needs an owner, a developer or a user' };
  const tranche = siteTranche(told, sides, times, naming.stage);
  for (const { address } of times.ahead)
    if (address !== tranche.power?.address) reader.leaveOut(address, onTheWay);
  return {
    row: reader.address,
    ...naming,
    newName: `deal-${slugOf(title.value)}`,
    title: title.value,
    toldTitle: title,
    kind: 'capacity-lease',
    parties,
    tranche,
    levels: times.past,
    reached: times.done,
    isNamed: true,
  };
};
