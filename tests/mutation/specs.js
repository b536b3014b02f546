/** The longest laws, and those that count what they drew: of a tenth of it that says nothing. */
const otherLaws = [
  'ahead',
  'boards',
  'canonical',
  'chance',
  'changes',
  'doubling',
  'edit-table',
  'edits-on-claims',
  'growing',
  'members',
  'moved-boards',
  'order',
  'packed',
  'rebase',
  'replay',
  'saved',
  'scenarios',
  'sums-beside',
].map((name) => `laws/${name}`);

/** What looks at the page alone, or at the types of answers, and takes long. */
const elsewhere = ['golden/answer-schemas', 'golden/examples', 'spec/bar-lengths', 'spec/workbooks'];

const { MUTANTS_SPECS: asked } = process.env;

/** What kills mutants: specs, goldens and most laws, these with a tenth of their draws; or the files that are asked for. */
export const specs = {
  include: asked?.split(',') ?? ['tests/{spec,golden,laws}/*.spec.ts'],
  exclude: [...elsewhere, ...otherLaws].map((name) => `tests/${name}.spec.ts`),
};
