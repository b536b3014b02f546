type BesideQuestion = Readonly<Record<string, string>>;

const withoutTime = ({ timeline: _t, from: _f, to: _o, ...question }: BesideQuestion): BesideQuestion =>
  question;

const dimensionsOf = ({ by = '' }: BesideQuestion): string[] =>
  by.split(',').filter((dimension) => dimension !== '');

/** Asks how firm the parts of every row are and how far they have come; on a timeline, those of all that has no date. */
export const partsOf = (question: BesideQuestion): BesideQuestion => ({
  ...withoutTime(question),
  by: [
    ...new Set([...(question.timeline === undefined ? dimensionsOf(question) : []), 'bindingness', 'stage']),
  ].join(','),
});

/** Asks for all times, so that whoever ever had an edge has a place. */
export const questionOfAllTimes = (question: BesideQuestion): BesideQuestion => ({
  ...question,
  effectiveAt: '9999-12-31',
  knownAt: '9999-12-31',
});
