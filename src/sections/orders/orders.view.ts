import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { verbatim } from '../../platform/pages/words.js';
import { documentsOf, factsOf, moreThan } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import type { ChildRow, FullRecord } from '../engine/record.queries.js';
import { orderFields } from './orders.fields.js';

interface OrderFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly customerFile: boolean;
  readonly showsPrices: boolean;
  /** How many files of the order there are that show prices as this one does, or do not; a page shows the newest. */
  readonly total: number;
}

const MOST_FILES = 200;

/** One order: when it is due, how it stands, and its files. */
export const orderPage: RecordPage = {
  title: ({ values }) => say('orders.recordTitle', { reference: String(values['reference']) }),

  read: async (row, ask) => ({
    files: await ask<OrderFile>(
      `select d.id, d.name, t.name as type, t.customer_file as "customerFile", t.shows_prices as "showsPrices",
         count(*) over (partition by t.customer_file, t.shows_prices)::int as total
       from documents d join file_types t on t.key = d.type
       where d.order_id = $1 and d.file_id is not null and d.deleted_at is null order by d.date desc, d.id limit ${MOST_FILES}`,
      [row['id']],
    ),
  }),

  blocks: (record, context) => {
    const facts = factsOf({ key: 'orders', fields: orderFields }, record, context);
    return [
      facts([
        'reference',
        'title',
        'status',
        'date',
        'deadline',
        'site',
        'flagNames',
        'additionalInformation',
      ]),
      ...tasks(record.children['tasks'] ?? []),
      ...files(record, context),
    ];
  },
};

/** For the office: the rows are not read for anybody else. */
function tasks(rows: readonly ChildRow[]): Block[] {
  if (rows.length === 0) return [];
  const title = say('orders.tasks.title');
  const columns = ['name', 'assignee', 'deadline', 'status'];
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: columns.map((key) => ({ key, label: say(`orders.tasks.${key}`) })),
        rows: rows.map((task) => ({
          cells: [
            cell.text(String(task['name'])),
            cell.text((task['assignee'] as string) || null),
            cell.date(task['deadline'] as string | null),
            cell.words(say(`orders.tasks.statuses.${String(task['status'])}`)),
          ],
        })),
      }),
    },
  ];
}

/** Customers: of types marked as customer files, and with prices only where those are open to them. */
function files({ id, values, extra }: FullRecord, context: RecordContext): Block[] {
  const found = (extra['files'] as readonly OrderFile[]).filter(
    (file) => context.room === 'admin' || (file.customerFile && (!file.showsPrices || context.can('money'))),
  );
  if (found.length === 0 || !context.can('orders.files')) return [];
  const links = found.map((file) => ({
    label: verbatim(`${file.type}: ${file.name}`),
    href:
      context.room === 'admin' ? `/admin/documents/${file.id}/file` : `/portal/orders/${id}/files/${file.id}`,
  }));
  const totals = new Map(found.map((file) => [`${file.customerFile} ${file.showsPrices}`, file.total]));
  const total = [...totals.values()].reduce((sum, one) => sum + one, 0);
  const all = context.hrefOf('documents', undefined, documentsOf('order', values));
  const more = moreThan(links.length, total, 'orders.files.more', all);
  return [{ kind: 'links', title: say('orders.files.title'), links, more }];
}
