import { Injectable } from '@nestjs/common';
import { decidePortalAccess } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import type { StaffPermission } from '../../access/staff-permissions.js';
import { may, type Viewer } from '../../access/viewer.js';
import { CONSOLIDATED_ACCOUNTS } from '../../customers/accounts/accounts.view.js';
import { CUSTOMERS } from '../../customers/customers-list.view.js';
import { LOGINS_LIST } from '../../identity/logins-list.view.js';
import { INVITATIONS_LIST } from '../../invitations/invitations-list.view.js';
import { say, type Text } from '../../platform/errors.js';
import { readListQuery } from '../../platform/lists/list-query.js';
import { SHARED, type Shared } from '../../platform/lists/list-tools.view.js';
import { keptQuery, OFFICE_SHARES, type AnyOfficeList } from '../../platform/lists/office-list.js';
import { PORTAL_USERS } from '../../portal-users/portal-users-list.view.js';
import { ListAddresses } from '../engine/list.addresses.js';
import { keptQuery as keptQueryOf } from '../engine/list.href.js';
import { permissionOf, type Section } from '../engine/section.js';
import { SECTIONS } from '../sections.js';

type Query = Readonly<Record<string, unknown>>;

/** A list of which people keep columns and views. */
export interface KeptList {
  readonly key: string;
  readonly title: Text;
  /** The column that always stands there. */
  readonly first: string;
  /** Whom staff may show its views to. */
  readonly shared: readonly Shared[];
  /**
   * What is kept of an address, and the columns that were chosen in it.
   * @throws Refused for what the list does not know, or not for whoever asks
   */
  readonly read: (query: Query) => { readonly query: string; readonly chosen: readonly string[] };
}

/** The office's own lists, and who sees them. */
const OFFICE: readonly (readonly [AnyOfficeList, StaffPermission])[] = [
  [CUSTOMERS, 'customers.read'],
  [CONSOLIDATED_ACCOUNTS, 'customers.read'],
  [PORTAL_USERS, 'customers.read'],
  [INVITATIONS_LIST, 'customers.read'],
  [LOGINS_LIST, 'logins.write'],
];

/** Every list of which something is kept, as it is for whoever asks. */
@Injectable()
export class KeptLists {
  constructor(private readonly addresses: ListAddresses) {}

  /** None also for a list that is closed to whoever asks. */
  of(viewer: Viewer, key: unknown): KeptList | undefined {
    const section = SECTIONS.find((one) => one.key === key);
    if (section) return isOpen(section, viewer) ? this.ofSection(section, viewer) : undefined;
    const [list] = OFFICE.find(([one, permission]) => one.key === key && may(viewer, permission)) ?? [];
    return list && ofOffice(list);
  }

  private ofSection(section: Section, viewer: Viewer): KeptList {
    return {
      key: section.key,
      title: say(`${section.key}.title`),
      first: 'reference',
      shared: SHARED,
      read: (query) => {
        const request = this.addresses.read(section, query, viewer);
        return { query: keptQueryOf(section, request), chosen: request.chosen ?? [] };
      },
    };
  }
}

const ofOffice = (list: AnyOfficeList): KeptList => ({
  key: list.key,
  title: say(`${list.words}.title`),
  first: list.columns[0].name,
  shared: OFFICE_SHARES,
  read: (sent) => {
    const query = readListQuery(sent, list);
    return { query: keptQuery(query), chosen: query.chosen ?? [] };
  },
});

const isOpen = (section: Section, viewer: Viewer): boolean =>
  viewer.kind === 'staff'
    ? may(viewer, 'records.read')
    : decidePortalAccess(permissionOf(section), viewer.portal as PortalFacts).allowed;
