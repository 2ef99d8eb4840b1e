import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { Words } from '../platform/pages/words.js';
import { ACCESS } from './access.facts.js';
import { PermissionCatalogue, type PersonalTick } from './catalogue.js';
import type { PortalFacts } from './facts.js';
import { VIEWING, withSession, type ViewingRow } from './viewing.facts.js';
import { visitor, type AccessChoice, type OrganisationFacts, type Viewer } from './viewer.js';

/** Loads who is asking and all that the decision looks at, in one query by the application's role. */
@Injectable()
export class FactsQueries {
  constructor(
    private readonly database: Database,
    private readonly catalogue: PermissionCatalogue,
    private readonly words: Words,
  ) {}

  /** The person behind a session that has not ended; undefined when it has. */
  async ofSession(sessionId: string, address: string): Promise<Viewer | undefined> {
    const row = await this.database.row<FactsRow>(OF_SESSION, [sessionId], 'facts of a session');
    return row && withSession(this.viewer(row, address), sessionId, row.viewing);
  }

  /**
   * The facts of one access, as if its person were signed in: for export workers and for explanations.
   * @param within the caller's transaction: whoever holds a connection must not wait for a second one
   */
  ofAccess(portalUserId: string, within?: EntityManager): Promise<PortalFacts | undefined> {
    return this.factsOf(portalUserId, false, within);
  }

  /** The same as it will be once the invitation is accepted, where it is not yet: for explanations alone. */
  onceAccepted(portalUserId: string): Promise<PortalFacts | undefined> {
    return this.factsOf(portalUserId, true);
  }

  private async factsOf(
    portalUserId: string,
    unacceptedToo: boolean,
    within?: EntityManager,
  ): Promise<PortalFacts | undefined> {
    const values = [portalUserId, unacceptedToo];
    const [row] = within
      ? await within.query<FactsRow[]>(OF_ACCESS, values)
      : await this.database.rows<FactsRow>(OF_ACCESS, values, 'facts of an access');
    return row && this.portalFacts(row);
  }

  /** The organisation for a visitor's page. */
  async organisation(): Promise<OrganisationFacts> {
    const row = await this.database.row<{ organisation: OrganisationFacts }>(
      `select ${ORGANISATION}`,
      [],
      'organisation',
    );
    return this.heard((row as { organisation: OrganisationFacts }).organisation);
  }

  /** The role group of an API key, by the hash of the key. */
  async ofApiKey(keyHash: string, address: string): Promise<Viewer | undefined> {
    const row = await this.database.row<{ id: string; name: string; permissions: string[] }>(
      `update api_keys k set last_used_at = now() from role_groups g
       where k.key_hash = $1 and k.ended_at is null and g.id = k.role_group_id
       returning k.id, k.name, g.permissions`,
      [keyHash],
    );
    if (!row) return undefined;
    const staffPermissions = new Set(row.permissions);
    return { ...visitor(address), kind: 'api-key', id: row.id, name: row.name, staffPermissions };
  }

  /** Every page speaks the words of the trade that stands now, whichever process made it. */
  private heard(organisation: OrganisationFacts): OrganisationFacts {
    this.words.speakAs(organisation.trade);
    return organisation;
  }

  private viewer(row: FactsRow, address: string): Viewer {
    return {
      kind: row.kind,
      id: row.login_id,
      sessionId: undefined,
      name: row.name || row.email,
      email: row.email,
      address,
      organisation: this.heard(row.organisation),
      staffPermissions: new Set(row.kind === 'staff' ? row.staff_permissions : []),
      available: new Set(row.available),
      portal: row.kind === 'customer' ? this.portalFacts(row) : undefined,
      accesses: row.accesses,
      scope: [],
    };
  }

  private portalFacts(row: FactsRow): PortalFacts {
    const ticks = (['showLiveClockIns', 'shareAllIncidents'] as const).filter((tick) => row.access?.[tick]);
    return {
      catalogue: this.catalogue,
      portalEnabled: row.portal_enabled,
      available: new Set(row.available),
      login: { active: row.active, inCustomerRoleGroup: row.in_customer_role_group },
      access: row.access
        ? {
            id: row.access.id,
            withheld: new Set(row.access.withheld),
            ticks: new Set<PersonalTick>(ticks),
            manager: row.access.manager,
          }
        : undefined,
      customers: (row.access?.customers ?? []).map((customer) => ({ ...customer, on: new Set(customer.on) })),
    };
  }
}

interface FactsRow {
  readonly login_id: string;
  readonly email: string;
  readonly name: string;
  readonly kind: 'staff' | 'customer';
  readonly active: boolean;
  readonly in_customer_role_group: boolean;
  readonly staff_permissions: readonly string[];
  readonly organisation: OrganisationFacts;
  readonly portal_enabled: boolean;
  readonly available: readonly string[];
  readonly accesses: readonly AccessChoice[];
  /** Set when the facts are those of the person whom a member of staff looks at the portal as. */
  readonly viewing?: ViewingRow | null;
  readonly access: {
    readonly id: string;
    readonly withheld: readonly string[];
    readonly showLiveClockIns: boolean;
    readonly shareAllIncidents: boolean;
    readonly manager: boolean;
    readonly customers: readonly {
      readonly id: string;
      readonly reference: string;
      readonly name: string;
      readonly portalEnabled: boolean;
      readonly on: readonly string[];
      readonly sites: 'all' | readonly string[];
    }[];
  } | null;
}

const ORGANISATION = `(
  select jsonb_build_object(
    'name', name, 'portalName', portal_name, 'colour', colour,
    'logoVersion', case when logo_file is null then null else version end,
    'phone', phone, 'email', email, 'timeZone', time_zone, 'currency', currency, 'locale', locale, 'trade', trade)
  from organisation
) as organisation`;

const LOGIN = `
  ${ORGANISATION},
  l.id as login_id, l.email, l.name, l.kind,
  exists (select from login_role_groups h join role_groups g on g.id = h.role_group_id
    where h.login_id = l.id and g.kind = 'customer') as in_customer_role_group,
  coalesce((select array_agg(distinct p) from login_role_groups h join role_groups g on g.id = h.role_group_id,
    unnest(g.permissions) as p where h.login_id = l.id), '{}') as staff_permissions,
  (select enabled from portal_settings) as portal_enabled,
  coalesce((select array_agg(permission) from permission_settings where available), '{}') as available,
  coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', c.name, 'open', c.portal_enabled) order by c.name_key, u.id)
    from portal_users u join portal_accounts c on c.id = u.account_id and c.deleted_at is null
    where u.login_id = l.id and u.active and u.ended_at is null), '[]') as accesses`;

const OF_SESSION = `
  select ${LOGIN}, l.disabled_at is null as active, ${ACCESS}, ${VIEWING}
  from sessions s
  join logins o on o.id = s.login_id and o.disabled_at is null and o.epoch = s.login_epoch
  left join viewings v on v.session_id = s.id and v.ended_at is null and o.kind = 'staff'
  left join portal_users w on w.id = v.portal_user_id
  join logins l on l.id = coalesce(w.login_id, o.id),
  lateral (select coalesce(w.id, s.portal_user_id) as portal_user_id, false as unaccepted_too) as chosen
  where s.id = $1 and s.ended_at is null and s.expires_at > now()`;

const OF_ACCESS = `
  select ${LOGIN}, l.disabled_at is null as active, ${ACCESS}
  from portal_users a join logins l on l.id = a.login_id,
  lateral (select a.id as portal_user_id, $2::boolean as unaccepted_too) as chosen
  where a.id = $1`;
