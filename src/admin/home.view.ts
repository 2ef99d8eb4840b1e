import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Action, PageModel } from '../platform/pages/page.js';
import type { HomeFacts } from './home.queries.js';

/** Something that waits for the office, with the way to it. */
export interface Waiting {
  readonly text: Text;
  readonly tone: 'attention' | 'danger' | 'information';
  readonly icon: string;
  readonly action: Action;
}

export interface HomeModel extends PageModel {
  readonly stats: readonly {
    readonly label: Text;
    readonly cell: Cell;
    readonly note: Text;
    readonly href: string;
  }[];
  readonly waiting: readonly Waiting[];
}

/** What staff see first: what waits for them, and how many customers use the portal. Pure. */
export function homeView(facts: HomeFacts, name: string, may: (permission: string) => boolean): HomeModel {
  return {
    head: { title: say('admin.home.title', { name }), purpose: say('admin.home.purpose') },
    waiting: waiting(facts).filter(({ needs }) => may(needs)),
    stats: [
      {
        label: say('admin.home.customers'),
        cell: cell.number(facts.customersWithAccess),
        note: say('admin.home.ofCustomers', { count: facts.customers }),
        href: '/admin/customers',
      },
      {
        label: say('admin.home.people'),
        cell: cell.number(facts.people),
        note: say('admin.home.ofLate', { count: facts.peopleOfLate }),
        href: '/admin/portal-users',
      },
      {
        label: say('admin.home.invitations'),
        cell: cell.number(facts.invitationsOpen),
        note: say('admin.home.open'),
        href: '/admin/invitations?state=sent',
      },
    ],
  };
}

function waiting(facts: HomeFacts): (Waiting & { readonly needs: string })[] {
  const line = (
    wanted: boolean,
    key: string,
    href: string,
    needs: string,
    tone: Waiting['tone'] = 'attention',
    count = 1,
  ): (Waiting & { readonly needs: string })[] =>
    wanted
      ? [
          {
            text: say(`admin.home.waiting.${key}.text`, { count }),
            tone,
            icon: tone === 'information' ? 'info' : 'alert',
            action: { label: say(`admin.home.waiting.${key}.action`), href, kind: 'secondary' },
            needs,
          },
        ]
      : [];
  const { invitationsFailed, invitationsBounced, invitationsExpired, asksForNewLink } = facts;
  return [
    ...line(!facts.named, 'company', '/admin/settings/organisation', 'settings.write', 'information'),
    ...line(!facts.portalEnabled, 'portal', '/admin/settings/customer-portal', 'settings.write'),
    ...line(!facts.sendsMail, 'mail', '/admin/settings/organisation', 'settings.write'),
    ...line(facts.customers === 0, 'customer', '/admin/customers/new', 'customers.write', 'information'),
    ...line(
      facts.customers > 0 && facts.customersWithAccess === 0,
      'access',
      '/admin/customers',
      'access.write',
      'information',
    ),
    ...line(
      asksForNewLink > 0,
      'asked',
      '/admin/invitations?asked=yes',
      'access.write',
      'attention',
      asksForNewLink,
    ),
    ...line(
      invitationsFailed > 0,
      'failed',
      '/admin/invitations?state=failed',
      'access.write',
      'danger',
      invitationsFailed,
    ),
    ...line(
      invitationsBounced > 0,
      'bounced',
      '/admin/invitations?state=bounced',
      'access.write',
      'danger',
      invitationsBounced,
    ),
    ...line(
      invitationsExpired > 0,
      'expired',
      '/admin/invitations?state=expired',
      'access.write',
      'attention',
      invitationsExpired,
    ),
    ...line(
      facts.neverSignedIn > 0,
      'never',
      '/admin/portal-users?signedIn=never',
      'customers.read',
      'information',
      facts.neverSignedIn,
    ),
    ...line(
      facts.notLately > 0,
      'notLately',
      '/admin/portal-users?signedIn=not-lately',
      'customers.read',
      'information',
      facts.notLately,
    ),
  ];
}
