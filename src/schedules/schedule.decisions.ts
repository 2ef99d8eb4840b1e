import { Injectable } from '@nestjs/common';
import { decidePortalAccess, type RecordScope } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { FactsQueries } from '../access/facts.queries.js';
import type { ReportKey } from '../reporting/report.js';
import { permissionOf } from '../reporting/reporting.permissions.js';
import { narrowedTo } from '../sections/engine/list.reach.js';

/** What is decided: which report of whom, and what stands for the person who is to get it. */
export interface Asked {
  readonly report: ReportKey;
  readonly accountId: string;
  readonly siteId: string | null;
  /** The customers of the account. */
  readonly customers: readonly string[];
  /** The access of whoever gets it; none where all that the customer may see is sent. */
  readonly accessId: string | null;
  /** Why nothing is sent, before anything is decided. */
  readonly closed: string | null;
}

/** What somebody is sent of, or why nothing: a rule, or what is said under `schedules.refused`. */
export type Decided = Open | { readonly because: string };

/** What stands for whoever gets it, and what they may see of it. */
export interface Open {
  readonly facts: PortalFacts;
  readonly scope: RecordScope;
  readonly because?: never;
}

/**
 * Who is sent what, by the same decision as in the portal: of somebody who has access by all that stands for that person,
 * of an address that nobody has access by, by what its customer may see.
 */
@Injectable()
export class ScheduleDecisions {
  constructor(private readonly facts: FactsQueries) {}

  async decide(asked: Asked): Promise<Decided> {
    const { accessId, accountId, closed } = asked;
    if (closed) return { because: closed };
    return decided(
      asked,
      accessId ? await this.facts.ofAccess(accessId) : await this.facts.ofAccount(accountId),
    );
  }

  /** Of everybody whom one schedule names; what stands for those without access is asked once. */
  async decideAll<One extends Asked>(everybody: readonly One[]): Promise<(One & { because?: string })[]> {
    const known = new Map<string | null, Decided>();
    const all = [];
    for (const one of everybody) {
      const found = known.get(one.closed ?? one.accessId) ?? (await this.decide(one));
      known.set(one.closed ?? one.accessId, found);
      all.push({ ...one, ...(found.because === undefined ? {} : { because: found.because }) });
    }
    return all;
  }
}

function decided({ report, siteId, customers }: Asked, known: PortalFacts | undefined): Decided {
  if (!known) return { because: 'login' };
  // Whose access is to more than the schedule tells of is told no more.
  const facts = { ...known, customers: known.customers.filter(({ id }) => customers.includes(id)) };
  const { allowed, because, scope } = decidePortalAccess(permissionOf({ key: report }), facts);
  if (!allowed) return { because };
  return siteId && narrowedTo(scope, { site: siteId }).length === 0 ? { because: 'site' } : { facts, scope };
}
