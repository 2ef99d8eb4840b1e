/**
 * SQL that holds of the invoice or credit note of this alias by which nobody owes anything: drafts, what is void, and an
 * invoice that our books hold as credited whole, with the credit notes that name it: together they are nothing.
 */
export const uncounted = (alias: string): string => `(${alias}.status in ('draft', 'void')
  or ${alias}.kind = 'invoice' and ${alias}.status = 'credited'
  or ${alias}.kind = 'credit-note' and exists (
    select from invoices whole where whole.kind = 'invoice' and whole.customer_id = ${alias}.customer_id
      and whole.reference = ${alias}.credited_reference and whole.deleted_at is null and whole.status = 'credited'))`;
