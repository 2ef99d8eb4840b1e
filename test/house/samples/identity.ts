import { say } from '../../../src/platform/errors.js';
import { apiKeyFormPage, apiKeyMadePage, apiKeysPage } from '../../../src/identity/api-keys.view.js';
import { forgotPasswordPage, newPasswordPage, signInPage } from '../../../src/identity/identity.view.js';
import { visitor, type Viewer } from '../../../src/access/viewer.js';
import { accessesPage, profilePage } from '../../../src/identity/profile.view.js';
import { samplesOf } from './samples.js';

const groups = [{ key: 'office', name: 'Office', permissions: ['records.read'] }];
const weighbridge = {
  id: '01900000-0000-7000-8000-00000000a001',
  name: 'Weighbridge',
  roleGroup: 'Office',
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

export const samples = samplesOf({
  profile: [
    profilePage(person).model,
    profilePage(person, { errors: { currentPassword: say('identity.profile.wrongPassword') } }).model,
  ],
  accesses: accessesPage(person).model,
  'api-keys': [apiKeysPage([weighbridge, accounts]).model, apiKeysPage([]).model],
  'api-key-form': [
    apiKeyFormPage(weighbridge.id, groups).model,
    apiKeyFormPage(weighbridge.id, groups, {}, { name: say('identity.apiKeys.nameNeeded') }).model,
  ],
  'api-key-made': apiKeyMadePage('Weighbridge', 'portico_abcdefghijklmnopqrstuvwxyz012345').model,
  'sign-in': [
    signInPage({}).model,
    signInPage({
      email: 'maya@office.example',
      to: '/admin',
      errors: { password: say('identity.signIn.wrong') },
    }).model,
  ],
  'forgot-password': forgotPasswordPage({}).model,
  'new-password': newPasswordPage({ token: 'token', errors: { password: say('identity.password.short') } })
    .model,
});
