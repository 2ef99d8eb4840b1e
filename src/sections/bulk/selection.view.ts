import { say, type Text } from '../../platform/errors.js';
import { Page } from '../../platform/pages/page.js';
import { verbatim, type Words } from '../../platform/pages/words.js';
import { fieldLabel } from '../engine/field.cells.js';
import type { Section } from '../engine/section.js';
import { askedWith, type Deed, type Selection, type Shown } from './selection.js';
import { stayingWords, type Staying } from './staying.js';

/** As many references are named before it is done; the rest are counted. */
export const NAMED = 10;

export interface Question {
  readonly selection: Selection;
  readonly deed: Deed;
  readonly shown: Shown;
  /** How many others were chosen, to which it cannot be done or which are so already. */
  readonly staying: number;
  /** The first of those, by reference, and why. */
  readonly those: readonly Staying[];
  /** The first of them, by reference. */
  readonly references: readonly string[];
  /** Of how many customers they are. */
  readonly customers: number;
  /** Known by this, the same form sent twice is one change. */
  readonly form: string;
  /** Whether there are others now than were shown before. */
  readonly movedOn?: boolean;
  /** What is the matter with what was filled in for all of them. */
  readonly fault?: Text;
}

/** What is done to how many, as a title: *Delete 12 records*. */
const deedTitle = (section: Section, deed: Deed, count: number, words: Words): Text =>
  deed.kind === 'deletion'
    ? say('sections.bulk.deletion.title', { count })
    : say('sections.bulk.status.title', { count, status: words.say(`${section.key}.status.${deed.status}`) });

/** The same among other changes, where it says which list the records are of. */
export const changeTitle = (section: Section, deed: Deed, count: number, words: Words): Text =>
  say('sections.bulk.titleIn', {
    title: words.say(deedTitle(section, deed, count, words)),
    list: words.say(`${section.key}.title`),
  });

/** The address of the list that a selection was made in. */
export const listOf = ({ key }: Section, { list }: Selection): string =>
  `/admin/${key}${list ? `?${list}` : ''}`;

/** Asks before many records are changed: what will happen, and to how many. Pure. */
export function selectionQuestion(section: Section, question: Question, words: Words): Page {
  const { selection, deed, shown, staying, those, references, customers } = question;
  const { form, movedOn = false, fault } = question;
  const { count } = shown;
  const title = deedTitle(section, deed, count, words);
  const back = { label: say(`${section.key}.title`), href: listOf(section, selection) };
  const more = count - references.length;
  const ids = selection.ids === 'all' ? [] : selection.ids;
  const confirm = {
    text: movedOn ? say('sections.bulk.movedOn') : say(`sections.bulk.${deed.kind}.text`, { count }),
    points: [
      verbatim(references.join(', ')),
      ...(more > 0 ? [say('sections.bulk.more', { count: more })] : []),
      ...(customers > 1 ? [say('sections.bulk.customers', { count: customers })] : []),
      ...those.map((one) => stayingWords(section, one)),
      ...(staying > those.length
        ? [
            say(those.length > 0 ? 'sections.bulk.stays.more' : 'sections.bulk.stays.some', {
              count: staying - those.length,
            }),
          ]
        : []),
      ...(deed.kind === 'deletion' ? [say('sections.bulk.deletion.hidden')] : []),
      say('sections.bulk.undoExact'),
    ],
    ask: asked(section, deed, fault),
    action: `/admin/${section.key}/selection`,
    fields: [
      { name: 'list', value: selection.list },
      ...(selection.ids === 'all' ? [{ name: 'all', value: 'on' }] : []),
      ...ids.map((value) => ({ name: 'ids', value })),
      { name: 'deed', value: deed.kind },
      ...(deed.kind === 'status' ? [{ name: 'status', value: deed.status }] : []),
      { name: 'count', value: String(count) },
      { name: 'digest', value: shown.digest },
      { name: 'form', value: form },
    ],
    button: title,
    danger: deed.kind === 'deletion',
    back: { label: say('platform.confirm.back'), href: back.href },
  };
  return new Page(
    'platform/confirm',
    { head: { title, back }, ...(fault ? { errors: { note: fault } } : {}), confirm },
    { status: fault ? 422 : movedOn ? 409 : 200 },
  );
}

/** What is filled in for all of them. */
function asked(section: Section, deed: Deed, fault: Text | undefined): object[] {
  const field = deed.kind === 'status' ? askedWith(section, deed.status) : undefined;
  if (deed.kind !== 'status' || !field) return [];
  const label = fieldLabel(section, field);
  const error = fault ? { error: fault } : {};
  return [
    {
      name: 'note',
      label,
      value: deed.note ?? '',
      maxlength: field.longest ?? 500,
      required: true,
      help: say('sections.bulk.status.noteHelp'),
      ...error,
    },
  ];
}
