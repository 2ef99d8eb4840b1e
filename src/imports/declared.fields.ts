import { apiName } from '../sections/records/record.fields.js';
import { isWritten, type Field, type FieldKind as DeclaredKind } from '../sections/engine/field.js';
import type { Child, RecordKind } from '../sections/engine/section.js';
import type { FieldKind, ImportField } from './import.fields.js';

const KINDS: Readonly<Record<DeclaredKind, FieldKind>> = {
  reference: 'reference',
  customer: 'reference',
  site: 'reference',
  job: 'reference',
  order: 'reference',
  document: 'reference',
  invoice: 'reference',
  fileType: 'reference',
  flag: 'reference',
  text: 'text',
  choice: 'choice',
  date: 'date',
  time: 'time',
  whole: 'integer',
  yesNo: 'boolean',
  weight: 'weight',
  money: 'money',
  ewc: 'ewc',
  fate: 'fate',
};

/** What columns of a file may fill in this kind of record, as its declaration says. */
export const declaredFields = (kind: RecordKind): readonly ImportField[] => [
  ...kind.fields.filter(isWritten).map((field) => fromField(field, '')),
  ...fromChildren(kind.children ?? [], ''),
];

const fromChildren = (children: readonly Child[], within: string): ImportField[] =>
  children.flatMap((child) => {
    const [only] = child.fields;
    const path = within + child.name;
    // Bare values stand in one cell, such as the codes of a waste item.
    if (child.bare && only)
      return [{ path, kind: KINDS[only.kind], ...((child.least ?? 0) > 0 ? { required: true } : {}) }];
    return [
      ...child.fields.map((field) => fromField(field, `${path}[].`)),
      ...fromChildren(child.children ?? [], `${path}[].`),
    ];
  });

const fromField = (field: Field, within: string): ImportField => ({
  path: within + field.name,
  kind: KINDS[field.kind],
  property: apiName(field),
  ...(field.required ? { required: true } : {}),
  // An empty choice is what a blank cell says already.
  ...(field.choices ? { choices: field.choices.filter((choice) => choice !== '') } : {}),
  // A weight without an R or D code is not yet known: it is no fate.
  ...(field.kind === 'fate' ? { opens: true } : {}),
});
