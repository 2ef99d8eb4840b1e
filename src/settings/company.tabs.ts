import { say } from '../platform/errors.js';
import type { Tab } from '../platform/pages/page.js';

export const ORGANISATION = '/admin/settings/organisation';
export const BUSINESS = `${ORGANISATION}/business`;

/** The pages of Settings > Company. */
export const companyTabs = (current: typeof ORGANISATION | typeof BUSINESS): readonly Tab[] => [
  {
    label: say('settings.organisation.tabs.look'),
    href: ORGANISATION,
    current: current === ORGANISATION,
  },
  {
    label: say('settings.organisation.tabs.business'),
    href: BUSINESS,
    current: current === BUSINESS,
  },
];
