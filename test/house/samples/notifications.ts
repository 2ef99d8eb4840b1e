import {
  notificationsPage,
  stoppedPage,
  stopPage,
  unknownStopPage,
} from '../../../src/notifications/notifications.view.js';
import { samplesOf } from './samples.js';

const who = { email: 'priya@thames.example', account: 'Thames Valley Hotels Group' };

export const samples = samplesOf({
  choices: [
    notificationsPage(who.email, ['documents', 'invoices'], { documents: 'at-once' }).model,
    notificationsPage(who.email, [], {}).model,
  ],
  stop: [stopPage('token', who).model, stoppedPage(who).model, unknownStopPage().model],
});
