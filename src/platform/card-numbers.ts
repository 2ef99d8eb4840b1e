/** Digits in one, or in groups of three and more: so are cards written, but no dates, nor what follows a decimal point. */
const GROUPS = /(?<!\d|\d\.)\d{3,}(?:[ \u00a0\u2010-\u2014-]\d{3,})*/g;
const [SHORTEST, LONGEST, SHOWN] = [13, 19, 4];

/** The text, with a dot for all but the last four digits of what may be the number of a payment card. */
export const hidingCardNumbers = (text: string): string =>
  text.replace(GROUPS, (written) => {
    const parts = written.split(/(\D)/);
    let told = '';
    for (let first = 0; first < parts.length;) {
      const last = endOfCard(parts, first);
      const number = parts.slice(first, (last ?? first) + 1).join('');
      told += (last === undefined ? number : hidden(number)) + (parts[(last ?? first) + 1] ?? '');
      first = (last ?? first) + 2;
    }
    return told;
  });

/** Where the number of a card ends that begins with this group, groups standing at every second place. */
function endOfCard(parts: readonly string[], first: number): number | undefined {
  let digits = '';
  for (let last = first; last < parts.length && digits.length <= LONGEST; last += 2) {
    digits += parts[last];
    if (isCardNumber(digits)) return last;
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
