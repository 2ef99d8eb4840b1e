/** Groups of digits, with what may part them. */
const GROUPS = /(?<!\d)\d{2,}(?:[ \u00a0./\u2010-\u2014-]{1,3}\d{2,})*/g;
/** How cards group their digits, whatever parts these. */
const LAYOUTS: ReadonlySet<string> = new Set(['4-4-4-4', '4-6-5', '4-6-4', '2-2-2-2-2-2-2-2']);
/** Otherwise they stand in one, or in threes and more: so is no date written. What follows a decimal point is no card. */
const PLAIN = /^\d{3,}(?:[ \u00a0\u2010-\u2014-]\d{3,})*$/;
const [SHORTEST, LONGEST, SHOWN] = [13, 19, 4];

/** The text, with a dot for all but the last four digits of what may be the number of a payment card. */
export const hidingCardNumbers = (text: string): string =>
  text.replace(GROUPS, (written, at: number) => {
    const parts = written.split(/(\D+)/);
    let told = '';
    for (let first = 0; first < parts.length;) {
      const isFraction =
        first > 0 ? parts[first - 1] === '.' : /\d\.$/.test(text.slice(Math.max(at - 2, 0), at));
      const last = endOfCard(parts, first, isFraction);
      const number = parts.slice(first, (last ?? first) + 1).join('');
      told += (last === undefined ? number : hidden(number)) + (parts[(last ?? first) + 1] ?? '');
      first = (last ?? first) + 2;
    }
    return told;
  });

/** Where the number of a card ends that begins with this group, groups standing at every second place. */
function endOfCard(parts: readonly string[], first: number, isFraction: boolean): number | undefined {
  let [digits, layout, written] = ['', '', ''];
  for (let last = first; last < parts.length && digits.length <= LONGEST; last += 2) {
    const group = parts[last] ?? '';
    digits += group;
    layout += `${last > first ? '-' : ''}${group.length}`;
    written += (last > first ? parts[last - 1] : '') + group;
    const isParted = LAYOUTS.has(layout) || (!isFraction && PLAIN.test(written));
    if (isParted && isCardNumber(digits)) return last;
  }
  return undefined;
}

/** Whether 13 to 19 digits that pass the check of payment cards stand anywhere in a text. */
export const holdsCardNumber = (text: string): boolean => hidingCardNumbers(text) !== text;

const hidden = (number: string): string => {
  const digits = number.replace(/\D/g, '');
  return '•'.repeat(digits.length - SHOWN) + digits.slice(-SHOWN);
};

/** By its length and its check digit, ISO/IEC 7812-1 (Luhn). Zeros alone pass it, and are nobody's card. */
const isCardNumber = (digits: string): boolean => {
  if (digits.length < SHORTEST || digits.length > LONGEST) return false;
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum > 0 && sum % 10 === 0;
};
