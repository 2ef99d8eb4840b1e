/** What was counted under one month (`2026-03`), one code, or several of these (`GBP 2026-03`). */
export interface SumLine {
  readonly key: string;
  readonly records: number;
  readonly grams: bigint;
  readonly estimated: bigint;
  /** Minor units of a currency that the key names; nothing elsewhere. */
  readonly amount: bigint;
}

/** Everything under no key: what a report weighs together. */
export type Sum = Omit<SumLine, 'key'>;

export const NOTHING: Sum = { records: 0, grams: 0n, estimated: 0n, amount: 0n };

const plus = (a: Sum, b: Sum): Sum => ({
  records: a.records + b.records,
  grams: a.grams + b.grams,
  estimated: a.estimated + b.estimated,
  amount: a.amount + b.amount,
});

export const totalOf = (lines: readonly Sum[]): Sum => lines.reduce<Sum>(plus, NOTHING);

/** Adds up the lines of several customers, key by key, in the order of the keys. */
export function addLines(parts: readonly (readonly SumLine[])[]): SumLine[] {
  return sumBy(parts.flat(), ({ key }) => key).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Adds lines up under coarser keys, such as codes under their chapters; in the order in which they are met. */
export function sumBy(lines: readonly SumLine[], keyOf: (line: SumLine) => string): SumLine[] {
  const sums = new Map<string, Sum>();
  for (const line of lines) {
    const key = keyOf(line);
    sums.set(key, plus(sums.get(key) ?? NOTHING, line));
  }
  return [...sums].map(([key, sum]) => ({ key, ...sum }));
}

/** The heaviest first; equals by their key. */
export const heaviestFirst = (lines: readonly SumLine[]): SumLine[] =>
  [...lines].sort((a, b) => (a.grams === b.grams ? (a.key < b.key ? -1 : 1) : a.grams > b.grams ? -1 : 1));
