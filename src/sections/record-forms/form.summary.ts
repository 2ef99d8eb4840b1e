import type { Text } from '../../platform/errors.js';
import { withOthers, type SummaryLine } from '../../platform/pages/form-summary.js';
import type { Faults } from '../records/record.fields.js';
import type { FormFieldView } from './form.fields.view.js';
import type { RowsView } from './form.rows.view.js';

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
  return withOthers(lines, errors);
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
