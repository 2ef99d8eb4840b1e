import { say } from '../../../src/platform/errors.js';
import { apiKeyFormPage, apiKeyMadePage, apiKeysPage } from '../../../src/identity/api-keys.view.js';
import { forgotPasswordPage, newPasswordPage, signInPage } from '../../../src/identity/identity.view.js';
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

export const samples = samplesOf({
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
