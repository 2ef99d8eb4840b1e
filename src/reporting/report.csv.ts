import { minorDigits } from '../platform/pages/formats.js';
import { decimal } from '../platform/pages/rounding.js';
import type { Words } from '../platform/pages/words.js';
import type { CsvCell, Report, ReportInput } from './report.js';

/** A report's table as CSV: weights in kilograms to the gram and amounts to the penny, so that they can be added up again. */
export function reportCsv(report: Report, input: ReportInput, words: Words): string {
  const { columns, rows } = report.csv(input);
  const lines = [columns, ...rows].map((cells) =>
    cells.map((cell) => quoted(written(cell, words))).join(','),
  );
  // The mark at the beginning lets spreadsheets read accents.
  return `\uFEFF${lines.join('\n')}\n`;
}

function written(cell: CsvCell, words: Words): string {
  if (typeof cell === 'bigint') return decimal(cell, 3);
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object' && 'amount' in cell) return decimal(cell.amount, minorDigits(cell.currency));
  const text = typeof cell === 'string' ? cell : words.say(cell);
  // Spreadsheets run what begins so.
  return /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
