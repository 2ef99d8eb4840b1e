import type { StopWords } from '../mail/stop.view.js';
import { say } from '../platform/errors.js';
import type { Stoppable } from './stops.service.js';

/** Of one report that is mailed, to one address. */
export const SCHEDULE_STOPS: StopWords<Stoppable> = {
  path: '/scheduled-mails',
  button: 'schedules.stop.button',
  ask: ({ report, account, email }) => ({
    title: say(`schedules.stop.reports.${report}`),
    text: say('schedules.stop.ask', { account, email }),
  }),
  done: ({ account, email }) => ({
    title: say('schedules.stop.doneTitle'),
    text: say('schedules.stop.done', { account, email }),
  }),
  unknown: { title: say('schedules.stop.unknownTitle'), text: say('schedules.stop.unknown') },
};
