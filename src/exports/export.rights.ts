import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { decidePortalAccess, type RecordScope } from '../access/decision.js';
import type { Permission } from '../access/catalogue.js';
import type { PortalFacts } from '../access/facts.js';
import { FactsQueries } from '../access/facts.queries.js';
import { Database } from '../platform/database/database.js';
import { sharedWith } from '../sections/engine/list.reach.js';
import { hiddenFrom } from '../sections/engine/hidden-fields.js';
import { permissionOf, type Section } from '../sections/engine/section.js';
import type { Reader } from './list.copies.js';

/** What a file may hold, and whether that is still so when somebody comes for it. */
@Injectable()
export class ExportRights {
  constructor(
    private readonly facts: FactsQueries,
    private readonly database: Database,
  ) {}

  /**
   * Who an export is for, as they stand now; undefined when the list is no longer open to them.
   * @param also what must be open beside the list and exports
   */
  async reader(
    portalUserId: string | null,
    loginId: string,
    section: Section,
    also: readonly Permission[] = [],
  ): Promise<Reader | undefined> {
    if (!portalUserId) return (await this.isStaff(loginId)) ? 'staff' : undefined;
    const facts = await this.facts.ofAccess(portalUserId);
    if (!facts) return undefined;
    const open = decidePortalAccess(permissionOf(section), facts).scope;
    const scope = ['exports', ...also].reduce((part, one) => sharedWith(part, facts, one), open);
    return scope.length > 0 ? { facts, scope } : undefined;
  }

  /** A print of all that decides what stands in a file. Another print means: ask again. */
  async print(reader: Reader, section: Section): Promise<string> {
    if (reader === 'staff') return 'staff';
    const accessId = section.key === 'incidents' ? reader.facts.access?.id : undefined;
    const shown = await this.database.row(SHOWN, [accessId ?? null]);
    const rights = [[...reader.scope].map((one) => customerRights(one, reader.facts, section)).sort(), shown];
    return createHash('sha256').update(JSON.stringify(rights)).digest('hex');
  }

  private async isStaff(loginId: string): Promise<boolean> {
    const found = await this.database.rows(
      `select from logins l join login_role_groups h on h.login_id = l.id join role_groups g on g.id = h.role_group_id
       where l.id = $1 and l.kind = 'staff' and l.disabled_at is null and g.permissions && '{*,records.read}' limit 1`,
      [loginId],
    );
    return found.length > 0;
  }
}

function customerRights(
  { customerId, sites, open = [] }: RecordScope[number],
  facts: PortalFacts,
  section: Section,
): string {
  const hidden = hiddenFrom(facts, customerId);
  const fields = section.fields.filter(hidden).map(({ name }) => name);
  // Files of documents may show prices.
  const money = !hidden({ needs: 'money' });
  return JSON.stringify([customerId, sites === 'all' ? 'all' : [...sites].sort(), fields, open, money]);
}

/** What is marked for customers to see, and which reports are shared with this person. */
const SHOWN = `
  select (select array_agg(key order by key) from file_types where customer_file) as types,
    (select array_agg(key order by key) from file_types where shows_prices) as priced,
    (select array_agg(key order by key) from flags where customer_flag) as flags,
    (select md5(string_agg(incident_id::text, ',' order by incident_id)) from incident_shares
     where portal_user_id = $1) as shared`;
