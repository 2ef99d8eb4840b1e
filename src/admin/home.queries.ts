import { Injectable } from '@nestjs/common';
import { ASKED_SQL, INVITATION_JOIN, STATE_SQL } from '../invitations/invitation-state.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { failedRows } from '../platform/queue/backlog.sql.js';
import { REFUSED_LATELY } from '../imports/imports.queries.js';
import { businessEnds, type BusinessEnds } from '../sections/company/business.ends.js';
import { BusinessQueries } from '../sections/company/business.queries.js';
import { OVERDUE } from '../sections/invoices/invoices.fields.js';
import { RENEWAL_DUE_SQL, STATE_SQL as LICENCE_STATE } from '../sections/licences/licence-state.js';
import { PEOPLE, WAS_HERE } from '../portal-users/portal-users-list.queries.js';

/** How the portal stands, and what waits for the office. */
export interface HomeFacts {
  readonly portalEnabled: boolean;
  /** Mails go out; a demonstration keeps them instead. */
  readonly sendsMail: boolean;
  readonly named: boolean;
  readonly customers: number;
  readonly customersWithAccess: number;
  readonly people: number;
  /** People whose last sign-in lies within thirty days. */
  readonly peopleOfLate: number;
  /** Sent, and not accepted yet. */
  readonly invitationsOpen: number;
  /** Not sent yet. */
  readonly invitationsQueued: number;
  readonly invitationsFailed: number;
  readonly invitationsBounced: number;
  /** Run out, and nobody asked for a new link. */
  readonly invitationsExpired: number;
  readonly asksForNewLink: number;
  /** People with an access who never signed in, or not for ninety days. */
  readonly neverSignedIn: number;
  readonly notLately: number;
  /** Imports of the last thirty days that refused rows. */
  readonly importsRefused: number;
  /** Background work that failed for good, of late; invitations count by themselves. */
  readonly workFailed: number;
  /** Licences that lapsed or end soon, and were not renewed. */
  readonly licencesLapsed: number;
  readonly licencesEnding: number;
  /** The same of what the business says of itself: its registrations and insurance. */
  readonly business: BusinessEnds;
  /** What customers owe past its due date, in each currency. */
  readonly overdue: readonly Overdue[];
}

/** Minor units. */
export interface Overdue {
  readonly currency: string;
  readonly amount: string;
  readonly invoices: number;
}

@Injectable()
export class HomeQueries {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly business: BusinessQueries,
  ) {}

  async facts(today: string): Promise<HomeFacts> {
    const facts = (await this.database.row<HomeFacts>(FACTS, [], 'admin home')) as HomeFacts;
    const { business } = await this.business.current();
    return {
      ...facts,
      business: businessEnds(business, today),
      sendsMail: this.config.smtpUrl !== undefined || Boolean(this.config.demo),
    };
  }
}

const LIVING = 'u.ended_at is null and c.deleted_at is null';

const RENEWALS = `r.deleted_at is null and ${RENEWAL_DUE_SQL}`;

const FACTS = `
  select
    (select enabled from portal_settings) as "portalEnabled",
    (select name <> '' and email <> '' from organisation) as named,
    (select count(*)::int from customers where deleted_at is null) as customers,
    (select count(*)::int from customers where deleted_at is null and portal_enabled) as "customersWithAccess",
    (select count(*)::int from imports i where ${REFUSED_LATELY}) as "importsRefused",
    (select count(*)::int from operations where ${failedRows({})})
      + (select count(*)::int from exports where ${failedRows({})})
      + (select count(*)::int from mails where ${failedRows({ wanted: `recipient <> '' and kind <> 'invitation'` })})
      as "workFailed",
    (select count(*)::int from licences r where ${RENEWALS} and ${LICENCE_STATE} = 'lapsed') as "licencesLapsed",
    (select count(*)::int from licences r where ${RENEWALS} and ${LICENCE_STATE} = 'ending') as "licencesEnding",
    (select coalesce(jsonb_agg(o order by o.currency), '[]') from (
      select r.currency, sum(r.open_amount)::text as amount, count(*)::int as invoices
      from invoices r where r.deleted_at is null and ${OVERDUE} group by r.currency) o) as overdue,
    p.*
  from (
    select
      ${PEOPLE} filter (where u.active)::int as people,
      ${PEOPLE} filter (where ${WAS_HERE.lately})::int as "peopleOfLate",
      count(*) filter (where ${STATE_SQL} = 'sent')::int as "invitationsOpen",
      count(*) filter (where ${STATE_SQL} = 'queued')::int as "invitationsQueued",
      count(*) filter (where ${STATE_SQL} = 'failed')::int as "invitationsFailed",
      count(*) filter (where ${STATE_SQL} = 'bounced')::int as "invitationsBounced",
      count(*) filter (where ${STATE_SQL} = 'expired' and i.asked_again_at is null)::int as "invitationsExpired",
      ${PEOPLE} filter (where ${ASKED_SQL})::int as "asksForNewLink",
      ${PEOPLE} filter (where ${WAS_HERE.never})::int as "neverSignedIn",
      ${PEOPLE} filter (where ${WAS_HERE['not-lately']})::int as "notLately"
    from portal_users u join portal_accounts c on c.id = u.account_id join logins l on l.id = u.login_id ${INVITATION_JOIN}
    where ${LIVING}
  ) p`;
