import type { Ask } from '../../platform/database/portal-reads.js';
import { say, type Text } from '../../platform/errors.js';
import { verbatim } from '../../platform/pages/words.js';
import type { Block } from '../engine/record-page.js';
import type { FullRecord } from '../engine/record.queries.js';
import { expiredSql } from '../payment-methods/expiry.js';

export interface AutoPay {
  readonly brand: string;
  readonly lastFour: string;
}

/** How an invoice of a customer is paid: as the business says, and by itself where auto-pay is on. */
export interface HowToPay {
  readonly howToPay: string;
  readonly autoPay: AutoPay | undefined;
}

export async function readHowToPay(customerId: unknown, ask: Ask): Promise<HowToPay> {
  const [said] = await ask<{ howToPay: string }>('select how_to_pay as "howToPay" from organisation');
  // Nobody limited to sites learns of it: row-level security leaves it out.
  const [autoPay] = await ask<AutoPay>(
    `select m.brand, m.last_four as "lastFour" from auto_pays a
     join payment_methods m on m.id = a.payment_method_id and m.deleted_at is null and not ${expiredSql('m')}
     where a.customer_id = $1`,
    [customerId],
  );
  return { howToPay: said?.howToPay ?? '', autoPay };
}

/** Whether something is left to pay of it, and asked for. */
export const isToPay = ({ values }: Pick<FullRecord, 'values'>): boolean =>
  BigInt(String(values['open'] ?? 0)) > 0n && ASKED_FOR.includes(String(values['status']));

const ASKED_FOR = ['sent', 'to-pay', 'part-paid', 'overdue'];

/** How what is left is paid: by itself on the day it is due, unless that is past or unknown, or as the business says. */
export function howItIsPaid({ values }: FullRecord, { howToPay, autoPay }: HowToPay): Text | undefined {
  if (autoPay && values['dueDate'] && values['status'] !== 'overdue')
    return say('invoices.paper.autoPay', { ...autoPay });
  return howToPay ? verbatim(howToPay) : undefined;
}

/** What is left to pay and by when, first on a customer's page of an invoice, and how to pay it. */
export function toPay(record: FullRecord, howToPay: HowToPay | undefined): Block[] {
  if (!isToPay(record)) return [];
  const { values } = record;
  const day = values['dueDate'] as string | null;
  const when = values['status'] === 'overdue' ? 'wasDue' : day ? 'by' : 'some';
  const open = `${String(values['openCurrency'])} ${String(values['open'])}`;
  const text = say(`invoices.toPay.${when}`, { open, ...(day ? { day } : {}) });
  const how = howToPay && howItIsPaid(record, howToPay);
  return [
    {
      kind: 'note',
      title: say('invoices.toPay.title'),
      text,
      ...(when === 'wasDue' ? { tone: 'danger' } : {}),
    },
    ...(how ? [{ kind: 'note', title: say('invoices.toPay.how'), text: how } as const] : []),
  ];
}
