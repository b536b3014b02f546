type BesideQuestion = Readonly<Record<string, string>>;

const withoutTime = ({ timeline: _t, from: _f, to: _o, ...question }: BesideQuestion): BesideQuestion =>
  question;

const byOf = ({ by = '' }: BesideQuestion): string[] => by.split(',').filter((dimension) => dimension !== '');

/** Asks how firm the parts of every row are and how far they have come; on a timeline, those of all that has no date. */
export const partsOf = (question: BesideQuestion): BesideQuestion => ({
  ...withoutTime(question),
  by: [...new Set([...(question.timeline === undefined ? byOf(question) : []), 'bindingness', 'stage'])].join(
    ',',
  ),
});

/** Asks for all times, so that whoever ever had an edge has a place. */
export const alwaysOf = (question: BesideQuestion): BesideQuestion => ({
  ...question,
  effectiveAt: '9999-12-31',
  knownAt: '9999-12-31',
});
