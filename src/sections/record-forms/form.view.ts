import type { BehindNotice, DeletedNotice } from '../../audit/behind-notice.js';
import { say, type Text } from '../../platform/errors.js';
import { packAnswers, type Answers } from '../../platform/http/behind.js';
import type { SummaryLine } from '../../platform/pages/form-summary.js';
import { Page, type PageModel, type Tab } from '../../platform/pages/page.js';
import { verbatim } from '../../platform/pages/words.js';
import { fieldLabel } from '../engine/field.cells.js';
import { kindsOf, kindTitle, type RecordKind, type Section } from '../engine/section.js';
import type { Faults } from '../records/record.fields.js';
import type { Mark } from './form.behind.js';
import { placeOf } from './form.body.js';
import { formField, referenceField, saidOnce, type FormFieldView } from './form.fields.view.js';
import { rowsView, type RowsView } from './form.rows.view.js';
import { summaryOf } from './form.summary.js';
import type { FormSurroundings } from './form.typed.js';
import { askedFields, bareOf, groupedNames, listsOf, type FormValues } from './form.values.js';
import type { FormChoices, HandCustomer, HandRecord } from './record-forms.queries.js';

export interface RecordFormInput {
  readonly section: Section;
  readonly kind: RecordKind;
  /** None where it is the organisation's own. */
  readonly customer: HandCustomer | null;
  readonly surroundings: FormSurroundings;
  readonly choices: FormChoices;
  readonly values: FormValues;
  /** Whether it asks for lists of children: those that are too long for a form stay as they are. */
  readonly lists: boolean;
  /** Of a new record. */
  readonly reference: string;
  /** What is changed; none where a record is added. */
  readonly record?: HandRecord;
  /** The record as its form had shown it. */
  readonly shown?: Answers;
  readonly errors?: Faults;
  /** Whether it may be saved with these all the same. */
  readonly mayBeMeant?: boolean;
  /** The deleted record that has the reference of a new one, by its id. */
  readonly deleted?: string;
  /** What somebody else changed meanwhile, and who it was. */
  readonly marks?: readonly Mark[];
  readonly behind?: BehindNotice;
  /** Who deleted it meanwhile. */
  readonly gone?: DeletedNotice;
  /** Whether something was typed that is not saved yet. */
  readonly changed?: boolean;
}

export interface RecordFormModel extends PageModel {
  readonly action: string;
  readonly changed: boolean;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** What is wrong, field by field; `errors` holds the same by the fields' ids. */
  readonly summary: readonly SummaryLine[];
  readonly marks: readonly Mark[];
  readonly behind: BehindNotice | null;
  readonly gone: DeletedNotice | null;
  /** Lists of children that are too long for a form. */
  readonly tooLong: Text | null;
  readonly groups: readonly { readonly title: Text; readonly fields: readonly FormFieldView[] }[];
  readonly lists: readonly RowsView[];
  /** Whether a file is sent along. */
  readonly upload: boolean;
  readonly button: Text;
  /** The button that saves what is only likely wrong. */
  readonly anyway: Text | null;
  readonly cancel: { readonly label: Text; readonly href: string };
}

/** A record's form as a page, new or to be changed. Pure. */
export function recordForm(input: RecordFormInput, status = 200): Page<RecordFormModel> {
  const { section, kind, customer, record, marks = [], changed = false } = input;
  const list = `/admin/${section.key}`;
  const errors = Object.fromEntries(
    Object.entries(input.errors ?? {}).map(([path, text]) => [placeOf(path), text]),
  );
  const back = record
    ? { label: verbatim(record.reference), href: `${list}/${record.id}` }
    : { label: say(`${section.key}.title`), href: list };
  const groups = groupsOf(input, errors);
  const lists = input.lists ? listsFor({ ...input, errors }) : [];
  return new Page(
    'sections/record-form',
    {
      head: {
        title: record ? say('sections.form.edit', { reference: record.reference }) : addWords(kind),
        purpose: customer
          ? say('sections.form.for', { customer: customer.name })
          : say('sections.form.forEverybody'),
        back,
        ...(record ? {} : { tabs: kindTabs(section, kind, customer) }),
      },
      errors,
      summary: summaryOf(errors, groups, lists),
      action: record ? `${list}/${record.id}` : list,
      changed,
      hidden: hiddenOf(input),
      marks,
      behind: input.behind ?? null,
      gone: input.gone ?? null,
      tooLong: input.lists ? null : say('sections.form.tooLong'),
      groups,
      lists,
      upload: !record && kind.byHand?.withFile === true,
      button: record ? say('sections.form.save') : addWords(kind),
      anyway: input.mayBeMeant ? say('sections.form.anyway') : null,
      cancel: { label: say('platform.confirm.back'), href: back.href },
    },
    { status },
  );
}

const listsFor = (input: RecordFormInput & { readonly errors: Faults }): RowsView[] =>
  listsOf(input.kind.children).map((child) =>
    rowsView(input, child, input.values.rows[child.name] ?? [], {
      id: child.name,
      name: child.name,
      empty: input.kind.byHand?.emptyRows ?? {},
    }),
  );

/** Says that a form asked for the lists of children. */
export const LISTS_ASKED = 'asked';

/** In the place of a customer where a record is the organisation's own. */
export const OWN = 'own';

/** The address of an empty form. */
export const newHref = (
  section: Section,
  customer: HandCustomer | null,
  { collection }: RecordKind,
): string => `/admin/${section.key}/new?customer=${customer?.id ?? OWN}&collection=${collection}`;

/** The words on the button that adds a record of a kind. */
export const addWords = ({ key, only, collection }: RecordKind): Text =>
  say(only ? `${key}.form.add.${collection}` : `${key}.form.add`);

function kindTabs(section: Section, current: RecordKind, customer: HandCustomer | null): Tab[] {
  const kinds = kindsOf(section).filter(({ byHand }) => byHand);
  if (kinds.length < 2) return [];
  return kinds.map((kind) => ({
    label: kindTitle(kind),
    href: newHref(section, customer, kind),
    current: kind.collection === current.collection,
  }));
}

function hiddenOf({ kind, customer, record, shown, lists }: RecordFormInput) {
  if (!record)
    return [
      { name: 'customer', value: customer?.id ?? OWN },
      { name: 'collection', value: kind.collection },
    ];
  return [
    { name: 'version', value: String(record.version) },
    { name: 'shown', value: shown ? packAnswers(shown) : '' },
    // Without it nothing is said of rows: they stay as they are.
    ...(lists ? [{ name: 'lists', value: LISTS_ASKED }] : []),
  ];
}

function groupsOf(input: RecordFormInput, errors: Faults): RecordFormModel['groups'] {
  const { section, kind, record, values } = input;
  const asked = askedFields(kind);
  const reference = referenceField(section.key, input, errors['reference']);
  const groups = groupedNames(kind);
  const views = groups.map(([title, names], index) => ({
    title: say(title === 'details' ? 'sections.form.details' : `${section.key}.form.groups.${title}`),
    fields: [
      ...(index === 0 && !record ? [reference] : []),
      ...asked
        .filter(({ name }) => names.includes(name))
        .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
        .map((field) => {
          const { name } = field;
          const helped = kind.byHand?.help?.includes(name)
            ? say(`${section.key}.form.help.${name}`)
            : undefined;
          const at = { id: name, name, value: values.fields[name] ?? '', error: errors[name] ?? null };
          return formField(field, fieldLabel(section, field), `${section.key}.${name}`, at, input, helped);
        }),
    ],
  }));
  const bare = bareOf(kind.children).flatMap((child) => {
    const [only] = child.fields;
    if (!only) return [];
    const { name } = child;
    const at = { id: name, name, value: values.fields[name] ?? '', error: errors[name] ?? null };
    return [formField(only, say(`${section.key}.form.${name}`), '', at, input)];
  });
  return saidOnce(
    views.map((group, index) => (index === 0 ? { ...group, fields: [...group.fields, ...bare] } : group)),
  );
}
