import { say, type Text } from '../../platform/errors.js';
import type { Child, Section } from '../engine/section.js';
import type { Faults } from '../records/record.fields.js';
import { formField, type Around, type At, type FormFieldView } from './form.fields.view.js';
import { bareOf, EMPTY_ROW, isEmptyRow, listsOf, type FormValues } from './form.values.js';

/** A list of rows with the inputs of each, as many empty ones as it begins with, and a button for more. */
export interface RowsView {
  readonly id: string;
  readonly title: Text;
  readonly error: Text | null;
  readonly rows: readonly RowView[];
  readonly more: Text;
}

export interface RowView {
  readonly id: string;
  readonly legend: Text;
  readonly fields: readonly FormFieldView[];
  /** A box that takes a row away, where there is something to take. */
  readonly remove: { readonly id: string; readonly name: string; readonly label: Text } | null;
  readonly lists: readonly RowsView[];
}

interface WithErrors extends Around {
  readonly section: Section;
  readonly errors: Faults;
}

const USUAL_EMPTY = 3;

/** The rows of a list of children, those below them included. */
export function rowsView(
  around: WithErrors,
  child: Child,
  rows: readonly FormValues[],
  place: { id: string; name: string; empty: Readonly<Record<string, number>> },
): RowsView {
  const { errors, section } = around;
  const words = `${section.key}.form.${child.name}`;
  const blank = rows.filter((row) => isEmptyRow(child, row)).length;
  const missing = Math.max(0, (place.empty[child.name] ?? USUAL_EMPTY) - blank);
  const shown = [...rows, ...Array.from({ length: missing }, () => EMPTY_ROW)].slice(0, child.most);
  return {
    id: place.id,
    title: say(`${words}.title`),
    error: errors[place.id] ?? null,
    rows: shown.map((row, index) => {
      const [id, name] = [`${place.id}.${index}`, `${place.name}[${index}]`];
      const at = (field: string): At => ({
        id: `${id}.${field}`,
        name: `${name}[${field}]`,
        value: row.fields[field] ?? '',
        error: errors[`${id}.${field}`] ?? null,
      });
      return {
        id,
        legend: say(`${words}.row`, { number: index + 1 }),
        fields: [
          ...bareOf(child.children).flatMap((inner) =>
            inner.fields
              .slice(0, 1)
              .map((field) => formField(field, say(`${words}.${inner.name}`), '', at(inner.name), around)),
          ),
          // What is said of a field once need not stand in every row.
          ...child.fields.map((field) => ({
            ...formField(
              field,
              say(`${words}.${field.name}`),
              `${words}.choices.${field.name}`,
              at(field.name),
              around,
            ),
            help: null,
          })),
        ],
        remove: isEmptyRow(child, row)
          ? null
          : {
              id: `${id}.remove`,
              name: `${name}[remove]`,
              label: say('sections.form.remove', { number: index + 1 }),
            },
        lists: listsOf(child.children).map((inner) =>
          rowsView(around, inner, row.rows[inner.name] ?? [], {
            id: `${id}.${inner.name}`,
            name: `${name}[${inner.name}]`,
            empty: place.empty,
          }),
        ),
      };
    }),
    more: say(`${words}.more`),
  };
}
