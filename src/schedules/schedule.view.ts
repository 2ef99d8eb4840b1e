import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import { tableView, type TableView } from '../platform/pages/table.view.js';
import { verbatim } from '../platform/pages/words.js';
import { portalUserHref } from '../invitations/invitations-list.view.js';
import { SCHEDULES } from './schedule.form.view.js';
import { nextCell, rhythmWords } from './schedule.words.js';
import { REPORTS } from '../reporting/reports.js';
import type { DeliveryRow, Recipient, Schedule } from './schedules.queries.js';

/** Who is to get it, and why they do not. */
export interface DecidedRecipient extends Recipient {
  readonly because?: string;
}

export interface ScheduleModel extends PageModel {
  readonly facts: readonly { readonly label: Text; readonly cell: Cell }[];
  readonly recipients: TableView | null;
  readonly runs: TableView | null;
  readonly waits: boolean;
  /** Pauses it, or lets it go on. */
  readonly turn: { readonly action: string; readonly label: Text };
  /** Where it is sent from to whoever looks, to try it; for who may read reports. */
  readonly trial: string | null;
}

/** One schedule: what it sends to whom, and how its last runs went. */
export function schedulePage(
  schedule: Schedule,
  recipients: readonly DecidedRecipient[],
  deliveries: readonly DeliveryRow[],
  { sends, mayTry }: { readonly sends: boolean; readonly mayTry: boolean },
): Page<ScheduleModel> {
  const href = `${SCHEDULES}/${schedule.id}`;
  const turn = schedule.pausedAt ? 'resumption' : 'pause';
  return new Page('schedules/show', {
    head: {
      title: verbatim(schedule.name),
      back: { label: say('schedules.title'), href: SCHEDULES },
      ...(schedule.pausedAt
        ? { status: { words: say('schedules.states.paused'), tone: 'attention' as const } }
        : {}),
      action: { label: say('schedules.edit'), href: `${href}/edit`, icon: 'edit', kind: 'secondary' },
      moreActions: [{ label: say('schedules.end.link'), href: `${href}/end`, kind: 'quiet' }],
    },
    turn: { action: `${href}/${turn}`, label: say(`schedules.${turn}`) },
    trial: mayTry ? `${href}/trial` : null,
    facts: facts(schedule, sends),
    recipients: recipients.length > 0 ? recipientsTable(recipients) : null,
    runs: deliveries.length > 0 ? runsTable(deliveries) : null,
    waits: !sends,
  });
}

const facts = (schedule: Schedule, sends: boolean): ScheduleModel['facts'] => [
  { label: say('schedules.columns.report'), cell: cell.words(say(`reporting.${schedule.report}.title`)) },
  {
    label: say('schedules.columns.account'),
    cell: cell.text(
      schedule.account,
      `/admin/${schedule.consolidated ? 'consolidated-accounts' : 'customers'}/${schedule.accountId}`,
    ),
  },
  {
    label: say('schedules.form.site'),
    cell: schedule.siteId
      ? cell.text(schedule.site, `/admin/sites/${schedule.siteId}`)
      : cell.words(say('schedules.form.allSites')),
  },
  { label: say('schedules.form.period'), cell: cell.words(period(schedule)) },
  { label: say('schedules.columns.rhythm'), cell: cell.words(rhythmWords(schedule)) },
  {
    label: say('schedules.columns.next'),
    cell: schedule.pausedAt ? cell.words(say('schedules.states.nothing')) : nextCell(schedule.nextAt, sends),
  },
];

/** A report that compares months widens its days to theirs. */
const period = ({ report, period }: Schedule): Text =>
  say(
    REPORTS.some((one) => one.key === report && one.wholeMonths)
      ? `schedules.wholeMonths.${period}`
      : `schedules.periods.${period}`,
  );

const recipientsTable = (rows: readonly DecidedRecipient[]): TableView =>
  tableView({
    caption: say('schedules.recipients'),
    columns: ['email', 'name', 'sees', 'state'].map((key) => ({
      key,
      label: say(`schedules.people.${key}`),
    })),
    rows: rows.map((one) => ({
      ...(one.accessId && one.because !== 'ended' ? { href: portalUserHref(one.accessId) } : {}),
      cells: [
        cell.text(one.email),
        cell.text(one.name || null),
        cell.words(say(`schedules.people.${one.accessId ? 'ownRights' : 'customersRights'}`)),
        standing(one),
      ],
    })),
  });

function standing({ stoppedAt, because }: DecidedRecipient): Cell {
  if (stoppedAt) return cell.status(say('schedules.people.stopped'), 'neutral');
  return because
    ? cell.status(say('schedules.people.getsNothing'), 'attention', say(`schedules.refused.${because}`))
    : cell.status(say('schedules.people.getsIt'), 'good');
}

const runsTable = (rows: readonly DeliveryRow[]): TableView =>
  tableView({
    caption: say('schedules.runs.title'),
    columns: ['due', 'days', 'email', 'state'].map((key) => ({ key, label: say(`schedules.runs.${key}`) })),
    rows: rows.map((row) => ({
      cells: [
        cell.dateTime(row.dueAt),
        cell.words(say('sections.period.days', { from: row.from, to: row.to })),
        cell.text(row.email || null),
        outcome(row),
      ],
    })),
  });

function outcome({ refused, state, answer }: DeliveryRow): Cell {
  if (refused)
    return cell.status(say('schedules.runs.notSent'), 'neutral', say(`schedules.refused.${refused}`));
  if (state === 'sent') return cell.status(say('schedules.runs.sent'), 'good');
  if (state === 'failed')
    return cell.status(say('schedules.runs.failed'), 'danger', answer ? verbatim(answer) : null);
  if (state === 'cancelled' || state === null) return cell.status(say('schedules.runs.notSent'), 'neutral');
  return cell.status(say('schedules.runs.waits'), 'information');
}
