/** Chance that comes out the same each time: what it is made from decides everything that follows. */
export class Random {
  private state: number;

  constructor(...seed: readonly (string | number)[]) {
    this.state = hash(seed.join(' '));
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True so often: 0.2 is once in five. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** Letters and digits, without those that are mistaken for one another. */
  code(length: number): string {
    return Array.from({ length }, () => CLEAR[this.between(0, CLEAR.length - 1)]).join('');
  }
}

const CLEAR = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789';

/** FNV-1a over 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) as number), 0x01000193);
  return value >>> 0;
}
