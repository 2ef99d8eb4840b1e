import type { Text } from '../errors.js';
import type { Cell } from '../pages/cells.js';

/** A paper that the server makes, as it stands before it is drawn: what it says, in the order of reading. Pure. */
export interface Paper {
  readonly title: Text;
  /** One line below the title. */
  readonly under: Text | null;
  /** Lists with many columns lie on their side. */
  readonly landscape?: boolean;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock = PaperFacts | PaperTable | PaperNote;

/** As many rows as a table is given: some seventy pages, drawn in a second or two. What has more says so. */
export const MOST_ROWS = 2_000;

/** Names and what stands under them, side by side. Those without a value are left out. */
export interface PaperFacts {
  readonly kind: 'facts';
  readonly title: Text | null;
  readonly items: readonly PaperItem[];
}

export interface PaperItem {
  readonly label: Text;
  readonly cell: Cell;
}

/** A table that goes on over pages, its heads at the top of each. */
export interface PaperTable {
  readonly kind: 'table';
  readonly title: Text | null;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Below the last row, figures below one another; the last of several is what they come to. */
  readonly totals?: readonly PaperItem[];
}

export interface PaperColumn {
  readonly label: Text;
  /** Stands to the right, as its cells do. */
  readonly numeric?: boolean;
}

export interface PaperNote {
  readonly kind: 'note';
  readonly title: Text | null;
  readonly text: Text;
}

/** Whose paper it is. */
export interface Letterhead {
  readonly name: string;
  /** `#1f6f5c` */
  readonly colour: string;
  /** Address, phone, whatever else tells how to reach them. */
  readonly lines: readonly string[];
  /** The bytes of a PNG or a JPEG. */
  readonly logo: Buffer | null;
}
