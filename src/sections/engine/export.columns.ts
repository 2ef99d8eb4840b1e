import { say } from '../../platform/errors.js';
import type { Words } from '../../platform/pages/words.js';
import { choiceText, fieldLabel } from './field.cells.js';
import type { Field } from './field.js';
import type { ListRequest } from './list.request.js';
import type { Section } from './section.js';

/** A column of an export: its field, and what of it stands there. */
export interface ExportColumn {
  readonly field: Field;
  /** `value`, or the currency that stands in a column of its own. */
  readonly part: 'value' | 'currency';
  /** What people call each of a choice's values: files are read by people, and say what the page says. */
  readonly words?: Readonly<Record<string, string>>;
}

/** The columns of an export: every field of the section that is open, and those that its filters bring. */
export function exportColumns(
  section: Section,
  { filters }: Pick<ListRequest, 'filters'>,
  hidden: (field: Field) => boolean,
  words: Words,
): ExportColumn[] {
  const fields = [...section.fields, ...(section.extra?.(filters) ?? [])].filter((field) => !hidden(field));
  return fields.flatMap((field): ExportColumn[] =>
    field.kind === 'money'
      ? [
          { field, part: 'value' },
          { field, part: 'currency' },
        ]
      : [{ field, part: 'value', ...(field.choices ? { words: choiceWords(section, field, words) } : {}) }],
  );
}

const choiceWords = (section: Section, field: Field, words: Words): Record<string, string> =>
  Object.fromEntries(
    (field.choices ?? []).flatMap((choice) => {
      const key = choiceText(section.key, field, choice);
      return choice && words.has(key.key) ? [[choice, words.say(key)]] : [];
    }),
  );

/** What a column is called in the first row. */
export function heading(section: Section, { field, part }: ExportColumn, words: Words): string {
  const label = words.say(fieldLabel(section, field));
  if (part === 'currency') return words.say(say('exports.currencyOf', { field: label }));
  return field.kind === 'weight' ? words.say(say('exports.kilograms', { field: label })) : label;
}
