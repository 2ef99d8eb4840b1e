import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { field } from '../engine/field.js';
import type { Block } from '../engine/record-page.js';
import type { ChildRow, FullRecord } from '../engine/record.queries.js';
import type { Child } from '../engine/section.js';

/** What was measured on a visit, such as free chlorine and pH. */
export const readings: Child = {
  name: 'readings',
  table: 'job_readings',
  rootColumn: 'job_id',
  parentColumn: 'job_id',
  most: 100,
  needs: 'jobs.readings',
  fields: [
    field.text('name', { required: true, longest: 200 }),
    field.text('value', { required: true, longest: 50 }),
    field.text('unit', { longest: 30 }),
  ],
};

/** What was put into the water. */
export const chemicals: Child = {
  name: 'chemicals',
  table: 'job_chemicals',
  rootColumn: 'job_id',
  parentColumn: 'job_id',
  most: 100,
  needs: 'jobs.chemicals',
  fields: [
    field.text('name', { required: true, longest: 200 }),
    field.text('quantity', { required: true, longest: 50 }),
    field.text('unit', { longest: 30 }),
  ],
};

/** Both as a job's page shows them; what is closed was not read. */
export const poolBlocks = ({ children }: FullRecord): Block[] => [
  ...table('readings', 'value', children['readings'] ?? []),
  ...table('chemicals', 'quantity', children['chemicals'] ?? []),
];

function table(which: 'readings' | 'chemicals', amount: string, rows: readonly ChildRow[]): Block[] {
  if (rows.length === 0) return [];
  const title = say(`jobs.${which}.title`);
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: [
          { key: 'name', label: say(`jobs.${which}.what`) },
          { key: 'amount', label: say(`jobs.${which}.amount`) },
        ],
        rows: rows.map((row) => ({
          cells: [
            cell.text(String(row['name'])),
            cell.text([row[amount], row['unit']].filter(Boolean).join(' ')),
          ],
        })),
      }),
    },
  ];
}
