import type { KeptMail } from '../../../src/mail/mailbox.files.js';
import { mailboxPage, mailPage } from '../../../src/mail/mailbox.view.js';
import { stoppedPage, stopPage, unknownStopPage } from '../../../src/mail/stop.view.js';
import { NOTIFICATION_STOPS } from '../../../src/notifications/stop.words.js';
import { SCHEDULE_STOPS } from '../../../src/schedules/stops.words.js';
import { samplesOf } from './samples.js';

const mail: KeptMail = {
  name: '2026-03-04T14-05-00.000Z-1a2b3c4d',
  subject: 'Maya Okafor at Thames Waste has invited you to Thames Waste Portal',
  from: 'Thames Waste <portal@thames.example>',
  to: 'ruth@hotels.example',
  date: '2026-03-04T14:05:00.000Z',
  html: '<p>Hello</p>',
  text: 'Maya Okafor at Thames Waste has invited you to Thames Waste Portal.\n\nAccept the invitation:\nhttps://portal.example',
  headers: [
    { name: 'From', value: 'Thames Waste <portal@thames.example>' },
    { name: 'To', value: 'ruth@hotels.example' },
    { name: 'Message-ID', value: '<01900000-0000-7000-8000-00000000000a@thames.example>' },
  ],
};
const who = { account: 'Thames Valley Hotels Group', email: 'bursar@elsewhere.example', stopped: false };
const report = { ...who, report: 'volumes' } as const;
const bare = { ...mail, subject: '', date: null, html: '', text: '' };

export const samples = samplesOf({
  mailbox: [mailboxPage([mail, bare]), mailboxPage([])],
  // The mail's own HTML comes from a route of its own; here the frame stays empty.
  stop: [
    stopPage(SCHEDULE_STOPS, 'token', report).model,
    stoppedPage(SCHEDULE_STOPS, report).model,
    unknownStopPage(NOTIFICATION_STOPS).model,
  ],
  mail: [{ ...mailPage(mail), frameHref: 'about:blank' }, mailPage(bare)],
});
