import { say, type Text } from '../platform/errors.js';
import type { Words } from '../platform/pages/words.js';
import { apiName } from '../sections/records/record.fields.js';
import { fieldLabel } from '../sections/engine/field.cells.js';
import { isWritten, type Field, type FieldKind as DeclaredKind } from '../sections/engine/field.js';
import type { Child, RecordKind } from '../sections/engine/section.js';
import type { FieldKind, ImportField, ImportList } from './import.fields.js';

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
  ...kind.fields
    .filter(isWritten)
    .map((field) => fromField(field, '', fieldLabel(kind, field), `${kind.key}.${field.name}`)),
  ...fromChildren(kind, kind.children ?? [], '', `${kind.key}.form`),
];

/** The same, with what people call the choices written: exported files hold it. */
export const spokenFields = (kind: RecordKind, words: Words): readonly ImportField[] =>
  declaredFields(kind).map((field) => {
    const said = Object.entries(field.choiceLabels ?? {}).filter(([, { key }]) => words.has(key));
    const choiceWords = Object.fromEntries(said.map(([choice, text]) => [choice, words.say(text)]));
    const moreWords = moreWordsOf(kind, field, words);
    return said.length > 0 ? { ...field, choiceWords, ...(moreWords ? { moreWords } : {}) } : field;
  });

const moreWordsOf = (kind: RecordKind, { path }: ImportField, words: Words): ImportField['moreWords'] => {
  const said = kind.fields.find(({ name }) => name === path)?.saidOf;
  return (
    said &&
    Object.fromEntries(
      Object.entries(said).map(([word, choice]) => [words.say(say(`${kind.key}.${path}.${word}`)), choice]),
    )
  );
};

/** The lists of children that columns of a file may fill, each before those below it. */
export const declaredLists = (kind: RecordKind): readonly ImportList[] =>
  listsOf(kind, kind.children ?? [], '');

const listsOf = (kind: RecordKind, children: readonly Child[], within: string): ImportList[] =>
  children
    .filter(({ bare }) => !bare)
    .flatMap(({ name, needs, children: inner }) => {
      const path = `${within}${name}[]`;
      return [
        { path, title: say(`${kind.key}.form.${name}.title`), ...(needs ? { usedWith: needs } : {}) },
        ...listsOf(kind, inner ?? [], `${path}.`),
      ];
    });

/** @param words where the names of what stands in these children's place are kept */
const fromChildren = (
  kind: RecordKind,
  children: readonly Child[],
  within: string,
  words: string,
): ImportField[] =>
  children.flatMap((child) => {
    const [only] = child.fields;
    const path = within + child.name;
    // Bare values stand in one cell, such as the codes of a waste item.
    if (child.bare && only)
      return [
        {
          path,
          kind: only.kind === 'ewc' ? 'ewc' : 'references',
          label: say(`${words}.${child.name}`),
          ...((child.least ?? 0) > 0 ? { required: true } : {}),
        },
      ];
    const own = `${kind.key}.form.${child.name}`;
    return [
      ...child.fields.map((field) =>
        fromField(field, `${path}[].`, say(`${own}.${field.name}`), `${own}.choices.${field.name}`),
      ),
      ...fromChildren(kind, child.children ?? [], `${path}[].`, own),
    ];
  });

/** @param words where the names of its choices are kept */
const fromField = (field: Field, within: string, label: Text, words: string): ImportField => ({
  path: within + field.name,
  kind: KINDS[field.kind],
  label,
  property: apiName(field),
  ...(field.required ? { required: true } : {}),
  ...(field.usedWith ? { usedWith: field.usedWith } : {}),
  ...(field.typed ? { typed: field.typed } : {}),
  ...(field.choices ? choicesOf(field.choices, words) : {}),
  // A weight without an R or D code is not yet known: it is no fate. An amount without an invoice is paid on account.
  ...(['fate', 'invoice'].includes(field.kind) ? { opens: true } : {}),
});

/** An empty choice is what a blank cell says already. */
const choicesOf = (all: readonly string[], words: string): Pick<ImportField, 'choices' | 'choiceLabels'> => {
  const choices = all.filter((choice) => choice !== '');
  return { choices, choiceLabels: Object.fromEntries(choices.map((one) => [one, say(`${words}.${one}`)])) };
};
