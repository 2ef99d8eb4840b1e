import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../../access/viewer.js';
import { Database } from '../../../platform/database/database.js';
import { PortalReads, type Ask, type CustomerScope } from '../../../platform/database/portal-reads.js';
import { say, type Text } from '../../../platform/errors.js';
import type { Range } from '../../../platform/months.js';
import { verbatim } from '../../../platform/pages/words.js';
import { addresseeOf, type Addressee } from '../../papers/addressee.js';
import { TODAY } from '../../engine/today.sql.js';
import { readHowToPay } from '../how-to-pay.js';
import { uncounted } from '../invoices.counted.js';
import type { AccountRows } from './statement.js';

/** Reads a customer's account: customers' people through the wall. */
@Injectable()
export class StatementQueries {
  constructor(
    private readonly portal: PortalReads,
    private readonly database: Database,
  ) {}

  async account(
    one: CustomerScope,
    { from, to }: Range,
    { kind }: Pick<Viewer, 'kind'>,
  ): Promise<AccountRows> {
    const statement = { text: STATEMENT, values: [one.customerId, from, to], name: 'statement' };
    const [[rows] = []] =
      kind === 'staff'
        ? [await this.database.rows(statement.text, statement.values)]
        : await this.portal.atOnce(one, [statement]);
    return rows as AccountRows;
  }

  /** How what is left to pay today is paid, in one way or two; nothing where nothing is left, or nothing is said. */
  async howToPay(one: CustomerScope, viewer: Pick<Viewer, 'kind'>): Promise<readonly Text[]> {
    return this.as(viewer, one, async (ask) => {
      const [left] = await ask<{ byHand: boolean; byItself: boolean }>(LEFT, [one.customerId]);
      if (!left) return [];
      const { howToPay, autoPay } = await readHowToPay(one.customerId, ask);
      const how = howToPay ? [verbatim(howToPay)] : [];
      if (!autoPay || !left.byItself) return how;
      return left.byHand
        ? [...how, say('statement.autoPayRest', { ...autoPay })]
        : [say('statement.autoPay', { ...autoPay })];
    });
  }

  /** Whom the statement is for. */
  addressee(one: CustomerScope, viewer: Pick<Viewer, 'kind'>): Promise<Addressee> {
    return this.as(viewer, one, (ask) => addresseeOf(one, ask));
  }

  private as<T>(
    { kind }: Pick<Viewer, 'kind'>,
    one: CustomerScope,
    read: (ask: Ask) => Promise<T>,
  ): Promise<T> {
    return kind === 'staff'
      ? read((text, values) => this.database.rows(text, values))
      : this.portal.within(one, read);
  }
}

/** What is open today of invoices; auto-pay pays on the day they are due, and not what is late already. */
const LEFT = `
  select bool_or(i.due_date is null or i.due_date < ${TODAY}) as "byHand",
    coalesce(bool_or(i.due_date >= ${TODAY}), false) as "byItself" from invoices i
  where i.customer_id = $1 and i.deleted_at is null and i.kind = 'invoice' and i.state in ('sent', 'part-paid')
    and i.open_amount > 0 having count(*) > 0`;

/** What counts. */
const COUNTED = `
  counted as (
    select i.id, i.kind, i.reference, i.credited_reference as credited, i.date, i.currency, i.gross_amount, i.paid_amount,
      i.paid_marked_at,
      exists (select from payment_allocations a join payments p on p.id = a.payment_id
        where a.invoice_id = i.id and p.deleted_at is null) as set
    from invoices i
    where i.customer_id = $1 and i.deleted_at is null and not ${uncounted('i')})`;

/** What the system of record says is paid, where no payment is set against the invoice, has no day but the invoice's. */
const ACCOUNT = `
  account as (
    select date, 1 as turn, 'invoice' as kind, id, reference, currency, gross_amount as amount,
      null::timestamptz as marked
    from counted where kind = 'invoice'
    union all
    select date, 2, 'recorded', id, reference, currency, -paid_amount, paid_marked_at
    from counted where kind = 'invoice' and not set and paid_amount <> 0
    union all
    select date, 3, 'credit-note', id, reference, currency, -gross_amount, null from counted where kind = 'credit-note'
    union all
    select date, 4, 'payment', id, reference, currency, -amount, null
    from payments where customer_id = $1 and deleted_at is null)`;

/** What is owed on the last day, by its age on that day; on a day to come nothing is older than it is today. */
const OWED = `
  owed as (
    select i.reference, i.currency, least($3::date, ${TODAY}) - i.date as days,
      i.gross_amount - case when i.set then coalesce((
        select sum(a.amount) from payment_allocations a join payments p on p.id = a.payment_id
        where a.invoice_id = i.id and p.deleted_at is null and p.date <= $3::date), 0)
      else i.paid_amount end as amount
    from counted i where i.kind = 'invoice' and i.date <= $3::date),
  credits as (
    select credited, currency, sum(gross_amount) as amount from counted
    where kind = 'credit-note' and credited is not null and date <= $3::date group by 1, 2),
  -- A credit note takes off the invoice that it names what is left of it; the rest is not set against any, nor is what
  -- was paid beyond an invoice.
  open as (
    select o.currency, o.days, greatest(o.amount - coalesce(c.amount, 0), 0) as amount
    from owed o left join credits c on c.credited = o.reference and c.currency = o.currency)`;

const OPENING = `select currency, sum(amount)::text as amount from account where date < $2::date group by currency`;

const ENTRIES = `select date, turn, kind, id, reference, currency, amount::text as amount,
    (marked at time zone (select time_zone from organisation))::date as marked
  from account where date >= $2::date and date <= $3::date`;

const AGEING = `select currency, sum(amount)::text as amount,
    case when days <= 30 then '0-30' when days <= 60 then '31-60' when days <= 90 then '61-90' else '90+' end as age
  from open group by currency, age`;

/** All of it in one statement, and so of one moment: what is written meanwhile is in none of it. What counts is gathered once. */
const STATEMENT = `
  with ${COUNTED}, ${ACCOUNT}, ${OWED}
  select (select coalesce(jsonb_agg(o), '[]') from (${OPENING}) o) as opening,
    (select coalesce(jsonb_agg(e order by date, turn, reference, id), '[]') from (${ENTRIES}) e) as entries,
    (select coalesce(jsonb_agg(a), '[]') from (${AGEING}) a) as ageing`;
