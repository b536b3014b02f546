/** Laws that take less than some five seconds by themselves. The others draw whole histories: they would find more. */
const quickLaws = [
  'cycles',
  'deciding',
  'families',
  'folding',
  'hidden',
  'labs',
  'order',
  'told-twice',
  'validators',
  'words',
];

/** What concerns other rooms (the page, its figures and letters, workers, webhooks, stores, files), or is slow. */
const elsewhere = [
  'golden/answer-schemas',
  'golden/definitions',
  'golden/examples',
  'golden/fonts',
  'golden/record-counts',
  'spec/answer-memory',
  'spec/attention',
  'spec/bar-lengths',
  'spec/charts',
  'spec/compared-figures',
  'spec/doctor',
  'spec/feed',
  'spec/findings-import',
  'spec/first-minute',
  'spec/goals',
  'spec/lanes',
  'spec/lateness',
  'spec/letters',
  'spec/levers',
  'spec/line-labels',
  'spec/names-asked',
  'spec/packed-log',
  'spec/python-client',
  'spec/readable',
  'spec/shelf',
  'spec/turns',
  'spec/unbroken',
  'spec/watches',
  'spec/webhooks',
  'spec/why',
  'spec/workbooks',
];

const { MUTANTS_SPECS: asked } = process.env;

/** What kills mutants: quick specs, laws and goldens of events and projections; or the files that are asked for. */
export const specs = {
  include: asked?.split(',') ?? ['tests/{spec,golden}/*.spec.ts', `tests/laws/{${quickLaws}}.spec.ts`],
  exclude: elsewhere.map((name) => `tests/${name}.spec.ts`),
};
