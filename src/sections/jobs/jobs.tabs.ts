import { say } from '../../platform/errors.js';
import type { Tab } from '../../platform/pages/page.js';
import type { Filtered } from '../engine/filter.js';

/** All jobs, and those that are still to come with the next one first. */
export function jobTabs(room: 'portal' | 'admin', _key: string, { when }: Filtered): readonly Tab[] {
  const tab = (key: 'all' | 'upcoming', query: string): Tab => ({
    label: say(`jobs.tabs.${key}`),
    href: `/${room}/jobs${query}`,
    ...((when === 'upcoming') === (key === 'upcoming') ? { current: true } : {}),
  });
  return [tab('all', ''), tab('upcoming', '?when=upcoming&sort=date')];
}
