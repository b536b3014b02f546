const shortened = (text) => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
};

/** A mutant in three lines: where it stands, what stood there, what stands there now. */
export const told = (mutant, original) =>
  `${mutant.fileName}:${mutant.location.start.line + 1} ${mutant.mutatorName}${mutant.static ? ', read once' : ''}${
    mutant.status === 'NoCoverage' ? ', run by no spec' : ''
  }\n  ${shortened(original)}\n  → ${shortened(mutant.replacement)}`;
