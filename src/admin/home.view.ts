import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { PageModel } from '../platform/pages/page.js';
import { due, type Due, type Waiting } from './home.due.js';
import type { HomeFacts } from './home.queries.js';
import { QUEUES_PAGE } from './queues/queues.view.js';

export interface HomeModel extends PageModel {
  readonly stats: readonly {
    readonly label: Text;
    readonly cell: Cell;
    readonly note: Text;
    readonly href: string;
  }[];
  readonly waiting: readonly Waiting[];
}

/** Whether somebody may do something, and, where a section is named, it is one that is used. */
type May = (permission: string, section?: string) => boolean;

/** What staff see first: what waits for them, and how many customers use the portal. Pure. */
export function homeView(facts: HomeFacts, name: string, may: May): HomeModel {
  return {
    head: { title: say('admin.home.title', { name }), purpose: say('admin.home.purpose') },
    waiting: [...waiting(facts), ...due(facts)].filter(({ needs, section }) => may(needs, section)),
    stats: may('customers.read') ? stats(facts) : [],
  };
}

/** How far the portal is used; each figure opens the list that it counts. */
function stats(facts: HomeFacts): HomeModel['stats'] {
  const stat = (key: string, count: number, note: Text, href: string) => ({
    label: say(`admin.home.${key}`),
    cell: cell.number(count),
    note,
    href,
  });
  const { customers, customersWithAccess, people, peopleOfLate, invitationsOpen } = facts;
  return [
    stat(
      'customers',
      customersWithAccess,
      say('admin.home.ofCustomers', { count: customers }),
      '/admin/customers?portal=on',
    ),
    stat(
      'people',
      peopleOfLate,
      say('admin.home.ofPeople', { count: people }),
      '/admin/portal-users?signedIn=lately',
    ),
    stat('invitations', invitationsOpen, say('admin.home.open'), '/admin/invitations?state=sent'),
  ];
}

function waiting(facts: HomeFacts): Due[] {
  const line = (
    wanted: boolean,
    key: string,
    href: string,
    needs: string,
    tone: Waiting['tone'] = 'attention',
    count = 1,
  ): Due[] =>
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
      facts.invitationsQueued > 0,
      'queued',
      '/admin/invitations?state=queued',
      'customers.read',
      'information',
      facts.invitationsQueued,
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
    ...line(
      facts.importsRefused > 0,
      'imports',
      '/admin/imports?show=refused',
      'imports.run',
      'attention',
      facts.importsRefused,
    ),
    ...line(facts.workFailed > 0, 'work', QUEUES_PAGE, 'settings.write', 'danger', facts.workFailed),
  ];
}
