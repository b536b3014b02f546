import fc from 'fast-check';
import { fact } from '../spec/facts.js';
import type { Sent } from '../given.js';

/** A hundred megawatts somewhere: at a site, in a cloud, used by a lab, running or not. */
interface Cell {
  site: number;
  cloud: string;
  lab: string;
  runs: boolean;
}

/** A tranche, as whoever states it knows of cells without saying which. */
interface Statement {
  stream: string;
  name: string;
  layer: string;
  provider: string;
  consumer: string;
  cells: readonly number[];
  partOf?: string;
}

/** A physical world, what is said of it, and whatever is chosen about how it is said. */
export interface PhysicalWorld {
  cells: readonly Cell[];
  /** Of each lab the cells that it uses and that somebody has stated that it does. */
  used: ReadonlyMap<string, readonly Cell[]>;
  sent: Sent[];
}

const clouds = ['cloud', 'lab-b'];
const labs = ['lab-a', 'lab-b', 'lab-c'];
export const allLabs = labs;

const cell: fc.Arbitrary<Cell> = fc.record({
  site: fc.nat({ max: 2 }),
  cloud: fc.constantFrom(...clouds),
  lab: fc.constantFrom(...labs),
  runs: fc.boolean(),
});

const start = '2025-01-01';
const kw = 100_000;

const named = (slug: string, layers: string[]): Sent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company', layers },
});

const announced = (stream: string): Sent =>
  fact(start, stream, 'DealAnnounced', {
    title: stream,
    kind: 'capacity-lease',
    stage: 'signed',
    parties: [{ party: 'cloud', role: 'provider' }],
  });

/** The cells of each group, by a key; cells without one are in no statement. */
const groupsOf = (cells: readonly Cell[], keyOf: (cell: Cell, index: number) => string | undefined) => {
  const groups = new Map<string, number[]>();
  cells.forEach((one, index) => {
    const key = keyOf(one, index);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups];
};

const statementsOf = (cells: readonly Cell[], chance: () => number): Statement[] => {
  // Of some sites nobody has stated who uses them.
  const sites = groupsOf(cells, ({ site, cloud }) => (site === 2 ? undefined : `${site}|${cloud}`)).map(
    ([key, own], index): Statement => ({
      stream: 'deal-sites',
      name: `s${index}`,
      layer: 'site',
      provider: 'builder',
      consumer: key.split('|')[1]!,
      cells: own,
    }),
  );
  const grids = groupsOf(cells, ({ site }) => (chance() % 2 ? `${site}` : undefined)).map(
    ([, own], index): Statement => ({
      stream: 'deal-grids',
      name: `g${index}`,
      layer: 'grid',
      provider: 'utility',
      consumer: 'builder',
      cells: own,
    }),
  );
  // A lab rents from a cloud in one tranche or two, wherever that is; what a cloud uses itself it rents from nobody.
  const hosting = groupsOf(cells, ({ cloud, lab }) =>
    cloud === lab ? undefined : `${cloud}|${lab}|${chance() % 2}`,
  ).map(([key, own], index): Statement => {
    const [provider = '', consumer = ''] = key.split('|');
    const within = chance() % 3 === 0 ? { partOf: `deal-programmes/${consumer}` } : {};
    return {
      stream: 'deal-hosting',
      name: `h${index}`,
      layer: 'hosting',
      provider,
      consumer,
      cells: own,
      ...within,
    };
  });
  const programmes = groupsOf(cells, ({ cloud, lab }, index) =>
    cloud !== lab && (hosting.some((one) => one.partOf && one.cells.includes(index)) || chance() % 4 === 0)
      ? lab
      : undefined,
  ).map(([lab, own]): Statement => ({
    stream: 'deal-programmes',
    name: lab,
    layer: 'hosting',
    provider: 'cloud',
    consumer: lab,
    cells: own,
  }));
  // The same or a part of it told again elsewhere, which has to be said, for it is in one layer.
  const again = hosting
    .filter(() => chance() % 4 === 0)
    .map(({ partOf: _, ...one }): Statement => ({
      ...one,
      stream: 'deal-again',
      cells: one.cells.slice(chance() % 2),
    }))
    .filter((one) => one.cells.length > 0);
  const chips = groupsOf(cells, ({ lab, cloud }) =>
    chance() % 2 && cloud !== lab ? `${lab}|${chance() % 2}` : undefined,
  ).map(([key, own], index): Statement => ({
    stream: 'deal-chips',
    name: `k${index}`,
    layer: 'chips',
    provider: 'vendor',
    consumer: key.split('|')[0]!,
    cells: own,
  }));
  // Beside what is in a programme nothing of the same layer may be without saying so.
  const isApart = programmes.every(({ cells: all, consumer }) =>
    hosting.every(
      (one) => one.partOf === `deal-programmes/${consumer}` || !one.cells.some((own) => all.includes(own)),
    ),
  );
  const contained = isApart
    ? [...hosting, ...programmes]
    : hosting.map(({ partOf: _, ...one }): Statement => one);
  return [...sites, ...grids, ...contained, ...again, ...chips];
};

/** Bounds that hold so much, as loosely as somebody likes. */
const said = (size: number, chance: () => number): Record<string, unknown> => {
  const exact = size * kw;
  const spread = (chance() % 3) * kw;
  const shapes = [
    { low: exact, point: exact, high: exact, qualifier: 'exactly' },
    { low: Math.max(0, exact - spread), point: exact, high: exact + spread, qualifier: 'between' },
    {
      low: Math.max(0, exact - spread),
      point: Math.max(0, exact - spread),
      high: null,
      qualifier: 'at-least',
    },
    { low: 0, point: exact + spread, high: exact + spread, qualifier: 'up-to' },
  ];
  return shapes[chance() % 2 ? 0 : chance() % shapes.length]!;
};

const committed = (one: Statement, chance: () => number): Sent =>
  fact(start, one.stream, 'CapacityCommitted', {
    tranche: one.name,
    layer: one.layer,
    provider: one.provider,
    consumer: one.consumer,
    power:
      chance() % 12 === 0
        ? { low: 0, point: null, high: null, qualifier: 'undisclosed' }
        : said(one.cells.length, chance),
    basis: 'unstated',
    bindingness: 'firm',
    ...(one.partOf && { partOf: one.partOf }),
  });

const levelOf = (one: Statement, cells: readonly Cell[], chance: () => number): Sent[] => {
  if (chance() % 2) return [];
  const running = one.cells.filter((index) => cells[index]!.runs).length;
  return [
    fact('2026-01-01', one.stream, 'CapacityEnergized', {
      tranche: one.name,
      power: running === 0 ? '0 MW' : said(running, chance),
    }),
  ];
};

/** Some of the true overlaps across layers; without an amount only where all of the smaller one is in the other. */
const overlapsIn = (statements: readonly Statement[], chance: () => number): Sent[] =>
  statements.flatMap((one, index) =>
    statements.slice(index + 1).flatMap((other) => {
      const shared = one.cells.filter((cell) => other.cells.includes(cell)).length;
      const isAgain = other.stream === 'deal-again' && other.name === one.name;
      const isSilent = one.layer === other.layer || chance() % 3 === 0;
      if (shared === 0 || (isSilent && !isAgain)) return [];
      const isWhole = shared === Math.min(one.cells.length, other.cells.length);
      return [
        fact('2025-06-01', one.stream, 'OverlapStated', {
          tranche: one.name,
          with: `${other.stream}/${other.name}`,
          ...(!(isWhole && chance() % 2) && { power: said(shared, chance) }),
        }),
      ];
    }),
  );

const streams = ['deal-sites', 'deal-grids', 'deal-hosting', 'deal-programmes', 'deal-again', 'deal-chips'];

/** Physical worlds and true statements about them, some of which are left out. */
export const physicalWorlds: fc.Arbitrary<PhysicalWorld> = fc
  .tuple(
    fc.array(cell, { minLength: 1, maxLength: 18 }),
    fc.array(fc.nat({ max: 1000 }), { minLength: 40, maxLength: 40 }),
  )
  .map(([cells, numbers]) => {
    let next = 0;
    const chance = (): number => (numbers[next++ % numbers.length]! * 31 + next * 17) % 1009;
    const statements = statementsOf(cells, chance);
    const usedBy = (lab: string): Cell[] => {
      const stated = new Set(statements.flatMap((one) => (one.consumer === lab ? one.cells : [])));
      return cells.filter((one, index) => one.lab === lab && stated.has(index));
    };
    return {
      cells,
      used: new Map(labs.map((lab) => [lab, usedBy(lab)])),
      sent: [
        ...['cloud', 'builder', 'utility', 'vendor'].map((slug) => named(slug, ['infrastructure'])),
        ...labs.map((slug) => named(slug, ['models'])),
        ...streams.map(announced),
        ...statements.map((one) => committed(one, chance)),
        ...statements.flatMap((one) => levelOf(one, cells, chance)),
        ...overlapsIn(statements, chance),
      ],
    };
  });
