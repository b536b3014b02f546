import type { ClaimedStream, RivalSwap } from './rival-lines.js';
import { Families } from './family.js';
import type { FamilyRule } from './family-rule.js';
import type { Line } from './line.js';
import type { LinesTogether } from './lines-together.js';
import type { LoneStreams } from './lone-streams.js';
import { keepAlike, linesBeside } from './same-lines.js';
import type { Standpoint } from './standpoint.js';

/** The standpoint in which a stream was read last. */
export type StandpointOf = (stream: string) => Standpoint;

/** What each stream adds: its lines as they are kept, or, where it stands alone and none are, what they are read as. */
export class StreamLines {
  /** All lines that are kept, also those that are not asked for, and how they go together. */
  readonly families: Families;
  readonly #kept = new Map<string, readonly Line[]>();

  constructor(
    rule: FamilyRule,
    /** Missing where all lines are kept. */
    readonly lone: LoneStreams | undefined,
  ) {
    this.families = new Families(rule);
  }

  /** What a stream comes to in the place of what it came to; which of the kept lines may count otherwise by that. */
  settle(
    stream: string,
    claimed: ClaimedStream | undefined,
    now: Standpoint,
    standpointOf: StandpointOf,
  ): readonly string[] {
    const known = this.#kept.get(stream);
    const lines =
      known || !this.lone
        ? now.linesOf(stream, claimed)
        : this.lone.put(stream, claimed, now, standpointOf(stream));
    if (!lines) return [];
    // Lines that say the same as before are the same lines, and cost nothing.
    const kept = keepAlike(known ?? [], lines);
    return kept === known ? [] : this.put(stream, kept, standpointOf);
  }

  /** Keeps these lines of a stream in the place of those before, as `settle` does. */
  put(stream: string, lines: readonly Line[], standpointOf: StandpointOf): readonly string[] {
    const before = this.#kept.get(stream) ?? [];
    const [gone, come] = [linesBeside(before, lines), linesBeside(lines, before)];
    this.#kept.set(stream, lines);
    return this.swap(stream, { gone, come }, standpointOf);
  }

  /** Lets lines of a stream go and others come, as `put` does, with no word of it kept: until they are swapped back. */
  swap(
    stream: string,
    { gone, come }: Pick<RivalSwap, 'gone' | 'come'>,
    standpointOf: StandpointOf,
  ): readonly string[] {
    const clans = this.families.clans(gone.map(({ id }) => id));
    gone.forEach((line) => this.families.remove(line));
    come.forEach((line) => this.families.put(line));
    // Of what other streams' lines name is kept what was only added up so far.
    const named = this.lone?.release(stream, come, standpointOf) ?? [];
    return [
      ...clans.flat(),
      ...come.map(({ id }) => id),
      ...named.flatMap(([one, theirs]) => this.put(one, theirs, standpointOf)),
    ];
  }

  of(stream: string, standpoint: Standpoint): readonly Line[] {
    return this.#kept.get(stream) ?? (this.lone?.has(stream) ? standpoint.linesOf(stream) : []);
  }

  /** A line for itself, asked for or not. */
  line(id: string, standpoint: Standpoint): Line | undefined {
    const kept = this.families.line(id);
    const stream = kept ? undefined : this.lone?.streamNamed(id);
    return stream === undefined ? kept : this.of(stream, standpoint).find((line) => line.id === id);
  }

  /** What is not kept, read again, as it has to be reckoned together: of all streams, or of these. */
  loneClans(standpoint: Standpoint, streams?: Iterable<string>): LinesTogether[] {
    return [...(this.lone?.clans(standpoint, streams) ?? [])];
  }

  /** What each group of all lines adds. */
  countedBy(groupOf: (line: Line) => string | undefined, standpoint: Standpoint): Line[] {
    const lone = this.loneClans(standpoint).flatMap((clan) => clan.counted(groupOf));
    return [...this.families.countedBy(groupOf), ...lone];
  }
}
