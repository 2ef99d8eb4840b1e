import { say } from '../../../src/platform/errors.js';
import type {
  InvitationLetter,
  PasswordResetLetter,
  StaffWelcomeLetter,
  TestLetter,
} from '../../../src/mail/letters.js';
import { samplesOf } from './samples.js';

const portal = 'Thames Waste Portal';
const organisation = "Thames Waste & Sons' Recycling";
const expiresAt = new Date('2026-03-11T14:05:00Z');
const href =
  'https://portal.thames.example/invitations/AaIGXlCRdgaPPgU2HKMhuA6sllX1h3mB2fay9yCjWBnMJiNARjMKEL0SApIm';

const newcomer: InvitationLetter = {
  href,
  inviter: 'Maya Okafor',
  organisation,
  portal,
  customer: 'Thames Valley Hotels Group',
  needsPassword: true,
  expiresAt,
};
const invitation = [newcomer, { ...newcomer, needsPassword: false }];
const passwordReset: PasswordResetLetter = { href, portal, expiresAt };
const staffWelcome: StaffWelcomeLetter = {
  href,
  organisation,
  email: 'maya.okafor@thames.example',
  expiresAt,
};
const test: TestLetter = { href: 'https://portal.thames.example', organisation, askedBy: 'Maya Okafor' };

const around = {
  subject: 'Maya Okafor has invited you',
  body: 'Maya Okafor has invited you.',
  href,
  label: say('mail.invitation.button'),
  expiresAt,
  afterword: say('mail.invitation.unexpected'),
  button: { colour: '#1f6f5c', ink: '#ffffff' },
};
const layout = [around, { ...around, expiresAt: null, afterword: null }];

export const samples = samplesOf({
  layout,
  'layout.text': layout,
  invitation,
  'invitation.text': invitation,
  'password-reset': passwordReset,
  'password-reset.text': passwordReset,
  'staff-welcome': staffWelcome,
  'staff-welcome.text': staffWelcome,
  test,
  'test.text': test,
});
