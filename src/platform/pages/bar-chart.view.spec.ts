import { describe, expect, it } from '@jest/globals';
import { barChart, barList, type Bar } from './bar-chart.view.js';
import { cell } from './cells.js';
import { verbatim } from './words.js';

const sentence = verbatim('What the chart shows');
const unit = verbatim('tonnes');
const bar = (value: number, more: Partial<Bar> = {}): Bar => ({
  label: verbatim(String(value)),
  value,
  cell: cell.number(Math.round(value)),
  ...more,
});
const part = (series: 1 | 2 | 3, value: number) => ({
  series,
  value,
  label: verbatim(`part ${series}`),
  cell: cell.number(value),
});

describe('upright bars', () => {
  it('begin at zero, end at a round tick, and are as high as they are much', () => {
    const chart = barChart({ sentence, unit, bars: [bar(54), bar(27), bar(0)] });
    expect(chart.ticks.map((tick) => tick.value)).toEqual([0, 20, 40, 60]);
    expect(chart.bars.map(({ pieces }) => pieces[0]?.height)).toEqual([180, 90, 0]);
    for (const { pieces } of chart.bars) {
      expect((pieces[0]?.y ?? 0) + (pieces[0]?.height ?? 0)).toBe(chart.floor);
    }
  });

  it('of thousands in money say no pennies, which would run into the next bar’s', () => {
    const money = (value: number) => bar(value, { cell: cell.money(Math.round(value * 100), 'GBP') });
    const rounded = (...bars: Bar[]) => barChart({ sentence, unit, bars }).bars.map((one) => one.rounded);
    expect(rounded(money(96_693.13), money(120.5))).toEqual([96_693, 121]);
    expect(rounded(money(120.5))).toEqual([null]);
    expect(rounded(bar(96_693.13))).toEqual([null]);
  });

  it('stand beside each other within the width', () => {
    const { bars } = barChart({ sentence, unit, bars: Array.from({ length: 24 }, () => bar(1)) });
    for (const [index, { x, width }] of bars.entries()) {
      expect(x).toBeGreaterThanOrEqual(index * (100 / 24) - 0.01);
      expect(x + width).toBeLessThanOrEqual((index + 1) * (100 / 24) + 0.01);
    }
  });

  it('of a pair stand together, with one name below the middle of both', () => {
    const { bars } = barChart({
      sentence,
      unit,
      bars: [bar(1, { silent: true }), bar(2), bar(3, { silent: true }), bar(4)],
    });
    const [first, second, third] = bars;
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBe(second?.x);
    expect((second?.x ?? 0) + (second?.width ?? 0)).toBeLessThan(third?.x ?? 0);
    expect(second).toMatchObject({ labelled: true, middle: second?.x });
  });

  it('are stacked without gaps, in the order of their parts, with a legend of each part once', () => {
    const stacked = bar(60, { parts: [part(1, 30), part(2, 0), part(3, 30)] });
    const chart = barChart({ sentence, unit, bars: [stacked, stacked] });
    const [lower, upper] = chart.bars[0]?.pieces ?? [];
    expect([lower?.series, upper?.series]).toEqual([1, 3]);
    expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBe(lower?.y);
    expect(chart.legend.map((entry) => entry.series)).toEqual([1, 2, 3]);
  });

  it('have no legend when nothing is stacked', () => {
    expect(barChart({ sentence, unit, bars: [bar(1)] }).legend).toEqual([]);
  });

  it('name fewer of many bars, at most 24 on a wide screen and 8 on a phone', () => {
    for (const length of [1, 8, 12, 24, 25, 60, 120]) {
      const { bars } = barChart({ sentence, unit, bars: Array.from({ length }, () => bar(1)) });
      expect(bars.filter(({ labelled }) => labelled).length).toBeLessThanOrEqual(24);
      expect(bars.filter(({ labelled, narrow }) => labelled && narrow).length).toBeLessThanOrEqual(8);
      expect(bars[0]).toMatchObject({ labelled: true, narrow: true });
    }
  });

  it('name the year where it begins', () => {
    const year = (text: string) => ({ group: verbatim(text) });
    const { bars } = barChart({
      sentence,
      unit,
      bars: [bar(1, year('2025')), bar(1, year('2025')), bar(1, year('2026'))],
    });
    expect(bars.map(({ group }) => group?.values?.['text'])).toEqual(['2025', undefined, '2026']);
  });

  it('name the year on a phone below a bar that is named there', () => {
    const bars = Array.from({ length: 12 }, (_, index) =>
      bar(1, { group: verbatim(index === 0 ? '2025' : '2026') }),
    );
    const chart = barChart({ sentence, unit, bars });
    const years = (name: 'group' | 'narrowGroup') => chart.bars.map((one) => one[name]?.values?.['text']);
    expect(years('group').slice(0, 4)).toEqual(['2025', '2026', undefined, undefined]);
    expect(years('narrowGroup').slice(0, 4)).toEqual(['2025', undefined, '2026', undefined]);
    expect(chart.bars.every(({ narrow, narrowGroup }) => narrow || narrowGroup === null)).toBe(true);
  });

  it('keep an axis when there is nothing to show', () => {
    const chart = barChart({ sentence, unit, bars: [bar(0)] });
    expect(chart.ticks.length).toBeGreaterThan(1);
    expect(chart.bars[0]?.pieces[0]).toMatchObject({ height: 0 });
    expect(barChart({ sentence, unit, bars: [] }).bars).toEqual([]);
  });

  it('write as many decimals on the axis as its steps need', () => {
    const decimals = [4000, 4, 0.8, 0.04].map(
      (value) => barChart({ sentence, unit, bars: [bar(value)] }).decimals,
    );
    expect(decimals).toEqual([0, 0, 1, 2]);
  });
});

describe('bars that lie', () => {
  it('are as wide as their share of the longest', () => {
    const list = barList({ sentence, bars: [bar(400), bar(100, { href: '/jobs?ewc=200301' }), bar(0)] });
    expect(list.bars.map(({ pieces }) => pieces[0]?.width)).toEqual([100, 25, 0]);
    expect(list.bars.map(({ href }) => href)).toEqual([null, '/jobs?ewc=200301', null]);
  });
});
