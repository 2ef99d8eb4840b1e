import { say } from '../../../src/platform/errors.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { NEW, scheduleFormPage, type FormState } from '../../../src/schedules/schedule.form.view.js';
import { schedulePage } from '../../../src/schedules/schedule.view.js';
import type { DeliveryRow, Recipient, ScheduleRow } from '../../../src/schedules/schedules.queries.js';
import { schedulesPage } from '../../../src/schedules/schedules.view.js';
import { samplesOf } from './samples.js';

const schedule: ScheduleRow = {
  id: '01900000-0000-7000-8000-000000000c01',
  name: 'Tonnes for the <b>bursar</b>',
  report: 'volumes',
  accountId: '01900000-0000-7000-8000-000000000c02',
  account: 'Thames Valley Hotels Group',
  consolidated: false,
  siteId: '01900000-0000-7000-8000-000000000c03',
  site: 'Riverside Hotel, Maidenhead',
  period: 'last-month',
  frequency: 'monthly',
  weekday: 1,
  monthDay: 31,
  time: '07:30',
  nextAt: new Date('2026-03-31T06:30:00Z'),
  pausedAt: null,
  endedAt: null,
  version: 3,
  recipients: 2,
  lastAt: new Date('2026-02-28T07:30:00Z'),
};
const paused: ScheduleRow = {
  ...schedule,
  frequency: 'weekly',
  pausedAt: new Date('2026-03-04T09:00:00Z'),
  siteId: null,
  site: null,
  lastAt: null,
};

const priya: Recipient = {
  id: '01900000-0000-7000-8000-000000000c04',
  portalUserId: '01900000-0000-7000-8000-000000000c05',
  email: 'priya@hotels.example',
  name: 'Priya Raman',
  stoppedAt: null,
  report: 'volumes',
  accountId: schedule.accountId,
  siteId: null,
  customers: [],
  accessId: '01900000-0000-7000-8000-000000000c05',
  closed: null,
};
const bursar: Recipient = {
  ...priya,
  portalUserId: null,
  accessId: null,
  email: 'bursar@elsewhere.example',
  name: '',
  stoppedAt: new Date('2026-03-01T09:00:00Z'),
};

const delivery: DeliveryRow = {
  runId: '01900000-0000-7000-8000-000000000c06',
  dueAt: new Date('2026-02-28T07:30:00Z'),
  from: '2026-01-01',
  to: '2026-01-31',
  email: 'priya@hotels.example',
  refused: null,
  state: 'sent',
  answer: null,
};
const deliveries: readonly DeliveryRow[] = [
  delivery,
  { ...delivery, state: 'failed', answer: '550 No such user' },
  { ...delivery, state: 'queued' },
  { ...delivery, state: 'cancelled', refused: 'withheld' },
  { ...delivery, state: null, email: '', refused: 'login' },
];

const form: FormState = {
  id: schedule.id,
  account: { id: schedule.accountId, reference: 'C-1', name: schedule.account, consolidated: false },
  people: [
    { id: priya.portalUserId as string, email: priya.email, name: priya.name },
    { id: bursar.id, email: 'new@hotels.example', name: '', closed: 'closed' },
  ],
  sites: [{ value: schedule.siteId as string, label: verbatim(schedule.site as string) }],
  typed: NEW,
};

export const samples = samplesOf({
  list: [schedulesPage([schedule, paused], true).model, schedulesPage([], false).model],
  show: [
    schedulePage(schedule, [priya, bursar, { ...priya, because: 'ended' }], deliveries, {
      sends: true,
      mayTry: true,
    }).model,
    schedulePage(paused, [], [], { sends: false, mayTry: false }).model,
  ],
  form: [
    scheduleFormPage(form).model,
    scheduleFormPage({
      ...form,
      people: [],
      sites: [],
      name: schedule.name,
      version: 3,
      errors: { name: say('platform.fields.required'), addresses: say('schedules.form.nobody') },
      behind: { text: say('platform.behind.notice.unknown'), at: new Date('2026-03-04T09:00:00Z') },
    }).model,
  ],
});
