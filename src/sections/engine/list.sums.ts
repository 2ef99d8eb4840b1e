import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import type { Statement } from '../../platform/database/together.js';
import type { Text } from '../../platform/errors.js';
import { narrowedTo } from './list.reach.js';
import { isNarrowed, type ListRequest } from './list.request.js';
import { binding, where, type Reach } from './list.sql.js';
import type { ListSums, Section } from './section.js';

type Sums = Readonly<Record<string, string>>;

/** The line of sums over all that a narrowed list holds, on whichever of its pages. */
@Injectable()
export class ListSumsQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  async forPortal(section: Section, request: ListRequest, scope: RecordScope): Promise<Text | undefined> {
    if (!section.sums || !isNarrowed(request)) return undefined;
    const rows: Sums[] = [];
    for (const one of narrowedTo(scope, request)) {
      const statement = sumsSql(section, section.sums, request, { ...one, portal: true });
      const [found = []] = await this.portal.atOnce(one, [statement]);
      rows.push(...(found as Sums[]));
    }
    return section.sums.line(rows, request.filters);
  }

  async forStaff(section: Section, request: ListRequest): Promise<Text | undefined> {
    if (!section.sums || !isNarrowed(request)) return undefined;
    const { customer, site } = request;
    const whose = customer ? { customerId: customer } : {};
    const reach: Reach = { ...whose, sites: site ? [site] : 'all', portal: false };
    const { text, values, name } = sumsSql(section, section.sums, request, reach);
    return section.sums.line(await this.database.rows<Sums>(text, values, name), request.filters);
  }
}

function sumsSql(section: Section, sums: ListSums, request: ListRequest, reach: Reach): Statement {
  const kept = sums.kept?.(request, reach);
  if (kept) return kept;
  const { values, bind } = binding();
  return { text: sums.sql(where(section, request, reach, bind), request.filters, bind), values };
}
