import { say } from '../../platform/errors.js';
import { cell } from '../../platform/pages/cells.js';
import { tableView } from '../../platform/pages/table.view.js';
import { factsOf } from '../engine/record.blocks.js';
import type { Block, RecordContext, RecordPage } from '../engine/record-page.js';
import type { ChildRow, FullRecord } from '../engine/record.queries.js';
import { timesheetFields } from './timesheets.fields.js';
import { hoursOf } from './waiting.view.js';

/** One timesheet with its shifts; for people who approve, what to say of it. */
export const timesheetPage: RecordPage = {
  title: ({ values }) =>
    say('timesheets.recordTitle', { person: String(values['person']), day: String(values['date']) }),
  blocks: (record, context) => {
    const facts = factsOf({ key: 'timesheets', fields: timesheetFields }, record, context);
    const names = 'reference state person role date until site hours note decidedAt decisionReason'.split(
      ' ',
    );
    return [facts(names), ...shifts(record.children['shifts'] ?? []), ...decision(record, context)];
  },
};

function shifts(rows: readonly ChildRow[]): Block[] {
  if (rows.length === 0) return [];
  const title = say('timesheets.shifts.title');
  return [
    {
      kind: 'table',
      title,
      table: tableView({
        caption: title,
        columns: ['date', 'startAt', 'endAt', 'hours', 'note'].map((key) => ({
          key,
          label: say(`timesheets.shifts.${key}`),
          telling: key !== 'note',
        })),
        rows: rows.map((shift) => ({
          cells: [
            cell.date(shift['date'] as string),
            cell.dateTime(shift['startAt'] as Date | null),
            cell.dateTime(shift['endAt'] as Date | null),
            cell.text(hoursOf(Number(shift['minutes']))),
            cell.text((shift['note'] as string) || null),
          ],
        })),
      }),
    },
  ];
}

function decision({ id, values }: FullRecord, context: RecordContext): Block[] {
  if (context.room !== 'portal' || values['state'] !== 'waiting' || !context.can('timesheets.approval'))
    return [];
  const version = [{ name: 'version', value: String(values['version']) }];
  const form = { kind: 'form', hidden: version, choices: [] } as const;
  return [
    {
      ...form,
      title: say('timesheets.decision.title'),
      text: say('timesheets.decision.help'),
      action: `/portal/timesheets/${id}/approval`,
      fields: [],
      button: { label: say('timesheets.decision.approve'), kind: 'primary' },
    },
    {
      ...form,
      title: say('timesheets.decision.rejectTitle'),
      text: say('timesheets.decision.rejectHelp'),
      action: `/portal/timesheets/${id}/rejection`,
      fields: [
        {
          name: 'reason',
          label: say('timesheets.fields.decisionReason'),
          type: 'textarea',
          value: '',
          error: null,
        },
      ],
      button: { label: say('timesheets.decision.reject'), kind: 'secondary' },
    },
  ];
}
