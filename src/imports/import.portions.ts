import type { ImportLine, ImportLines } from './import.line.js';

/** Records of a file that are written in one transaction. */
export interface Portion {
  /** How many rows of the file stand before them. */
  readonly before: number;
  readonly lines: readonly ImportLine[];
}

/** How many rows of the file some records stand in; what could not be read stands in one. */
export const rowsOf = (lines: readonly ImportLine[]): number =>
  lines.reduce((sum, { rows }) => sum + Math.max(rows.length, 1), 0);

/** Cuts the records of a file into portions; those that end within the first `skip` rows are passed over. */
export async function* portions(lines: ImportLines, size: number, skip = 0): AsyncGenerator<Portion> {
  let before = 0;
  let portion: ImportLine[] = [];
  for await (const line of lines) {
    const rows = rowsOf([line]);
    if (portion.length === 0 && before + rows <= skip) {
      before += rows;
      continue;
    }
    portion.push(line);
    if (portion.length < size) continue;
    yield { before, lines: portion };
    before += rowsOf(portion);
    portion = [];
  }
  if (portion.length > 0) yield { before, lines: portion };
}

/** The two halves of a portion of several. */
export const halves = ({ before, lines }: Portion): readonly [Portion, Portion] => {
  const half = Math.ceil(lines.length / 2);
  const first = lines.slice(0, half);
  return [
    { before, lines: first },
    { before: before + rowsOf(first), lines: lines.slice(half) },
  ];
};
