import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { isId } from '../platform/ids.js';
import {
  INVITATION_COLUMNS,
  INVITATION_JOIN,
  withMailServer,
  type InvitationRow,
} from '../invitations/invitation-state.js';

/** A person with an access to a customer or a consolidated account, or invited to one. */
export interface PersonRow extends InvitationRow {
  readonly id: string;
  readonly loginId: string;
  readonly email: string;
  readonly name: string;
  readonly lastName: string;
  /** Of the customer or of the consolidated account, whichever it is. */
  readonly accountId: string;
  readonly consolidated: boolean;
  /** Its name and its reference. */
  readonly customer: string;
  readonly customerReference: string;
  readonly everySite: boolean;
  /** Of the sites that still stand; nobody counts them when the person sees all. */
  readonly siteIds: readonly string[];
  readonly siteReferences: readonly string[];
  /** Customers of a consolidated account of whom all sites are seen, although not of every one. */
  readonly everySiteOf: readonly string[];
  readonly everySiteOfReferences: readonly string[];
  readonly withheld: readonly string[];
  readonly showLiveClockIns: boolean;
  readonly shareAllIncidents: boolean;
  readonly manager: boolean;
  readonly disabled: boolean;
  /** Of how many sections they hear by mail what is new. */
  readonly news: number;
  /** How many reports are mailed to them on a schedule. */
  readonly reports: number;
  /** When they were invited first. */
  readonly invitedAt: Date | null;
  /** None of an access that was not accepted yet: where else somebody signs in is nobody's business here. */
  readonly lastSignedInAt: Date | null;
  /** Whether the name was told here: by whoever added the person, or by the person, who has accepted. */
  readonly known: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One site, to choose from. */
export interface SiteChoice {
  readonly id: string;
  readonly customerId: string;
  readonly reference: string;
  readonly name: string;
  readonly kind: 'static' | 'patrol';
}

/** One customer of an account. */
export interface CustomerChoice {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}

/** What the office reads of the people of its customers. */
@Injectable()
export class PortalUsersQueries {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** @throws NotFound also for an access that has ended */
  async get(id: string): Promise<PersonRow> {
    const [row] = isId(id) ? await this.rows('u.id = $1', id) : [];
    if (!row) throw new NotFound();
    return row;
  }

  /** The people of one customer or one consolidated account, in the order in which they were added. */
  ofAccount(accountId: string): Promise<PersonRow[]> {
    return this.rows('u.account_id = $1 order by u.created_at, l.email_key', accountId);
  }

  private async rows(which: string, value: string): Promise<PersonRow[]> {
    const rows = await this.database.rows<PersonRow>(`${PERSON} and ${which}`, [value]);
    return withMailServer(rows, this.config.smtpUrl !== undefined);
  }

  /** The sites of an account, customer by customer. */
  sites(accountId: string): Promise<SiteChoice[]> {
    return this.database.rows<SiteChoice>(
      `select s.id, s.customer_id as "customerId", s.reference, s.name, s.kind
       from portal_account_customers a
       join customers c on c.id = a.customer_id
       join sites s on s.customer_id = a.customer_id and s.deleted_at is null
       where a.account_id = $1 order by c.name_key, c.id, s.name_key, s.id`,
      [accountId],
    );
  }

  /** The customers of an account, by name: of a customer itself. */
  customers(accountId: string): Promise<CustomerChoice[]> {
    return this.database.rows<CustomerChoice>(
      `select c.id, c.reference, c.name from portal_account_customers a join customers c on c.id = a.customer_id
       where a.account_id = $1 order by c.name_key, c.id`,
      [accountId],
    );
  }

  /** The ids of sites by their references; those that are not this account's are left out. */
  async siteIds(accountId: string, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ id: string; reference: string }>(
      `select s.id, s.reference from sites s
       join portal_account_customers a on a.customer_id = s.customer_id and a.account_id = $1
       where s.reference = any($2::text[]) and s.deleted_at is null`,
      [accountId, references],
    );
    return new Map(rows.map(({ reference, id }) => [reference, id]));
  }
}

const SITES = (column: string) => `(
  select coalesce(array_agg(s.${column} order by s.reference), '{}') from portal_user_sites p
  join sites s on s.id = p.site_id and s.deleted_at is null
  join portal_account_customers a on a.customer_id = s.customer_id and a.account_id = u.account_id
  where p.portal_user_id = u.id)`;
const WHOLE = (column: string) => `(
  select coalesce(array_agg(w.${column} order by w.reference), '{}') from portal_user_customers p
  join customers w on w.id = p.customer_id
  join portal_account_customers a on a.customer_id = w.id and a.account_id = u.account_id
  where p.portal_user_id = u.id)`;

/** SQL over `u` and `l`: whether the name was told here, by whoever added the person or by the person, who accepted. */
export const KNOWN_HERE = '(u.active or l.created_at >= u.created_at)';

/** Everything about a person that a page or the API tells, of the tables `u`, `l`, `c`, `i` and `m`. */
export const PERSON_COLUMNS = `
  u.id, l.id as "loginId", l.email, l.name, l.last_name as "lastName", c.id as "accountId", c.consolidated, c.name as customer,
  c.reference as "customerReference", u.every_site as "everySite", ${SITES('id')} as "siteIds",
  ${SITES('reference')} as "siteReferences", ${WHOLE('id')} as "everySiteOf",
  ${WHOLE('reference')} as "everySiteOfReferences", u.withheld, u.show_live_clock_ins as "showLiveClockIns",
  u.share_all_incidents as "shareAllIncidents", u.manager, l.disabled_at is not null as disabled,
  (select count(*) from notification_choices k where k.portal_user_id = u.id)::int as news,
  (select count(*) from schedule_recipients k join schedules x on x.id = k.schedule_id and x.ended_at is null
   where (k.portal_user_id = u.id or k.portal_user_id is null and k.email_key = l.email_key and x.account_id = u.account_id)
     and k.removed_at is null and k.stopped_at is null)::int as reports,
  case when u.active then u.last_used_at end as "lastSignedInAt", ${KNOWN_HERE} as known,
  u.version, u.created_at as "createdAt", u.updated_at as "updatedAt",
  i.created_at as "invitedAt",
  ${INVITATION_COLUMNS}`;

export const PERSON_FROM = `
  from portal_users u
  join logins l on l.id = u.login_id
  join portal_accounts c on c.id = u.account_id
  ${INVITATION_JOIN}`;

export const PERSON_LIVING = 'u.ended_at is null and c.deleted_at is null';

const PERSON = `select ${PERSON_COLUMNS} ${PERSON_FROM} where ${PERSON_LIVING}`;
