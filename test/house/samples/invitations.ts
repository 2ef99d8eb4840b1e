import { visitor } from '../../../src/access/viewer.js';
import { acceptancePage, brokenPage, closedPage } from '../../../src/invitations/acceptance.view.js';
import type { OpenInvitation } from '../../../src/invitations/invitation.links.js';
import type { KeptInvitationSettings } from '../../../src/invitations/invitation-settings.queries.js';
import { invitationSettingsPage } from '../../../src/invitations/invitation-settings.view.js';
import { INVITATIONS_LIST, invitationsList } from '../../../src/invitations/invitations-list.view.js';
import type { InvitationListRow } from '../../../src/invitations/invitations-list.queries.js';
import { say } from '../../../src/platform/errors.js';
import { openedList, samplesOf } from './samples.js';

const now = new Date('2026-03-04T14:05:00Z');
const later = new Date('2026-03-11T14:05:00Z');
const earlier = new Date('2026-02-20T09:00:00Z');

const open: OpenInvitation = {
  id: '01900000-0000-7000-8000-00000000e001',
  version: 1,
  portalUserId: '01900000-0000-7000-8000-00000000b001',
  loginId: '01900000-0000-7000-8000-00000000a001',
  email: 'dev.anand@thames-valley-hotels.example',
  name: 'Dev Anand',
  lastName: 'Anand',
  hasPassword: false,
  customer: 'Thames Valley Hotels Group Ltd',
  customerId: '01900000-0000-7000-8000-00000000c001',
  inviter: 'Ruth Bailey',
  expiresAt: later,
  askedAgainAt: null,
};

const row: InvitationListRow = {
  id: open.id,
  portalUserId: open.portalUserId,
  email: open.email,
  name: open.name,
  customer: open.customer,
  inviter: 'Ruth Bailey',
  invitedAt: now,
  place: 'x',
  active: false,
  invitationId: open.id,
  tokenVersion: 1,
  acceptedAt: null,
  revokedAt: null,
  expiresAt: later,
  askedAgainAt: null,
  mailState: 'sent',
  sentAt: now,
  answer: '250 OK',
  bouncedAt: null,
  bounceReason: '',
};
const rows: InvitationListRow[] = [
  row,
  { ...row, email: 'a.very.long.name.indeed@procurement.thames-valley-hotels.example', mailState: 'queued' },
  {
    ...row,
    email: 'pat@cask.example',
    customer: 'Cask & Co',
    mailState: 'failed',
    answer: '550 no such user',
  },
  { ...row, email: 'kim@cask.example', customer: 'Cask & Co', expiresAt: earlier, askedAgainAt: now },
  { ...row, email: 'lee@cask.example', customer: 'Cask & Co', active: true, acceptedAt: now },
  { ...row, email: 'joy@cask.example', bouncedAt: now, bounceReason: 'No such mailbox', inviter: null },
  { ...row, email: 'max@cask.example', customer: 'Cask & Co', revokedAt: now },
];
const page = (some: InvitationListRow[]) => ({
  rows: some,
  before: undefined,
  after: some.length ? 'a' : undefined,
});
const somebody = visitor('127.0.0.1');

const list = (sent: Record<string, string>, some: InvitationListRow[]) =>
  invitationsList({
    opened: openedList(INVITATIONS_LIST, sent),
    counts: { states: { sent: some.length }, all: some.length, asked: 1, found: some.length },
    page: page(some),
    inviters: [{ id: open.loginId, name: 'Ruth Bailey' }],
    mayChange: true,
    now,
  });

const kept: KeptInvitationSettings = {
  settings: {
    subject: '{inviter} at {organisation} has invited you to {portal}',
    body: 'Hello {firstName},\n\n{link}',
    days: 7,
  },
  standard: false,
  version: 3,
};
const settings = {
  kept,
  warnings: [],
  email: 'maya@thames.example',
  preview: {
    subject: 'Maya at Thames Waste has invited you to Thames Portal',
    text: 'Hello Sam,',
    frameHref: '/admin/settings/invitations/preview?text=x',
  },
};

export const listSamples = [
  list({ state: 'sent', q: 'cask', customer: 'CASK', inviter: 'system', from: '2026-03-01' }, rows),
  list({}, []),
  list({ q: 'nobody' }, []),
];

export const samples = samplesOf({
  settings: [
    invitationSettingsPage(settings).model,
    invitationSettingsPage({
      ...settings,
      kept: { ...kept, standard: true },
      preview: null,
      fields: { subject: '', body: 'Hello', days: '90' },
      errors: {
        body: say('invitations.text.noLink'),
        days: say('invitations.settings.daysWrong', { most: 60 }),
      },
      behind: { text: say('platform.behind.notice.who', { who: 'Tom Reed' }), at: now },
    }).model,
  ],
  acceptance: [
    acceptancePage('token', open, somebody).model,
    acceptancePage('token', open, somebody, {
      firstName: 'Dev',
      errors: {
        password: say('identity.password.short'),
        passwordConfirmation: say('identity.password.differs'),
      },
    }).model,
    acceptancePage('token', { ...open, hasPassword: true }, { ...somebody, id: 'x', name: 'Tom Reed' }).model,
    acceptancePage('token', { ...open, hasPassword: true, inviter: '' }, { ...somebody, id: open.loginId })
      .model,
  ],
  closed: [
    closedPage('token', 'expired', open).model,
    closedPage('token', 'expired', { ...open, askedAgainAt: now }).model,
    closedPage('token', 'used', open).model,
    closedPage('token', 'replaced', open).model,
    closedPage('token', 'revoked', open).model,
    brokenPage('broken').model,
  ],
});
