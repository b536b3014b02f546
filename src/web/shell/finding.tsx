/** What a screen has found, in the largest words on it; nothing while it is not known. */
export const Finding = ({ says }: { says: string | undefined }) =>
  says === undefined ? null : <p class="finding">{says}</p>;
