import type { Text } from '../../platform/errors.js';
import type { Faults } from '../records/record.fields.js';
import type { FormFieldView } from './form.fields.view.js';
import type { RowsView } from './form.rows.view.js';

/** A line of the summary above a form: which field, and what is wrong with it. */
export interface SummaryLine {
  readonly id: string;
  /** What the field is called, behind the rows that it stands in; nothing where the sentence is about the whole. */
  readonly labels: readonly Text[];
  readonly text: Text;
}

/**
 * What is wrong with a form, in the order of its fields.
 * @param errors by the ids of the fields; what has no field stands last
 */
export function summaryOf(
  errors: Faults,
  groups: readonly { readonly fields: readonly FormFieldView[] }[],
  lists: readonly RowsView[],
): SummaryLine[] {
  const lines = [
    ...groups.flatMap(({ fields }) => fields.flatMap((field) => ofField(field))),
    ...lists.flatMap((list) => ofList(list)),
  ];
  const others = Object.entries(errors)
    .filter(([place]) => !lines.some(({ id }) => id === place))
    .map(([id, text]) => ({ id, labels: [], text }));
  return [...lines, ...others];
}

const ofField = ({ id, label, error }: FormFieldView, within: readonly Text[] = []): SummaryLine[] =>
  error ? [{ id, labels: [...within, label], text: error }] : [];

/** Rows that are alike are told apart by their names. */
const ofList = ({ id, title, error, rows }: RowsView, within: readonly Text[] = []): SummaryLine[] => [
  ...(error ? [{ id, labels: [...within, title], text: error }] : []),
  ...rows.flatMap(({ legend, fields, lists }) => [
    ...fields.flatMap((field) => ofField(field, [...within, legend])),
    ...lists.flatMap((list) => ofList(list, [...within, legend])),
  ]),
];
