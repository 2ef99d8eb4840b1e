import { say, type Text } from '../../platform/errors.js';
import type { ImportField } from '../import.fields.js';
import type { ValueParser } from '../value.parsed.js';
import { booleanParser, choiceParser } from '../value.words.js';
import type { FieldChoice } from './field.choice.js';
import { columnAt } from './field.choice.js';
import type { ColumnGlimpse } from './glimpse.js';

/** The words of a column that are none of the field's own: somebody says what they mean. */
export function unknownWords(
  field: ImportField,
  { from }: Pick<FieldChoice, 'from'>,
  columns: readonly ColumnGlimpse[],
): readonly string[] {
  const read = parserOf(field);
  const at = columnAt(from);
  if (!read || at === undefined) return [];
  const { words, firsts } = columns[at] ?? { words: [], firsts: [] };
  return (words ?? firsts).filter((word) => 'problem' in read(word));
}

/** What a word of the file may mean. */
export function meanings({ kind, choices = [], choiceLabels = {} }: ImportField): readonly {
  readonly value: string;
  readonly label: Text;
}[] {
  if (kind === 'boolean')
    return ['yes', 'no'].map((value) => ({ value, label: say(`imports.match.truth.${value}`) }));
  return choices.map((value) => ({
    value,
    label: choiceLabels[value] ?? say('platform.verbatim', { text: value }),
  }));
}

function parserOf({ kind, choices = [], choiceWords, moreWords }: ImportField): ValueParser | undefined {
  if (kind === 'boolean') return booleanParser;
  return kind === 'choice' ? choiceParser(choices, choiceWords, moreWords) : undefined;
}
