import { say } from '../../../src/platform/errors.js';
import { forgotPasswordPage, newPasswordPage, signInPage } from '../../../src/identity/identity.view.js';
import { samplesOf } from './samples.js';

export const samples = samplesOf({
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
