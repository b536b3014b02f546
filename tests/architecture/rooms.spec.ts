import { describe, expect, it } from 'vitest';
import { type File, filesIn, importsOf } from './tree.js';

/** The rooms of the simulator, from the ground up: a room may use what lies below it. */
const floors: readonly (readonly string[])[] = [
  ['solver', 'chance'],
  ['edits'],
  ['scenario'],
  ['compute'],
  ['answer'],
  ['goals', 'feasibility', 'saved'],
];

const mostArrowsUp = 10;

interface Arrow {
  from: string;
  to: string;
  says: string;
}

const simulator = 'src/simulator/';

const roomOf = (path: string): string => path.slice(simulator.length).split('/')[0]!;

const arrowsIn = (files: readonly File[]): Arrow[] =>
  files.flatMap((file) =>
    importsOf(file)
      .ours.filter((name) => name.startsWith(simulator))
      .map((name) => ({
        from: roomOf(file.path),
        to: roomOf(name),
        says: `${file.path} looks into ${name}`,
      }))
      .filter(({ from, to }) => from !== to),
  );

const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room));

/** What doesn't lead down: up, or across one floor. */
const upIn = (files: readonly File[]): string[] =>
  arrowsIn(files)
    .filter(({ from, to }) => floorOf(to) >= floorOf(from))
    .map(({ says }) => says);

/** The pairs of rooms that use each other, over whatever other rooms. */
const circlesIn = (files: readonly File[]): string[] => {
  const arrows = arrowsIn(files);
  const reach = (room: string, reached = new Set<string>()): Set<string> => {
    for (const { from, to } of arrows) if (from === room && !reached.has(to)) reach(to, reached.add(to));
    return reached;
  };
  return floors.flat().filter((room) => reach(room).has(room));
};

const files = filesIn(simulator);
const planted = (path: string, text: string): File => ({ path: simulator + path, text });

describe('The rooms of the simulator', () => {
  it('hold every file', () => {
    expect(files.filter(({ path }) => floorOf(roomOf(path)) < 0).map(({ path }) => path)).toEqual([]);
  });
  it('form no circle', () => {
    expect(circlesIn(files)).toEqual([]);
  });
  it('have at most ten arrows that lead up', () => {
    expect(upIn(files).slice(mostArrowsUp)).toEqual([]);
  });

  it('that form a circle over a third one are found', () => {
    const circle = [
      planted('edits/a.ts', "import '../scenario/b.js';"),
      planted('scenario/b.ts', "import type { C } from '../compute/c.js';"),
      planted('compute/c.ts', "import '../edits/a.js';"),
      planted('answer/d.ts', "import '../edits/a.js';"),
    ];
    expect(circlesIn(circle)).toEqual(['edits', 'scenario', 'compute']);
  });
  it('are found to lead up, or across a floor', () => {
    expect(upIn([planted('edits/a.ts', "import '../answer/run.js';")])).toHaveLength(1);
    expect(upIn([planted('goals/a.ts', "import '../saved/state.js';")])).toHaveLength(1);
    expect(upIn([planted('answer/a.ts', "import '../edits/edit.js';")])).toEqual([]);
  });
});
