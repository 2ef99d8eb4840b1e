import { exportColumns, heading } from '../../sections/engine/export.columns.js';
import type { Words } from '../../platform/pages/words.js';
import { kindsOf, type RecordKind, type Section } from '../../sections/engine/section.js';
import { SECTIONS } from '../../sections/sections.js';
import { declaredFields } from '../declared.fields.js';
import type { ImportField } from '../import.fields.js';

/**
 * The map of a file that was downloaded from the list of these records: its columns are those of the list, in their words.
 * What the list adds up or derives from records is read by nobody. Undefined for any other file, also for one of somebody
 * who heads a few columns as the list does.
 */
export function ownMap(
  columns: readonly string[],
  kind: RecordKind,
  words: Words,
): Record<string, unknown> | undefined {
  const section = SECTIONS.find((one) => kindsOf(one).includes(kind));
  if (!section) return undefined;
  const all = listedColumns(section, words);
  const has = (name: string) => columns.includes(name);
  const listed = all.filter((one) => headingsOf(one).every(has));
  const isPart =
    columns.length > 2 && columns.every((name) => listed.some((one) => headingsOf(one).includes(name)));
  if (listed.length < all.length && !isPart) return undefined;
  const read = declaredFields(kind).flatMap((field) => {
    const found = listed.find(({ name }) => name === field.path);
    return found ? [{ field, found }] : [];
  });
  if (listed.length <= all.length / 2 && read.length < listed.length) return undefined;
  const only = section.kinds && kind.only && listed.find(({ column }) => column === kind.only?.column);
  const said = only && only.words?.[kind.only?.value ?? ''];
  return {
    downloaded: true,
    fields: Object.fromEntries(read.map(({ field, found }) => [field.path, sourceOf(field, found)])),
    ...(only && said && has(only.value) ? { only: { column: only.value, is: said } } : {}),
  };
}

interface Listed {
  readonly name: string;
  readonly column: string;
  /** Its heading, and that of the currency beside it. */
  readonly value: string;
  readonly currency?: string;
  readonly words?: Readonly<Record<string, string>>;
}

function listedColumns(section: Section, words: Words): Listed[] {
  const all = exportColumns(section, { filters: {} }, () => false, words);
  return all.flatMap((one, at): Listed[] => {
    if (one.part === 'currency') return [];
    const { name, column } = one.field;
    const next = all[at + 1];
    const currency = next?.part === 'currency' ? { currency: heading(section, next, words) } : {};
    return [
      {
        name,
        column,
        value: heading(section, one, words),
        ...currency,
        ...(one.words ? { words: one.words } : {}),
      },
    ];
  });
}

const headingsOf = ({ value, currency }: Listed): string[] => [value, ...(currency ? [currency] : [])];

function sourceOf({ kind }: ImportField, { value, currency }: Listed): unknown {
  if (kind === 'weight') return { column: value, unit: 'kg' };
  return kind === 'money' && currency ? `{${value}} {${currency}}` : { column: value };
}
