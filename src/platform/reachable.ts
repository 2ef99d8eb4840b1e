/** Signs of phone numbers as people write them anywhere, such as `+44 (0)1628 555-0142 ext. 3`. */
const PHONE_SIGNS = /^[\p{L}\p{M}\p{Nd}\s+()./,;:#*–-]+$/u;
/** The shortest numbers that can be rung, such as 999. */
const FEWEST_DIGITS = 3;

/** Whether somebody could ring this: any country's way of writing it will do. */
export const isPhone = (text: string): boolean =>
  PHONE_SIGNS.test(text) && (text.match(/\p{Nd}/gu) ?? []).length >= FEWEST_DIGITS;

/** Whether a letter could be sorted by this: every country's postcodes are letters and digits, parted by spaces or hyphens. */
export const isPostcode = (text: string): boolean => /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}\s-]*$/u.test(text);
