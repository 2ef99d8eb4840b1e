import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { countOfAll, type ListAbove } from '../engine/list.above.js';

const MOST = 100;

/** Who is on site now: clocked in, and not out again. */
export const onSiteNow: ListAbove = {
  needs: 'clock-ins.live',
  sql: (conditions) =>
    `select r.id, r.person, r.role, s.name as site, r.in_at as "inAt", count(*) over ()::int as people
     from clock_ins r left join sites s on s.id = r.site_id and s.customer_id = r.customer_id
     where ${conditions.join(' and ')} and r.out_at is null order by r.in_at desc, r.id desc limit ${MOST}`,
  block: (rows, base) => {
    if (rows.length === 0)
      return { kind: 'note', title: say('clock-ins.now.title'), text: say('clock-ins.now.nobody') };
    const count = countOfAll(rows, 'people');
    return {
      kind: 'table',
      title: say('clock-ins.now.title'),
      table: tableView({
        caption: say('clock-ins.now.count', { count }),
        columns: ['person', 'role', 'site', 'since'].map((key) => ({
          key,
          label: say(`clock-ins.now.${key}`),
          telling: key !== 'role',
        })),
        rows: rows.slice(0, MOST).map((row) => ({
          href: `${base}/${String(row['id'])}`,
          cells: [
            cell.text(String(row['person'])),
            cell.text((row['role'] as string) || null),
            cell.text((row['site'] as string | null) ?? null),
            cell.dateTime(row['inAt'] as Date),
          ],
        })),
      }),
    };
  },
};
