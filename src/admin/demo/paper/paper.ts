/** A paper as it is drawn: a heading, boxes with facts or a table, and signatures. */
export interface Paper {
  readonly title: string;
  readonly number: string;
  /** `2026-03-04`; the paper is the same whenever it is drawn. */
  readonly day: string;
  readonly under?: string;
  readonly boxes: readonly Box[];
  readonly signatures?: readonly Signature[];
}

export interface Box {
  readonly heading: string;
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly text?: string;
  readonly table?: Table;
}

export interface Table {
  readonly columns: readonly { readonly head: string; readonly width: number; readonly right?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export interface Signature {
  readonly role: string;
  readonly name: string;
  readonly when: string;
}

/** Who a paper comes from. */
export interface Letterhead {
  readonly name: string;
  readonly colour: string;
  readonly lines: readonly string[];
}
