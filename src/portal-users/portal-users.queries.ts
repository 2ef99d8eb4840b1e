import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import { INVITATION_COLUMNS, INVITATION_JOIN, type InvitationRow } from '../invitations/invitation-state.js';

/** A person with an access to a customer, or invited to one. */
export interface PersonRow extends InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly lastName: string;
  readonly customerId: string;
  readonly customer: string;
  readonly customerReference: string;
  readonly everySite: boolean;
  /** Of the sites that still stand; nobody counts them when the person sees all. */
  readonly siteIds: readonly string[];
  readonly siteReferences: readonly string[];
  readonly withheld: readonly string[];
  readonly showLiveClockIns: boolean;
  readonly shareAllIncidents: boolean;
  readonly disabled: boolean;
  readonly lastSignedInAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One site of a customer, to choose from. */
export interface SiteChoice {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly kind: 'static' | 'patrol';
}

/** What the office reads of the people of its customers. */
@Injectable()
export class PortalUsersQueries {
  constructor(private readonly database: Database) {}

  /** @throws NotFound also for an access that has ended */
  async get(id: string): Promise<PersonRow> {
    const row = isId(id) ? await this.database.row<PersonRow>(`${PERSON} and u.id = $1`, [id]) : undefined;
    if (!row) throw new NotFound();
    return row;
  }

  /** The people of one customer, in the order in which they were added. */
  ofCustomer(customerId: string): Promise<PersonRow[]> {
    return this.database.rows<PersonRow>(
      `${PERSON} and u.customer_id = $1 order by u.created_at, l.email_key`,
      [customerId],
    );
  }

  sites(customerId: string): Promise<SiteChoice[]> {
    return this.database.rows<SiteChoice>(
      `select id, reference, name, kind from sites where customer_id = $1 and deleted_at is null
       order by name_key, id`,
      [customerId],
    );
  }

  /** The ids of sites by their references; those that are not this customer's are left out. */
  async siteIds(customerId: string, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ id: string; reference: string }>(
      'select id, reference from sites where customer_id = $1 and reference = any($2::text[]) and deleted_at is null',
      [customerId, references],
    );
    return new Map(rows.map(({ reference, id }) => [reference, id]));
  }
}

const SITES = (column: string) => `(
  select coalesce(array_agg(s.${column} order by s.reference), '{}') from portal_user_sites p
  join sites s on s.id = p.site_id and s.deleted_at is null where p.portal_user_id = u.id)`;

/** Everything about a person that a page or the API tells, of the tables `u`, `l`, `c`, `i` and `m`. */
export const PERSON_COLUMNS = `
  u.id, l.email, l.name, l.last_name as "lastName", c.id as "customerId", c.name as customer,
  c.reference as "customerReference", u.every_site as "everySite", ${SITES('id')} as "siteIds",
  ${SITES('reference')} as "siteReferences", u.withheld, u.show_live_clock_ins as "showLiveClockIns",
  u.share_all_incidents as "shareAllIncidents", l.disabled_at is not null as disabled,
  l.last_signed_in_at as "lastSignedInAt", u.version, u.created_at as "createdAt", u.updated_at as "updatedAt",
  ${INVITATION_COLUMNS}`;

export const PERSON_FROM = `
  from portal_users u
  join logins l on l.id = u.login_id
  join customers c on c.id = u.customer_id
  ${INVITATION_JOIN}`;

export const PERSON_LIVING = 'u.ended_at is null and c.deleted_at is null';

const PERSON = `select ${PERSON_COLUMNS} ${PERSON_FROM} where ${PERSON_LIVING}`;
