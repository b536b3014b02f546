/** Words for what nobody has said. */
export const undisclosedWords = [
  'undisclosed',
  'not disclosed',
  'unspecified',
  'not specified',
  'not stated',
  'unknown',
  'TBD',
  'TBC',
  'TBA',
  'n/a',
];
