import { say } from '../../../src/platform/errors.js';
import { apiKeyFormPage, apiKeyMadePage, apiKeysPage } from '../../../src/identity/api-keys.view.js';
import {
  forgotPasswordPage,
  newPasswordPage,
  resetClosedPage,
  signInPage,
} from '../../../src/identity/identity.view.js';
import { copyLoginPage, newLoginPage } from '../../../src/identity/login-form.view.js';
import { loginPage } from '../../../src/identity/login.view.js';
import type { LoginRow } from '../../../src/identity/login.queries.js';
import type { LoginListRow } from '../../../src/identity/logins-list.queries.js';
import { LOGINS_LIST, loginsPage } from '../../../src/identity/logins-list.view.js';
import type { RoleGroupRow } from '../../../src/identity/role-groups.queries.js';
import { newRoleGroupPage, roleGroupPage, roleGroupsPage } from '../../../src/identity/role-groups.view.js';
import type { PageModel } from '../../../src/platform/pages/page.js';
import { visitor, type Viewer } from '../../../src/access/viewer.js';
import { accessesPage, profilePage } from '../../../src/identity/profile.view.js';
import { signInCodePage } from '../../../src/identity/sign-in-code.view.js';
import { twoStepPage } from '../../../src/identity/two-step.view.js';
import { signInByLinkPage, signInLinkPage } from '../../../src/identity/sign-in-links.view.js';
import { openedList, samplesOf } from './samples.js';

const owner = {
  room: 'admin',
  email: 'maya@office.example',
  organisation: 'Thames Waste',
  needed: false,
} as const;
const groups = [{ key: 'office', name: 'Office', permissions: ['records.read'] }];
const weighbridge = {
  id: '01900000-0000-7000-8000-00000000a001',
  name: 'Weighbridge',
  roleGroup: 'Office',
  permissions: [],
  createdAt: new Date('2026-03-04T14:05:00Z'),
  lastUsedAt: new Date('2026-03-05T06:30:00Z'),
  endedAt: null,
  madeBy: 'Ruth Bailey',
};
const accounts = {
  ...weighbridge,
  name: 'Accounts',
  lastUsedAt: null,
  endedAt: weighbridge.createdAt,
  madeBy: '',
};

const person: Viewer = {
  ...visitor('127.0.0.1'),
  kind: 'customer',
  name: 'Priya Shah',
  email: 'priya@brewery.example',
  accesses: [
    { id: 'a', name: 'Stag Lane Brewery Ltd', open: true },
    { id: 'b', name: 'Harbour Bakery Ltd', open: false },
  ],
};

const administrator: Viewer = {
  ...visitor('127.0.0.1'),
  kind: 'staff',
  id: '01900000-0000-7000-8000-00000000c001',
  sessionId: 's1',
  name: 'Ruth Bailey',
  email: 'ruth@office.example',
  staffPermissions: new Set(['*']),
};
const roleGroups = [
  { id: 'g1', key: 'administrator', name: 'Administrator', kind: 'staff', permissions: ['*'] },
  { id: 'g2', key: 'office', name: 'Office', kind: 'staff', permissions: ['records.read'] },
  {
    id: 'g3',
    key: 'customer-portal',
    name: 'Customer portal (for customers)',
    kind: 'customer',
    permissions: [],
  },
] as const;
const at = new Date('2026-03-04T14:05:00Z');
const staffLogin: LoginRow = {
  id: '01900000-0000-7000-8000-00000000c002',
  name: 'Maya Okafor',
  email: 'maya.okafor@office.example',
  kind: 'staff',
  type: 'staff',
  state: 'waiting',
  version: 1,
  lastSignedInAt: null,
  createdAt: at,
  roleGroupIds: ['g2'],
  permissions: ['records.read'],
  accesses: [],
  linkUntil: at,
  linkMailed: true,
  twoStep: false,
};
const customerLogin: LoginRow = {
  ...staffLogin,
  name: 'Priya Shah',
  email: 'priya@brewery.example',
  kind: 'customer',
  type: 'consolidated-account',
  state: 'active',
  lastSignedInAt: at,
  roleGroupIds: [],
  permissions: [],
  accesses: [
    { id: 'a1', name: 'Stag Lane Brewery Ltd', active: true, invited: true },
    { id: 'a2', name: 'Harbour Bakery Ltd', active: false, invited: false },
  ],
};
const signedIn = [
  { id: 's1', beganAt: at, expiresAt: at, address: '203.0.113.9' },
  { id: 's2', beganAt: at, expiresAt: at, address: '2001:db8::1428:57ab' },
];
const listed = (row: LoginRow, more: Partial<LoginListRow> = {}): LoginListRow => ({
  ...row,
  roleGroups: ['Office'],
  belongsTo: row.accesses.map(({ name }) => name),
  place: row.name,
  ...more,
});
const loginQuery = (sent: Record<string, string>) => openedList(LOGINS_LIST, sent);
const newLogin = { id: staffLogin.id, name: '', email: '', forPortal: false };
const one = { groups: roleGroups, sessions: signedIn, viewer: administrator };

const matrix: RoleGroupRow[] = [
  ...roleGroups.map((group) => ({ ...group, logins: 2, apiKeys: 0 })),
  ...['Accounts', 'Field', 'Viewer', 'Weighbridge crew'].map((name, index) => ({
    id: `01900000-0000-7000-8000-0000000000e${index}`,
    key: name === 'Weighbridge crew' ? 'own' : name.toLowerCase(),
    name,
    kind: 'staff' as const,
    permissions: ['records.read'],
    logins: index,
    apiKeys: index,
  })),
];
const ownGroup = matrix.at(-1) as RoleGroupRow;
const modelOf = ({ model }: { readonly model: PageModel }) => model;

export const listSamples = [
  loginsPage(
    loginQuery({ type: 'staff' }),
    { found: 2, staff: 1 },
    {
      rows: [listed(staffLogin), listed(customerLogin, { roleGroups: [] })],
      before: undefined,
      after: 'x',
    },
  ).model,
  loginsPage(
    loginQuery({ q: 'nobody' }),
    { found: 0, staff: 0 },
    {
      rows: [],
      before: undefined,
      after: undefined,
    },
  ).model,
];

export const samples = samplesOf({
  'role-groups': [
    roleGroupsPage(matrix, administrator).model,
    roleGroupsPage(matrix, administrator, {
      answers: {},
      behind: {
        text: say('platform.behind.notice.who', { who: 'Ruth Bailey' }),
        at: new Date('2026-03-04T14:05:00Z'),
      },
      errors: { 'g2.customers.read': say('platform.behind.on', { name: 'Office: See customers' }) },
    }).model,
  ],
  'role-group': [
    modelOf(roleGroupPage(ownGroup, administrator)),
    modelOf(roleGroupPage(matrix[0] as RoleGroupRow, administrator)),
    modelOf(newRoleGroupPage(matrix, administrator, { id: 'x' })),
    modelOf(
      newRoleGroupPage(
        matrix,
        administrator,
        { id: 'x', name: 'Office' },
        { name: say('identity.roleGroups.nameTaken', { name: 'Office' }) },
      ),
    ),
  ],
  'login-form': [
    newLoginPage(newLogin).model,
    newLoginPage(
      { ...newLogin, name: 'Ann', email: 'ann@', forPortal: true },
      { email: say('platform.fields.email') },
    ).model,
    copyLoginPage(staffLogin, newLogin).model,
  ],
  login: [
    loginPage({ ...one, row: staffLogin }).model,
    loginPage({ ...one, row: customerLogin, sessions: [] }).model,
    loginPage({
      ...one,
      row: { ...customerLogin, kind: 'undecided', type: 'undecided', accesses: [], state: 'waiting' },
    }).model,
    loginPage({
      ...one,
      row: { ...staffLogin, state: 'disabled' },
      again: {
        errors: { 'roleGroups.g2': say('identity.logins.lastAdministrator') },
        status: 422,
      },
    }).model,
    loginPage({
      ...one,
      row: { ...staffLogin, permissions: ['*'] },
      viewer: { ...administrator, staffPermissions: new Set(['logins.write']) },
    }).model,
  ],
  profile: [
    profilePage(person, signedIn).model,
    profilePage(person, [], { errors: { currentPassword: say('identity.profile.wrongPassword') } }, [
      {
        room: 'portal',
        title: say('notifications.title'),
        text: say('notifications.purpose'),
        label: say('notifications.open'),
        href: '/portal/notifications',
      },
    ]).model,
  ],
  'two-step': [
    twoStepPage(owner, { since: null, secret: null, codesLeft: 0, lost: false }).model,
    twoStepPage({ ...owner, needed: true }, { since: null, secret: null, codesLeft: 0, lost: false }).model,
    twoStepPage(
      owner,
      { since: null, secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', codesLeft: 0, lost: false },
      { errors: { code: say('identity.twoStep.wrongCode') } },
    ).model,
    twoStepPage(
      owner,
      { since: new Date('2026-03-04T14:05:00Z'), secret: null, codesLeft: 10, lost: false },
      { codes: ['K7QM-2XWD', 'PPH4-N9CV'] },
    ).model,
    twoStepPage(
      { ...owner, needed: true },
      { since: new Date('2026-03-04T14:05:00Z'), secret: null, codesLeft: 10, lost: false },
      { codes: ['K7QM-2XWD'] },
    ).model,
    twoStepPage(owner, { since: new Date('2026-03-04T14:05:00Z'), secret: null, codesLeft: 10, lost: true })
      .model,
  ],
  'sign-in-code': [
    signInCodePage('maya@office.example').model,
    signInCodePage('maya@office.example', { errors: { code: say('identity.twoStep.wrong') } }).model,
  ],
  accesses: accessesPage(person).model,
  'api-keys': [apiKeysPage([weighbridge, accounts]).model, apiKeysPage([]).model],
  'api-key-form': [
    apiKeyFormPage(weighbridge.id, groups).model,
    apiKeyFormPage(weighbridge.id, groups, {}, { name: say('identity.apiKeys.nameNeeded') }).model,
  ],
  'api-key-made': apiKeyMadePage('Weighbridge', 'portico_abcdefghijklmnopqrstuvwxyz012345').model,
  'sign-in': [
    signInPage({ setUp: true }).model,
    signInPage({
      email: 'maya@office.example',
      to: '/admin',
      errors: { password: say('identity.signIn.wrong') },
    }).model,
  ],
  'forgot-password': [forgotPasswordPage({}).model, signInLinkPage({}).model],
  'reset-closed': [
    resetClosedPage('broken', '/forgot-password').model,
    resetClosedPage('expired', undefined).model,
  ],
  'sign-in-by-link': signInByLinkPage('token', 'maya@office.example').model,
  'new-password': newPasswordPage({ token: 'token', errors: { password: say('identity.password.short') } })
    .model,
});
