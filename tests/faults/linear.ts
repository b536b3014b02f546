/** One call on a stream, as whoever made it saw it. */
export interface SeenCall {
  stream: string;
  /** An append that was acknowledged, or anything that only told how far the stream had come. */
  did: 'append' | 'look';
  /** What the stream had come to, by the answer. */
  revision: number;
  begun: number;
  ended: number;
}

/**
 * How often the calls can't have happened one after the other, each between its beginning and its end: a stream is a
 * counter that an append moves by one. Each revision has one append; what is answered is no less than what was
 * acknowledged before the call began, and no more than what had begun before it ended.
 */
export const violations = (calls: readonly SeenCall[]): number => {
  const streams = Map.groupBy(calls, ({ stream }) => stream);
  return [...streams.values()].reduce((total, one) => total + violationsOfStream(one), 0);
};

const violationsOfStream = (calls: readonly SeenCall[]): number => {
  const appends = calls.filter(({ did }) => did === 'append');
  const begun = new Map(appends.map(({ revision, begun: at }) => [revision, at]));
  const acknowledged = appends.toSorted((left, right) => left.ended - right.ended);
  let known = 0;
  let next = 0;
  let found = appends.length - begun.size;
  for (const call of calls.toSorted((left, right) => left.begun - right.begun)) {
    for (; next < acknowledged.length && acknowledged[next]!.ended < call.begun; next++)
      known = Math.max(known, acknowledged[next]!.revision);
    const isTooLittle = call.did === 'append' ? call.revision <= known : call.revision < known;
    const isAhead = call.revision > 0 && !((begun.get(call.revision) ?? Infinity) < call.ended);
    if (isTooLittle || isAhead) found++;
  }
  return found;
};
