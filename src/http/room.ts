/** How much may be worked on at once, in requests and in bytes of what they sent. */
interface Most {
  requests: number;
  bytes: number;
}

/** How much of a kind is worked on, and whether there is room for more. */
export class Room {
  #requests = 0;
  #bytes = 0;

  constructor(private readonly most: Most) {}

  /** What is larger than all may be together goes alone. */
  hasFor(bytes: number): boolean {
    if (this.#requests === 0) return true;
    return this.#requests < this.most.requests && this.#bytes + bytes <= this.most.bytes;
  }

  /** Gives back, once, what it takes. */
  take(bytes: number): () => void {
    let isTaken = true;
    this.#requests++;
    this.#bytes += bytes;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#requests--;
      this.#bytes -= bytes;
    };
  }
}
