import { Refused, say } from '../../platform/errors.js';
import type { Child, RecordKind } from '../engine/section.js';
import { cleanText } from '../../platform/http/typed-text.js';
import {
  askedFields,
  bareOf,
  countRows,
  EMPTY_ROW,
  isEmptyRow,
  listsOf,
  MOST_ROWS,
  type FormValues,
} from './form.values.js';

type Sent = Readonly<Record<string, unknown>>;

/** Which button was pressed: the one that saves, or one that asks for more empty rows. */
export const moreAskedOf = (sent: Sent): string | undefined =>
  typeof sent['more'] === 'string' ? sent['more'] : undefined;

/** Whether the button was pressed that saves what was asked about. */
export const isMeant = (sent: Sent): boolean => sent['anyway'] === 'on';

/**
 * What somebody sent, as texts. Rows that were taken away are left out, and empty ones unless they are to be kept.
 * @throws Refused when the end of the form is missing: what was cut off must not be taken for taken away
 */
export function readSent(kind: RecordKind, sent: Sent, keepEmpty = false): FormValues {
  if (sent['end'] !== 'end') throw new Refused(say('sections.form.cutOff'));
  return sentValues(
    askedFields(kind).map(({ name }) => name),
    kind.children,
    sent,
    keepEmpty,
  );
}

function sentValues(
  names: readonly string[],
  children: readonly Child[] | undefined,
  sent: Sent,
  keepEmpty: boolean,
): FormValues {
  const bare = bareOf(children).map(({ name }) => name);
  return {
    fields: Object.fromEntries([...names, ...bare].map((name) => [name, textOf(sent[name])])),
    rows: Object.fromEntries(
      listsOf(children).map((child) => [child.name, rowsOf(child, sent[child.name], keepEmpty)]),
    ),
  };
}

function rowsOf(child: Child, sent: unknown, keepEmpty: boolean): FormValues[] {
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.values(sent)
    .filter((row): row is Sent => typeof row === 'object' && row !== null && !('remove' in row))
    .map((row) =>
      sentValues(
        child.fields.map(({ name }) => name),
        child.children,
        row,
        keepEmpty,
      ),
    )
    .filter((row) => keepEmpty || !isEmptyRow(child, row));
}

const MORE_ROWS = 3;

/**
 * The same with more empty rows in one list, named by its place: `wasteItems`, `wasteItems.0.fates`. There are no more
 * than a form can handle.
 */
export function withMore(kind: RecordKind, values: FormValues, place: string): FormValues {
  const [name = '', index, inner] = place.split('.');
  if (!listsOf(kind.children).some((child) => child.name === name)) return values;
  const rows = values.rows[name] ?? [];
  const count = Math.max(0, Math.min(MORE_ROWS, MOST_ROWS - countRows(values.rows)));
  const more = Array.from({ length: count }, () => EMPTY_ROW);
  const longer =
    inner === undefined
      ? [...rows, ...more]
      : rows.map((row, at) =>
          String(at) === index
            ? { ...row, rows: { ...row.rows, [inner]: [...(row.rows[inner] ?? []), ...more] } }
            : row,
        );
  return { ...values, rows: { ...values.rows, [name]: longer } };
}

/** Boxes of one name arrive as a list. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ');
  return cleanText(value);
}
