import { say } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import { countOfAll, type ListAbove } from '../engine/list.above.js';

const MOST = 50;

/** What waits for the customer, to be approved together; each leads to its page. */
export const waitingTimesheets: ListAbove = {
  needs: 'timesheets.approval',
  room: 'portal',
  sql: (conditions) =>
    `select r.id, r.version, r.reference, r.person, r.date::text as date, r.minutes, count(*) over ()::int as waiting
     from timesheets r where ${conditions.join(' and ')} and r.state = 'waiting'
     order by r.date, r.id limit ${MOST}`,
  block: (rows, base) => {
    if (rows.length === 0) return undefined;
    const shown = rows.slice(0, MOST);
    return {
      kind: 'form',
      title: say('timesheets.waiting.title', { count: countOfAll(rows, 'waiting') }),
      text: say('timesheets.waiting.help'),
      action: `${base}/approvals`,
      hidden: [],
      choices: shown.map((row) => ({
        id: `timesheet.${String(row['id'])}`,
        name: 'timesheets',
        value: `${String(row['id'])}.${String(row['version'])}`,
        label: say('timesheets.waiting.one', {
          person: String(row['person']),
          day: String(row['date']),
          hours: hoursOf(Number(row['minutes'])),
        }),
        checked: false,
        link: { label: verbatim(String(row['reference'])), href: `${base}/${String(row['id'])}` },
      })),
      fields: [],
      button: { label: say('timesheets.waiting.approve'), kind: 'primary' },
    };
  },
};

export const hoursOf = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
