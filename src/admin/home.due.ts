import { say, type Text } from '../platform/errors.js';
import type { Action } from '../platform/pages/page.js';
import type { BusinessEnds } from '../sections/company/business.ends.js';
import { BUSINESS } from '../settings/company.tabs.js';
import type { HomeFacts } from './home.queries.js';

/** Something that waits for the office, with the way to it. */
export interface Waiting {
  readonly text: Text;
  readonly tone: 'attention' | 'danger' | 'information';
  readonly icon: string;
  readonly action: Action;
}

/** The same, and to whom it is shown: who may do something, where a section of the portal is used. */
export type Due = Waiting & { readonly needs: string; readonly section?: string };

/** What of the records waits: what is to be renewed, and what customers owe past its day. */
export function due({ licencesLapsed, licencesEnding, business, overdue }: HomeFacts): Due[] {
  const line = (
    key: string,
    text: Text,
    href: string,
    needs: string,
    urgent: boolean,
    section?: string,
  ): Due => ({
    text,
    tone: urgent ? 'danger' : 'attention',
    icon: 'alert',
    action: { label: say(`admin.home.waiting.${key}.action`), href, kind: 'secondary' },
    needs,
    ...(section ? { section } : {}),
  });
  const ends = (key: string, { lapsed, ending }: BusinessEnds): Text => {
    const which = lapsed === 0 ? 'ending' : ending === 0 ? 'lapsed' : 'both';
    return say(`admin.home.waiting.${key}.${which}`, { count: lapsed || ending, lapsed, ending });
  };
  const licences = { lapsed: licencesLapsed, ending: licencesEnding };
  return [
    ...(licencesLapsed + licencesEnding > 0
      ? [
          line(
            'licences',
            ends('licences', licences),
            '/admin/licences?renewal=due',
            'records.read',
            licencesLapsed > 0,
            'licences',
          ),
        ]
      : []),
    ...(business.lapsed + business.ending > 0
      ? [line('business', ends('business', business), BUSINESS, 'settings.write', business.lapsed > 0)]
      : []),
    ...overdue.map(({ currency, amount, invoices: count }) =>
      line(
        'overdue',
        say('admin.home.waiting.overdue.text', { count, amount: `${currency} ${amount}` }),
        '/admin/invoices?status=overdue',
        'records.read',
        false,
        'invoices',
      ),
    ),
  ];
}
