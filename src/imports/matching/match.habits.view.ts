import { say, type Text } from '../../platform/errors.js';
import { declaredFields } from '../declared.fields.js';
import type { ImportField } from '../import.fields.js';
import { targetOf } from '../import.targets.js';
import type { ImportRow } from '../imports.queries.js';
import type { MatchAround } from './match.field.view.js';
import type { MatchInput } from './match.input.js';
import { onlyInput } from './only.rows.js';

const DATE_FORMATS = [
  'auto',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'dd/mm/yy',
  'mm/dd/yy',
  'yyyy-mm-dd',
  'yyyymmdd',
  'd mmm yyyy',
  'serial',
];

/** How dates, figures and amounts are written, where the record has any. */
export function habitsView({ section }: ImportRow, around: MatchAround): MatchInput[] {
  const { map, errors } = around;
  const kinds = new Set(declaredFields(targetOf(section).kind).map(({ kind }) => kind));
  const has = (...some: readonly ImportField['kind'][]) => some.some((kind) => kinds.has(kind));
  const select = (name: string, values: readonly string[], label: (value: string) => Text): MatchInput => {
    const value = String(map[name] ?? 'auto');
    const all = values.includes(value) ? values : [...values, value];
    return {
      id: name,
      name,
      label: say(`imports.match.habits.${name}`),
      type: 'select',
      width: 'medium',
      value,
      error: errors[name] ?? null,
      options: all.map((one) => ({ value: one, label: label(one) })),
    };
  };
  const dates = (value: string) =>
    say(`imports.match.dateFormats.${DATE_WORDS[value] ?? 'other'}`, { format: value });
  return [
    ...(has('date', 'time') ? [select('dateFormat', DATE_FORMATS, dates)] : []),
    ...(has('weight', 'money', 'integer')
      ? [
          select('decimal', ['auto', '.', ','], (value) =>
            say(`imports.match.decimals.${MARKS[value] ?? 'auto'}`),
          ),
        ]
      : []),
    ...(has('money') ? [currencyInput(around)] : []),
    ...onlyInput(around),
  ];
}

const DATE_WORDS: Readonly<Record<string, string>> = {
  auto: 'auto',
  'dd/mm/yyyy': 'dayFirst',
  'mm/dd/yyyy': 'monthFirst',
  'dd/mm/yy': 'dayFirstShort',
  'mm/dd/yy': 'monthFirstShort',
  'yyyy-mm-dd': 'yearFirst',
  yyyymmdd: 'packed',
  'd mmm yyyy': 'named',
  serial: 'serial',
};
const MARKS: Readonly<Record<string, string>> = { auto: 'auto', '.': 'point', ',': 'comma' };

const currencyInput = ({ map, errors }: MatchAround): MatchInput => ({
  id: 'currency',
  name: 'currency',
  label: say('imports.match.habits.currency'),
  help: say('imports.match.habits.currencyHelp'),
  type: 'text',
  width: 'short',
  value: String(map['currency'] ?? ''),
  error: errors['currency'] ?? null,
});
