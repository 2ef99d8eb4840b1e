import type { StopWords } from '../mail/stop.view.js';
import { say } from '../platform/errors.js';
import type { Stoppable } from './notification.stops.js';

const of = (key: string, { email, account }: Stoppable) => ({
  title: say(`notifications.stop.${key}.title`),
  text: say(`notifications.stop.${key}.text`, { email, account }),
});

/** Of all mails about what is new, to one access. */
export const NOTIFICATION_STOPS: StopWords<Stoppable> = {
  path: '/notifications',
  button: 'notifications.stop.button',
  ask: (found) => of('ask', found),
  done: (found) => of('done', found),
  unknown: { title: say('notifications.stop.unknown.title'), text: say('notifications.stop.unknown.text') },
};
