import { say, type Text } from '../../platform/errors.js';
import { differ, meet, type Answers } from '../../platform/http/behind.js';
import { verbatim } from '../../platform/pages/words.js';
import { fieldLabel } from '../engine/field.cells.js';
import type { RecordKind, Section } from '../engine/section.js';
import type { FormSurroundings } from './form.typed.js';
import { listsOf, writtenValues, type Body, type FormValues } from './form.values.js';

const ROWS = 'rows:';

/** What somebody else changed meanwhile, and what stands there now; nothing where it was emptied. */
export interface Mark {
  readonly label: Text;
  readonly now: Text | null;
}

/** The values of a form as answers: each list of rows is one, and is taken whole. */
export const answersOf = ({ fields, rows }: FormValues): Answers => ({
  ...fields,
  ...Object.fromEntries(Object.entries(rows).map(([name, list]) => [`${ROWS}${name}`, JSON.stringify(list)])),
});

const valuesOf = (answers: Answers): FormValues => {
  const entries = Object.entries(answers).map(([name, value]) => [name, String(value)] as const);
  const rows = entries.filter(([name]) => name.startsWith(ROWS));
  return {
    fields: Object.fromEntries(entries.filter(([name]) => !name.startsWith(ROWS))),
    rows: Object.fromEntries(
      rows.map(([name, list]) => [name.slice(ROWS.length), JSON.parse(list) as FormValues[]]),
    ),
  };
};

/**
 * A form that met somebody else's change: what nobody here touched is as it stands now, the rest as it was sent.
 * @returns the values to show, and what changed meanwhile
 */
export function meeting(
  section: Section,
  kind: RecordKind,
  shown: Answers | undefined,
  now: FormValues,
  sent: FormValues,
): { values: FormValues; marks: Mark[] } {
  const { answers, marks } = meet(shown, answersOf(now), answersOf(sent), (name) => name);
  return {
    values: valuesOf(answers),
    marks: Object.keys(marks).map((name) => mark(section, kind, name, answersOf(now)[name])),
  };
}

function mark(section: Section, kind: RecordKind, name: string, value: unknown): Mark {
  const list = listsOf(kind.children).find((child) => `${ROWS}${child.name}` === name);
  if (list) {
    const count = (JSON.parse(String(value ?? '[]')) as unknown[]).length;
    return {
      label: say(`${section.key}.form.${list.name}.title`),
      now: say('sections.form.behind.rows', { count }),
    };
  }
  const field = kind.fields.find((one) => one.name === name);
  const label = field ? fieldLabel(section, field) : say(`${section.key}.form.${name}`);
  const text = String(value ?? '');
  if (field?.kind === 'yesNo') return { label, now: say(text ? 'sections.yes' : 'sections.no') };
  if (field?.kind === 'choice') return { label, now: say(`${section.key}.${name}.${text}`) };
  return { label, now: text ? verbatim(text) : null };
}

/** Whether a record says what somebody sent, who would add it. */
export const isSame = (kind: RecordKind, a: Body, b: Body, surroundings: FormSurroundings): boolean =>
  !differ(
    answersOf(writtenValues(kind, a, surroundings)),
    answersOf(writtenValues(kind, { ...a, ...b, ...inherited(kind, a, b) }, surroundings)),
  ) && a['customer'] === b['customer'];

/** What a form left empty is in the record what that has inherited. */
const inherited = ({ inherits }: RecordKind, a: Body, b: Body): Body =>
  inherits && !b[inherits.field] ? { [inherits.field]: a[inherits.field] } : {};
