import { PHONE, POSTCODE } from '../platform/reachable.js';
import { isAddress } from './addresses.js';

/** Whether what a form was given reaches anybody, for each way of reaching; `platform.fields.<way>` says that it does not. */
export const REACHED = {
  email: isAddress,
  phone: (text: string): boolean => PHONE.test(text),
  postcode: (text: string): boolean => POSTCODE.test(text),
};

/** The ways of reaching somebody that a form asks for. */
export const WAYS = Object.keys(REACHED) as (keyof typeof REACHED)[];
