import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { declaredPath, type ImportField, isAmount } from '../import.fields.js';
import { isObject } from '../import.map-faults.js';
import { WEIGHT_UNITS } from '../value.weight.js';
import { columnAt, columnChoice, choiceOf, type FieldChoice, MINOR, PLACES } from './field.choice.js';
import type { ColumnGlimpse } from './glimpse.js';
import { dateNote } from './match.dates.js';
import type { MatchInput, MatchOption } from './match.input.js';
import { nameOf } from './match.names.js';
import { meanings, unknownWords } from './match.words.js';

/** One field of the record: where it comes from, and what must be said beside. */
export interface MatchFieldView {
  readonly label: Text;
  readonly from: MatchInput;
  readonly same: MatchInput;
  readonly then: MatchInput | null;
  readonly unit: MatchInput | null;
  /** Of amounts: the column that their currency stands in. */
  readonly currency: MatchInput | null;
  /** The file's words, each with what it may mean. */
  readonly words: readonly { readonly name: string; readonly word: string; readonly means: MatchInput }[];
  readonly note: Text | null;
  readonly isChosen: boolean;
}

/** What fields are shown from. */
export interface MatchAround {
  readonly columns: readonly ColumnGlimpse[];
  readonly columnOptions: readonly MatchOption[];
  readonly map: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, Text>>;
}

/** The columns as they are chosen from, each with its first values. */
export const columnOptionsOf = (columns: readonly ColumnGlimpse[]): readonly MatchOption[] =>
  columns.map(({ name, firsts }, at) => ({
    value: columnChoice(at),
    label:
      firsts.length === 0
        ? say('imports.match.blankColumn', { name: short(name, 60) })
        : say('imports.match.column', {
            name: short(name, 60),
            values: short(firsts.map((value) => short(value, 24)).join(', '), 60),
          }),
  }));

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** The inputs of one field of the record, or of one of its children. */
export function matchField(path: string, field: ImportField, around: MatchAround): MatchFieldView {
  const { columns, columnOptions, map, errors } = around;
  const written = isObject(map['fields']) ? map['fields'][path] : undefined;
  const names = columns.map(({ name }) => name);
  const choice = choiceOf(written, field, names);
  const id = nameOf(path);
  const input = (part: string): Pick<MatchInput, 'id' | 'name'> => ({
    id: part === 'from' ? id : `${id}.${part}`,
    name: `match[${id}][${part}]`,
  });
  const select: SelectBeside = (part, none, options) => ({
    ...input(part),
    label: say(`imports.match.${part}`),
    type: 'select',
    value: choice[part],
    options: [{ value: '', label: say(`imports.match.no.${none}`) }, ...options],
  });
  const label = field.label ?? verbatim(path);
  return {
    label,
    from: {
      ...input('from'),
      label,
      type: 'select',
      value: choice.from,
      help: acceptsOf(field),
      error: errors[id] ?? null,
      options: fromOptions(path, field, choice, written, columnOptions),
      ...(field.required ? { required: true } : { optional: true }),
    },
    same: { ...input('text'), label: say('imports.match.same'), value: choice.text, ...sameInput(field) },
    then: JOINED.has(path) || choice.then !== '' ? select('then', 'then', [ROW, ...columnOptions]) : null,
    unit: unitInput(field, select, columnOptions),
    currency: isAmount(field) ? select('currency', 'currency', columnOptions) : null,
    words: wordInputs(id, field, choice, columns),
    note: field.kind === 'date' ? dateNote(columns[columnAt(choice.from) ?? -1], map, written) : null,
    isChosen: choice.from !== PLACES.nothing,
  };
}

/** What is made of two columns often enough to ask; elsewhere only a map says so. */
const JOINED: ReadonlySet<string> = new Set(['reference', 'site']);
const ROW: MatchOption = { value: PLACES.row, label: say('imports.match.row') };
const unitOption = (value: string): MatchOption => ({ value, label: say(`imports.match.units.${value}`) });
const UNITS: readonly MatchOption[] = [...WEIGHT_UNITS, 'cell'].map(unitOption);

/** What is chosen beside a field; `none` names the choice of nothing. */
type SelectBeside = (
  part: 'then' | 'unit' | 'currency',
  none: string,
  options: readonly MatchOption[],
) => MatchInput;

function unitInput(
  field: ImportField,
  select: SelectBeside,
  columnOptions: readonly MatchOption[],
): MatchInput | null {
  if (field.kind === 'weight') return select('unit', 'unit', [...UNITS, ...columnOptions]);
  return isAmount(field) ? select('unit', 'minor', [unitOption(MINOR)]) : null;
}

function fromOptions(
  path: string,
  field: ImportField,
  { from }: FieldChoice,
  written: unknown,
  columnOptions: readonly MatchOption[],
): MatchOption[] {
  return [
    { value: PLACES.nothing, label: say(field.required ? 'imports.match.choose' : 'imports.match.nothing') },
    { value: PLACES.same, label: say('imports.match.same') },
    ...(path === 'reference' ? [ROW] : []),
    ...(from === PLACES.kept
      ? [{ value: PLACES.kept, label: say('imports.match.kept', { source: short(sourceText(written), 60) }) }]
      : []),
    ...columnOptions,
  ];
}

const sourceText = (written: unknown): string =>
  isObject(written) ? String(written['template'] ?? written['column'] ?? '') : String(written);

/** What may stand in the column, where the field's name does not say it. */
function acceptsOf({ path, kind, typed }: ImportField): Text | null {
  if (['reference', 'customer', 'site'].includes(path)) return say(`imports.match.accepts.own.${path}`);
  if (declaredPath(path) === 'wasteItems[].fates[].code') return say('imports.match.accepts.fate');
  if (typed) return say(`imports.match.accepts.${typed}`);
  return ACCEPTS.has(kind) ? say(`imports.match.accepts.${kind}`) : null;
}
const ACCEPTS: ReadonlySet<string> = new Set([
  'date',
  'time',
  'weight',
  'money',
  'boolean',
  'ewc',
  'fate',
  'integer',
  'reference',
]);

/** How a value for every row is typed. */
function sameInput(field: ImportField): Pick<MatchInput, 'type' | 'options' | 'width'> {
  if (field.kind === 'date') return { type: 'date', width: 'medium' };
  if (field.kind === 'choice' || field.kind === 'boolean')
    return {
      type: 'select',
      width: 'medium',
      options: [{ value: '', label: say('imports.match.choose') }, ...meanings(field)],
    };
  return { type: 'text' };
}

const EVERY_OTHER = '*';

function wordInputs(
  id: string,
  field: ImportField,
  choice: FieldChoice,
  columns: readonly ColumnGlimpse[],
): MatchFieldView['words'] {
  const said = Object.keys(choice.means).filter((word) => word !== EVERY_OTHER);
  const unknown = unknownWords(field, choice, columns);
  const known = new Map([...unknown, ...said].map((word) => [word.toLowerCase(), word]));
  if (known.size === 0 && !(EVERY_OTHER in choice.means)) return [];
  const means = new Map(Object.entries(choice.means).map(([word, one]) => [word.toLowerCase(), one]));
  const options = [{ value: '', label: say('imports.match.refuseWord') }, ...meanings(field)];
  return [...known.values(), EVERY_OTHER].map((word, at) => ({
    name: `match[${id}][words][${at}]`,
    word,
    means: {
      id: `${id}.means.${at}`,
      name: `match[${id}][means][${at}]`,
      label: word === EVERY_OTHER ? say('imports.match.everyOther') : say('imports.match.word', { word }),
      type: 'select',
      width: 'medium',
      value: means.get(word.toLowerCase()) ?? '',
      options,
    },
  }));
}
