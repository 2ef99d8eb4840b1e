import { say } from '../../../src/platform/errors.js';
import type {
  InvitationLetter,
  InvitationWishLetter,
  NotificationLetter,
  PasswordResetLetter,
  ScheduledReportLetter,
  StaffWelcomeLetter,
  TestLetter,
} from '../../../src/mail/letters.js';
import { samplesOf } from './samples.js';

const portal = 'Thames Waste Portal';
const organisation = "Thames Waste & Sons' Recycling";
const expiresAt = new Date('2026-03-11T14:05:00Z');
const href =
  'https://portal.thames.example/invitations/AaIGXlCRdgaPPgU2HKMhuA6sllX1h3mB2fay9yCjWBnMJiNARjMKEL0SApIm';

const words = (text: string, isLink = false) => ({ text, isLink });
const newcomer: InvitationLetter & { readonly link: string } = {
  href,
  paragraphs: [
    { isButton: false, lines: [{ pieces: [words(`Maya Okafor at ${organisation} has invited you.`)] }] },
    { isButton: true, lines: [] },
    {
      isButton: false,
      lines: [{ pieces: [words('Or open '), words(href, true)] }, { pieces: [words('Bye')] }],
    },
  ],
  begin: say('mail.invitation.newPassword'),
  placesButton: true,
  expiresAt,
  link: 'The button',
};
const invitation = [newcomer, { ...newcomer, paragraphs: newcomer.paragraphs.slice(0, 1) }];
const wish: InvitationWishLetter = { href, person: 'Dev Anand', customer: 'Thames Valley Hotels Group' };
const passwordReset: PasswordResetLetter = { href, portal, expiresAt };
const staffWelcome: StaffWelcomeLetter = {
  href,
  organisation,
  email: 'maya.okafor@thames.example',
  expiresAt,
};
const scheduled: ScheduledReportLetter = {
  href: 'https://portal.thames.example/portal/reporting/volumes?from=2026-02-01&to=2026-02-28',
  placesButton: false,
  report: say('reporting.volumes.title'),
  whose: 'Thames Valley Hotels Group',
  together: say('mail.scheduledReport.some', { of: 1, customers: 2 }),
  from: '2026-02-01',
  to: '2026-02-28',
  figures: [
    { label: 'Total weight', value: '21.64 t', note: null },
    { label: 'Estimated', value: '16.4 %', note: '3.55 t was estimated, the rest weighed' },
  ],
  sentence: say('reporting.everybody'),
  note: say('reporting.costs.apart'),
  nothing: false,
  attached: say('mail.scheduledReport.attachedSome', { of: 1, customers: 2 }),
  stopHref: 'https://portal.thames.example/scheduled-mails/AaIGXlCRdgaPPgU2HKMhuA6sllX1h3mB2fay9yCjWB',
};
const news: NotificationLetter = {
  href: 'https://portal.thames.example/portal',
  whose: 'Thames Valley Hotels Group',
  sections: [
    {
      title: say('documents.title'),
      total: 12,
      records: [
        {
          line: say('notifications.lines.documents', { name: 'Waste transfer note 4 March' }),
          href: 'https://portal.thames.example/portal/documents/01900000-0000-7000-8000-00000000d001',
        },
      ],
      more: say('mail.notification.more', { count: 11 }),
      href: 'https://portal.thames.example/portal/documents',
    },
  ],
  stopHref: 'https://portal.thames.example/notifications/AaIGXlCRdgaPPgU2HKMhuA6sllX1h3mB2fay9yCjWB',
};
const scheduledReport = [
  scheduled,
  {
    ...scheduled,
    from: '',
    together: null,
    figures: [],
    sentence: null,
    note: null,
    nothing: true,
    attached: null,
    stopHref: null,
  },
];
const test: TestLetter = { href: 'https://portal.thames.example', organisation, askedBy: 'Maya Okafor' };

const around = {
  subject: 'Maya Okafor has invited you',
  body: 'Maya Okafor has invited you.',
  link: 'The button',
  expiresAt,
  afterword: say('mail.invitation.unexpected'),
};
const button = {
  href,
  label: say('mail.invitation.button'),
  begin: say('mail.invitation.newPassword'),
  button: { colour: '#1f6f5c', ink: '#ffffff' },
};
const link = [button, { ...button, begin: null }];
const layout = [around, { ...around, link: null, expiresAt: null, afterword: null }];

export const samples = samplesOf({
  layout,
  'layout.text': layout,
  link,
  'link.text': link,
  'invitation-wish': wish,
  'invitation-wish.text': wish,
  invitation,
  'invitation.text': invitation,
  notification: news,
  'notification.text': news,
  'password-reset': passwordReset,
  'password-reset.text': passwordReset,
  'sign-in-link': passwordReset,
  'sign-in-link.text': passwordReset,
  'scheduled-report': scheduledReport,
  'scheduled-report.text': scheduledReport,
  'staff-welcome': staffWelcome,
  'staff-welcome.text': staffWelcome,
  test,
  'test.text': test,
});
