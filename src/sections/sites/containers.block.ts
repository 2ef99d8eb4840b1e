import { daysUntil } from '../../platform/calendar.js';
import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import type { Block } from '../engine/record-page.js';
import type { ChildRow } from '../engine/record.queries.js';

const COLUMNS = ['type', 'count', 'since', 'days', 'note'] as const;

/** What stands on a site and for how many days; nothing where nothing stands. */
export function containersTable(rows: readonly ChildRow[], today: string): Block[] {
  if (rows.length === 0) return [];
  const title = say('sites.containers.title');
  const noted = rows.some((row) => row['note']);
  const columns = COLUMNS.filter((key) => key !== 'note' || noted);
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: columns.map((key) => ({
          key,
          label: say(`sites.containers.${key}`),
          numeric: key === 'count' || key === 'days',
          telling: key !== 'note',
        })),
        rows: rows.map((row) => {
          const since = row['since'] as string | null;
          const days = since === null ? null : Math.max(0, daysUntil(today, since));
          return {
            cells: [
              cell.text(String(row['type'])),
              cell.number(Number(row['count'])),
              cell.date(since),
              cell.number(days),
              ...(noted ? [cell.text(String(row['note'] ?? '') || null)] : []),
            ],
          };
        }),
      }),
    },
  ];
}
