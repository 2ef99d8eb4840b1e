/** What a line comes to, in minor units. */
export interface Taxed {
  readonly net: bigint;
  readonly tax: bigint;
}

/** All lines of one rate together. */
export interface RateSum extends Taxed {
  /** 0.2 is 20 %. */
  readonly rate: number;
}

const size = (amount: bigint): number => Math.abs(Number(amount));

/**
 * Tax by rate. Lines say what their tax is and not at which rate: it is told by the largest lines, to a tenth of a
 * percent, and a small line belongs to a rate that gives its tax but for rounding.
 */
export function taxByRate(lines: readonly Taxed[]): RateSum[] {
  const sums = new Map<number, Taxed>();
  for (const line of [...lines].sort((a, b) => size(b.net) - size(a.net))) {
    if (line.net === 0n && line.tax === 0n) continue;
    const rate = [...sums.keys()].find((known) => fits(line, known)) ?? rateOf(line);
    const { net, tax } = sums.get(rate) ?? { net: 0n, tax: 0n };
    sums.set(rate, { net: net + line.net, tax: tax + line.tax });
  }
  return [...sums].map(([rate, sum]) => ({ rate, ...sum })).sort((a, b) => b.rate - a.rate);
}

const fits = ({ net, tax }: Taxed, rate: number): boolean => Math.abs(Number(net) * rate - Number(tax)) < 1;

const rateOf = ({ net, tax }: Taxed): number =>
  net === 0n ? 0 : Math.round((Number(tax) / Number(net)) * 1000) / 1000;
