import { Injectable } from '@nestjs/common';
import type { RecordScope } from '../../access/decision.js';
import type { PortalFacts } from '../../access/facts.js';
import { Database } from '../../platform/database/database.js';
import { PortalReads, type CustomerScope } from '../../platform/database/portal-reads.js';
import type { Rows, Statement } from '../../platform/database/together.js';
import { pageOf } from '../../platform/lists/places.js';
import { countSql, MOST_COUNTED } from './list.count.js';
import { hiddenFrom, nothingHidden } from './hidden-fields.js';
import { inOrder } from './list.order.js';
import { askForPage, type AtOnce } from './list.page.js';
import { reachOf } from './list.reach.js';
import type { ListRequest } from './list.request.js';
import { listSql, PAGE, type Reach } from './list.sql.js';
import { fieldOf, type Section } from './section.js';

/** A record as a list holds it: its fields by name. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly sorted: string | null };

/** One page of a list. */
export interface ListPage {
  readonly rows: readonly Row[];
  /** How many records match: exactly, or more than `MOST_COUNTED` where `more` says so. */
  readonly total: number;
  readonly more?: boolean;
  readonly earlier: boolean;
  readonly later: boolean;
}

/** Reads pages of lists: for customers' people through the wall, for staff over all customers. */
@Injectable()
export class ListQueries {
  constructor(
    private readonly database: Database,
    private readonly portal: PortalReads,
  ) {}

  /**
   * A page of what the scope holds. Several customers are read one after the other, each by its index, and merged.
   * @param beside what else is read of each customer, in the same round trip
   */
  async forPortal(
    section: Section,
    request: ListRequest,
    scope: RecordScope,
    facts: PortalFacts,
    beside: (one: CustomerScope) => readonly Statement[] = () => [],
  ): Promise<ListPage & { readonly beside: readonly (readonly Rows[])[] }> {
    const answers = await inTurn(reachOf(section, request, scope, facts), (one) => {
      const ask: AtOnce = (statements) => this.portal.atOnce(one, statements);
      const hidden = hiddenFrom(facts, one.customerId);
      return askForPage(section, request, { ...one, portal: true }, hidden, ask, beside(one));
    });
    return {
      ...page(section, request, answers.map(partOf)),
      beside: answers.map((answer) => answer.slice(2)),
    };
  }

  async forStaff(section: Section, request: ListRequest): Promise<ListPage> {
    const reach: Reach = { sites: 'all', portal: false };
    const ask: AtOnce = (statements) =>
      Promise.all(
        statements.map(({ text, values, name }) => this.database.rows<Rows[number]>(text, values, name)),
      );
    return page(section, request, [partOf(await askForPage(section, request, reach, nothingHidden, ask))]);
  }

  /** The rows of a list from its beginning in one piece, so many and one more: a list that is longer shows it. */
  async rowsForPortal(
    section: Section,
    request: ListRequest,
    scope: RecordScope,
    facts: PortalFacts,
    most: number,
  ): Promise<readonly Row[]> {
    const parts = await inTurn(reachOf(section, request, scope, facts), (one) => {
      const hidden = hiddenFrom(facts, one.customerId);
      const { text, values } = listSql(section, fromStart(request), { ...one, portal: true }, hidden, most);
      return this.portal.within(one, (ask) => ask<Row>(text, values));
    });
    return parts
      .flat()
      .sort(inOrder(section, fromStart(request)))
      .slice(0, most + 1);
  }

  async rowsForStaff(section: Section, request: ListRequest, most: number): Promise<readonly Row[]> {
    const reach: Reach = { sites: 'all', portal: false };
    const { text, values } = listSql(section, fromStart(request), reach, nothingHidden, most);
    const rows = await this.database.rows<Row>(text, values);
    return rows.sort(inOrder(section, fromStart(request)));
  }

  /** Exactly how many records the list holds. */
  async countForPortal(
    section: Section,
    request: ListRequest,
    scope: RecordScope,
    facts: PortalFacts,
  ): Promise<number> {
    const counts = await inTurn(reachOf(section, request, scope, facts), (one) => {
      const { text, values } = countSql(section, request, { ...one, portal: true });
      return this.portal.within(one, (ask) => ask<{ total: string }>(text, values));
    });
    return counts.reduce((sum, [row]) => sum + Number(row?.total ?? 0), 0);
  }

  async countForStaff(section: Section, request: ListRequest): Promise<number> {
    const { text, values } = countSql(section, request, { sites: 'all', portal: false });
    return Number((await this.database.row<{ total: string }>(text, values))?.total ?? 0);
  }
}

const fromStart = (request: ListRequest): ListRequest => ({
  ...request,
  after: undefined,
  before: undefined,
});

interface Part {
  readonly rows: readonly Row[];
  readonly total: number;
  /** The counting ended at `MOST_COUNTED`. */
  readonly more: boolean;
}

interface Count {
  readonly total: string;
  readonly more?: boolean;
}

function partOf([rows = [], counts = []]: readonly unknown[][]): Part {
  const [count] = counts as Count[];
  return { rows: rows as Row[], total: Number(count?.total ?? 0), more: count?.more === true };
}

function page(section: Section, request: ListRequest, parts: readonly Part[]): ListPage {
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const rows = parts.flatMap((part) => part.rows);
  const nullable = fieldOf(section, request.sorting.field)?.sort?.nullable;
  // What one statement read of one stretch comes in its order.
  if (parts.length > 1 || nullable) rows.sort(inOrder(section, request));
  const found = pageOf(rows.slice(0, PAGE + 1), request, PAGE);
  const more = parts.some((part) => part.more);
  return more ? { ...found, total: MOST_COUNTED, more } : { ...found, total };
}

async function inTurn<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
