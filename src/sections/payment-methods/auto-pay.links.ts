import { customerHref } from '../../customers/customer-pages.js';

/** Where customers' people look after auto-pay. */
export const AUTO_PAY = '/portal/auto-pay';

/** Where the office looks after that of a customer. */
export const staffAutoPayHref = (customer: { readonly id: string }): string =>
  `${customerHref(customer)}/auto-pay`;
