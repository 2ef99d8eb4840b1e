import { monthNumber, type Day } from '../days.js';
import type { Random } from '../random.js';
import type { Water } from './water.data.js';

/** As the record keeps it: a name, a value as it was read off, and its unit. */
export interface Reading {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
}

export interface Chemical {
  readonly name: string;
  readonly quantity: string;
  readonly unit: string;
}

/** What a photometer and a thermometer show; busy months use chlorine up. */
export function measured({ celsius }: Water, day: Day, random: Random): Reading[] {
  const busy = [6, 7, 8].includes(monthNumber(day)) ? 4 : 0;
  const tenths = (least: number, most: number) => (random.between(least, most) / 10).toFixed(1);
  return [
    reading('Free chlorine', tenths(9 - busy, 30 - busy), 'mg/l'),
    reading('Combined chlorine', tenths(1, 6 + busy), 'mg/l'),
    reading('pH', tenths(71, 78), ''),
    reading('Total alkalinity', String(random.between(70, 150)), 'mg/l CaCO₃'),
    reading('Calcium hardness', String(random.between(110, 260)), 'mg/l CaCO₃'),
    reading('Water temperature', (celsius + random.between(-8, 8) / 10).toFixed(1), '°C'),
  ];
}

const reading = (name: string, value: string, unit: string): Reading => ({ name, value, unit });

/** What a technician adds where free chlorine, pH or alkalinity are out of range. */
export function treated({ litres }: Water, readings: readonly Reading[]): Chemical[] {
  if (readings.length === 0) return [];
  const value = (name: string) => Number(readings.find((one) => one.name === name)?.value ?? 0);
  const kilograms = (gramsPerCubicMetre: number) => ((gramsPerCubicMetre * litres) / 1_000_000).toFixed(2);
  const chlorine = value('Free chlorine');
  return [
    ...(chlorine < 1.5 ? [chemical('Calcium hypochlorite', kilograms((2 - chlorine) * 1.5), 'kg')] : []),
    ...(value('pH') > 7.5 ? [chemical('Sodium bisulphate', kilograms((value('pH') - 7.4) * 50), 'kg')] : []),
    ...(value('Total alkalinity') < 80 ? [chemical('Sodium bicarbonate', kilograms(20), 'kg')] : []),
  ];
}

const chemical = (name: string, quantity: string, unit: string): Chemical => ({ name, quantity, unit });
