import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { Page, type Action, type PageHead, type PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { SCHEDULES } from './schedule.form.view.js';
import { nextCell, rhythmWords } from './schedule.words.js';
import { MOST_SCHEDULES, type ScheduleRow } from './schedules.queries.js';

export interface SchedulesModel extends PageModel {
  readonly table: TableView | null;
  readonly empty: object | null;
  /** While no mail server is set up, nothing goes out. */
  readonly waits: boolean;
  readonly count: Text | null;
}

/** Every schedule: what, for whom, when next, and when it was sent last. */
export const schedulesPage = (rows: readonly ScheduleRow[], sends: boolean): Page<SchedulesModel> =>
  new Page('schedules/list', {
    head: {
      title: say('schedules.title'),
      purpose: say('schedules.purpose'),
      action: add(`${SCHEDULES}/new`),
    },
    ...listed(rows, sends, add(`${SCHEDULES}/new`)),
  });

/** What is mailed about one customer: a tab of its page. */
export function customerSchedulesPage(
  head: PageHead,
  customerId: string,
  rows: readonly ScheduleRow[],
  sends: boolean,
): Page<SchedulesModel> {
  const action = add(`${SCHEDULES}/new?account=${customerId}`);
  return new Page('schedules/list', {
    head: { ...head, action, purpose: say('schedules.ofCustomer') },
    ...listed(rows, sends, action),
  });
}

const add = (href: string): Action => ({ label: say('schedules.add'), href, icon: 'plus' });

function listed(rows: readonly ScheduleRow[], sends: boolean, action: Action): Omit<SchedulesModel, 'head'> {
  return {
    table: rows.length > 0 ? table(rows, sends) : null,
    empty:
      rows.length > 0
        ? null
        : {
            title: say('schedules.empty.title'),
            text: say('schedules.empty.text'),
            icon: 'calendar',
            action,
          },
    waits: !sends,
    count:
      rows.length > 0
        ? say(rows.length < MOST_SCHEDULES ? 'schedules.count' : 'schedules.countMost', {
            count: rows.length,
          })
        : null,
  };
}

const table = (rows: readonly ScheduleRow[], sends: boolean): TableView =>
  tableView({
    caption: say('schedules.title'),
    columns: ['name', 'report', 'account', 'rhythm', 'recipients', 'next', 'last'].map((key) => ({
      key,
      label: say(`schedules.columns.${key}`),
      numeric: key === 'recipients',
      telling: ['account', 'rhythm', 'next'].includes(key),
    })),
    rows: rows.map((row) => ({
      href: `${SCHEDULES}/${row.id}`,
      cells: [
        cell.text(row.name),
        cell.words(say(`reporting.${row.report}.title`)),
        cell.text(row.account),
        cell.words(rhythmWords(row)),
        cell.number(row.recipients),
        next(row, sends),
        cell.dateTime(row.lastAt),
      ],
    })),
  });

const next = ({ pausedAt, nextAt }: ScheduleRow, sends: boolean): Cell =>
  pausedAt ? cell.status(say('schedules.states.paused'), 'attention') : nextCell(nextAt, sends);
