import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import type { Statement } from '../../platform/database/together.js';
import type { Text } from '../../platform/errors.js';
import { hiddenFrom } from './hidden-fields.js';
import { reachOf } from './list.reach.js';
import { isNarrowed, type ListRequest } from './list.request.js';
import { binding, where, type Reach } from './list.sql.js';
import type { ListSums, Section } from './section.js';

/** As many records as are added up one by one for a line. */
const MOST_COUNTED = 5000;

type Sums = Readonly<Record<string, string>>;

/** Lines of sums: those of what a list was narrowed to stand above it, totals below it. */
export interface SumLines {
  readonly sums: readonly Text[];
  readonly totals: readonly Text[];
}

export const NO_SUMS: SumLines = { sums: [], totals: [] };

/** The lines of sums over all that a list holds, on whichever of its pages. */
@Injectable()
export class ListSumsQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  async forPortal(
    section: Section,
    request: ListRequest,
    scope: RecordScope,
    total: number,
    facts: PortalFacts,
  ): Promise<SumLines> {
    const reach = reachOf(section, request, scope, facts);
    const found: Found[] = [];
    for (const sums of sumsOf(section, request)) {
      const { field } = sums;
      const open = reach.filter(({ customerId }) => !field || !hiddenFrom(facts, customerId)(field));
      const rows = await this.rows(section, sums, request, open, total);
      if (rows && !(field && open.length === 0)) found.push([sums, rows]);
    }
    return linesOf(found, request);
  }

  /** Of each customer; undefined where there are too many records to add them up. */
  private async rows(
    section: Section,
    sums: ListSums,
    request: ListRequest,
    scope: RecordScope,
    total: number,
  ): Promise<Sums[] | undefined> {
    const rows: Sums[] = [];
    for (const one of scope) {
      const statement = sumsSql(section, sums, request, { ...one, portal: true }, total);
      if (!statement) return undefined;
      const [found = []] = await this.portal.atOnce(one, [statement]);
      rows.push(...(found as Sums[]));
    }
    return rows;
  }

  async forStaff(section: Section, request: ListRequest, total: number): Promise<SumLines> {
    const { customer, site } = request;
    const whose = customer ? { customerId: customer } : {};
    const reach: Reach = { ...whose, sites: site ? [site] : 'all', portal: false };
    const found: Found[] = [];
    for (const sums of sumsOf(section, request)) {
      const statement = sumsSql(section, sums, request, reach, total);
      if (!statement) continue;
      const { text, values, name } = statement;
      found.push([sums, await this.database.rows<Sums>(text, values, name)]);
    }
    return linesOf(found, request);
  }
}

type Found = readonly [ListSums, readonly Sums[]];

function linesOf(found: readonly Found[], { filters }: ListRequest): SumLines {
  const lines = (total: boolean) =>
    found.flatMap(([sums, rows]) => ((sums.upTo !== undefined) === total ? sums.lines(rows, filters) : []));
  return { sums: lines(false), totals: lines(true) };
}

const sumsOf = ({ sums = [] }: Section, request: ListRequest): readonly ListSums[] =>
  isNarrowed(request) ? sums : sums.filter(({ upTo }) => upTo);

/** Sums that are kept cost nothing; others are counted where the list is short enough. */
function sumsSql(
  section: Section,
  sums: ListSums,
  request: ListRequest,
  reach: Reach,
  total: number,
): Statement | undefined {
  const kept = request.only ? undefined : sums.kept?.(request, reach);
  if (kept || total > (sums.upTo ?? MOST_COUNTED)) return kept;
  const { values, bind } = binding();
  return { text: sums.sql(where(section, request, reach, bind), request.filters, bind), values };
}
