/** A phone number in any country's way of writing it, such as `+44 (0)1628 555-0142 ext. 3`: it has the three digits of 999. */
export const PHONE = /^(?=(?:\P{Nd}*\p{Nd}){3})[\p{L}\p{M}\p{Nd}\p{Cf}\s+()./,;:#*&'’–-]+$/u;

/** A postcode of any country: letters and digits, parted by spaces or hyphens. */
export const POSTCODE = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}\s-]*$/u;
