import type { Text } from '../../platform/errors.js';
import type { Faults } from '../records/record.fields.js';
import type { FormFieldView } from './form.fields.view.js';
import type { RowsView } from './form.rows.view.js';

/** A line of the summary above a form: which field, and what is wrong with it. */
export interface SummaryLine {
  readonly id: string;
  /** What the field is called; none where the sentence is about the whole. */
  readonly label: Text | null;
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
  const lines = [...groups.flatMap(({ fields }) => fields.flatMap(ofField)), ...lists.flatMap(ofList)];
  const others = Object.entries(errors)
    .filter(([place]) => !lines.some(({ id }) => id === place))
    .map(([id, text]) => ({ id, label: null, text }));
  return [...lines, ...others];
}

const ofField = ({ id, label, error }: FormFieldView): SummaryLine[] =>
  error ? [{ id, label, text: error }] : [];

const ofList = ({ id, title, error, rows }: RowsView): SummaryLine[] => [
  ...(error ? [{ id, label: title, text: error }] : []),
  ...rows.flatMap(({ fields, lists }) => [...fields.flatMap(ofField), ...lists.flatMap(ofList)]),
];
