/**
 * The names of the columns as a map may use them: white space made single, a name that stands twice numbered in the
 * order of the columns (`Town`, `Town (2)`), a column without a name called by its place (`#3`).
 */
export const columnNames = (header: readonly string[]): string[] => {
  const used = new Set<string>();
  return header.map((cell, at) => {
    const name = tidy(cell) || `#${at + 1}`;
    let distinct = name;
    for (let n = 2; used.has(distinct); n++) distinct = `${name} (${n})`;
    used.add(distinct);
    return distinct;
  });
};

/** Finds a column by its name, its name in other letter case where that is unambiguous, or its place (`#3`). */
export const findColumn = (columns: readonly string[], wanted: string): number | undefined => {
  const name = tidy(wanted);
  const exact = columns.indexOf(name);
  if (exact >= 0) return exact;
  const place = /^#(\d+)$/.exec(name);
  if (place) return Number(place[1]) <= columns.length ? Number(place[1]) - 1 : undefined;
  const alike = columns.flatMap((column, at) => (column.toLowerCase() === name.toLowerCase() ? [at] : []));
  return alike.length === 1 ? alike[0] : undefined;
};

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
