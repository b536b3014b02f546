import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes half a minute and more, in seconds of its worker on two cores: begun last, one of them would keep a single
 * worker busy when the others are done. Whoever makes one of them much shorter takes it out.
 */
const longest: Readonly<Record<string, number>> = {
  'e2e/package': 110,
  'e2e/scenario-files': 90,
  'laws/changes': 80,
  'e2e/page-workbench-saved': 61,
  'e2e/page-screens': 56,
  'e2e/page-manners': 53,
  'e2e/page-access': 53,
  'e2e/page-first-look': 52,
  'e2e/page-import': 51,
  'e2e/readme': 51,
  'e2e/page-workbench-chance': 50,
  'e2e/page-pictures': 50,
  'e2e/http-jobs': 50,
  'faults/partition': 47,
  'e2e/http-access': 47,
  'faults/overload-light': 45,
  'e2e/page-figures': 44,
  'faults/disk-recovers': 43,
  'e2e/http-openapi': 42,
  'e2e/page-recording': 42,
  'e2e/cli-show': 41,
  'faults/overload-orders': 40,
  'e2e/postgres-jobs': 40,
  'e2e/clients': 36,
  'e2e/page-copy': 35,
  'faults/partition-http': 34,
  'faults/disk-postgres': 33,
};

const secondsOf = ({ moduleId }: TestSpecification): number =>
  longest[/\/tests\/(.+)\.spec\.ts$/.exec(moduleId)?.[1] ?? ''] ?? 0;

/** The longest files first, then the others in the order that Vitest puts them in. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => secondsOf(other) - secondsOf(one));
  }
}
