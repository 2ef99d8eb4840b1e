import type { BehindNotice, DeletedNotice } from '../audit/behind-notice.js';
import { say, type Text } from '../platform/errors.js';
import { cell, type Cell } from '../platform/pages/cells.js';
import type { Action, PageHead, PageModel } from '../platform/pages/page.js';
import { verbatim } from '../platform/pages/words.js';
import { customerHref } from './customer-pages.js';
import type { Customer } from './customer.entity.js';
import { CUSTOMER_FIELDS, type CustomerField, type CustomerFields } from './customers.forms.js';

export interface CustomerModel extends PageModel {
  readonly groups: readonly {
    readonly title: Text;
    readonly items: readonly { readonly label: Text; readonly cell: Cell }[];
  }[];
}

export interface CustomerFormModel extends PageModel {
  readonly action: string;
  /** The new customer's id, or the fields that the form was filled in from. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly groups: readonly { readonly title: Text; readonly fields: readonly object[] }[];
  /** What was saved elsewhere meanwhile, when the form is behind. */
  readonly movedOn: MovedOn | null;
  /** Who deleted it meanwhile. */
  readonly gone?: DeletedNotice | undefined;
  readonly button: Text;
  readonly cancel: { readonly label: Text; readonly href: string };
}

/** Whose change a form met, and the fields that it changed. */
interface MovedOn extends BehindNotice {
  readonly fields: readonly {
    readonly label: Text;
    readonly theirs: string;
    /** What the form holds, or held before where nobody touched it. */
    readonly other: { readonly label: Text; readonly value: string };
  }[];
}

/** How a page groups what is known of a customer. */
const GROUPS: readonly (readonly [string, readonly CustomerField[]])[] = [
  ['names', ['reference', 'name', 'tradingName']],
  ['contact', ['contactName', 'email', 'phone']],
  ['addresses', ['address', 'postcode', 'invoicingAddress']],
  ['business', ['sicCode', 'vatNumber']],
  ['manager', ['accountManager', 'accountManagerPhone', 'accountManagerEmail']],
];

/** The tab *Details*. */
export function customerDetails(customer: Customer, head: PageHead, mayChange: boolean): CustomerModel {
  const edit = {
    label: say('customers.edit.action'),
    href: `${customerHref(customer)}/edit`,
    icon: 'edit',
  } as const;
  return {
    head: {
      ...head,
      ...(mayChange ? { action: { ...edit, kind: 'secondary' }, moreActions: [deletionOf(customer)] } : {}),
    },
    groups: GROUPS.map(([group, fields]) => ({
      title: say(`customers.groups.${group}`),
      items: fields.map((field) => ({ label: label(field), cell: value(customer, field) })),
    })),
  };
}

/** What it means is said on a page of its own, which the folder of sections has. */
const deletionOf = (customer: Customer): Action => ({
  label: say('customers.deletion.action'),
  href: `${customerHref(customer)}/deletion`,
  kind: 'quiet',
});

type Filled = {
  readonly typed: CustomerFields;
  readonly errors?: Readonly<Record<string, Text>>;
  readonly gone?: DeletedNotice;
};

export const NO_FIELDS = Object.fromEntries(CUSTOMER_FIELDS.map((field) => [field, ''])) as CustomerFields;

/** @param id of the customer to be, made with the form, so that the same form sent twice adds one customer */
export const newCustomerForm = (id: string, { typed, errors }: Filled): CustomerFormModel => ({
  head: {
    title: say('customers.add.title'),
    purpose: say('customers.add.purpose'),
    back: { label: say('customers.list.title'), href: '/admin/customers' },
  },
  action: '/admin/customers',
  hidden: [{ name: 'id', value: id }],
  groups: formGroups(typed, errors),
  movedOn: null,
  button: say('customers.add.button'),
  cancel: { label: say('platform.confirm.back'), href: '/admin/customers' },
  errors,
});

/**
 * @param shown the fields that the form is filled in from
 * @param moved whose change the form met, which fields it changed, and what the form had shown before
 */
export function editCustomerForm(
  customer: Customer,
  shown: CustomerFields | undefined,
  { typed, errors, gone }: Filled,
  moved?: {
    readonly notice: BehindNotice;
    readonly fields: readonly CustomerField[];
    readonly before: CustomerFields | undefined;
  },
): CustomerFormModel {
  const href = customerHref(customer);
  return {
    head: {
      title: say('customers.edit.title', { name: customer.name }),
      back: { label: verbatim(customer.name), href },
    },
    action: href,
    hidden: [{ name: 'shown', value: shown ? JSON.stringify(shown) : '' }],
    groups: formGroups(typed, errors),
    movedOn: moved
      ? {
          ...moved.notice,
          fields: moved.fields.map((field) => ({
            label: label(field),
            theirs: customer[field],
            other:
              typed[field] === customer[field]
                ? { label: say('customers.form.before'), value: moved.before?.[field] ?? '' }
                : { label: say('customers.form.yours'), value: typed[field] },
          })),
        }
      : null,
    gone,
    button: say('customers.edit.button'),
    cancel: { label: say('platform.confirm.back'), href },
    errors,
  };
}

const formGroups = (typed: CustomerFields, errors: Filled['errors']) =>
  GROUPS.map(([group, fields]) => ({
    title: say(`customers.groups.${group}`),
    fields: fields.map((field) => ({
      name: field,
      label: label(field),
      value: typed[field],
      error: errors?.[field],
      ...FIELDS[field],
    })),
  }));

const FIELDS: Readonly<Partial<Record<CustomerField, object>>> = {
  reference: { required: true, help: say('customers.help.reference'), width: 'medium' },
  name: { required: true },
  tradingName: { help: say('customers.help.tradingName') },
  email: { type: 'email', inputmode: 'email' },
  phone: { type: 'tel', width: 'medium' },
  address: { type: 'textarea', rows: 3 },
  postcode: { width: 'short' },
  invoicingAddress: { type: 'textarea', rows: 3, help: say('customers.help.invoicingAddress') },
  sicCode: { width: 'medium' },
  vatNumber: { width: 'medium' },
  accountManager: { help: say('customers.help.accountManager') },
  accountManagerPhone: { type: 'tel', width: 'medium' },
  accountManagerEmail: { type: 'email', inputmode: 'email' },
};

const label = (field: CustomerField): Text => say(`customers.fields.${field}`);

const LINKS: Readonly<Partial<Record<CustomerField, string>>> = {
  email: 'mailto:',
  phone: 'tel:',
  accountManagerEmail: 'mailto:',
  accountManagerPhone: 'tel:',
};

function value(customer: Customer, field: CustomerField): Cell {
  const scheme = LINKS[field];
  return scheme && customer[field]
    ? cell.text(customer[field], scheme + customer[field])
    : cell.text(customer[field]);
}
