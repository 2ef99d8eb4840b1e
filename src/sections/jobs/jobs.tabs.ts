import { say } from '../../platform/errors.js';
import type { Tab } from '../../platform/pages/page.js';
import type { Filtered } from '../engine/filter.js';

/** The list of those to come, the next one first. */
export const UPCOMING_HREF = '?when=upcoming&sort=date';

/** All jobs, those that are still to come with the next one first, and those that are done. */
export function jobTabs(room: 'portal' | 'admin', _key: string, { when, status }: Filtered): readonly Tab[] {
  const here = when === 'upcoming' ? 'upcoming' : status === 'completed' ? 'done' : 'all';
  const tab = (key: typeof here, query: string): Tab => ({
    label: say(`jobs.tabs.${key}`),
    href: `/${room}/jobs${query}`,
    ...(here === key ? { current: true } : {}),
  });
  return [tab('all', ''), tab('upcoming', UPCOMING_HREF), tab('done', '?status=completed')];
}
