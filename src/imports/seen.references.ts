import { createHash } from 'node:crypto';

/**
 * Remembers a million references in some 24 MB: a 53-bit print of each and its row, or another whole number below
 * 2^32, in tables that double. Two different references share a print once in thousands of files of that size.
 */
export class SeenReferences {
  private prints = new Float64Array(1024);
  private rows = new Uint32Array(1024);
  private size = 0;

  /** Remembers a reference's row. Answers the row where it stood before, if it did. */
  add(reference: string, row: number): number | undefined {
    if (this.size * 2 >= this.prints.length) this.grow();
    const before = this.place(print(reference), row);
    if (before === undefined) this.size++;
    return before;
  }

  /** The row of a reference, if it was added. */
  rowOf(reference: string): number | undefined {
    const wanted = print(reference);
    for (let at = wanted % this.prints.length; this.prints[at] !== 0; at = (at + 1) % this.prints.length)
      if (this.prints[at] === wanted) return this.rows[at];
    return undefined;
  }

  private place(print: number, row: number): number | undefined {
    const slots = this.prints.length;
    for (let at = print % slots; ; at = (at + 1) % slots) {
      if (this.prints[at] === print) return this.rows[at];
      if (this.prints[at] !== 0) continue;
      this.prints[at] = print;
      this.rows[at] = row;
      return undefined;
    }
  }

  private grow(): void {
    const { prints, rows } = this;
    this.prints = new Float64Array(prints.length * 2);
    this.rows = new Uint32Array(rows.length * 2);
    prints.forEach((print, at) => print !== 0 && this.place(print, rows[at] ?? 0));
  }
}

// 53 bits of SHA-1, the most a number holds; never 0, which means an empty slot.
const print = (text: string): number => {
  const digest = createHash('sha1').update(text).digest();
  return digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11) || 1;
};
