/** What may part the cells of a row. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const ROWS = 100;

/**
 * The delimiter under which most of the first rows have as many cells as the header. Delimiters inside quotes do not
 * count. A file with a single column is taken for commas.
 */
export const delimiterOf = (text: string, headerRow?: number): Delimiter => {
  const scores = DELIMITERS.map((delimiter) => ({
    delimiter,
    ...score(cellCounts(text, delimiter), headerRow),
  }));
  scores.sort((a, b) => b.share - a.share || b.cells - a.cells);
  return scores[0]?.delimiter ?? ',';
};

const score = (counts: readonly number[], headerRow?: number): { cells: number; share: number } => {
  const rows = counts.slice((headerRow ?? 1) - 1).filter((count) => count > 0);
  const cells = rows[0] ?? 1;
  return { cells, share: cells > 1 ? rows.filter((count) => count === cells).length / rows.length : 0 };
};

/** How many cells each of the first rows has; blank rows keep their place and count 0. */
const cellCounts = (text: string, delimiter: string): number[] => {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let blank = true;
  for (let at = 0; at < text.length && counts.length < ROWS; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === delimiter) cells++;
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at++;
      counts.push(blank ? 0 : cells);
      cells = 1;
      blank = true;
      continue;
    }
    blank = false;
  }
  // The last row may be cut off by the sample; it only counts when there is no other.
  return counts.length === 0 ? [cells] : counts;
};
