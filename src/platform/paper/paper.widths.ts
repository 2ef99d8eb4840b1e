/** How wide a column would like to be, and what it cannot do without: its longest word. */
export interface Wish {
  readonly least: number;
  readonly wanted: number;
}

/** The widths of columns side by side. They fill the room: what is left over goes to all alike, what lacks is shared. */
export function columnWidths(wishes: readonly Wish[], room: number): number[] {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const wanted = sum(wishes.map((one) => one.wanted));
  if (wanted <= room) return wishes.map((one) => one.wanted + (room - wanted) / wishes.length);
  // No word may take more than its share twice over: it is broken then.
  const most = (2 * room) / wishes.length;
  const leasts = wishes.map(({ least }) => Math.min(least, most));
  const least = sum(leasts);
  if (least >= room) return leasts.map((one) => (one * room) / least);
  const share = (room - least) / (wanted - least);
  return wishes.map((one, index) => {
    const own = leasts[index] ?? 0;
    return own + (one.wanted - own) * share;
  });
}
