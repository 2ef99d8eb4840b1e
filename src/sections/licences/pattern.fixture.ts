/** Texts that a simple pattern matches: each of its alternatives, its shortest and a longer form. For tests. */
export function madeOf(pattern: string): string[] {
  const reader = new PatternReader(pattern.replace(/^\^|\$$/g, ''));
  return reader.alternatives();
}

/** Reads literals, `\d`, `\W`, classes, groups with alternatives, and how often each stands there. */
class PatternReader {
  private at = 0;

  constructor(private readonly pattern: string) {}

  alternatives(): string[] {
    const found: string[] = [];
    let texts = [''];
    while (this.at < this.pattern.length && this.pattern[this.at] !== ')') {
      if (this.pattern[this.at] === '|') {
        found.push(...texts);
        texts = [''];
        this.at++;
      } else texts = this.joined(texts, this.piece());
    }
    return [...found, ...texts];
  }

  private joined(texts: readonly string[], pieces: readonly string[]): string[] {
    return texts.flatMap((text) => pieces.map((piece) => text + piece)).slice(0, 200);
  }

  private piece(): string[] {
    const one = this.single();
    const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(this.pattern.slice(this.at)) ?? [];
    if (whole) {
      this.at += whole.length;
      const from = Number(least);
      return times(one, comma ? [from, most ? Number(most) : from + 2] : [from]);
    }
    const sign = this.pattern[this.at] ?? '';
    if (!'*+?'.includes(sign) || sign === '') return one;
    this.at++;
    return times(one, sign === '?' ? [0, 1] : sign === '*' ? [0, 1, 2] : [1, 2]);
  }

  private single(): string[] {
    const sign = this.pattern[this.at++] as string;
    if (sign === '(') {
      const inner = this.alternatives();
      this.at++;
      return inner;
    }
    if (sign === '[') {
      const end = this.pattern.indexOf(']', this.at);
      const letters = this.pattern.slice(this.at, end).replace(/(.)-(.)/g, '$1$2');
      this.at = end + 1;
      return [...letters].slice(0, 4);
    }
    if (sign !== '\\') return [sign];
    const escaped = this.pattern[this.at++] as string;
    return escaped === 'd' ? ['7'] : escaped === 'W' ? [' ', '-'] : [escaped];
  }
}

const times = (pieces: readonly string[], counts: readonly number[]): string[] =>
  counts.flatMap((count) => pieces.map((piece) => piece.repeat(count)));
