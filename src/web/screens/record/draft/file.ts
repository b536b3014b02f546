/** The events of a file, and where each one stands in it. */
export interface DraftFile {
  name: string;
  events: unknown[];
  /** "line 3": of the event at an index. */
  places: string[];
}

/** A file that cannot be read, place by place. */
export class UnreadableFile extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('; '));
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return new UnreadableFile([error instanceof Error ? error.message : 'not JSON']);
  }
};

const fileOfJson = (name: string, value: unknown): DraftFile => {
  const events: unknown[] = Array.isArray(value) ? value : [value];
  return { name, events, places: events.map((_, index) => `event ${index + 1}`) };
};

const fileOfLines = (name: string, text: string): DraftFile => {
  const lines = text
    .split('\n')
    .flatMap((line, index) =>
      line.trim() === '' ? [] : [{ place: `line ${index + 1}`, value: parseJson(line.trim()) }],
    );
  const faults = lines.flatMap(({ place, value }) =>
    value instanceof UnreadableFile ? [`${place} is not JSON: ${value.message}`] : [],
  );
  if (faults.length > 0) throw new UnreadableFile(faults);
  return { name, events: lines.map(({ value }) => value), places: lines.map(({ place }) => place) };
};

/** Reads events in NDJSON or JSON; throws what is wrong with them, line by line. */
export const readFile = (name: string, text: string): DraftFile => {
  const whole = parseJson(text.trim());
  return whole instanceof UnreadableFile ? fileOfLines(name, text) : fileOfJson(name, whole);
};

/** "line 3, body.power" for a pointer into the list that was sent. */
export const placeOf = ({ places }: DraftFile, pointer: string): string => {
  const [, index = '', ...rest] = pointer.split('/');
  const isListed = /^\d+$/.test(index) && places[Number(index)] !== undefined;
  const place = isListed ? places[Number(index)] : undefined;
  return [place, (isListed ? rest : [index, ...rest]).filter((one) => one !== '').join('.')]
    .filter((one) => one !== undefined && one !== '')
    .join(', ');
};
