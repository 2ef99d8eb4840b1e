import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../access/decision.js';
import { Database } from '../platform/database/database.js';
import { PortalReads, type Ask } from '../platform/database/portal-reads.js';
import { narrowedTo } from '../sections/engine/list.reach.js';
import type { Reach } from '../sections/engine/list.sql.js';
import { addLines, type SumLine } from './figures.js';
import type { ReportRequest } from './report.request.js';
import { figureSql, type Figure } from './report.sql.js';

/** Reads figures: for customers' people through the wall, each customer by itself; for staff over all of them. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  /** The figures, in order; those of several customers are added up. */
  async forPortal(
    figures: readonly Figure[],
    request: ReportRequest,
    scope: RecordScope,
  ): Promise<SumLine[][]> {
    const sums = figures.map((): SumLine[][] => []);
    for (const one of narrowedTo(scope, request)) {
      const parts = await this.portal.within(one, (ask) => read(figures, { ...one, portal: true }, ask));
      parts.forEach((part, index) => sums[index]?.push(part));
    }
    return sums.map(addLines);
  }

  forStaff(figures: readonly Figure[], { customer, site }: ReportRequest): Promise<SumLine[][]> {
    const ask: Ask = (text, values, name) => this.database.rows(text, values, name);
    const reach: Reach = {
      sites: site ? [site] : 'all',
      portal: false,
      ...(customer ? { customerId: customer } : {}),
    };
    return read(figures, reach, ask);
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

  chapters(): Promise<{ code: string; name: string }[]> {
    return this.database.rows('select code, name from ewc_chapters order by code', [], 'chapters of waste');
  }
}

export interface WasteName {
  readonly code: string;
  readonly name: string;
  readonly hazardous: boolean;
  readonly chapter: string;
  readonly chapterName: string;
}

async function read(figures: readonly Figure[], reach: Reach, ask: Ask): Promise<SumLine[][]> {
  const found: SumLine[][] = [];
  for (const figure of figures) {
    const { text, values } = figureSql(figure, reach);
    const rows = await ask<Row>(text, values);
    found.push(
      rows.map(({ key, records, grams, estimated }) => ({
        key,
        records: Number(records),
        grams: BigInt(grams),
        estimated: BigInt(estimated),
      })),
    );
  }
  return found;
}

interface Row {
  readonly key: string;
  readonly records: string;
  readonly grams: string;
  readonly estimated: string;
}
