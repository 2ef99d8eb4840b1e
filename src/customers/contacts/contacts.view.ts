import type { BehindNotice } from '../../audit/behind-notice.js';
import { say, type Text } from '../../platform/errors.js';
import { packAnswers, type Answers } from '../../platform/http/behind.js';
import { rowsSummary, shownRows, type RowList, type ShownList } from '../../platform/http/form-rows.js';
import { cell } from '../../platform/pages/cells.js';
import type { SummaryLine } from '../../platform/pages/form-summary.js';
import type { PageHead, PageModel } from '../../platform/pages/page.js';
import { tableView, type TableView } from '../../platform/pages/table.view.js';
import { ADDRESS_KINDS, ADDRESSES, contactAnswers, CONTACTS, type Contacts } from './contacts.js';

type Errors = Readonly<Record<string, Text>>;

export interface ContactsModel extends PageModel {
  readonly summary: readonly SummaryLine[];
  /** What somebody else did, when the form is behind. */
  readonly behind: BehindNotice | null;
  readonly form: {
    readonly action: string;
    readonly shown: string;
    readonly lists: readonly ShownList[];
  } | null;
  /** For those who may only read. */
  readonly lists: readonly { readonly title: Text; readonly none: Text; readonly table: TableView | null }[];
}

export interface ContactsInput {
  readonly now: Contacts;
  readonly action: string;
  readonly mayChange: boolean;
  /** What the form shows, where that differs from what stands. */
  readonly answers?: Answers;
  /** What it had been filled in from, where it is shown again. */
  readonly shown?: Answers | undefined;
  readonly errors?: Errors;
  readonly behind?: BehindNotice;
}

/** The tab *Contacts*: people and addresses of a customer beyond the first of each. */
export function contactsPage(head: PageHead, input: ContactsInput): ContactsModel {
  const { now, action, mayChange, errors = {}, behind = null } = input;
  const standing = contactAnswers(now);
  const answers = input.answers ?? standing;
  const lists = [formList(CONTACTS, answers, errors), formList(ADDRESSES, answers, errors)];
  return {
    head: { ...head, purpose: say('customers.contacts.purpose') },
    summary: rowsSummary(errors, [], lists),
    behind,
    form: mayChange
      ? {
          action,
          shown: packAnswers(input.shown ?? standing),
          lists,
        }
      : null,
    lists: mayChange ? [] : [readList(CONTACTS, now.contacts), readList(ADDRESSES, now.addresses)],
  };
}

const formList = (list: typeof CONTACTS | typeof ADDRESSES, answers: Answers, errors: Errors): ShownList => ({
  title: say(`customers.${list.name}.title`),
  help: say(`customers.${list.name}.help`),
  label: say(`customers.${list.name}.row`),
  rows: shownRows(list as RowList, answers, errors, (name) => ({
    label: say(`customers.${list.name}.${name}`),
    ...FIELDS[name],
    ...(name === 'kind' ? { type: 'select', options: KINDS } : {}),
  })),
});

const KINDS = ADDRESS_KINDS.map((value) => ({ value, label: say(`customers.addresses.kinds.${value}`) }));
const FIELDS: Readonly<Record<string, object>> = {
  phone: { type: 'tel' },
  email: { type: 'email', inputmode: 'email' },
  address: { type: 'textarea', rows: 2 },
};

const readList = (list: RowList, rows: readonly Readonly<Record<string, string>>[]) => ({
  title: say(`customers.${list.name}.title`),
  none: say(`customers.${list.name}.none`),
  table:
    rows.length === 0
      ? null
      : tableView({
          caption: say(`customers.${list.name}.title`),
          columns: list.fields.map((key) => ({
            key,
            label: say(`customers.${list.name}.${key}`),
            telling: true,
          })),
          rows: rows.map((row) => ({
            cells: list.fields.map((field) =>
              field === 'kind'
                ? cell.words(say(`customers.addresses.kinds.${row[field]}`))
                : cell.text(row[field] || null),
            ),
          })),
        }),
});
