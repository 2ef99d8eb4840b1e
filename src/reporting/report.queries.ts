import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../access/decision.js';
import { Database } from '../platform/database/database.js';
import { PortalReads } from '../platform/database/portal-reads.js';
import type { Rows } from '../platform/database/together.js';
import { narrowedTo, type Narrowing } from '../sections/engine/list.reach.js';
import type { Reach } from '../sections/engine/list.sql.js';
import { addLines, type SumLine } from './figures.js';
import { figureSql, type Figure } from '../sections/jobs/figures.sql.js';

/** Reads figures: for customers' people through the wall, each customer by itself; for staff over all of them. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  /** The lines of each figure; those of several customers are added up. */
  async forPortal(figures: readonly Figure[], request: Narrowing, scope: RecordScope): Promise<SumLine[][]> {
    const sums = figures.map((): SumLine[][] => []);
    for (const one of narrowedTo(scope, request)) {
      const statements = figures.map((figure) => figureSql(figure, { ...one, portal: true }));
      const answers = await this.portal.atOnce(one, statements);
      answers.forEach((rows, index) => sums[index]?.push(linesOf(rows)));
    }
    return sums.map(addLines);
  }

  async forStaff(figures: readonly Figure[], { customer, site }: Narrowing): Promise<SumLine[][]> {
    const whose = customer ? { customerId: customer } : {};
    const reach: Reach = { ...whose, sites: site ? [site] : 'all', portal: false };
    const found: SumLine[][] = [];
    for (const figure of figures) {
      const { text, values, name } = figureSql(figure, reach);
      found.push(linesOf(await this.database.rows(text, values, name)));
    }
    return found;
  }

  /** Names of codes of the list of waste and of their chapters; the same for everybody. */
  wasteNames(codes: readonly string[]): Promise<WasteName[]> {
    return this.database.rows<WasteName>(
      `select c.code, c.name, c.hazardous, c.chapter, h.name as "chapterName"
       from ewc_codes c join ewc_chapters h on h.code = c.chapter where c.code = any ($1)`,
      [codes],
      'names of waste codes',
    );
  }

  /** The names of sites that a scope holds; of those that are gone, none. */
  async siteNamesWithin(scope: RecordScope, ids: readonly string[]): Promise<Named[]> {
    const found: Named[] = [];
    for (const one of scope) {
      const statement = { text: SITE_NAMES, values: [ids, one.customerId], name: 'names of sites' };
      found.push(...((await this.portal.atOnce(one, [statement])).flat() as unknown as Named[]));
    }
    return found;
  }

  /** The names of customers and sites, for staff. */
  placeNames(ids: readonly string[]): Promise<Named[]> {
    return this.database.rows<Named>(
      `select id, name from customers where id = any ($1) union all select id, name from sites where id = any ($1)`,
      [ids],
      'names of customers and sites',
    );
  }

  chapters(): Promise<{ code: string; name: string }[]> {
    return this.database.rows('select code, name from ewc_chapters order by code', [], 'chapters of waste');
  }
}

const SITE_NAMES = 'select id, name from sites where id = any ($1) and customer_id = $2';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface WasteName {
  readonly code: string;
  readonly name: string;
  readonly hazardous: boolean;
  readonly chapter: string;
  readonly chapterName: string;
}

/** Counts and weights arrive as text, because they may be larger than a number holds. */
const linesOf = (rows: Rows): SumLine[] =>
  (rows as Record<keyof SumLine, string>[]).map(({ key, records, grams, estimated, amount }) => ({
    key,
    records: Number(records),
    grams: BigInt(grams),
    estimated: BigInt(estimated),
    amount: BigInt(amount),
  }));
