/** Things that belong together, each group by one of its members. */
export class DisjointSets {
  readonly #leaders = new Map<string, string>();

  leader(name: string): string {
    let leader = name;
    for (let next = this.#leaders.get(leader); next !== undefined; next = this.#leaders.get(leader))
      leader = next;
    // The way is kept short, so that thousands of edits on one deal are found at once.
    if (leader !== name) this.#leaders.set(name, leader);
    return leader;
  }

  join(names: readonly string[]): void {
    const [first, ...rest] = names.map((name) => this.leader(name));
    for (const other of rest)
      if (this.leader(other) !== this.leader(first!))
        this.#leaders.set(this.leader(other), this.leader(first!));
  }
}
