import { say, type Text } from '../platform/errors.js';
import { cell } from '../platform/pages/cells.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import type { ChangeForMany } from './changes-for-many.queries.js';
import { CHANGES_FOR_MANY, operationHref } from './operations.service.js';
import { TONES } from './operations.view.js';

export interface ChangesForManyModel extends PageModel {
  readonly table: TableView | null;
  readonly pagination: { readonly count: Text; readonly laterHref?: string };
}

/** What was changed for many at once: each leads to its page, where it can be taken back. */
export function changesForManyPage(
  rows: readonly ChangeForMany[],
  count: number,
  next: string | undefined,
): Page<ChangesForManyModel> {
  return new Page('operations/changes-for-many', {
    head: { title: say('operations.many.title'), purpose: say('operations.many.purpose') },
    table: rows.length > 0 ? table(rows) : null,
    pagination: {
      count: say('operations.many.count', { count }),
      ...(next ? { laterHref: `${CHANGES_FOR_MANY}?after=${next}` } : {}),
    },
  });
}

const table = (rows: readonly ChangeForMany[]): TableView =>
  tableView({
    caption: say('operations.many.title'),
    columns: (['what', 'state', 'who', 'at'] as const).map((key) => ({
      key,
      label: say(`operations.many.columns.${key}`),
      telling: true,
    })),
    rows: rows.map((row) => ({
      href: operationHref(row.id),
      cells: [
        cell.words(row.title),
        cell.status(stateOf(row), TONES[row.state]),
        row.askedBy ? cell.text(row.askedBy) : cell.words(say('operations.many.nobody')),
        cell.dateTime(row.createdAt),
      ],
    })),
  });

const stateOf = ({ state, undoing }: ChangeForMany): Text =>
  say(`operations.many.states.${state === 'running' && undoing ? 'undoing' : state}`);
