import { say } from '../../platform/errors.js';
import type { Tab } from '../../platform/pages/page.js';

const TABS = {
  portal: ['invoices', 'payments', 'payment-methods', 'auto-pay', 'statement'],
  admin: ['invoices', 'payments', 'payment-methods'],
};

/** The pages about money that belong together. */
export const billingTabs = (room: 'portal' | 'admin', current: string): readonly Tab[] =>
  TABS[room].map((key) => ({
    label: say(`invoices.tabs.${key}`),
    href: `/${room}/${key}`,
    ...(key === current ? { current: true } : {}),
  }));
