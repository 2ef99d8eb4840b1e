import { say } from '../../../src/platform/errors.js';
import { errorPage } from '../../../src/platform/pages/error-pages.js';
import { verbatim } from '../../../src/platform/pages/words.js';
import { listSamples as customers } from './customers.js';
import { listSamples as logins } from './identity.js';
import { listSamples as invitations } from './invitations.js';
import { listSamples as portalUsers } from './portal-users.js';
import { samplesOf } from './samples.js';

export const samples = samplesOf({
  'not-found': errorPage(404).model,
  forbidden: errorPage(403, verbatim('Your access to Thames Valley Hotels Group has been switched off.'))
    .model,
  refused: errorPage(400, verbatim('This list cannot be sorted by "colour". Choose a column of the list.'))
    .model,
  expired: errorPage(410, undefined, { wayOn: { label: 'exports.back', href: '/portal/exports' } }).model,
  failed: errorPage(500).model,
  'office-list': [...customers, ...portalUsers, ...invitations, ...logins],
  confirm: {
    head: {
      title: verbatim('End access for Acme Ltd?'),
      back: { label: verbatim('Acme Ltd'), href: '/admin/customers/1' },
    },
    confirm: {
      text: verbatim(
        'Three people of Acme Ltd will be signed out at once and can no longer see anything here.',
      ),
      points: [verbatim('Nothing is deleted.'), verbatim('You can switch it on again at any time.')],
      action: '/admin/customers/1/portal-access/end',
      fields: [{ name: 'version', value: '4' }],
      button: verbatim('End access for Acme Ltd'),
      danger: true,
      back: { label: say('platform.confirm.back'), href: '/admin/customers/1' },
    },
  },
});
