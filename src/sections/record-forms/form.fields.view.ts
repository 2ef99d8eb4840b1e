import { say, type Text } from '../../platform/errors.js';
import type { Field } from '../engine/field.js';
import type { Choice } from '../../platform/lists/choice.js';
import { verbatim } from '../../platform/pages/words.js';
import type { FormSurroundings } from './form.typed.js';
import type { FormChoices } from './record-forms.queries.js';

/** An input of a form, as `components/field` and `components/checkbox` take it. */
export interface FormFieldView {
  readonly id: string;
  readonly name: string;
  readonly label: Text;
  readonly type:
    'text' | 'textarea' | 'date' | 'datetime-local' | 'select' | 'checkbox' | 'checkboxes' | 'email' | 'tel';
  readonly value: string;
  readonly error: Text | null;
  /** A link at the error to what mends it. */
  readonly wayOut?: { readonly label: Text; readonly href: string } | null;
  readonly help?: Text | null;
  readonly width?: 'short' | 'medium' | 'full';
  readonly required?: boolean;
  readonly inputmode?: string;
  readonly step?: string;
  readonly unit?: Text;
  readonly options?: readonly (Choice & { readonly id?: string; readonly checked?: boolean })[];
  readonly autocomplete?: string;
  readonly checked?: boolean;
}

/** What inputs are made from beside their fields. */
export interface Around {
  readonly choices: FormChoices;
  readonly surroundings: FormSurroundings;
}

export type At = Pick<FormFieldView, 'id' | 'name' | 'value' | 'error'>;

/**
 * What a new record is called.
 * @param deleted the deleted record that has the reference, by its id: the way to bringing it back stands at the error
 */
export const referenceField = (
  section: string,
  { reference, deleted }: { readonly reference: string; readonly deleted?: string },
  error: Text | undefined,
): FormFieldView => ({
  id: 'reference',
  name: 'reference',
  label: say('sections.fields.reference'),
  type: 'text',
  value: reference,
  error: error ?? null,
  wayOut: deleted
    ? {
        label: say('sections.form.restoration.wayOut', { reference }),
        href: `/admin/${section}/${deleted}/restoration`,
      }
    : null,
  help: say('sections.form.help.reference'),
  width: 'medium',
  required: true,
  autocomplete: 'off',
});

/**
 * The input of a field.
 * @param words where the words of its choices stand
 */
export function formField(
  field: Field,
  label: Text,
  words: string,
  at: At,
  { choices, surroundings }: Around,
  help?: Text,
): FormFieldView {
  const { value } = at;
  const base = { ...at, label, ...(help ? { help } : {}), ...(field.required ? { required: true } : {}) };
  const own = (options: readonly Choice[]) => offering(options, value, field.required === true);
  switch (field.kind) {
    case 'choice':
      return { ...base, type: 'select', width: 'medium', options: wordedChoices(field, words) };
    case 'site':
      return choices.site
        ? { ...base, type: 'select', options: own(choices.site) }
        : { ...base, type: 'text', width: 'medium', help: say('sections.form.help.site') };
    case 'fileType':
      return { ...base, type: 'select', width: 'medium', options: own(choices.fileType) };
    case 'flag':
      return { ...base, type: 'checkboxes', options: boxes(choices.flag, at) };
    case 'job':
    case 'order':
    case 'document':
    case 'invoice':
      return { help: say('sections.form.help.pointer'), ...base, type: 'text', width: 'medium' };
    case 'date':
      return { ...base, type: 'date', width: 'medium' };
    case 'time':
      return { ...base, type: 'datetime-local', width: 'medium', step: 'any' };
    case 'yesNo':
      return { ...base, type: 'checkbox', checked: value !== '' };
    case 'weight':
      return {
        help: say('sections.form.help.weight'),
        ...base,
        ...short,
        unit: say('sections.filters.kilograms'),
      };
    case 'money': {
      const { currency } = surroundings;
      return { help: say('sections.form.help.money', { currency }), ...base, ...short, width: 'medium' };
    }
    case 'whole':
      return {
        ...(field.typed === 'hours' ? { help: say('sections.form.help.hours') } : {}),
        ...base,
        ...short,
      };
    case 'ewc':
      return { help: say('sections.form.help.ewc'), ...base, type: 'text', autocomplete: 'off' };
    case 'fate':
      return { ...base, type: 'text', width: 'short', autocomplete: 'off' };
    default:
      return textField(field, base);
  }
}

const boxes = (choices: readonly Choice[], { id, value }: At) =>
  choices.map((one) => ({
    ...one,
    id: `${id}.${one.value}`,
    checked: value.split(', ').includes(one.value),
  }));

const short = { type: 'text', inputmode: 'decimal', width: 'short', autocomplete: 'off' } as const;

function textField(field: Field, base: At & { label: Text }): FormFieldView {
  if ((field.longest ?? 500) >= 1000 || /address/i.test(field.name)) return { ...base, type: 'textarea' };
  if (/email/i.test(field.name)) return { ...base, type: 'email', inputmode: 'email', autocomplete: 'off' };
  if (/phone/i.test(field.name)) return { ...base, type: 'tel', width: 'medium', autocomplete: 'off' };
  return { ...base, type: 'text', ...((field.longest ?? 500) <= 100 ? { width: 'medium' as const } : {}) };
}

/** What must be chosen is chosen by nobody but whoever fills the form in. */
const wordedChoices = ({ choices = [], required }: Field, words: string): Choice[] => [
  ...(required && !choices.includes('') ? [{ value: '', label: say('sections.form.choose') }] : []),
  ...choices.map((value) => ({ value, label: say(`${words}.${value || 'none'}`) })),
];

/** What stands in a record stays to be chosen, also when nobody could choose it anew. */
function offering(options: readonly Choice[], value: string, required: boolean): Choice[] {
  const missing = value !== '' && !options.some((one) => one.value === value);
  return [
    { value: '', label: say(required ? 'sections.form.choose' : 'sections.form.none') },
    ...options,
    ...(missing ? [{ value, label: verbatim(value) }] : []),
  ];
}

/** The same help stands only at the first of the fields that it is true of. */
export function saidOnce<Group extends { readonly fields: readonly FormFieldView[] }>(
  groups: readonly Group[],
): Group[] {
  const said = new Set<string>();
  return groups.map((group) => ({
    ...group,
    fields: group.fields.map((field) => {
      const key = field.help?.key ?? '';
      const again = said.has(key);
      said.add(key);
      return again ? { ...field, help: null } : field;
    }),
  }));
}
