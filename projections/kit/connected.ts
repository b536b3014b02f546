/** Which names have been found to be connected; each set goes by one of them. */
export class ConnectedNames {
  readonly #above = new Map<string, string>();

  /** The name by which all that are connected with this one go. */
  rootOf(name: string): string {
    let root = name;
    for (let above = this.#above.get(root); above !== undefined; above = this.#above.get(root)) root = above;
    return root;
  }

  /** Connects two; false when they are connected already. */
  connect(one: string, other: string): boolean {
    const [left, right] = [this.rootOf(one), this.rootOf(other)];
    if (left === right) return false;
    this.#above.set(left, right);
    return true;
  }
}
