import type { Text } from '../errors.js';

/** A line of the summary above a form: which field, and what is wrong with it. */
export interface SummaryLine {
  readonly id: string;
  /** What the field is called, behind the rows that it stands in; nothing where the sentence is about the whole. */
  readonly labels: readonly Text[];
  readonly text: Text;
}

/** What is wrong that no line says yet: it has no field of its own, and stands last. */
export const withOthers = (
  lines: readonly SummaryLine[],
  errors: Readonly<Record<string, Text>>,
): SummaryLine[] => [
  ...lines,
  ...Object.entries(errors)
    .filter(([place]) => !lines.some(({ id }) => id === place))
    .map(([id, text]) => ({ id, labels: [], text })),
];
