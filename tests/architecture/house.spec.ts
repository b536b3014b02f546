import { describe, expect, it } from 'vitest';
import { type File, house, importsOf } from './tree.js';

/** Which rooms a room may look into. */
const arrows: Record<string, string[]> = {
  events: ['events'],
  projections: ['projections', 'events'],
  'src/store': ['src/store', 'src/traces', 'events', 'projections'],
  'src/packed': ['src/packed', 'src/store', 'projections', 'events'],
  'src/projector': ['src/projector', 'src/packed', 'src/store', 'src/traces', 'projections', 'events'],
  'src/simulator': ['src/simulator', 'projections', 'events'],
  // A process of its own opens the store by its address, as the composition root does, and reads large sheets.
  'src/workers': [
    'src/workers',
    'src/watches',
    'src/traces',
    'src/store',
    'src/simulator',
    'src/imports',
    'src',
    'projections',
    'events',
  ],
  // Work that is asked for by messages and done by workers, in a store's database.
  'src/queue': [
    'src/queue',
    'src/messages',
    'src/workers',
    'src/store',
    'src/traces',
    'src/simulator',
    'events',
  ],
  'src/access': ['src/access'],
  'src/journal': ['src/journal', 'events'],
  'src/traces': ['src/traces', 'src'],
  'src/clients': ['src/clients'],
  'src/pictures': ['src/pictures', 'src/workers'],
  'src/charts': ['src/charts', 'projections', 'events'],
  'src/sheets': ['src/sheets', 'src/simulator', 'projections', 'events'],
  'src/formats': [
    'src/formats',
    'src/watches',
    'src/webhooks',
    'src/sheets',
    'src/store',
    'src/simulator',
    'projections',
    'events',
  ],
  'src/citations': ['src/citations', 'src/simulator', 'projections', 'events'],
  'src/mcp': ['src/mcp', 'src/messages', 'src/simulator', 'projections', 'events'],
  'src/webhooks': ['src/webhooks', 'src/watches', 'projections', 'events'],
  'src/watches': ['src/watches', 'src/charts', 'src/simulator', 'projections', 'events'],
  'src/imports': ['src/imports', 'projections', 'events'],
  'src/messages': [
    'src/messages',
    'src/imports',
    'src/watches',
    'src/webhooks',
    'src/store',
    'src/projector',
    'src/workers',
    'src/simulator',
    'projections',
    'events',
  ],
  'src/http': [
    'src/http',
    'src/access',
    'src/clients',
    'src/journal',
    'src/traces',
    'src/charts',
    'src/pictures',
    'src/sheets',
    'src/formats',
    'src/mcp',
    'src/citations',
    'src/imports',
    'src/watches',
    'src/webhooks',
    'src/messages',
    'src/store',
    'src/projector',
    'src/simulator',
    'src',
    'projections',
    'events',
  ],
  'src/cli': [
    'src/cli',
    'src/access',
    'src/charts',
    'src/pictures',
    'src/sheets',
    'src/formats',
    'src/mcp',
    'src/citations',
    'src/imports',
    'src/watches',
    'src/webhooks',
    'src/messages',
    'src/store',
    'src/projector',
    'src/workers',
    'src/simulator',
    'src',
    'projections',
    'events',
  ],
  'src/web': ['src/web', 'src/charts', 'src/sheets', 'src/imports', 'src/simulator', 'projections', 'events'],
  src: [
    'src',
    'src/access',
    'src/journal',
    'src/traces',
    'src/http',
    'src/cli',
    'src/imports',
    'src/watches',
    'src/webhooks',
    'src/messages',
    'src/queue',
    'src/store',
    'src/packed',
    'src/projector',
    'src/workers',
    'src/simulator',
    'projections',
    'events',
  ],
};

/** The packages that a room may use; a room that is not named may use any. */
const packages: Record<string, string[]> = {
  events: ['class-validator'],
  projections: [],
  'src/simulator': ['@noble/hashes', 'canonicalize', 'highs', 'lru-cache'],
  'src/charts': ['d3-array', 'preact', 'preact-render-to-string'],
  'src/sheets': ['csv-stringify'],
  'src/clients': [],
  'src/traces': ['@opentelemetry/api', '@opentelemetry/sdk-node', 'node:timers'],
  'src/imports': ['@streamparser/json', 'csv-parse', 'saxes', 'yauzl'],
};

/** Where everything follows from the log: no clock, no chance, no environment. */
const pure = [
  'events',
  'projections',
  'src/simulator',
  'src/charts',
  'src/sheets',
  'src/imports',
  'src/clients',
];
const impurities =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\b|\bprocess\.|\bsetTimeout\b|\bfetch\(|\btoLocale|\bIntl\./;

const generic = [
  'common',
  'shared',
  'utils',
  'core',
  'lib',
  'helpers',
  'interfaces',
  'services',
  'controllers',
  'dtos',
  'entities',
];

const roomOf = (path: string): string => {
  const [first, second, third] = path.split('/');
  return first === 'src' && third !== undefined ? `src/${second}` : first!;
};

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** Which rules of the house a file breaks. */
const faultsOf = (file: File): string[] => {
  const room = roomOf(file.path);
  const imports = importsOf(file);
  return [
    ...imports.ours
      .filter((name) => !(arrows[room] ?? []).includes(roomOf(name)))
      .map((name) => `${file.path} looks into ${name}`),
    ...imports.packages
      .filter((name) => packages[room] && !packages[room].includes(packageOf(name)))
      .map((name) => `${file.path} uses ${name}`),
    ...(pure.includes(room) && impurities.test(file.text)
      ? [`${file.path} is not pure: ${impurities.exec(file.text)![0]}`]
      : []),
    ...(/:\s*any\b|\bas any\b|@ts-ignore|@ts-expect-error/.test(file.text)
      ? [`${file.path} gives up its types`]
      : []),
    ...file.path
      .split('/')
      .filter((part) => generic.includes(part))
      .map((part) => `${file.path} stands in a room without a name of the field: ${part}`),
  ];
};

const namesAdapter = ({ path, text }: File): boolean =>
  !path.startsWith('src/store/') && /\bSqliteStore\b/.test(text);

describe('The house', () => {
  it('has its arrows, its packages, its purity and its names', () => {
    expect(house.length).toBeGreaterThan(50);
    expect(house.flatMap(faultsOf)).toEqual([]);
  });

  it('names an adapter of the store in one file only', () => {
    expect(house.filter(namesAdapter).map(({ path }) => path)).toEqual(['src/open-store.ts']);
    const planted = {
      path: 'src/http/planted.ts',
      text: "import { SqliteStore } from '../store/sqlite/x.js';",
    };
    expect(namesAdapter(planted)).toBe(true);
  });

  it.each([
    ['an event looking at a view', 'events/deal/planted.ts', "import '../../projections/index.js';"],
    ['a view looking at the store', 'projections/planted.ts', "import '../src/store/store.js';"],
    ['a view using a package', 'projections/planted.ts', "import 'rxjs';"],
    ['an event using Nest', 'events/planted.ts', "import { Injectable } from '@nestjs/common';"],
    ['the simulator using Nest', 'src/simulator/planted.ts', "import { Injectable } from '@nestjs/common';"],
    ['the simulator looking at a message', 'src/simulator/planted.ts', "import '../messages/show-view.js';"],
    ['a door looking at another door', 'src/http/planted.ts', "import '../cli/show.js';"],
    ['a chart looking at the page', 'src/charts/planted.ts', "import '../web/charts/figure.js';"],
    ['a clock in a chart', 'src/charts/planted.ts', 'export const now = () => Date.now();'],
    ['a message looking at a door', 'src/messages/planted.ts', "import '../http/routes.js';"],
    ['a clock in a view', 'projections/planted.ts', 'export const now = () => Date.now();'],
    ['chance in an event', 'events/planted.ts', 'export const chance = Math.random();'],
    ['the environment in the engine', 'src/simulator/planted.ts', 'export const home = process.env.HOME;'],
    [
      'a file that gives up its types',
      'src/messages/planted.ts',
      'export const any = (value: any) => value;',
    ],
    ['a room without a name', 'src/utils/planted.ts', ''],
  ])('would notice %s', (_, path, text) => {
    expect(faultsOf({ path, text })).not.toEqual([]);
  });
});
