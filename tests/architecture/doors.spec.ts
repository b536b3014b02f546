import { describe, expect, it } from 'vitest';
import { type File, house, importsOf } from './tree.js';

/** Where somebody comes in: over HTTP, by the command line, through the page, or by starting the process. */
const doors: readonly (readonly [string, RegExp])[] = [
  ['http', /^src\/http\//],
  ['cli', /^src\/cli(?:\/|\.ts$|$)/],
  ['page', /^src\/web\//],
  ['main', /^src\/(?:main|command)(?:\.ts)?$/],
];

/** Put the program together, and may therefore open one door each. */
const composition = new Set(['src/app.module.ts', 'src/serving.ts', 'src/main.ts', 'src/command.ts']);

const doorOf = (path: string): string | undefined => doors.find(([, pattern]) => pattern.test(path))?.[0];

const openedIn = (file: File): string[] =>
  composition.has(file.path)
    ? []
    : importsOf(file)
        .ours.filter((name) => doorOf(name) !== undefined && doorOf(name) !== doorOf(file.path))
        .map((name) => `${file.path} looks into the door ${doorOf(name)}: ${name}`);

describe('A door', () => {
  it('is opened by nothing but what puts the program together, and never by another door', () => {
    expect(house.flatMap(openedIn)).toEqual([]);
  });

  it.each([
    ['http, by the command line', 'src/cli/planted.ts', "import '../http/application.js';"],
    ['http, by the page', 'src/web/shell/planted.tsx', "import type { A } from '../../http/feed.js';"],
    ['the command line, by http', 'src/http/planted.ts', "import '../cli/program.js';"],
    ['the whole command line, by http', 'src/http/planted.ts', "import '../cli.js';"],
    ['the page, by http', 'src/http/planted.ts', "import '../web/worker/protocol.js';"],
    ['the start, by the command line', 'src/cli/planted.ts', "await import('../main.js');"],
    ['the command line, by a message', 'src/messages/planted.ts', "import '../cli/verb.js';"],
    ['http, by a loose file', 'src/planted.ts', "import './http/feed.js';"],
  ])('is found open: %s', (_, path, text) => {
    expect(openedIn({ path, text })).toHaveLength(1);
  });
});
