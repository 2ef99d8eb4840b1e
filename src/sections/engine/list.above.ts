import { Injectable } from '@nestjs/common';
import type { Permission } from '../../access/catalogue.js';
import type { RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads } from '../../platform/database/portal-reads.js';
import type { Rows, Statement } from '../../platform/database/together.js';
import { narrowedTo, reachOf } from './list.reach.js';
import type { ListRequest } from './list.request.js';
import { binding, where, type Reach } from './list.sql.js';
import type { Block } from './record-page.js';
import type { Section } from './section.js';

export type { Rows };

/** Something that stands above a section's list, read under the same scope as the list. */
export interface ListAbove {
  /** The part of the section without which it is not there for customers' people. */
  readonly needs?: Permission;
  /** Only there; on both sides unless it says so. */
  readonly room?: 'portal' | 'admin';
  /** Whether it speaks of what the list is narrowed to, or of now. */
  readonly narrowed?: boolean;
  /** Of which lists it is read; of all unless it says so. */
  readonly when?: (request: ListRequest) => boolean;
  /** SQL of its rows over `r`; the conditions hold scope and filters. */
  readonly sql: (conditions: readonly string[], request: ListRequest) => string;
  /** Pure. Of several customers the rows stand one after the other, each with the `part` it was read in. */
  readonly block: (rows: Rows, base: string, request: ListRequest) => Block | undefined;
}

/** How many there are of all customers, where each row says how many there are in its part. */
export const countOfAll = (rows: Rows, name: string): number =>
  [...new Map(rows.map((row) => [row['part'], Number(row[name])])).values()].reduce(
    (sum, count) => sum + count,
    0,
  );

/** Reads what stands above lists. */
@Injectable()
export class ListAboveQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  async forPortal(
    section: Section,
    request: ListRequest,
    scope: RecordScope,
    facts: PortalFacts,
  ): Promise<Block[]> {
    const blocks: Block[] = [];
    for (const above of of(section, 'portal', request)) {
      const reach = above.narrowed ? reachOf(section, request, scope, facts) : narrowedTo(scope, request);
      const open = reach.filter((one) => !above.needs || one.open?.includes(above.needs));
      if (open.length === 0) continue;
      const rows: Rows = [];
      for (const [part, one] of open.entries()) {
        const statement = statementOf(section, above, request, { ...one, portal: true });
        const [found = []] = await this.portal.atOnce(one, [statement]);
        rows.push(...found.map((row) => ({ ...row, part })));
      }
      blocks.push(...shown(section, above, rows, 'portal', request));
    }
    return blocks;
  }

  async forStaff(section: Section, request: ListRequest): Promise<Block[]> {
    const blocks: Block[] = [];
    for (const above of of(section, 'admin', request)) {
      const { text, values } = statementOf(section, above, request, { sites: 'all', portal: false });
      blocks.push(...shown(section, above, await this.database.rows(text, values), 'admin', request));
    }
    return blocks;
  }
}

const of = ({ above = [] }: Section, here: 'portal' | 'admin', request: ListRequest): ListAbove[] =>
  above.filter(({ room, when }) => (!room || room === here) && (!when || when(request)));

function statementOf(section: Section, above: ListAbove, request: ListRequest, reach: Reach): Statement {
  const { values, bind } = binding();
  const now = { ...request, q: '', from: undefined, to: undefined, filters: {} };
  const asked = above.narrowed ? request : now;
  return { text: above.sql(where(section, asked, reach, bind), asked), values };
}

function shown(
  section: Section,
  above: ListAbove,
  rows: Rows,
  room: 'portal' | 'admin',
  request: ListRequest,
): Block[] {
  const block = above.block(rows, `/${room}/${section.key}`, request);
  return block ? [block] : [];
}
