import { notificationsPage } from '../../../src/notifications/notifications.view.js';
import { samplesOf } from './samples.js';

const email = 'priya@thames.example';

export const samples = samplesOf({
  choices: [
    notificationsPage(email, ['documents', 'invoices'], { documents: 'at-once' }).model,
    notificationsPage(email, [], {}).model,
  ],
});
