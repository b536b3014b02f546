type Question = Readonly<Record<string, string>>;

const withoutTime = ({ timeline: _t, from: _f, to: _o, ...question }: Question): Question => question;

const byOf = ({ by = '' }: Question): string[] => by.split(',').filter((dimension) => dimension !== '');

/** Asks how firm the parts of every row are and how far they have come; on a timeline, those of all that has no date. */
export const partsOf = (question: Question): Question => ({
  ...withoutTime(question),
  by: [...new Set([...(question.timeline === undefined ? byOf(question) : []), 'bindingness', 'stage'])].join(
    ',',
  ),
});

/** Asks for all times, so that whoever ever had an edge has a place. */
export const alwaysOf = (question: Question): Question => ({
  ...question,
  effectiveAt: '9999-12-31',
  knownAt: '9999-12-31',
});
