import { say, type Text } from '../../../platform/errors.js';

export const ENTRY_KINDS = ['invoice', 'recorded', 'credit-note', 'payment'] as const;

/** One line of an account. */
export interface Entry {
  readonly date: string;
  readonly kind: (typeof ENTRY_KINDS)[number];
  readonly id: string;
  readonly reference: string;
  readonly currency: string;
  /** Minor units: what is owed raises the balance, what was paid or credited lowers it. */
  readonly amount: string;
  /** The day on which what is recorded of an invoice was marked as paid, where that is known. */
  readonly marked?: string | null;
}

/** What happened, in words. */
export const entryWords = ({ kind, reference, marked }: Entry): Text =>
  marked
    ? say('statement.kinds.marked', { reference, day: marked })
    : say(`statement.kinds.${kind}`, { reference });

/** A sum in one currency, in minor units; bigints arrive as text. */
export interface Sum {
  readonly currency: string;
  readonly amount: string;
}

export const AGES = ['0-30', '31-60', '61-90', '90+'] as const;

/** What is open of invoices by the days since their date. */
export interface Ageing extends Sum {
  readonly age: (typeof AGES)[number];
}

/** What was read of a customer's account. */
export interface AccountRows {
  readonly opening: readonly Sum[];
  readonly entries: readonly Entry[];
  readonly ageing: readonly Ageing[];
}

/** The account in one currency: amounts of two are never added. */
export interface Statement {
  readonly currency: string;
  readonly opening: bigint;
  readonly lines: readonly (Entry & { readonly balance: bigint })[];
  readonly closing: bigint;
  readonly ages: Readonly<Record<Ageing['age'], bigint>>;
  /** Credit notes and payments that are not set against an invoice. */
  readonly unset: bigint;
}

/** The statements of an account, one for each currency. What is open by age, less what is not set, is the closing balance. */
export function statementsOf({ opening, entries, ageing }: AccountRows): Statement[] {
  const currencies = [...new Set([...opening, ...entries, ...ageing].map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const began = sum(opening.filter((one) => one.currency === currency));
    let balance = began;
    const lines = entries
      .filter((one) => one.currency === currency)
      .map((one) => ({ ...one, balance: (balance += BigInt(one.amount)) }));
    const aged = ageing.filter((one) => one.currency === currency);
    const of = (age: Ageing['age']) => sum(aged.filter((one) => one.age === age));
    const ages = { '0-30': of('0-30'), '31-60': of('31-60'), '61-90': of('61-90'), '90+': of('90+') };
    return { currency, opening: began, lines, closing: balance, ages, unset: sum(aged) - balance };
  });
}

/** How to pay, where something is left of what the statement counts and there is something to say of it. */
export const howToPay = (
  statements: readonly Statement[],
  how: readonly Text[],
): { readonly kind: 'note'; readonly title: Text; readonly text: Text }[] =>
  statements.some(({ closing }) => closing > 0n)
    ? how.map((text, at) => ({
        kind: 'note',
        title: say(at === 0 ? 'invoices.toPay.how' : 'auto-pay.title'),
        text,
      }))
    : [];

const sum = (sums: readonly Sum[]): bigint => sums.reduce((all, { amount }) => all + BigInt(amount), 0n);
