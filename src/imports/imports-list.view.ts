import { say, type Text } from '../platform/errors.js';
import { cell } from '../platform/pages/cells.js';
import type { Action, PageModel, Tab, Tone } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { TARGETS } from './import.targets.js';
import type { ImportRow, ImportsShown } from './imports.queries.js';
import { importHref, IMPORTS } from './imports.service.js';

export interface ImportsListModel extends PageModel {
  readonly table: TableView | null;
  readonly empty: {
    readonly title: Text;
    readonly text: Text;
    readonly icon: string;
    readonly action: Action;
  } | null;
  readonly pagination: { readonly count: Text; readonly laterHref?: string };
}

export const NEW_IMPORT = `${IMPORTS}/new`;

/** The files that were imported, the latest first. */
export function importsList(
  rows: readonly ImportRow[],
  count: number,
  next: string | undefined,
  shown?: ImportsShown,
): ImportsListModel {
  const action: Action = { label: say('imports.list.add'), href: NEW_IMPORT, icon: 'upload' };
  return {
    head: {
      title: say('imports.list.title'),
      purpose: say('imports.list.purpose'),
      action,
      tabs: tabs(shown),
    },
    table: rows.length > 0 ? table(rows) : null,
    empty:
      rows.length > 0
        ? null
        : {
            title: say(`imports.list.${shown ? 'noneRefused' : 'empty'}.title`),
            text: say(`imports.list.${shown ? 'noneRefused' : 'empty'}.text`),
            icon: 'upload',
            action,
          },
    pagination: {
      count: say('imports.list.count', { count }),
      ...(next ? { laterHref: `${IMPORTS}?${shown ? `show=${shown}&` : ''}after=${next}` } : {}),
    },
  };
}

const tabs = (shown: ImportsShown): Tab[] => [
  { label: say('imports.list.all'), href: IMPORTS, current: !shown },
  { label: say('imports.list.refused'), href: `${IMPORTS}?show=refused`, current: shown === 'refused' },
];

const table = (rows: readonly ImportRow[]): TableView =>
  tableView({
    caption: say('imports.list.title'),
    columns: COLUMNS.map((key) => ({
      key,
      label: say(`imports.list.columns.${key}`),
      telling: ['into', 'state', 'at'].includes(key),
    })),
    rows: rows.map((row) => ({
      href: importHref(row.id),
      cells: [
        cell.text(row.fileName),
        cell.words(titleOf(row)),
        cell.status(...stateOf(row)),
        // What a check would do has not been done.
        ...COUNTED.map((name) =>
          cell.number(
            row.step === 'match' || (row.step === 'check' && name !== 'refused') ? null : row.counts[name],
          ),
        ),
        cell.text(row.askedBy),
        cell.dateTime(row.createdAt),
      ],
    })),
  });

const COUNTED = ['created', 'updated', 'unchanged', 'refused'] as const;
const COLUMNS = ['file', 'into', 'state', ...COUNTED, 'by', 'at'];

/** What it was imported into, in words. */
export const titleOf = ({ section }: ImportRow): Text =>
  TARGETS.find(({ name }) => name === section)?.title ?? say('platform.verbatim', { text: section });

/** Whether nobody finished it within the week that its file is kept for. */
export const isForgotten = ({ step, file }: ImportRow): boolean => step !== 'import' && file === null;

/** How far an import is, in a word. */
export const stateOf = (row: ImportRow): [Text, Tone] => {
  const { step, state, undoing } = row;
  if (isForgotten(row)) return [say('imports.states.forgotten'), 'neutral'];
  if (step === 'match') return [say('imports.states.matching'), 'attention'];
  if (state === 'undone') return [say('imports.states.undone'), 'neutral'];
  if (state === 'queued' || state === 'running')
    return [say(`imports.states.${undoing ? 'undoing' : `${step}Running`}`), 'information'];
  if (state !== 'done') return [say('imports.states.stopped'), 'danger'];
  return step === 'check'
    ? [say('imports.states.checked'), 'attention']
    : [say('imports.states.imported'), 'good'];
};
