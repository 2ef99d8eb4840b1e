import { say, type Text } from '../platform/errors.js';
import { Page, type PageModel } from '../platform/pages/page.js';
import type { Stoppable } from './stops.service.js';

export interface StopModel extends PageModel {
  readonly text: Text;
  /** The form that stops it; none where it has been, or where nothing is known. */
  readonly action: string | null;
}

const page = (title: Text, text: Text, action: string | null, status: 200 | 410 = 200): Page<StopModel> =>
  new Page('schedules/stop', { head: { title }, text, action }, { layout: 'visitor', status });

const named = (report: Stoppable['report']): Text => say(`schedules.stop.reports.${report}`);

/** Asks before it is stopped: opening a link stops nothing. */
export const stopPage = (token: string, { report, account, email }: Stoppable): Page<StopModel> =>
  page(named(report), say('schedules.stop.ask', { account, email }), `/scheduled-mails/${token}`);

export const stoppedPage = ({ account, email }: Stoppable): Page<StopModel> =>
  page(say('schedules.stop.doneTitle'), say('schedules.stop.done', { account, email }), null);

export const unknownStopPage = (): Page<StopModel> =>
  page(say('schedules.stop.unknownTitle'), say('schedules.stop.unknown'), null, 410);
