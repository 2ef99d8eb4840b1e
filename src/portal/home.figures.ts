import { Injectable } from '@nestjs/common';
import { decidePortalAccess, type RecordScope } from '../access/decision.js';
import type { PortalFacts } from '../access/facts.js';
import { PortalReads } from '../platform/database/portal-reads.js';
import { monthsUntil, shiftMonth } from '../platform/months.js';
import { businessEnds, type BusinessEnds } from '../sections/company/business.ends.js';
import { BusinessQueries } from '../sections/company/business.queries.js';
import { ReportQueries } from '../reporting/report.queries.js';

/** What was collected in the current month, and in the one before. */
export interface Collected {
  readonly month: string;
  readonly grams: bigint;
  readonly before: bigint;
  /** How many customers it is of. */
  readonly customers: number;
}

/** What is still to be paid in one currency. */
export interface ToPay {
  readonly currency: string;
  /** Minor units. */
  readonly amount: string;
  readonly invoices: number;
  readonly overdue: number;
  /** Minor units of it that are overdue. */
  readonly overdueAmount: string;
}

/** The figures above the summary; none of what is closed. */
export interface HomeFigures {
  readonly collected: Collected | undefined;
  readonly toPay: readonly ToPay[] | undefined;
  /** What of the business itself has lapsed or ends soon; nothing where that is closed. */
  readonly business: BusinessEnds | undefined;
  /** How many customers the invoices to pay are of. */
  readonly payers: number;
  /** How many customers somebody sees at all. */
  readonly customers: number;
}

/** Reads the figures, each within the scope of what it belongs to. */
@Injectable()
export class HomeFiguresQueries {
  constructor(
    private readonly portal: PortalReads,
    private readonly reports: ReportQueries,
    private readonly business: BusinessQueries,
  ) {}

  async read(facts: PortalFacts, today: string): Promise<HomeFigures> {
    const scopeOf = (permission: string): RecordScope => decidePortalAccess(permission, facts).scope;
    const [volumes, invoices] = [scopeOf('reporting.volumes'), scopeOf('invoices')];
    const business = await this.business.forPortal(scopeOf('company'));
    return {
      business: business && businessEnds(business, today),
      collected: volumes.length > 0 ? await this.collected(volumes, today) : undefined,
      toPay: invoices.length > 0 ? await this.toPay(invoices, today) : undefined,
      payers: invoices.length,
      customers: facts.customers.length,
    };
  }

  private async collected(scope: RecordScope, today: string): Promise<Collected> {
    const figure = { measure: 'month', by: ['month'], range: monthsUntil(today, 2) } as const;
    const [lines = []] = await this.reports.forPortal([figure], {}, scope);
    const of = (month: string) => lines.find(({ key }) => key === month)?.grams ?? 0n;
    const month = today.slice(0, 7);
    return { month, grams: of(month), before: of(shiftMonth(month, -1)), customers: scope.length };
  }

  /** Credited and void invoices owe nothing; amounts of two currencies are never added. */
  private async toPay(scope: RecordScope, today: string): Promise<ToPay[]> {
    const found: ToPay[] = [];
    for (const one of scope) {
      const { customerId, sites } = one;
      const values = [customerId, sites === 'all' ? null : sites, today];
      const [rows = []] = await this.portal.atOnce(one, [{ text: TO_PAY, values, name: 'to pay' }]);
      found.push(...(rows as unknown as ToPay[]));
    }
    const currencies = [...new Set(found.map(({ currency }) => currency))].sort();
    return currencies.map((currency) => {
      const parts = found.filter((one) => one.currency === currency);
      const sum = (name: 'invoices' | 'overdue') => parts.reduce((all, one) => all + one[name], 0);
      const added = (name: 'amount' | 'overdueAmount') =>
        String(parts.reduce((all, one) => all + BigInt(one[name]), 0n));
      return {
        currency,
        amount: added('amount'),
        invoices: sum('invoices'),
        overdue: sum('overdue'),
        overdueAmount: added('overdueAmount'),
      };
    });
  }
}

const TO_PAY = `
  select currency, sum(open_amount)::bigint as amount, count(*)::int as invoices,
    (count(*) filter (where due_date < $3::date))::int as overdue,
    coalesce(sum(open_amount) filter (where due_date < $3::date), 0)::bigint as "overdueAmount"
  from invoices
  where customer_id = $1 and ($2::uuid[] is null or site_id = any ($2::uuid[])) and deleted_at is null
    and kind = 'invoice' and state in ('sent', 'part-paid') and open_amount > 0
  group by currency`;
