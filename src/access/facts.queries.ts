import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { Words } from '../platform/pages/words.js';
import { PermissionCatalogue, type PersonalTick } from './catalogue.js';
import type { PortalFacts } from './facts.js';
import { OF_ACCESS, OF_ACCOUNT, OF_SESSION, ORGANISATION } from './facts.sql.js';
import { withSession, type ViewingRow } from './viewing.facts.js';
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

  /**
   * The facts of somebody without a login who is sent what a customer, or the customers of an account, may see: nothing
   * of a person narrows it, the organisation and each customer do.
   */
  async ofAccount(accountId: string): Promise<PortalFacts> {
    const row = await this.database.row<AccountRow>(OF_ACCOUNT, [accountId], 'facts of an account');
    const { portal_enabled, available, customers } = row as AccountRow;
    return {
      catalogue: this.catalogue,
      portalEnabled: portal_enabled,
      available: new Set(available),
      login: { active: true, inCustomerRoleGroup: true },
      access: { id: accountId, withheld: new Set(), ticks: new Set() },
      customers: customers.map((customer) => ({ ...customer, on: new Set(customer.on) })),
    };
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
      ...(row.lacks_two_step ? { lacksTwoStep: true } : {}),
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
  /** Of a session. */
  readonly lacks_two_step?: boolean;
  readonly access: {
    readonly id: string;
    readonly withheld: readonly string[];
    readonly showLiveClockIns: boolean;
    readonly shareAllIncidents: boolean;
    readonly manager: boolean;
    readonly customers: readonly CustomerRow[];
  } | null;
}

interface CustomerRow {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly portalEnabled: boolean;
  readonly on: readonly string[];
  readonly sites: 'all' | readonly string[];
}

type AccountRow = Pick<FactsRow, 'portal_enabled' | 'available'> & {
  readonly customers: readonly CustomerRow[];
};
