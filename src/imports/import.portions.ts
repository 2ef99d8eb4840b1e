import type { ImportLine, ImportLines } from './import.line.js';

/** Records of a file that are written in one transaction. */
export interface Portion {
  /** How many records of the file stand before them. */
  readonly before: number;
  readonly lines: readonly ImportLine[];
}

/** Cuts the records of a file into portions; the first `skip` are passed over. */
export async function* portions(lines: ImportLines, size: number, skip = 0): AsyncGenerator<Portion> {
  let read = 0;
  let portion: ImportLine[] = [];
  for await (const line of lines) {
    if (++read <= skip) continue;
    portion.push(line);
    if (portion.length < size) continue;
    yield { before: read - portion.length, lines: portion };
    portion = [];
  }
  if (portion.length > 0) yield { before: read - portion.length, lines: portion };
}

/** The two halves of a portion of several. */
export const halves = ({ before, lines }: Portion): readonly [Portion, Portion] => {
  const half = Math.ceil(lines.length / 2);
  return [
    { before, lines: lines.slice(0, half) },
    { before: before + half, lines: lines.slice(half) },
  ];
};
