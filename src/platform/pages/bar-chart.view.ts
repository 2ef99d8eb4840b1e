import { scaleLinear } from 'd3-scale';
import type { Text } from '../errors.js';
import type { Cell } from './cells.js';

/** One of the eight colours that colour-blind eyes can tell apart. The same thing has the same one on every page. */
export type Series = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface BarPart {
  readonly series: Series;
  readonly label: Text;
  readonly value: number;
  readonly cell: Cell;
}

export interface Bar {
  readonly label: Text;
  /** Second line below an upright bar, shown where it changes: the year of a month. */
  readonly group?: Text;
  /** What the length shows, in the unit of the axis. */
  readonly value: number;
  /** The same, as words: `cell.weight(grams)`. */
  readonly cell: Cell;
  /** The records behind the bar. */
  readonly href?: string;
  /** Of a pair it is the other bar that is named below the axis. */
  readonly silent?: true;
  /** A stacked bar; the parts add up to the value. */
  readonly parts?: readonly BarPart[];
}

export interface BarsInput {
  /** A sentence that says what the chart shows: "42.6 t in March, 8 % less than last March". */
  readonly sentence: Text;
  readonly bars: readonly Bar[];
  readonly series?: Series;
}

export interface BarChartInput extends BarsInput {
  /** Stands above the axis: *tonnes*. */
  readonly unit: Text;
}

interface Piece {
  readonly series: Series;
  readonly label: Text | null;
  readonly start: number;
  readonly length: number;
}

interface LegendEntry {
  readonly series: Series;
  readonly label: Text;
}

const plot = { top: 24, height: 200, labels: 44 } as const;
const round = (value: number): number => Math.round(value * 100) / 100;

/** Upright bars, as by month. Sideways everything is a share of the width, so that the chart fits any screen. */
export function barChart({ sentence, unit, bars, series = 1 }: BarChartInput) {
  const scale = scaleLinear()
    .domain([0, highest(bars)])
    .nice(4)
    .range([plot.height, 0]);
  const ticks = scale.ticks(4).map((value) => ({ value, y: round(plot.top + scale(value)) }));
  const decimals = decimalsOf(ticks[1]?.value ?? 1);
  const axis = axisWidth(ticks.at(-1)?.value ?? 0, decimals);
  const slot = 100 / Math.max(bars.length, 1);
  const width = Math.min(slot * 0.7, 8);
  const paired = (index: number): boolean => bars[index - 1]?.silent === true;
  /** Where a bar begins in its slot: the two of a pair stand beside each other, apart from other pairs. */
  const inset = (bar: Bar, index: number): number => {
    if (paired(index)) return 0;
    return bar.silent ? slot - width : (slot - width) / 2;
  };
  // Pennies above a bar of thousands run into the next bar's; its title and the table below say them.
  const inThousands = highest(bars) >= 1000;
  const steps = labelSteps(bars.length);
  const isNamed = (index: number, step: number): boolean => index % step === 0 && !bars[index]?.silent;
  const groupAfter = (index: number, step: number): Text | null => {
    const group = isNamed(index, step) ? bars[index]?.group : undefined;
    let before = index - step;
    while (before >= 0 && !isNamed(before, step)) before -= step;
    return group && !same(group, bars[before]?.group) ? group : null;
  };
  return {
    sentence,
    unit,
    ticks,
    decimals,
    axis,
    axisEnd: axis - 8,
    height: plot.top + plot.height + plot.labels,
    plotHeight: plot.height,
    top: plot.top,
    floor: plot.top + plot.height,
    legend: legendOf(bars),
    bars: bars.map((bar, index) => ({
      label: bar.label,
      cell: bar.cell,
      href: bar.href ?? null,
      slotX: round(index * slot),
      slotWidth: round(slot),
      x: round(index * slot + inset(bar, index)),
      width: round(width),
      /** Where its words stand: below the middle of the bar, or of the pair. */
      middle: round((paired(index) ? index : index + 0.5) * slot),
      top: round(plot.top + scale(bar.value)),
      labelled: isNamed(index, steps.wide),
      narrow: isNamed(index, steps.narrow),
      valued: bars.length <= 12 && bar.value > 0,
      rounded: bar.cell.kind === 'money' && inThousands ? Math.round(bar.value) : null,
      group: groupAfter(index, 1),
      /** On a phone it stands below a bar that is named there, so that two never run into each other. */
      narrowGroup: groupAfter(index, steps.narrow),
      pieces: pieces(bar, series).map((piece) => ({
        ...piece,
        y: round(plot.top + scale(piece.start + piece.length)),
        height: round(scale(piece.start) - scale(piece.start + piece.length)),
      })),
    })),
  };
}

export type BarChartView = ReturnType<typeof barChart>;

/** Bars that lie, one line for each category, with the value at the end; longest first if the caller sorts so. */
export function barList({ sentence, bars, series = 1 }: BarsInput) {
  const scale = scaleLinear()
    .domain([0, highest(bars)])
    .range([0, 100]);
  return {
    sentence,
    legend: legendOf(bars),
    bars: bars.map((bar) => ({
      label: bar.label,
      cell: bar.cell,
      href: bar.href ?? null,
      pieces: pieces(bar, series).map((piece) => ({
        ...piece,
        x: round(scale(piece.start)),
        width: round(scale(piece.length)),
      })),
    })),
  };
}

export type BarListView = ReturnType<typeof barList>;

/** Bars begin at zero; with nothing at all the axis still has a height. */
const highest = (bars: readonly Bar[]): number => Math.max(0, ...bars.map((bar) => bar.value)) || 1;

function pieces(bar: Bar, series: Series): Piece[] {
  if (!bar.parts) return [{ series, label: null, start: 0, length: bar.value }];
  let start = 0;
  return bar.parts
    .filter((part) => part.value > 0)
    .map((part) => {
      const piece = { series: part.series, label: part.label, start, length: part.value };
      start += part.value;
      return piece;
    });
}

/** Only a stacked chart has a legend: each series once, in the order in which it is met. */
function legendOf(bars: readonly Bar[]): LegendEntry[] {
  const entries = new Map<Series, LegendEntry>();
  for (const { series, label } of bars.flatMap((bar) => bar.parts ?? [])) {
    if (!entries.has(series)) entries.set(series, { series, label });
  }
  return [...entries.values()];
}

/** Every how many bars a label fits: at most 24 on a wide screen, 8 on a phone; the phone's are among the wide ones. */
function labelSteps(count: number): { wide: number; narrow: number } {
  const wide = Math.max(1, Math.ceil(count / 24));
  return { wide, narrow: wide * Math.max(1, Math.ceil(count / 8 / wide)) };
}

/** In pixels: as wide as the longest figure beside it needs, figures of 7 pixels with a sign between thousands. */
function axisWidth(highest: number, decimals: number): number {
  const whole = String(Math.trunc(highest)).length;
  const signs = Math.floor((whole - 1) / 3) + (decimals > 0 ? decimals + 1 : 0);
  return Math.max(40, 12 + 7 * (whole + signs));
}

const decimalsOf = (step: number): number => (step >= 1 && Number.isInteger(step) ? 0 : step >= 0.1 ? 1 : 2);

const same = (left: Text, right: Text | undefined): boolean => JSON.stringify(left) === JSON.stringify(right);
